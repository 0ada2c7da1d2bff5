package org.commonplace.methods.signals;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Our own detector, and the default: the last one, two and three points, of days the last one,
 * three and seven, together against a {@link SeasonalBaseline}.
 *
 * <p>Counts are negative binomial around a mean that is itself uncertain. Whole numbers leave gaps
 * between the p-values that can occur; half the probability of the observed count belongs to its
 * tail, which keeps the share of false alarms at alpha on average where the usual tail stays below
 * it. The p-values of the windows are joined by {@link WindowBudget}.
 */
public final class ExcessWindows implements Detector {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /**
   * What alpha is multiplied with so that its share of quiet points signals. The parts alone leave
   * about 9 % of it unspent, because a mean that past outbreaks still lift a little is counted as
   * uncertain too. Set on seeds 41001 to 41004 and 61001 to 61003 of the weekly benchmark, not on
   * those reported, and a little below what would spend all, so that no kind of series is far above
   * alpha.
   */
  private static final double CALIBRATION = 1.06;

  /** Points before the tested one that its baseline does not use, when there is enough before. */
  private static final int LARGEST_GAP_WEEKS = 8;

  /**
   * The latest point signals for longer windows only if it is itself higher than seven in ten would
   * be: after an outbreak these would go on signalling.
   */
  private static final double STILL = 0.3;

  /**
   * Most of the error probability stays with the latest point, which finds outbreaks in their first
   * week; what the longer windows have finds those that no single week shows, and the rest of the
   * others.
   */
  private static final double[] SHARES = {0.77, 0.15, 0.08};

  private static final WindowBudget BUDGET = new WindowBudget(STILL, new int[] {1, 2, 3}, SHARES);

  /** An outbreak lasts for many days, and a week of them has no weekdays. */
  private static final WindowBudget BUDGET_OF_DAYS =
      new WindowBudget(STILL, new int[] {1, 3, 7}, SHARES);

  private final Limits limits;
  private final Limits limitsOfDays;

  private ExcessWindows(double alpha) {
    Alphas.require("excess-windows", alpha);
    double spent = alpha * CALIBRATION;
    this.limits = Limits.of(BUDGET, spent);
    this.limitsOfDays = Limits.of(BUDGET_OF_DAYS, spent);
  }

  /** What a budget leaves each window at one alpha, and the normal quantiles of that. */
  private record Limits(WindowBudget budget, double statistic, double[] tails, double[] quantiles) {
    static Limits of(WindowBudget budget, double alpha) {
      double statistic = budget.statistic(alpha);
      double[] tails = new double[budget.windows()];
      double[] quantiles = new double[budget.windows()];
      for (int window = 0; window < tails.length; window++) {
        tails[window] = statistic * budget.share(window);
        quantiles[window] = NORMAL.inverseSurvivalProbability(tails[window]);
      }
      return new Limits(budget, statistic, tails, quantiles);
    }
  }

  /** One-sided alpha 0.01. */
  public static ExcessWindows usual() {
    return new ExcessWindows(0.01);
  }

  @Override
  public String name() {
    return "excess-windows";
  }

  @Override
  public String version() {
    return "1.2";
  }

  @Override
  public ExcessWindows withAlpha(double probability) {
    return new ExcessWindows(probability);
  }

  @Override
  public Baseline baseline(Series series, int t) {
    SeasonalBaseline past = new SeasonalBaseline(series);
    int end = baselineEnd(series.frequency(), t);
    past.fit(end);
    return Baseline.of(series, past.from(), end);
  }

  @Override
  public boolean expectsWeekdays() {
    return true;
  }

  @Override
  public List<Detection> detect(Series series, int from, int to) {
    List<Detection> detections = new ArrayList<>(Math.max(0, to - from + 1));
    SeasonalBaseline baseline = new SeasonalBaseline(series);
    int fitted = -1;
    Reason obstacle = Reason.NONE;
    for (int t = from; t <= to; t++) {
      int end = baselineEnd(series.frequency(), t);
      if (series.absence(t) != Reason.NONE) {
        detections.add(Detection.impossible(series.date(t), series.observed(t), series.absence(t)));
      } else if (end < leastBaseline(series.frequency())) {
        detections.add(Detection.impossible(series.date(t), series.observed(t), Reason.TOO_SHORT));
      } else {
        if (end != fitted) {
          obstacle = baseline.fit(end);
          fitted = end;
        }
        detections.add(
            obstacle == Reason.NONE
                ? test(series, baseline, t)
                : Detection.impossible(series.date(t), series.observed(t), obstacle));
      }
    }
    return detections;
  }

  /** Fits move on by four weeks at a time; between two of them little would change. */
  private static int baselineEnd(Frequency frequency, int t) {
    int stride =
        switch (frequency) {
          case DAILY -> 28;
          case WEEKLY -> 4;
          case MONTHLY -> 1;
        };
    int largest =
        switch (frequency) {
          case DAILY -> 7 * LARGEST_GAP_WEEKS;
          case WEEKLY -> LARGEST_GAP_WEEKS;
          case MONTHLY -> 2;
        };
    int gap = Math.min(largest, t / 4);
    return Math.floorDiv(t - gap, stride) * stride;
  }

  private static int leastBaseline(Frequency frequency) {
    return switch (frequency) {
      case DAILY -> 28;
      case WEEKLY -> 12;
      case MONTHLY -> 8;
    };
  }

  private Detection test(Series series, SeasonalBaseline baseline, int t) {
    double expected = baseline.expected(t);
    if (Double.isNaN(expected)) {
      return Detection.impossible(series.date(t), series.count(t), Reason.MISSING_POPULATION);
    }
    Limits limits = series.frequency() == Frequency.DAILY ? limitsOfDays : this.limits;
    WindowBudget budget = limits.budget();
    double observed = series.count(t);
    double phi = baseline.dispersion();
    double logVariance = baseline.logVariance(t);
    double counts = 0;
    double means = 0;
    double smallest = 1;
    double shortThreshold = Double.NaN;
    double longThreshold = Double.POSITIVE_INFINITY;
    double raisedFrom = Double.NaN;
    boolean raised = true;
    int summed = 0;
    for (int window = 0; window < budget.windows() && budget.length(window) <= t + 1; window++) {
      for (; summed < budget.length(window); summed++) {
        counts += series.count(t - summed);
        means += baseline.expected(t - summed);
      }
      if (Double.isNaN(counts) || Double.isNaN(means)) {
        break;
      }
      double spread = phi + means * logVariance;
      double p = midP(counts, means, spread);
      double limit = midQuantile(limits.tails()[window], limits.quantiles()[window], means, spread);
      if (window == 0) {
        smallest = p / budget.share(window);
        shortThreshold = limit;
        raised = budget.stillRaised(p);
        raisedFrom = midQuantile(budget.still(), budget.stillQuantile(), means, spread);
      } else {
        smallest = raised ? Math.min(smallest, p / budget.share(window)) : smallest;
        longThreshold = Math.min(longThreshold, limit - (counts - observed));
      }
    }
    double threshold = Math.min(shortThreshold, Math.max(raisedFrom, longThreshold));
    boolean signal = smallest < limits.statistic();
    return new Detection(
        series.date(t),
        observed,
        expected,
        threshold,
        Detection.exceedance(observed, expected, threshold),
        Math.min(1, budget.pValue(smallest) / CALIBRATION),
        signal,
        baseline.cases() == 0 ? Reason.EMPTY_BASELINE : Reason.NONE);
  }

  /** P(Y &gt; count) and half of P(Y = count). */
  private static double midP(double count, double mean, double phi) {
    return (CountTail.atLeast(count, mean, phi) + CountTail.atLeast(count + 1, mean, phi)) / 2;
  }

  /** The largest whole count whose mid-p is not below {@code tail}: one more is. */
  private static double midQuantile(double tail, double normalQuantile, double mean, double phi) {
    double count = CountTail.quantile(tail, normalQuantile, mean, phi);
    return midP(count, mean, phi) < tail ? count - 1 : count;
  }
}
