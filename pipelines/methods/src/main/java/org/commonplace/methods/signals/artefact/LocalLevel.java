package org.commonplace.methods.signals.artefact;

import java.util.Arrays;
import org.commonplace.methods.signals.Frequency;
import org.commonplace.methods.signals.Medians;
import org.commonplace.methods.signals.Series;

/**
 * What the points around a stretch of a series let expect in it: the median of some points before
 * and of some after, between which a wave lies, times the factor of the weekday.
 */
final class LocalLevel {
  /** Weeks on either side from which the factor of a weekday comes. */
  private static final int WEEKDAY_WEEKS = 8;

  /** Largest factor of a weekday over the smallest from which weekdays are told apart. */
  private static final double LEAST_WEEKDAY_EFFECT = 1.2;

  /** The median of a squared standard normal number. */
  static final double MEDIAN_SQUARE = 0.4549;

  private final double[] counts;
  private final double[] weekday;
  private final int window;
  private final int least;
  private final double dispersion;

  private LocalLevel(Series series) {
    this.counts = new double[series.length()];
    for (int t = 0; t < counts.length; t++) {
      counts[t] = series.count(t);
    }
    this.window = window(series.frequency());
    this.least = (window + 1) / 2;
    this.weekday = ones(counts.length);
    if (series.frequency() == Frequency.DAILY) {
      fillWeekdays();
    }
    this.dispersion = spread();
  }

  static LocalLevel of(Series series) {
    return new LocalLevel(series);
  }

  /** Points on either side. */
  static int window(Frequency frequency) {
    return switch (frequency) {
      case DAILY -> 14;
      case WEEKLY -> 4;
      case MONTHLY -> 3;
    };
  }

  private static double[] ones(int length) {
    double[] ones = new double[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  private void fillWeekdays() {
    double[] ratios = new double[counts.length];
    for (int t = 0; t < counts.length; t++) {
      double sum = 0;
      for (int i = t - 3; i <= t + 3; i++) {
        sum += i >= 0 && i < counts.length ? counts[i] : Double.NaN;
      }
      ratios[t] = sum > 0 ? 7 * counts[t] / sum : Double.NaN;
    }
    double[] factors = new double[counts.length];
    double[] near = new double[2 * WEEKDAY_WEEKS + 1];
    for (int t = 0; t < counts.length; t++) {
      int n = 0;
      for (int week = -WEEKDAY_WEEKS; week <= WEEKDAY_WEEKS; week++) {
        int i = t + 7 * week;
        if (i >= 0 && i < counts.length && !Double.isNaN(ratios[i])) {
          near[n++] = ratios[i];
        }
      }
      factors[t] = n < WEEKDAY_WEEKS / 2 ? 1 : Medians.of(near, n);
    }
    for (int t = 0; t < counts.length; t++) {
      double smallest = Double.POSITIVE_INFINITY;
      double largest = 0;
      for (int i = Math.max(0, t - 3); i <= Math.min(counts.length - 1, t + 3); i++) {
        smallest = Math.min(smallest, factors[i]);
        largest = Math.max(largest, factors[i]);
      }
      weekday[t] = largest >= LEAST_WEEKDAY_EFFECT * smallest ? factors[t] : 1;
    }
  }

  /** Variance of a count per its mean, from the median of squared residuals; at least 1. */
  private double spread() {
    double[] squares = new double[counts.length];
    int n = 0;
    for (int t = 0; t < counts.length; t++) {
      double expected = around(t, t) * weekday[t];
      if (expected >= 1 && !Double.isNaN(counts[t])) {
        squares[n++] = (counts[t] - expected) * (counts[t] - expected) / expected;
      }
    }
    return Math.max(1, Medians.of(squares, n) / MEDIAN_SQUARE);
  }

  double dispersion() {
    return dispersion;
  }

  /** What a count of this date is multiplied with because of its weekday; 1 if of nothing. */
  double weekday(int t) {
    return weekday[t];
  }

  /**
   * The level of points {@code first} to {@code last}, told by those around them, without weekday;
   * NaN if there are too few.
   */
  double around(int first, int last) {
    double before = before(first);
    double after = after(last);
    if (Double.isNaN(before) || Double.isNaN(after)) {
      return Double.isNaN(before) ? after : before;
    }
    double root = (Math.sqrt(before) + Math.sqrt(after)) / 2;
    return root * root;
  }

  /** The lower of the levels before and after; that before if none is known after, else NaN. */
  double lower(int first, int last) {
    double after = after(last);
    return Double.isNaN(after) ? before(first) : Math.min(before(first), after);
  }

  /** The higher of the levels before and after; that before if none is known after, else NaN. */
  double higher(int first, int last) {
    double after = after(last);
    return Double.isNaN(after) ? before(first) : Math.max(before(first), after);
  }

  /** The median of the points before; NaN if there are too few. */
  double before(int first) {
    return median(first - 1, -1);
  }

  /** Whether there are points enough after it to tell their level. */
  boolean knowsAfter(int last) {
    return !Double.isNaN(after(last));
  }

  /** The median of the points after; NaN if there are too few. */
  private double after(int last) {
    return median(last + 1, 1);
  }

  private double median(int start, int step) {
    double[] near = new double[window];
    int n = 0;
    for (int i = 0; i < 2 * window && n < window; i++) {
      int t = start + step * i;
      if (t >= 0 && t < counts.length && !Double.isNaN(counts[t]) && weekday[t] > 0) {
        near[n++] = counts[t] / weekday[t];
      }
    }
    return n < least ? Double.NaN : Medians.of(near, n);
  }
}
