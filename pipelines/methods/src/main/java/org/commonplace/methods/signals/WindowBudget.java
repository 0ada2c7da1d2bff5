package org.commonplace.methods.signals;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Joins the p-values of three windows of the last points, one inside the other, into one.
 *
 * <p>Each window may spend a share of the error probability: the smallest p-value per share is the
 * statistic. Its distribution when nothing happens is that of sums of independent normal variables,
 * integrated once. Longer windows count only while the latest point is itself above what is
 * expected, so that the weeks after an outbreak do not go on signalling.
 */
final class WindowBudget {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double SMALLEST_LOG = -24;
  private static final double STEP = 0.5;
  private static final int STEPS = (int) (-SMALLEST_LOG / STEP);
  private static final int PANELS = 80;
  private static final double EDGE = 8.5;

  private final int[] lengths;
  private final double[] shares;
  private final double still;
  private final double[] logP = new double[STEPS + 1];

  /**
   * @param still the p-value of the latest point up to which longer windows count
   * @param lengths points of each window: 1, and two longer ones, ascending
   * @param shares share of the error probability of each window
   */
  WindowBudget(double still, int[] lengths, double... shares) {
    this.lengths = lengths.clone();
    this.shares = shares.clone();
    this.still = still;
    for (int i = 0; i <= STEPS; i++) {
      logP[i] = Math.log(exceeded(Math.exp(SMALLEST_LOG + i * STEP)));
    }
  }

  int windows() {
    return shares.length;
  }

  /** Points of a window, counted from 0. */
  int length(int window) {
    return lengths[window];
  }

  /** Share of the error probability of a window. */
  double share(int window) {
    return shares[window];
  }

  /** The p-value of the latest point up to which longer windows count. */
  double still() {
    return still;
  }

  /** The normal quantile of {@link #still}. */
  double stillQuantile() {
    return NORMAL.inverseSurvivalProbability(still);
  }

  /** Whether longer windows count when the latest point has this p-value. */
  boolean stillRaised(double latest) {
    return latest < still;
  }

  /** The probability that the smallest p-value per share is below {@code statistic}. */
  double pValue(double statistic) {
    double log = Math.log(statistic);
    if (log <= SMALLEST_LOG) {
      return Math.exp(logP[0] + log - SMALLEST_LOG);
    }
    double place = Math.min(STEPS - 1e-9, (log - SMALLEST_LOG) / STEP);
    int i = (int) place;
    return Math.min(1, Math.exp(logP[i] + (place - i) * (logP[i + 1] - logP[i])));
  }

  /** The statistic whose p-value is {@code alpha}. */
  double statistic(double alpha) {
    double low = SMALLEST_LOG;
    double high = 0;
    for (int step = 0; step < 60; step++) {
      double middle = (low + high) / 2;
      if (pValue(Math.exp(middle)) < alpha) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.exp(low);
  }

  private double exceeded(double statistic) {
    double one = limit(statistic, 0);
    double two = Math.sqrt(lengths[1]) * limit(statistic, 1);
    double three = Math.sqrt(lengths[2]) * limit(statistic, 2);
    double floor = NORMAL.inverseSurvivalProbability(still);
    double sum = NORMAL.survivalProbability(one);
    if (floor < one) {
      // Simpson's rule over the latest point, and for each of its values over what the second
      // window adds.
      double width = (one - floor) / PANELS;
      for (int i = 0; i <= PANELS; i++) {
        double z = floor + i * width;
        double inside = below(two - z, three - z);
        sum += simpson(i) * width / 3 * NORMAL.density(z) * (1 - inside);
      }
    }
    return sum;
  }

  /** P(what the second window adds &lt; two, and with what the third adds &lt; three). */
  private double below(double two, double three) {
    double first = Math.sqrt(lengths[1] - 1);
    double second = Math.sqrt(lengths[2] - lengths[1]);
    double high = Math.min(two / first, EDGE);
    if (high <= -EDGE) {
      return 0;
    }
    double width = (high + EDGE) / PANELS;
    double sum = 0;
    for (int i = 0; i <= PANELS; i++) {
      double z = -EDGE + i * width;
      sum +=
          simpson(i)
              * NORMAL.density(z)
              * NORMAL.cumulativeProbability((three - first * z) / second);
    }
    return sum * width / 3;
  }

  private static int simpson(int i) {
    return i == 0 || i == PANELS ? 1 : i % 2 == 1 ? 4 : 2;
  }

  private double limit(double statistic, int window) {
    double tail = statistic * shares[window];
    return tail >= 1 ? -EDGE : tail <= 0 ? EDGE * 2 : NORMAL.inverseSurvivalProbability(tail);
  }
}
