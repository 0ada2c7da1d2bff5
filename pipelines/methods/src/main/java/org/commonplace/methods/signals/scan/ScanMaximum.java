package org.commonplace.methods.signals.scan;

import java.util.Arrays;

/**
 * The largest score over all zones and durations. With C cases and B expected in a zone over the
 * last days, the score is the log likelihood ratio of expectation-based Poisson (Neill 2009): C
 * ln(C / B) + B - C if C &gt; B, else 0.
 *
 * <p>Sums grow by one place at a time, and the logarithm is taken only where (C - B)&sup2; / 2B,
 * which the score never exceeds, is above the largest score so far.
 *
 * <p>Mutable: a workspace for one thread.
 */
final class ScanMaximum {
  private final Zones zones;
  private final int days;
  private final double[] expected;
  private final double[] cases;
  private final double[] means;

  private double score;
  private int size;
  private int duration;

  /**
   * @param expected for each place, one after the other, cases expected over the last 1, 2, ...
   *     days
   */
  ScanMaximum(Zones zones, int days, double[] expected) {
    this.zones = zones;
    this.days = days;
    this.expected = expected;
    this.cases = new double[days];
    this.means = new double[days];
  }

  /** The largest score over all centres; {@code counts} in the order of the expected cases. */
  double over(double[] counts) {
    double largest = 0;
    for (int centre = 0; centre < zones.places(); centre++) {
      largest = around(centre, counts, largest);
    }
    return largest;
  }

  /**
   * The largest of {@code floor} and the scores around {@code centre}. If it is above the floor,
   * {@link #size} and {@link #duration} tell where.
   */
  double around(int centre, double[] counts, double floor) {
    Arrays.fill(cases, 0);
    Arrays.fill(means, 0);
    score = floor;
    int[] nearest = zones.nearest(centre);
    for (int k = 0; k < nearest.length; k++) {
      int at = nearest[k] * days;
      double bound = 2 * score;
      for (int d = 0; d < days; d++) {
        double c = cases[d] + counts[at + d];
        double b = means[d] + expected[at + d];
        cases[d] = c;
        means[d] = b;
        double excess = c - b;
        if (excess > 0 && excess * excess > bound * b && score(c, b) > score) {
          score = score(c, b);
          bound = 2 * score;
          size = k + 1;
          duration = d + 1;
        }
      }
    }
    return score;
  }

  /** Infinite if there are cases where none is expected. */
  private static double score(double cases, double expected) {
    return expected > 0
        ? cases * Math.log(cases / expected) + expected - cases
        : Double.POSITIVE_INFINITY;
  }

  /** Places of the zone of the last score that was above its floor. */
  int size() {
    return size;
  }

  /** Days of the last score that was above its floor. */
  int duration() {
    return duration;
  }
}
