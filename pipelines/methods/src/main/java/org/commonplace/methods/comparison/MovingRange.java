package org.commonplace.methods.comparison;

import org.commonplace.methods.comparison.XmrChart.Screening;

/** The mean difference of neighbouring months, the wild ones left out once if asked. */
final class MovingRange {
  /** Fewer ranges between neighbouring months than this say too little of the spread. */
  private static final int LEAST_RANGES = ChartSettings.LEAST_BASELINE / 2;

  /** A range of so many mean ranges is itself out of control. */
  private static final double RANGE_LIMIT_FACTOR = 3.267;

  private MovingRange() {}

  /** NaN when too few months have a neighbour; a range across a missing month is none. */
  static double mean(double[] series, int from, int to, Screening screening) {
    double all = meanBelow(series, from, to, Double.POSITIVE_INFINITY);
    if (screening == Screening.NONE) {
      return all;
    }
    double screened = meanBelow(series, from, to, RANGE_LIMIT_FACTOR * all);
    // In a series of zeros with one event the screen leaves no range at all, and limits of no width
    // would call every month special.
    return screened > 0 ? screened : all;
  }

  private static double meanBelow(double[] series, int from, int to, double bound) {
    double sum = 0;
    int kept = 0;
    int ranges = 0;
    for (int i = from + 1; i < to; i++) {
      double range = Math.abs(series[i] - series[i - 1]);
      ranges += Double.isNaN(range) ? 0 : 1;
      if (range < bound) {
        sum += range;
        kept++;
      }
    }
    return ranges < LEAST_RANGES ? Double.NaN : kept == 0 ? 0 : sum / kept;
  }
}
