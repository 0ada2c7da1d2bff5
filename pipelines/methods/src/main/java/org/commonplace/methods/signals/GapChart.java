package org.commonplace.methods.signals;

import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * Charts of the time between cases, for events so rare that most periods have none: they signal
 * when the last cases came too close together.
 *
 * <ul>
 *   <li>g-chart (Benneyan 2001): the periods between cases are geometric.
 *   <li>t-chart (Xie, Goh and Ranjan 2002): the time between cases is exponential. Of two cases n
 *       periods apart the time is taken to be n + 1 periods, the longest it can be.
 * </ul>
 *
 * <p>Limits are those of probability, since three standard deviations below a mean gap are less
 * than nothing. Often not even a gap of zero is improbable enough; then the sum of the last r gaps
 * is tested, with the smallest r that can signal at all (the CCC-r chart of Xie, Lu, Goh and Chan
 * 1999). The mean gap is uncertain, and the limits allow for it: the sum is held against its
 * distribution given the gaps before, with the prior of Jeffreys.
 */
public final class GapChart implements Pointwise {
  private static final int LEAST_GAPS = 8;
  private static final int MOST_GAPS = 50;
  private static final int MOST_TESTED = 20;

  private final Gaps gaps;
  private final double alpha;

  private GapChart(Gaps gaps, double alpha) {
    Alphas.require(gaps.chart, alpha);
    this.gaps = gaps;
    this.alpha = alpha;
  }

  /** How the time between cases is distributed. */
  private enum Gaps {
    GEOMETRIC("g-chart") {
      @Override
      double atMost(int sum, int tested, int before, int total) {
        // Negative binomial given q, with q from Beta(before, total + 1/2).
        double scale = LogBeta.value(before, total + 0.5);
        double ways = 0;
        double p = 0;
        for (int j = 0; j <= sum; j++) {
          ways += j == 0 ? 0 : Math.log((tested + j - 1.0) / j);
          p += Math.exp(ways + LogBeta.value(before + tested, total + 0.5 + j) - scale);
        }
        return Math.min(1, p);
      }
    },
    EXPONENTIAL("t-chart") {
      @Override
      double atMost(int sum, int tested, int before, int total) {
        // The ratio of both sums has an F distribution with twice as many degrees of freedom.
        double time = sum + 1.0;
        return RegularizedBeta.value(time / (time + total), tested, before);
      }
    };

    private final String chart;

    Gaps(String chart) {
      this.chart = chart;
    }

    /**
     * P(the next {@code tested} gaps add up to {@code sum} or less) after {@code before} gaps that
     * added up to {@code total}, all in periods.
     */
    abstract double atMost(int sum, int tested, int before, int total);
  }

  /** The g-chart, one-sided alpha 0.01. */
  public static GapChart ofPeriods() {
    return new GapChart(Gaps.GEOMETRIC, 0.01);
  }

  /** The t-chart, one-sided alpha 0.01. */
  public static GapChart ofTime() {
    return new GapChart(Gaps.EXPONENTIAL, 0.01);
  }

  @Override
  public String name() {
    return gaps.chart;
  }

  @Override
  public GapChart withAlpha(double probability) {
    return new GapChart(gaps, probability);
  }

  @Override
  public Baseline baseline(Series series, int t) {
    PastCases past = PastCases.before(series, t, MOST_GAPS + MOST_TESTED);
    return Baseline.of(series, past.firstPeriod(), t);
  }

  @Override
  public Detection test(Series series, int t) {
    double observed = series.count(t);
    PastCases past = PastCases.before(series, t, MOST_GAPS + MOST_TESTED);
    if (past.size() <= LEAST_GAPS) {
      return Detection.impossible(series.date(t), observed, Reason.TOO_FEW_BASELINE_COUNTS);
    }
    for (int tested = 1; tested <= MOST_TESTED; tested++) {
      int before = past.size() - tested;
      if (before < LEAST_GAPS) {
        break;
      }
      int total = past.age(past.size() - 1) - past.age(tested - 1);
      if (total < before) {
        return Detection.impossible(series.date(t), observed, Reason.NOT_RARE);
      }
      if (gaps.atMost(0, tested, before, total) <= alpha) {
        return test(series, t, past, tested, total);
      }
    }
    return Detection.impossible(series.date(t), observed, Reason.NOT_RARE);
  }

  private Detection test(Series series, int t, PastCases past, int tested, int total) {
    int before = past.size() - tested;
    double observed = series.count(t);
    int threshold = tested;
    while (threshold > 0 && pValue(threshold, past, tested, total) <= alpha) {
      threshold--;
    }
    return Detection.tested(
        series.date(t),
        observed,
        before / (double) total,
        threshold,
        pValue(observed, past, tested, total));
  }

  /** If so many cases come in this period; 1 without a case, which ends no gap. */
  private double pValue(double cases, PastCases past, int tested, int total) {
    if (cases < 1) {
      return 1;
    }
    int back = tested - (int) Math.min(tested + 1.0, cases);
    int sum = back < 0 ? 0 : past.age(back);
    return gaps.atMost(sum, tested, past.size() - tested, total);
  }
}
