package org.commonplace.methods.signals;

import java.util.Arrays;

/**
 * Points of a past, or pairs of them, that chance explains with probability {@link #TAIL} only:
 * outbreaks and gaps in reporting, which are left out of what is expected.
 */
final class OddPoints {
  static final double TAIL = 0.001;

  private final Series series;

  /** 1 where a point is too high, -1 where too low. */
  private final int[] odd;

  OddPoints(Series series) {
    this.series = series;
    this.odd = new int[series.length()];
  }

  /**
   * Decides anew what points can be used: those with a count that are not odd, or odd every year.
   *
   * @param mean what is expected of each point; NaN without population
   * @param dispersion variance of a count per its mean
   * @param from first point of the past
   * @param end the point after its last
   * @param usable which can be used; changed
   * @return whether that changed
   */
  boolean leaveOut(double[] mean, double dispersion, int from, int end, boolean[] usable) {
    mark(mean, dispersion, from, end);
    boolean changed = false;
    for (int t = from; t < end; t++) {
      boolean now = present(mean, t) && (odd[t] == 0 || returns(t, from, end));
      changed |= usable[t] != now;
      usable[t] = now;
    }
    return changed;
  }

  /** Marks what chance hardly explains, of one point or two, too high or too low. */
  private void mark(double[] mean, double dispersion, int from, int end) {
    Arrays.fill(odd, from, end, 0);
    for (int t = from; t < end; t++) {
      int side = present(mean, t) ? (int) Math.signum(series.count(t) - mean[t]) : 0;
      if (side != 0 && improbable(side, series.count(t), mean[t], dispersion)) {
        odd[t] = side;
      }
      if (t > from && side != 0 && present(mean, t - 1)) {
        boolean same = side * (series.count(t - 1) - mean[t - 1]) > 0;
        double both = series.count(t) + series.count(t - 1);
        if (same && improbable(side, both, mean[t] + mean[t - 1], dispersion)) {
          odd[t] = side;
          odd[t - 1] = side;
        }
      }
    }
  }

  /**
   * Whether the weeks around this date were odd in at least half of the other years: then it is a
   * season. A few odd days, such as holidays, are none.
   */
  private boolean returns(int t, int from, int end) {
    int year = series.frequency().pointsPerYear();
    int near = Math.max(1, year / 17);
    int least = Math.max(1, year / 73);
    int years = 0;
    int alike = 0;
    for (int other = t % year; other < end; other += year) {
      if (other >= from && Math.abs(other - t) > near) {
        years++;
        int found = 0;
        for (int i = Math.max(from, other - near); i <= Math.min(end - 1, other + near); i++) {
          found += odd[i] == odd[t] ? 1 : 0;
        }
        alike += found >= least ? 1 : 0;
      }
    }
    return alike >= 2 && 2 * alike >= years;
  }

  private boolean present(double[] mean, int t) {
    return !Double.isNaN(series.count(t) - mean[t]);
  }

  private static boolean improbable(int side, double count, double expected, double dispersion) {
    double residual = count - expected;
    if (residual * residual < 4 * dispersion * expected) {
      return false;
    }
    double above = CountTail.atLeast(side > 0 ? count : count + 1, expected, dispersion);
    return (side > 0 ? above : 1 - above) < TAIL;
  }
}
