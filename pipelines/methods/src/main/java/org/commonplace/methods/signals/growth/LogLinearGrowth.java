package org.commonplace.methods.signals.growth;

import java.util.Arrays;
import org.commonplace.methods.interval.Quantile;
import org.commonplace.methods.interval.Span;
import org.commonplace.methods.signals.Frequency;
import org.commonplace.methods.signals.Series;

/**
 * Growth rate by quasi-Poisson regression of the last counts on time, with log link.
 *
 * <p>Given their total N, Poisson counts with mean exp(a + r t) are multinomial and depend on the
 * rate r alone, through S, the sum of time times count (McCullagh and Nelder 1989, 7.2): the log
 * likelihood is r S - N log sum exp(r t). Days of three weeks or more are taken by weekday, each
 * with a level of its own, which only adds one such term per weekday. Limits are those rates whose
 * deviance, divided by the Pearson dispersion (at least 1), is within the squared t quantile. They
 * hold with zeros and few cases, where the usual standard error does not: if all cases lie in the
 * last period the rate is infinite, but its lower limit is not.
 *
 * <p>Incomplete newest periods look like a fall: end the window before them, or give their
 * nowcasts.
 */
public final class LogLinearGrowth {
  private static final double TAIL = 0.025;
  private static final int LEAST_COUNTS = 4;
  private static final double FASTEST = 50;
  private static final int BISECTIONS = 80;

  private final int strata;
  private final int rows;
  private final double[] time;
  private final double[] count;
  private final int[] stratum;
  private final double[] cases;
  private final double moment;
  private final double daysPerPeriod;

  private LogLinearGrowth(Series series, int from, int to) {
    int length = to - from + 1;
    this.daysPerPeriod = daysPerPeriod(series.frequency());
    this.strata = series.frequency() == Frequency.DAILY && length >= 21 ? 7 : 1;
    this.time = new double[length];
    this.count = new double[length];
    this.stratum = new int[length];
    this.cases = new double[strata];
    int n = 0;
    double sum = 0;
    for (int t = from; t <= to; t++) {
      double y = series.count(t);
      if (!Double.isNaN(y)) {
        // Time from the middle of the window in units of half its length: exp() stays in range.
        time[n] = length == 1 ? 0 : (2.0 * (t - from) - (length - 1)) / (length - 1);
        count[n] = y;
        stratum[n] = (t - from) % strata;
        cases[stratum[n]] += y;
        sum += time[n] * y;
        n++;
      }
    }
    this.rows = n;
    this.moment = sum;
  }

  /**
   * The growth over the last periods of a series.
   *
   * @param periods how many periods up to {@code to}, that included; missing ones among them are
   *     left out
   * @param to the last period, 0-based
   * @throws IllegalArgumentException if the window does not lie in the series
   */
  public static GrowthRate of(Series series, int periods, int to) {
    int from = to - periods + 1;
    if (periods < 1 || from < 0 || to >= series.length()) {
      throw new IllegalArgumentException(
          "periods " + from + " to " + to + " do not lie in " + series);
    }
    return new LogLinearGrowth(series, from, to).estimate();
  }

  private static double daysPerPeriod(Frequency frequency) {
    return switch (frequency) {
      case DAILY -> 1;
      case WEEKLY -> 7;
      case MONTHLY -> 365.25 / 12;
    };
  }

  private GrowthRate estimate() {
    double all = Arrays.stream(cases).sum();
    double days = time.length * daysPerPeriod;
    int occupied = (int) Arrays.stream(cases).filter(n -> n > 0).count();
    int used = usedRows();
    if (used < LEAST_COUNTS || used - occupied - 1 < 1 || !(steepest(1) > steepest(-1))) {
      return new GrowthRate(Double.NaN, Span.NONE, Double.NaN, all, days);
    }
    double scale = 2 / ((time.length - 1) * daysPerPeriod);
    double rate = rate();
    double phi = Double.isInfinite(rate) ? 1 : dispersion(rate, used - occupied - 1);
    double t = Quantile.studentUpper(TAIL, used - occupied - 1.0);
    double allowed = logLikelihood(rate) - t * t * phi / 2;
    double low = rate == Double.NEGATIVE_INFINITY ? rate : limit(rate, -1, allowed);
    double high = rate == Double.POSITIVE_INFINITY ? rate : limit(rate, 1, allowed);
    return new GrowthRate(rate * scale, new Span(low * scale, high * scale), phi, all, days);
  }

  /** Counts of weekdays that have any case; the others say nothing of growth. */
  private int usedRows() {
    int used = 0;
    for (int i = 0; i < rows; i++) {
      used += cases[stratum[i]] > 0 ? 1 : 0;
    }
    return used;
  }

  /** The rate at which the expected moment is the observed one. */
  private double rate() {
    if (moment >= steepest(1)) {
      return Double.POSITIVE_INFINITY;
    }
    if (moment <= steepest(-1)) {
      return Double.NEGATIVE_INFINITY;
    }
    double low = -FASTEST;
    double high = FASTEST;
    for (int step = 0; step < BISECTIONS; step++) {
      double middle = (low + high) / 2;
      if (expectedMoment(middle) < moment) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** The moment if every weekday had its cases at the last (1) or first (-1) of its days. */
  private double steepest(int side) {
    double[] farthest = new double[strata];
    Arrays.fill(farthest, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < rows; i++) {
      farthest[stratum[i]] = Math.max(farthest[stratum[i]], side * time[i]);
    }
    double sum = 0;
    for (int g = 0; g < strata; g++) {
      sum += cases[g] > 0 ? cases[g] * side * farthest[g] : 0;
    }
    return sum;
  }

  private double expectedMoment(double rate) {
    double[] weights = weights(rate);
    double[] moments = new double[strata];
    for (int i = 0; i < rows; i++) {
      moments[stratum[i]] += time[i] * Math.exp(rate * time[i]);
    }
    double sum = 0;
    for (int g = 0; g < strata; g++) {
      sum += cases[g] > 0 ? cases[g] * moments[g] / weights[g] : 0;
    }
    return sum;
  }

  private double[] weights(double rate) {
    double[] weights = new double[strata];
    for (int i = 0; i < rows; i++) {
      weights[stratum[i]] += Math.exp(rate * time[i]);
    }
    return weights;
  }

  /** Up to a constant; 0 in the limit where all cases lie at one end. */
  private double logLikelihood(double rate) {
    if (Double.isInfinite(rate)) {
      return 0;
    }
    double sum = 0;
    double[] weights = weights(rate);
    for (int g = 0; g < strata; g++) {
      sum -= cases[g] > 0 ? cases[g] * Math.log(weights[g]) : 0;
    }
    return sum + rate * moment;
  }

  /** Where the log likelihood falls to {@code allowed}, going down (-1) or up (1) from the rate. */
  private double limit(double rate, int side, double allowed) {
    double inside = Double.isInfinite(rate) ? -side * FASTEST : rate;
    double outside = side * FASTEST;
    if (logLikelihood(outside) >= allowed) {
      return side * Double.POSITIVE_INFINITY;
    }
    for (int step = 0; step < BISECTIONS; step++) {
      double middle = (inside + outside) / 2;
      if (logLikelihood(middle) >= allowed) {
        inside = middle;
      } else {
        outside = middle;
      }
    }
    return inside;
  }

  private double dispersion(double rate, int degreesOfFreedom) {
    double[] weights = weights(rate);
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      int g = stratum[i];
      if (cases[g] > 0) {
        double mean = cases[g] * Math.exp(rate * time[i]) / weights[g];
        sum += (count[i] - mean) * (count[i] - mean) / mean;
      }
    }
    return Math.max(1, sum / degreesOfFreedom);
  }
}
