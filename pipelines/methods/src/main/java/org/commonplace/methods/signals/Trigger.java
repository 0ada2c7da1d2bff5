package org.commonplace.methods.signals;

import java.util.function.DoubleUnaryOperator;

/** The count at which a statistic that grows with it reaches its limit. */
final class Trigger {
  private static final double LARGEST = 1e9;
  private static final int MOST_STEPS = 60;

  private Trigger() {}

  /**
   * The smallest count, to a thousandth of a case, with {@code statistic} at least {@code limit}; 0
   * if any count reaches it, infinite if none does.
   *
   * @param near a count from which the search starts
   */
  static double count(DoubleUnaryOperator statistic, double limit, double near) {
    if (statistic.applyAsDouble(0) >= limit) {
      return 0;
    }
    double low = 0;
    double high = near;
    while (statistic.applyAsDouble(high) < limit) {
      low = high;
      high *= 2;
      if (high > LARGEST) {
        return Double.POSITIVE_INFINITY;
      }
    }
    for (int step = 0; step < MOST_STEPS && high - low > 1e-3; step++) {
      double middle = (low + high) / 2;
      if (statistic.applyAsDouble(middle) >= limit) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }
}
