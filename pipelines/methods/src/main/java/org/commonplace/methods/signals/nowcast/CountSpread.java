package org.commonplace.methods.signals.nowcast;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.LogGamma;

/** The spread of negative binomial counts around known means. */
final class CountSpread {
  private static final int GRID = 4 * (12 + 7) + 1;

  private double[] counts = new double[64];
  private double[] means = new double[64];
  private int size;

  void add(double count, double mean) {
    if (size == counts.length) {
      counts = Arrays.copyOf(counts, 2 * size);
      means = Arrays.copyOf(means, 2 * size);
    }
    counts[size] = count;
    means[size] = mean;
    size++;
  }

  /**
   * Variance beyond the mean per squared mean: the mean of its posterior on a grid of quarter
   * octaves from 2<sup>-12</sup>, which is Poisson for all that matters, to 2<sup>7</sup>, all
   * equally likely before. Few counts leave it uncertain, and rare large revisions are what an
   * estimate by maximum likelihood then misses. 0 without a count.
   */
  double estimate() {
    if (size == 0) {
      return 0;
    }
    double[] logs = new double[GRID];
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < GRID; i++) {
      logs[i] = logLikelihood(spreadAt(i));
      largest = Math.max(largest, logs[i]);
    }
    double sum = 0;
    double weights = 0;
    for (int i = 0; i < GRID; i++) {
      double weight = Math.exp(logs[i] - largest);
      weights += weight;
      sum += weight * spreadAt(i);
    }
    return sum / weights;
  }

  private static double spreadAt(int i) {
    return Math.pow(2, i / 4.0 - 12);
  }

  private double logLikelihood(double spread) {
    double k = 1 / spread;
    double constant = LogGamma.value(k);
    double sum = 0;
    for (int i = 0; i < size; i++) {
      double y = counts[i];
      double total = k + means[i];
      sum += k * Math.log(k / total);
      if (y > 0) {
        sum += LogGamma.value(y + k) - constant + y * Math.log(means[i] / total);
      }
    }
    return sum;
  }

  /** Sum of the variances over the squared sum of the means: relative variance of their ratio. */
  double relativeVarianceOfTotal(double spread) {
    double total = 0;
    double variance = 0;
    for (int i = 0; i < size; i++) {
      total += means[i];
      variance += means[i] * (1 + spread * means[i]);
    }
    return total > 0 ? variance / (total * total) : 0;
  }
}
