package org.commonplace.methods.signals;

import java.util.Arrays;

/**
 * How much more than chance makes them the weeks of a season differ from what the weeks before let
 * expect: every year's wave comes at a time and in a size of its own.
 *
 * <p>For each week of the year it is the middle of what the weeks around it did in each year, so
 * that a wave that came in one year alone is no season.
 */
final class SeasonalSpread {
  private static final int WEEKS_OF_A_YEAR = 52;

  /** Weeks on either side that tell of a week. */
  private static final int NEAR = 3;

  private static final int LEAST_YEARS = 3;

  /** No week varies by more than chance. */
  static final SeasonalSpread NONE = new SeasonalSpread(new double[WEEKS_OF_A_YEAR]);

  private final double[] variances;

  private SeasonalSpread(double[] variances) {
    this.variances = variances;
  }

  /**
   * @param weeks when each variance was seen, in whole weeks, ascending
   * @param variances of logarithms, beyond chance; may be below 0
   * @param weights of the variances
   * @param size how many of them there are
   */
  static SeasonalSpread of(int[] weeks, double[] variances, double[] weights, int size) {
    double[] seasonal = new double[WEEKS_OF_A_YEAR];
    int last = weeks[size - 1] + NEAR;
    double[] ofYears = new double[last / WEEKS_OF_A_YEAR + 1];
    for (int week = 0; week < WEEKS_OF_A_YEAR; week++) {
      int years = 0;
      for (int centre = week; centre <= last; centre += WEEKS_OF_A_YEAR) {
        double mean = meanNear(centre, weeks, variances, weights, size);
        if (!Double.isNaN(mean)) {
          ofYears[years++] = mean;
        }
      }
      seasonal[week] = years < LEAST_YEARS ? 0 : Math.max(0, Medians.of(ofYears, years));
    }
    return new SeasonalSpread(seasonal);
  }

  private static double meanNear(
      int centre, int[] weeks, double[] variances, double[] weights, int size) {
    int found = Arrays.binarySearch(weeks, 0, size, centre - NEAR);
    double total = 0;
    double sum = 0;
    for (int i = found < 0 ? -found - 1 : found; i < size && weeks[i] <= centre + NEAR; i++) {
      total += weights[i];
      sum += weights[i] * variances[i];
    }
    return total > 0 ? sum / total : Double.NaN;
  }

  /** Variance of the logarithm of a count of this week. */
  double variance(int week) {
    return variances[week % WEEKS_OF_A_YEAR];
  }
}
