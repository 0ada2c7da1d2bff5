package org.commonplace.methods.signals;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * EARS C1, C2 and C3: the mean and standard deviation of the last points give the threshold.
 *
 * <p>They need a week of history and no seasons, and react to anything; that is their use and their
 * weakness. In the form of {@code earsC} of the R package surveillance 1.20.3.
 */
public final class Ears implements Detector, Adjustable {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final int GUARD = 2;
  private static final int LONGEST_BASELINE = 10_000;

  /** Which of the three. */
  public enum Rule {
    /** The baseline ends on the day before. */
    C1(0, 0, 0.001),
    /** The baseline ends two days earlier, so that a starting outbreak stays out of it. */
    C2(GUARD, 0, 0.001),
    /**
     * The excess over 1 of C2 on the two points before. As in the R package, the statistic of the
     * tested point itself does not enter, so that C3 confirms a rise rather than finds it.
     */
    C3(GUARD, 2, 0.025);

    private final int gap;
    private final int memory;
    private final double alpha;

    Rule(int gap, int memory, double alpha) {
      this.gap = gap;
      this.memory = memory;
      this.alpha = alpha;
    }
  }

  private final String name;
  private final Rule rule;
  private final int baseline;
  private final double smallestDeviation;
  private final double alpha;
  private final double normalQuantile;

  private Ears(String name, Rule rule, int baseline, double smallestDeviation, double alpha) {
    if (baseline < 2) {
      throw new IllegalArgumentException(
          "EARS: the baseline has " + baseline + " points; it must have at least 2");
    }
    if (!(smallestDeviation >= 0)) {
      throw new IllegalArgumentException(
          "EARS: the smallest standard deviation is "
              + smallestDeviation
              + "; it must be at least 0");
    }
    if (!(alpha > 0 && alpha < 0.5)) {
      throw new IllegalArgumentException(
          "EARS: alpha is " + alpha + "; it must be above 0 and below 0.5");
    }
    this.name = name;
    this.rule = rule;
    this.baseline = baseline;
    this.smallestDeviation = smallestDeviation;
    this.alpha = alpha;
    this.normalQuantile = NORMAL.inverseSurvivalProbability(alpha);
  }

  /** The rule with a baseline of 7 points, no floor under the deviation, and its usual alpha. */
  public static Ears of(Rule rule) {
    return new Ears("ears-" + rule.name().toLowerCase(Locale.ROOT), rule, 7, 0, rule.alpha);
  }

  /**
   * The same with {@code baseline} points and a standard deviation of {@code minSigma} at least.
   */
  @Override
  public Ears changed(NamedSettings named) {
    return new Ears(
        named.name(),
        rule,
        named.whole("baseline", baseline, 2, LONGEST_BASELINE),
        named.number("minSigma", smallestDeviation),
        alpha);
  }

  /**
   * The same with a standard deviation, in cases, of at least {@code deviation}, unless its name
   * says otherwise.
   */
  public Ears withSmallestDeviation(double deviation) {
    if (NamedSettings.of(name).gives("minSigma")) {
      return this;
    }
    return new Ears(name, rule, baseline, deviation, alpha);
  }

  @Override
  public Ears withAlpha(double probability) {
    return new Ears(name, rule, baseline, smallestDeviation, probability);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String version() {
    return "1.1";
  }

  /** The first 0-based index that can be tested. */
  public int firstTestable() {
    return baseline + rule.gap + rule.memory;
  }

  @Override
  public Baseline baseline(Series series, int t) {
    int last = t - rule.gap;
    return Baseline.of(series, last - rule.memory - baseline, last);
  }

  @Override
  public List<Detection> detect(Series series, int from, int to) {
    List<Detection> detections = new ArrayList<>(Math.max(0, to - from + 1));
    for (int t = from; t <= to; t++) {
      detections.add(detect(series, t));
    }
    return detections;
  }

  private Detection detect(Series series, int t) {
    double observed = series.observed(t);
    if (series.absence(t) != Reason.NONE) {
      return Detection.impossible(series.date(t), observed, series.absence(t));
    }
    if (t < firstTestable()) {
      return Detection.impossible(series.date(t), observed, Reason.TOO_SHORT);
    }
    double mean = baselineMean(series, t);
    double deviation = baselineDeviation(series, t, mean);
    double threshold;
    double statistic;
    double score;
    if (rule == Rule.C3) {
      statistic = carriedExcess(series, t);
      threshold = Math.max(0, observed + deviation * (normalQuantile - statistic));
      score = statistic / normalQuantile;
    } else {
      statistic = observed == mean ? 0 : (observed - mean) / deviation;
      threshold = mean + deviation * normalQuantile;
      score = Detection.exceedance(observed, mean, threshold);
    }
    if (Double.isInfinite(statistic) && !(observed > threshold)) {
      // A baseline did not vary, and the package, whose answer this is, lets no case signal.
      return new Detection(
          series.date(t), observed, mean, threshold, Double.NaN, Double.NaN, false, Reason.NONE);
    }
    if (Double.isNaN(threshold)) {
      return Detection.impossible(series.date(t), observed, obstacle(series, t));
    }
    return new Detection(
        series.date(t),
        observed,
        mean,
        threshold,
        score,
        NORMAL.survivalProbability(statistic),
        observed > threshold,
        Reason.NONE);
  }

  /** Sum over the days before t of how far C2 was above 1; NaN if a baseline did not vary. */
  private double carriedExcess(Series series, int t) {
    double sum = 0;
    for (int i = t - 1; i >= t - rule.memory; i--) {
      double mean = baselineMean(series, i);
      double statistic = (series.count(i) - mean) / baselineDeviation(series, i, mean);
      sum += Math.max(0, statistic - 1);
    }
    return sum;
  }

  private double baselineMean(Series series, int t) {
    int end = t - rule.gap;
    double sum = 0;
    for (int i = end - baseline; i < end; i++) {
      sum += series.count(i);
    }
    return sum / baseline;
  }

  private double baselineDeviation(Series series, int t, double mean) {
    int end = t - rule.gap;
    double squares = 0;
    for (int i = end - baseline; i < end; i++) {
      double deviation = series.count(i) - mean;
      squares += deviation * deviation;
    }
    return Math.max(smallestDeviation, Math.sqrt(squares / (baseline - 1)));
  }

  private Reason obstacle(Series series, int t) {
    for (int i = t - firstTestable(); i < t; i++) {
      if (Double.isNaN(series.count(i))) {
        return Reason.TOO_FEW_BASELINE_COUNTS;
      }
    }
    return Reason.NO_VARIATION;
  }
}
