package org.commonplace.methods.signals;

import org.apache.commons.numbers.gamma.RegularizedGamma;

/**
 * What the upper tail of a standardised count holds of its mean and variance, by skewness: what is
 * missing from both when the tail is left out.
 *
 * <p>The count is taken as a shifted gamma variable of the same skewness, whose tail moments are
 * closed: with shape k, E[G; G&gt;g] = k Q(k+1, g) and E[G&sup2;; G&gt;g] = k(k+1) Q(k+2, g).
 */
final class TailMoments {
  private static final double STEP = 0.25;
  private static final int STEPS = 60;

  private final double[] means = new double[STEPS + 1];
  private final double[] squares = new double[STEPS + 1];

  private TailMoments(double tail) {
    for (int i = 0; i <= STEPS; i++) {
      double skewness = Math.max(0.05, i * STEP);
      double shape = 4 / (skewness * skewness);
      double g = quantile(shape, tail);
      double q0 = RegularizedGamma.Q.value(shape, g);
      double q1 = RegularizedGamma.Q.value(shape + 1, g);
      double q2 = RegularizedGamma.Q.value(shape + 2, g);
      means[i] = Math.sqrt(shape) * (q1 - q0);
      squares[i] = (shape + 1) * q2 - 2 * shape * q1 + shape * q0;
    }
  }

  /** The tail above the quantile that is exceeded with probability {@code tail}. */
  static TailMoments above(double tail) {
    return new TailMoments(tail);
  }

  private static double quantile(double shape, double tail) {
    double low = 0;
    double high = shape + 20 * Math.sqrt(shape) + 40;
    for (int step = 0; step < 100; step++) {
      double middle = (low + high) / 2;
      if (RegularizedGamma.Q.value(shape, middle) > tail) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** The part of the mean, in standard deviations. */
  double mean(double skewness) {
    return at(means, skewness);
  }

  /** The part of the variance, as a share. */
  double square(double skewness) {
    return at(squares, skewness);
  }

  private static double at(double[] table, double skewness) {
    double place = Math.max(0, Math.min(STEPS - 1e-9, skewness / STEP));
    int i = (int) place;
    return table[i] + (place - i) * (table[i + 1] - table[i]);
  }
}
