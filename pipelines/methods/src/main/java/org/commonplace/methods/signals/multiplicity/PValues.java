package org.commonplace.methods.signals.multiplicity;

import java.util.Arrays;

/** The p-values of the tests that were made, in rising order. */
final class PValues {
  private PValues() {}

  /**
   * The tested p-values, sorted.
   *
   * @throws IllegalArgumentException if one is neither NaN nor from 0 to 1
   */
  static double[] sorted(double[] pValues) {
    double[] tested = new double[pValues.length];
    int count = 0;
    for (int i = 0; i < pValues.length; i++) {
      double p = pValues[i];
      if (p < 0 || p > 1) {
        throw new IllegalArgumentException(
            "p-value " + i + " is " + p + "; it must be from 0 to 1, or NaN if not tested");
      }
      if (!Double.isNaN(p)) {
        tested[count++] = p;
      }
    }
    double[] sorted = Arrays.copyOf(tested, count);
    Arrays.sort(sorted);
    return sorted;
  }

  /** How many of the {@code sorted} values are at most {@code limit}. */
  static int atMost(double[] sorted, double limit) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= limit) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
