package org.commonplace.methods.comparison;

import java.util.Arrays;

/**
 * Quantile groups of places by value; equal values always share a group, whatever their order.
 *
 * <p>With N values, Q groups and the rank of a value (ties share the smallest), its group is Q + 1
 * - &lceil;(N + 1 - rank) Q / N&rceil;, at least 1 (the rule of PHEindicatormethods, in integers).
 */
public final class QuantileGroups {
  /** In the result: this place has no value, or there are fewer values than groups. */
  public static final int NONE = 0;

  private QuantileGroups() {}

  /**
   * Groups 1 to {@code groups}, group 1 holds the highest values.
   *
   * @param values in any unit; NaN is no value
   * @param groups at least 2
   * @return a group for each value, {@link #NONE} for NaN, and for all when there are fewer values
   *     than groups
   * @throws IllegalArgumentException if there are fewer than 2 groups
   */
  public static int[] highestFirst(double[] values, int groups) {
    return assign(values, groups, true);
  }

  /**
   * Groups 1 to {@code groups}, group 1 holds the lowest values.
   *
   * @see #highestFirst
   */
  public static int[] lowestFirst(double[] values, int groups) {
    return assign(values, groups, false);
  }

  private static int[] assign(double[] values, int groups, boolean descending) {
    if (groups < 2) {
      throw new IllegalArgumentException("at least 2 groups are needed, but got " + groups);
    }
    double[] sorted =
        Arrays.stream(values)
            .filter(value -> !Double.isNaN(value))
            .map(value -> normal(value, descending))
            .sorted()
            .toArray();
    int[] result = new int[values.length];
    long present = sorted.length;
    if (present < groups) {
      return result;
    }
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        continue;
      }
      long rank = firstIndexOf(sorted, normal(values[i], descending)) + 1L;
      long fromEnd = ((present + 1 - rank) * groups + present - 1) / present;
      result[i] = (int) Math.max(1, groups + 1 - fromEnd);
    }
    return result;
  }

  /** Adding zero makes -0.0 and 0.0 the same, as ties must be. */
  private static double normal(double value, boolean descending) {
    return (descending ? -value : value) + 0.0;
  }

  private static int firstIndexOf(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
