package org.commonplace.methods.signals.scan;

/**
 * The distribution of the largest score where nothing happens, by the moments of those drawn: tells
 * p-values far smaller than one over the number drawn (Abrams, Kulldorff and Kleinman 2010).
 *
 * @param location its mode, in units of the score
 * @param scale its scale, in units of the score
 */
record Gumbel(double location, double scale) {
  private static final double EULER = 0.5772156649015329;

  /** The distribution with mean and variance of these maxima. */
  static Gumbel of(double[] maxima) {
    double mean = 0;
    for (double maximum : maxima) {
      mean += maximum / maxima.length;
    }
    double squares = 0;
    for (double maximum : maxima) {
      squares += (maximum - mean) * (maximum - mean);
    }
    double scale = Math.sqrt(6 * squares / (maxima.length - 1)) / Math.PI;
    return new Gumbel(mean - EULER * scale, scale);
  }

  /** Probability of a maximum of {@code score} or more. */
  double pValue(double score) {
    return -Math.expm1(-Math.exp(-(score - location) / scale));
  }
}
