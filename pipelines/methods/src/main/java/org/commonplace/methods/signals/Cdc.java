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
public final class Cdc implements Pointwise {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final int SPAN = 4;
  private static final int YEARS = 5;

  private final double normalQuantile;

  private Cdc(double alpha) {
    Alphas.require("cdc", alpha);
    this.normalQuantile = NORMAL.inverseSurvivalProbability(alpha);
  }

  /** One four-week sum on either side of each anniversary, one-sided alpha 0.0025. */
  public static Cdc historicalLimits() {
    return new Cdc(0.0025);
  }

  @Override
  public String name() {
    return "cdc";
  }

  @Override
  public Cdc withAlpha(double probability) {
    return new Cdc(probability);
  }

  @Override
  public Baseline baseline(Series series, int t) {
    int year = series.frequency().pointsPerYear();
    return Baseline.of(series, t - YEARS * year - 2 * SPAN + 1, t - year + SPAN + 1);
  }

  @Override
  public Detection test(Series series, int t) {
    double observed = series.count(t);
    if (series.frequency() != Frequency.WEEKLY) {
      return Detection.impossible(series.date(t), observed, Reason.NEEDS_WEEKS);
    }
    int year = series.frequency().pointsPerYear();
    if (t < YEARS * year + 2 * SPAN - 1) {
      return Detection.impossible(series.date(t), observed, Reason.TOO_SHORT);
    }
    double sum = 0;
    double squares = 0;
    int totals = 3 * YEARS;
    for (int pass = 0; pass < 2; pass++) {
      double mean = sum / totals;
      for (int i = 1; i <= YEARS; i++) {
        for (int block = -1; block <= 1; block++) {
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
