package org.commonplace.methods.signals.growth;

import org.apache.commons.numbers.gamma.RegularizedGamma;

/**
 * How the infections that one case causes are spread over the following days.
 *
 * <p>Lag 0 has no weight: a case infects nobody on the day it is counted.
 */
public final class SerialInterval {
  private final double[] weights;

  private SerialInterval(double[] weights) {
    this.weights = weights;
  }

  /**
   * An interval known by its weights.
   *
   * @param weights share of infections at lags 1, 2, ... periods; they add up to 1
   * @throws IllegalArgumentException if one is negative, or their sum is not 1 to 1 %
   */
  public static SerialInterval of(double... weights) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      if (!(weights[i] >= 0)) {
        throw new IllegalArgumentException(
            "the weight of lag " + (i + 1) + " is " + weights[i] + "; it must not be negative");
      }
      sum += weights[i];
    }
    if (!(Math.abs(sum - 1) <= 0.01)) {
      throw new IllegalArgumentException(
          "the weights of a serial interval add up to " + sum + "; they must add up to 1");
    }
    return new SerialInterval(weights.clone());
  }

  /**
   * A gamma distribution shifted by one period and brought to whole periods, the discr_si of
   * EpiEstim (Cori and others 2013, web appendix 11).
   *
   * @param mean in periods, above 1
   * @param sd in periods, above 0
   * @param lags the largest lag, at least 1
   */
  public static SerialInterval gamma(double mean, double sd, int lags) {
    if (!(mean > 1) || !(sd > 0) || lags < 1) {
      throw new IllegalArgumentException(
          "a serial interval needs a mean above 1, a standard deviation above 0 and a lag, but has "
              + mean
              + ", "
              + sd
              + " and "
              + lags);
    }
    double shape = Math.pow((mean - 1) / sd, 2);
    double scale = sd * sd / (mean - 1);
    double[] weights = new double[lags];
    for (int lag = 1; lag <= lags; lag++) {
      double within =
          lag * below(lag, shape, scale)
              + (lag - 2) * below(lag - 2, shape, scale)
              - 2 * (lag - 1) * below(lag - 1, shape, scale);
      double beyond =
          2 * below(lag - 1, shape + 1, scale)
              - below(lag - 2, shape + 1, scale)
              - below(lag, shape + 1, scale);
      weights[lag - 1] = Math.max(0, within + shape * scale * beyond);
    }
    return new SerialInterval(weights);
  }

  private static double below(double x, double shape, double scale) {
    return x <= 0 ? 0 : RegularizedGamma.P.value(shape, x / scale);
  }

  /** The largest lag with a weight, in periods. */
  int lags() {
    return weights.length;
  }

  /** Share of infections {@code lag} periods after the case; lag 1 or more. */
  public double weight(int lag) {
    return lag <= weights.length ? weights[lag - 1] : 0;
  }

  /** The mean lag of these weights, in periods. */
  public double mean() {
    double mean = 0;
    for (int lag = 1; lag <= weights.length; lag++) {
      mean += lag * weights[lag - 1];
    }
    return mean;
  }
}
