package org.commonplace.methods.trend;

import static org.commonplace.methods.interval.Columns.requireSameSize;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.commonplace.methods.interval.Confidence;
import org.commonplace.methods.interval.Counts;
import org.commonplace.methods.interval.Estimates;
import org.commonplace.methods.trend.Trend.Label;
import org.commonplace.methods.trend.Trend.Steadiness;

/**
 * The recent trend of a series of years: a test for a straight line through the last five (Public
 * Health England, Technical guidance on trend markers), at 99.8 %.
 *
 * <p>Proportions whose counts are known are tested by {@link #ofProportions} (Cochran-Armitage),
 * all else by {@link #ofValues} (least squares, weighted by the 95 % limits). A significant trend
 * counts only if its direction does not hang on a single year: leaving out each of the five in turn
 * must leave the sign. What cannot be tested cannot be calculated, and never is "no significant
 * change". Points may come in any order.
 */
public final class AnnualTrend {
  /** Years that are tested. */
  public static final int YEARS = 5;

  /** The statistic above which a trend is significant: chi-squared, one degree, upper 0.002. */
  public static final double CRITICAL =
      Confidence.P998.normalQuantile() * Confidence.P998.normalQuantile();

  /** Turns the width of a 95 % interval into a standard error; the method's own constant. */
  private static final double WIDTH_OF_ERRORS = 3.92;

  private static final int NONE_LEFT_OUT = -1;

  private final PeriodKind kind;
  private final int[] breaks;

  private AnnualTrend(PeriodKind kind, int[] breaks) {
    this.kind = kind;
    this.breaks = breaks;
  }

  /** The trend of a series of such periods, without breaks. */
  public static AnnualTrend over(PeriodKind kind) {
    return new AnnualTrend(kind, new int[0]);
  }

  /** Years that are the first of a new definition, source or boundary. */
  public AnnualTrend withBreaksBefore(int... years) {
    return new AnnualTrend(kind, years.clone());
  }

  /**
   * The trend of rates, means, and everything that has an interval.
   *
   * @param years the year of each row, each once
   * @param estimates value and 95 % limits of each row
   * @throws IllegalArgumentException if the columns differ in length or a year comes twice
   */
  public Trend ofValues(int[] years, Estimates estimates) {
    requireSameSize(years.length, estimates.size());
    int[] rows = inOrder(years);
    TrendObstacle obstacle = obstacle(years, rows);
    if (obstacle != null) {
      return new Trend.NotCalculated(obstacle);
    }
    double[] value = new double[YEARS];
    double[] weight = new double[YEARS];
    for (int i = 0; i < YEARS; i++) {
      int row = rows[rows.length - YEARS + i];
      if (!estimates.isPresent(row) || Double.isNaN(estimates.valueLow(row))) {
        return new Trend.NotCalculated(TrendObstacle.MISSING_VALUE);
      }
      if (estimates.valueLow(row) != estimates.valueHigh(row)) {
        return new Trend.NotCalculated(TrendObstacle.NOT_EXACT);
      }
      double error = (estimates.upper95(row) - estimates.lower95(row)) / WIDTH_OF_ERRORS;
      if (!(error >= 0) || Double.isInfinite(error)) {
        return new Trend.NotCalculated(TrendObstacle.NO_INTERVAL);
      }
      if (error == 0) {
        return new Trend.NotCalculated(TrendObstacle.NO_VARIATION);
      }
      value[i] = estimates.valueLow(row);
      weight[i] = 1 / (error * error);
    }
    double slope = slope(value, weight, NONE_LEFT_OUT);
    double chiSquared = slope * slope * spread(weight) / sum(weight);
    return tested(value, weight, slope, chiSquared);
  }

  /**
   * The trend of proportions.
   *
   * @param years the year of each row, each once
   * @param numerator events of each row
   * @param denominator people of each row, above zero and not below the events
   * @throws IllegalArgumentException if the columns differ in length or a year comes twice
   */
  public Trend ofProportions(int[] years, Counts numerator, Counts denominator) {
    requireSameSize(years.length, numerator.size());
    requireSameSize(years.length, denominator.size());
    int[] rows = inOrder(years);
    TrendObstacle obstacle = obstacle(years, rows);
    if (obstacle != null) {
      return new Trend.NotCalculated(obstacle);
    }
    double[] logit = new double[YEARS];
    double events = 0;
    double people = 0;
    double eventTimes = 0;
    double peopleTimes = 0;
    double peopleSquares = 0;
    for (int i = 0; i < YEARS; i++) {
      int row = rows[rows.length - YEARS + i];
      TrendObstacle missing = obstacle(numerator, denominator, row);
      if (missing != null) {
        return new Trend.NotCalculated(missing);
      }
      double c = numerator.low(row);
      double n = denominator.low(row);
      double t = i + 1;
      events += c;
      people += n;
      eventTimes += c * t;
      peopleTimes += n * t;
      peopleSquares += n * t * t;
      // Only for the sign of the slope, so that a year in which all or none had the event has one.
      logit[i] = Math.log((c + 0.5) / (n - c + 0.5));
    }
    if (events == 0 || events == people) {
      return new Trend.NotCalculated(TrendObstacle.NO_VARIATION);
    }
    double covariance = people * eventTimes - events * peopleTimes;
    double chiSquared =
        people
            * covariance
            * covariance
            / (events * (people - events) * (people * peopleSquares - peopleTimes * peopleTimes));
    double[] even = new double[YEARS];
    Arrays.fill(even, 1);
    return tested(logit, even, slope(logit, even, NONE_LEFT_OUT), chiSquared);
  }

  private static TrendObstacle obstacle(Counts numerator, Counts denominator, int row) {
    if (numerator.isMissing(row)
        || denominator.isMissing(row)
        || numerator.isInvalid(row)
        || denominator.isInvalid(row)
        || denominator.high(row) == 0
        || numerator.low(row) > denominator.high(row)) {
      return TrendObstacle.MISSING_VALUE;
    }
    return numerator.low(row) != numerator.high(row)
            || denominator.low(row) != denominator.high(row)
        ? TrendObstacle.NOT_EXACT
        : null;
  }

  private static Trend tested(double[] y, double[] weight, double slope, double chiSquared) {
    double sign = Math.signum(slope);
    boolean steady = sign != 0;
    for (int out = 0; out < YEARS; out++) {
      steady &= Math.signum(slope(y, weight, out)) == sign;
    }
    boolean counts = chiSquared > CRITICAL && steady;
    Label label =
        !counts ? Label.NO_SIGNIFICANT_CHANGE : slope > 0 ? Label.INCREASING : Label.DECREASING;
    return new Trend.Tested(
        label, chiSquared, slope, steady ? Steadiness.STEADY : Steadiness.HANGS_ON_ONE_YEAR);
  }

  /** The weighted slope of y on 1 to 5, with one of them left out. */
  private static double slope(double[] y, double[] weight, int leftOut) {
    double w = 0;
    double wt = 0;
    double wy = 0;
    for (int i = 0; i < YEARS; i++) {
      if (i != leftOut) {
        w += weight[i];
        wt += weight[i] * (i + 1);
        wy += weight[i] * y[i];
      }
    }
    // About the means, so that a series that does not change has a slope of exactly zero.
    double meanTime = wt / w;
    double meanValue = wy / w;
    double above = 0;
    double below = 0;
    for (int i = 0; i < YEARS; i++) {
      if (i != leftOut) {
        above += weight[i] * (i + 1 - meanTime) * (y[i] - meanValue);
        below += weight[i] * (i + 1 - meanTime) * (i + 1 - meanTime);
      }
    }
    return above / below;
  }

  private static double spread(double[] weight) {
    double w = 0;
    double wt = 0;
    double wtt = 0;
    for (int i = 0; i < YEARS; i++) {
      w += weight[i];
      wt += weight[i] * (i + 1);
      wtt += weight[i] * (i + 1) * (i + 1);
    }
    return w * wtt - wt * wt;
  }

  private static double sum(double[] weight) {
    return Arrays.stream(weight).sum();
  }

  private TrendObstacle obstacle(int[] years, int[] rows) {
    switch (kind) {
      case OVERLAPPING_YEARS -> {
        return TrendObstacle.OVERLAPPING_PERIODS;
      }
      case SHORTER_THAN_A_YEAR -> {
        return TrendObstacle.NOT_ANNUAL;
      }
      case INDEPENDENT_YEARS -> {}
    }
    if (rows.length < YEARS) {
      return TrendObstacle.FEWER_THAN_FIVE_POINTS;
    }
    int first = years[rows[rows.length - YEARS]];
    int last = years[rows[rows.length - 1]];
    if (last - first != YEARS - 1) {
      return TrendObstacle.GAP_IN_YEARS;
    }
    for (int year : breaks) {
      if (first < year && year <= last) {
        return TrendObstacle.BREAK_IN_SERIES;
      }
    }
    return null;
  }

  private static int[] inOrder(int[] years) {
    int[] rows =
        IntStream.range(0, years.length)
            .boxed()
            .sorted((a, b) -> Integer.compare(years[a], years[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int i = 1; i < rows.length; i++) {
      if (years[rows[i]] == years[rows[i - 1]]) {
        throw new IllegalArgumentException(
            "a year must come once, but " + years[rows[i]] + " comes twice");
      }
    }
    return rows;
  }
}
