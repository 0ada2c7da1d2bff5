package org.commonplace.methods.signals;

import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/**
 * Upper tail of counts with mean m and variance phi m: negative binomial with the real-valued size
 * m / (phi - 1), Poisson when phi is 1.
 *
 * <p>The size is real-valued, so a library's Pascal distribution will not do.
 */
public final class CountTail {
  /** Beyond it doubles are no longer all of the whole numbers, and the normal quantile is near. */
  private static final double LARGEST_WHOLE = 1e14;

  private CountTail() {}

  /** P(Y &gt;= count). */
  public static double atLeast(double count, double mean, double phi) {
    if (count <= 0) {
      return 1;
    }
    return phi > 1
        ? RegularizedBeta.value(1 - 1 / phi, count, mean / (phi - 1))
        : RegularizedGamma.P.value(count, mean);
  }

  /**
   * The smallest whole number x with P(Y &gt; x) &lt;= alpha.
   *
   * @param normalQuantile the standard normal quantile at 1 - alpha, from which the search starts
   */
  public static double quantile(double alpha, double normalQuantile, double mean, double phi) {
    // Cornish-Fisher lands next to the answer, except where the spread dwarfs the mean; from there
    // the step doubles until the answer is bracketed.
    double z = normalQuantile;
    double start = mean + z * Math.sqrt(phi * mean) + (z * z - 1) * (2 * phi - 1) / 6;
    double high = Math.max(0, Math.floor(start));
    if (high > LARGEST_WHOLE) {
      return high;
    }
    double low = high - 1;
    for (double step = 1; atLeast(high + 1, mean, phi) > alpha; step *= 2) {
      low = high;
      high += step;
    }
    for (double step = 1; low >= 0 && atLeast(low + 1, mean, phi) <= alpha; step *= 2) {
      high = low;
      low = Math.max(-1, low - step);
    }
    // P(Y > high) <= alpha < P(Y > low)
    while (high - low > 1) {
      double middle = Math.floor((low + high) / 2);
      if (atLeast(middle + 1, mean, phi) <= alpha) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }
}
