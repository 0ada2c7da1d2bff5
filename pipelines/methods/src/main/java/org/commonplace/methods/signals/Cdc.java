package org.commonplace.methods.signals;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The historical limits method of the United States' CDC: the sum of the last four weeks against
 * the fifteen four-week sums around it in the five years before.
 *
 * <p>In the form of {@code algo.cdc} of the R package surveillance 1.20.3 (Stroup and others,
 * 1989). Expected count and threshold are told for the tested week: the mean of a past week, and
 * the count above which the four weeks together exceed their limit. The threshold is below 0 where
 * the three weeks before exceed it alone.
 */
public final class Cdc implements Pointwise, Adjustable {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final int SPAN = 4;
  private static final int MOST_YEARS = 100;

  /** More of them would reach into the tested weeks. */
  private static final int MOST_BLOCKS = 11;

  private final String name;
  private final int years;
  private final int blocks;
  private final double alpha;
  private final double normalQuantile;

  private Cdc(String name, int years, int blocks, double alpha) {
    Alphas.require("cdc", alpha);
    this.name = name;
    this.years = years;
    this.blocks = blocks;
    this.alpha = alpha;
    this.normalQuantile = NORMAL.inverseSurvivalProbability(alpha);
  }

  /** One four-week sum on either side of each anniversary, one-sided alpha 0.0025. */
  public static Cdc historicalLimits() {
    return new Cdc("cdc", 5, 1, 0.0025);
  }

  /** The same with {@code b} years and {@code m} four-week sums on either side. */
  @Override
  public Cdc changed(NamedSettings named) {
    int changedYears = named.whole("b", years, 1, MOST_YEARS);
    int changedBlocks = named.whole("m", blocks, 0, MOST_BLOCKS);
    if (changedYears == 1 && changedBlocks == 0) {
      throw new IllegalArgumentException(
          named.name() + ": one sum of four weeks does not tell how much they vary");
    }
    return new Cdc(named.name(), changedYears, changedBlocks, alpha);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Cdc withAlpha(double probability) {
    return new Cdc(name, years, blocks, probability);
  }

  @Override
  public Baseline baseline(Series series, int t) {
    int year = series.frequency().pointsPerYear();
    return Baseline.of(
        series, t - years * year - (blocks + 1) * SPAN + 1, t - year + blocks * SPAN + 1);
  }

  @Override
  public Detection test(Series series, int t) {
    double observed = series.count(t);
    if (series.frequency() != Frequency.WEEKLY) {
      return Detection.impossible(series.date(t), observed, Reason.NEEDS_WEEKS);
    }
    int year = series.frequency().pointsPerYear();
    if (t < years * year + (blocks + 1) * SPAN - 1) {
      return Detection.impossible(series.date(t), observed, Reason.TOO_SHORT);
    }
    double sum = 0;
    double squares = 0;
    int totals = (2 * blocks + 1) * years;
    for (int pass = 0; pass < 2; pass++) {
      double mean = sum / totals;
      for (int i = 1; i <= years; i++) {
        for (int block = -blocks; block <= blocks; block++) {
          double total = total(series, t - i * year + block * SPAN);
          if (pass == 0) {
            sum += total;
          } else {
            squares += (total - mean) * (total - mean);
          }
        }
      }
    }
    double mean = sum / totals;
    double deviation = Math.sqrt(squares / (totals - 1)) * Math.sqrt(1 + 1.0 / totals);
    double current = total(series, t);
    if (Double.isNaN(current) || Double.isNaN(deviation)) {
      return Detection.impossible(series.date(t), observed, Reason.TOO_FEW_BASELINE_COUNTS);
    }
    if (deviation == 0) {
      return Detection.impossible(series.date(t), observed, Reason.NO_VARIATION);
    }
    double limit = mean + normalQuantile * deviation;
    return new Detection(
        series.date(t),
        observed,
        mean / SPAN,
        limit - (current - observed),
        (current - mean) / (limit - mean),
        NORMAL.survivalProbability((current - mean) / deviation),
        current > limit,
        Reason.NONE);
  }

  private static double total(Series series, int last) {
    double total = 0;
    for (int i = last - SPAN + 1; i <= last; i++) {
      total += series.count(i);
    }
    return total;
  }
}
