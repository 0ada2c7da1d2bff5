package org.commonplace.methods.signals;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The daily detectors of the CDC's ESSENCE: a moving average, a regression with weekdays on the
 * last four weeks, and the switch that takes the regression where it explains the counts.
 *
 * <p>In the form of the R package Rnssp (7f76909). Days whose baseline is too short have no result
 * there either, except that its filter calls the low ones of them normal; here they have a reason.
 */
public final class Essence implements Detector {
  private static final int GUARD = 2;
  private static final int LONGEST_BASELINE = 28;
  private static final int LEAST_FOR_AVERAGE = 7;
  private static final int LEAST_FOR_REGRESSION = 11;
  private static final int REGRESSION_COLUMNS = 8;
  private static final double EXPLAINS = 0.6;
  private static final double[] SMOOTHING = {0.4, 0.9};
  private static final StudentQuantiles Q95 = new StudentQuantiles(0.05);
  private static final StudentQuantiles Q99 = new StudentQuantiles(0.01);

  /** Which of the three. */
  public enum Rule {
    EWMA,
    REGRESSION,
    SWITCH
  }

  private final Rule rule;
  private final double alpha;
  private final TDistribution[] student;
  private final double[] quantile;

  private Essence(Rule rule, double alpha) {
    Alphas.require("ESSENCE", alpha);
    this.rule = rule;
    this.alpha = alpha;
    this.student = new TDistribution[LONGEST_BASELINE];
    this.quantile = new double[LONGEST_BASELINE];
    for (int df = 1; df < LONGEST_BASELINE; df++) {
      student[df] = TDistribution.of(df);
      quantile[df] = student[df].inverseSurvivalProbability(alpha);
    }
  }

  /** The rule with alpha 0.01, at which ESSENCE shows a red alert; 0.05 adds the yellow ones. */
  public static Essence of(Rule rule) {
    return new Essence(rule, 0.01);
  }

  @Override
  public Essence withAlpha(double probability) {
    return new Essence(rule, probability);
  }

  @Override
  public String name() {
    return "essence-" + rule.name().toLowerCase(Locale.ROOT);
  }

  /**
   * What a rule gives on one day.
   *
   * @param expected cases expected; NaN if the baseline is too short
   * @param statistic the test statistic
   * @param pValue its upper tail by Student's t
   * @param threshold the count at which the p-value is alpha
   * @param deviation the standard deviation of the forecast; NaN for the moving average
   * @param explained adjusted R&sup2; of the regression; NaN for the moving average
   * @param filtered whether the regression's filter takes a signal back
   */
  record Day(
      double expected,
      double statistic,
      double pValue,
      double threshold,
      double deviation,
      double explained,
      boolean filtered) {
    private static final Day NONE =
        new Day(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, false);
  }

  @Override
  public Baseline baseline(Series series, int t) {
    int end = t - GUARD;
    return Baseline.of(series, Math.max(0, end - LONGEST_BASELINE), end);
  }

  @Override
  public boolean expectsWeekdays() {
    return rule != Rule.EWMA;
  }

  @Override
  public List<Detection> detect(Series series, int from, int to) {
    List<Detection> detections = new ArrayList<>(Math.max(0, to - from + 1));
    if (to < from) {
      return detections;
    }
    Day[] days = days(series, from, to);
    for (int t = from; t <= to; t++) {
      detections.add(detection(series, t, days[t - from]));
    }
    return detections;
  }

  private Detection detection(Series series, int t, Day day) {
    double observed = series.observed(t);
    Reason reason =
        series.absence(t) != Reason.NONE
            ? series.absence(t)
            : series.frequency() != Frequency.DAILY
                ? Reason.NEEDS_DAYS
                : Double.isNaN(day.expected())
                    ? t < firstTestable() ? Reason.TOO_SHORT : Reason.TOO_FEW_BASELINE_COUNTS
                    : Reason.NONE;
    if (reason != Reason.NONE) {
      return Detection.impossible(series.date(t), observed, reason);
    }
    boolean exceeds = day.pValue() < alpha;
    return new Detection(
        series.date(t),
        observed,
        day.expected(),
        day.threshold(),
        Detection.exceedance(observed, day.expected(), day.threshold()),
        day.pValue(),
        exceeds && !day.filtered(),
        exceeds && day.filtered() ? Reason.NOT_ABOVE_RECENT_MEAN : Reason.NONE);
  }

  private int firstTestable() {
    return GUARD + (rule == Rule.REGRESSION ? LEAST_FOR_REGRESSION : LEAST_FOR_AVERAGE);
  }

  /** What the rule gives on the days {@code from} to {@code to}. */
  Day[] days(Series series, int from, int to) {
    Day[] average = rule == Rule.REGRESSION ? null : averages(series, to);
    Day[] days = new Day[to - from + 1];
    Regression regression = new Regression(series);
    for (int t = from; t <= to; t++) {
      Day day = Day.NONE;
      if (rule != Rule.EWMA) {
        day = regression.day(t);
      }
      if (rule == Rule.EWMA || (rule == Rule.SWITCH && !(day.explained() >= EXPLAINS))) {
        day = average[t];
      }
      days[t - from] = day;
    }
    return days;
  }

  // The moving average

  private Day[] averages(Series series, int to) {
    double scale = scale(series);
    Day[] days = new Day[to + 1];
    Arrays.fill(days, Day.NONE);
    double[] smooth = {Double.NaN, Double.NaN};
    for (int t = 0; t <= to; t++) {
      double count = series.count(t) / scale;
      if (Double.isNaN(count)) {
        continue;
      }
      double[] before = smooth.clone();
      for (int i = 0; i < smooth.length; i++) {
        smooth[i] =
            Double.isNaN(smooth[i]) ? count : SMOOTHING[i] * count + (1 - SMOOTHING[i]) * smooth[i];
      }
      int n = Math.min(LONGEST_BASELINE, t - GUARD);
      if (n >= LEAST_FOR_AVERAGE) {
        days[t] = average(series, t, n, scale, smooth, before);
      }
    }
    return days;
  }

  /** Counts that are all below 1 are divided by the median of the positive ones. */
  private static double scale(Series series) {
    double[] positive = new double[series.length()];
    int n = 0;
    for (int t = 0; t < series.length(); t++) {
      double count = series.count(t);
      if (count >= 1) {
        return 1;
      }
      if (count > 0) {
        positive[n++] = count;
      }
    }
    if (n == 0) {
      return 1;
    }
    Arrays.sort(positive, 0, n);
    return n % 2 == 1 ? positive[n / 2] : (positive[n / 2 - 1] + positive[n / 2]) / 2;
  }

  /** Judges both averages and sets back the one that has run away. */
  private Day average(Series series, int t, int n, double scale, double[] smooth, double[] before) {
    double sum = 0;
    int present = 0;
    for (int i = t - GUARD - n; i < t - GUARD; i++) {
      double count = series.count(i) / scale;
      if (!Double.isNaN(count)) {
        sum += count;
        present++;
      }
    }
    if (present < LEAST_FOR_AVERAGE) {
      return Day.NONE;
    }
    double expected = sum / present;
    double squares = 0;
    for (int i = t - GUARD - n; i < t - GUARD; i++) {
      double count = series.count(i) / scale;
      if (!Double.isNaN(count)) {
        squares += (count - expected) * (count - expected);
      }
    }
    double deviation = Math.sqrt(squares / (present - 1));
    int df = present - 1;
    Day chosen = Day.NONE;
    double threshold = Double.POSITIVE_INFINITY;
    for (int i = 0; i < SMOOTHING.length; i++) {
      double spread = spread(SMOOTHING[i], deviation, present, Q95.at(df));
      double statistic = (smooth[i] - expected) / spread;
      double pValue = student[df].survivalProbability(statistic);
      threshold =
          Math.min(
              threshold,
              (expected + quantile[df] * spread - (1 - SMOOTHING[i]) * before[i]) / SMOOTHING[i]);
      if (!(chosen.pValue() <= pValue)) {
        chosen = new Day(expected * scale, statistic, pValue, 0, Double.NaN, Double.NaN, false);
      }
      if (Math.abs(statistic) > Q99.at(df)) {
        smooth[i] = expected + Math.copySign(Q99.at(df), statistic) * spread;
      }
    }
    return new Day(
        chosen.expected(),
        chosen.statistic(),
        chosen.pValue(),
        threshold * scale,
        Double.NaN,
        Double.NaN,
        false);
  }

  private static double spread(double w, double deviation, int n, double t95) {
    double u = 1 - w;
    double least = w / t95 * (0.01 + 0.05 * u * u);
    double constant = w / t95 * (0.1289 - (0.2414 - 0.1826 * Math.pow(u, 4)) * Math.log(0.5));
    double factor =
        Math.sqrt(w / (2 - w) + 1.0 / n - 2 * Math.pow(u, GUARD + 1) * (1 - Math.pow(u, n)) / n);
    return Math.max(least, deviation * factor + constant);
  }

  // The regression

  private final class Regression {
    private final Series series;
    private final NormalEquations equations = new NormalEquations(REGRESSION_COLUMNS);
    private final double[] design = new double[(LONGEST_BASELINE + 1) * REGRESSION_COLUMNS];

    private Regression(Series series) {
      this.series = series;
    }

    private Day day(int t) {
      int n = Math.min(LONGEST_BASELINE, t - GUARD);
      if (n < LEAST_FOR_REGRESSION || Double.isNaN(series.count(t))) {
        return Day.NONE;
      }
      equations.clear();
      int first = t - GUARD - n;
      double sum = 0;
      for (int i = 0; i < n; i++) {
        double count = series.count(first + i);
        if (Double.isNaN(count)) {
          return Day.NONE;
        }
        fillRow(i, first + i, n);
        equations.add(design, i * REGRESSION_COLUMNS, 1, count);
        sum += count;
      }
      if (!equations.solve()) {
        return Day.NONE;
      }
      double residuals = 0;
      double total = 0;
      for (int i = 0; i < n; i++) {
        double count = series.count(first + i);
        double residual = count - equations.value(design, i * REGRESSION_COLUMNS);
        residuals += residual * residual;
        total += (count - sum / n) * (count - sum / n);
      }
      int df = n - REGRESSION_COLUMNS;
      double explained = 1 - residuals / df / (total / (n - 1));
      int ahead = n + GUARD;
      fillRow(n, t, n);
      design[n * REGRESSION_COLUMNS + 1] = scaled(ahead, n);
      double expected = Math.max(0, equations.value(design, n * REGRESSION_COLUMNS));
      double factor = Math.sqrt((n + 7.0) * (n - 4) / (n * (n - 7.0)));
      double deviation = Math.max(Math.sqrt(residuals / df) * factor, 0.01 / Q95.at(df));
      double statistic = (series.count(t) - expected) / deviation;
      return new Day(
          expected,
          statistic,
          student[df].survivalProbability(statistic),
          expected + quantile[df] * deviation,
          deviation,
          explained,
          belowRecent(t));
    }

    private void fillRow(int row, int t, int n) {
      int at = row * REGRESSION_COLUMNS;
      Arrays.fill(design, at, at + REGRESSION_COLUMNS, 0);
      design[at] = 1;
      design[at + 1] = scaled(row, n);
      int weekday = series.date(t).getDayOfWeek().getValue();
      if (weekday < DayOfWeek.SUNDAY.getValue()) {
        design[at + 1 + weekday] = 1;
      }
    }

    private double scaled(int day, int n) {
      return (day - (n - 1) / 2.0) / n;
    }

    /** Whether the count is below the mean of the last days, so that it is no rise. */
    private boolean belowRecent(int t) {
      double count = series.count(t);
      boolean below = count < mean(t, 1);
      boolean weekend = series.date(t).getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue();
      return weekend ? below && count < mean(t, 7) : below;
    }

    /** Mean of the last seven counts, this one included, every {@code step} days. */
    private double mean(int t, int step) {
      double sum = 0;
      int n = 0;
      for (int i = t; i > t - 7 * step && i >= 0; i -= step) {
        sum += series.count(i);
        n++;
      }
      return sum / n;
    }
  }

  /** Upper quantiles of Student's t, rounded as ESSENCE tabulates them. */
  private static final class StudentQuantiles {
    private final double[] byDegreesOfFreedom = new double[LONGEST_BASELINE];

    private StudentQuantiles(double tail) {
      for (int df = 1; df < LONGEST_BASELINE; df++) {
        double exact = TDistribution.of(df).inverseSurvivalProbability(tail);
        byDegreesOfFreedom[df] = Math.rint(exact * 1e5) / 1e5;
      }
    }

    private double at(int df) {
      return byDegreesOfFreedom[df];
    }
  }
}
