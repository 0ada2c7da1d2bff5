package org.commonplace.methods.comparison;

import static org.commonplace.methods.interval.Columns.requireSameSize;

import org.commonplace.methods.interval.Confidence;
import org.commonplace.methods.interval.Estimates;

/**
 * How far values lie from their benchmarks in standard errors, which makes different indicators
 * comparable: the weakest link of a pathway is the stage with the lowest score.
 *
 * <p>The standard error is that of the side of the value on which the benchmark lies: the distance
 * of the 95 % limit there, divided by the normal quantile. So a score is beyond that quantile
 * exactly when {@link BenchmarkComparison} finds a difference at 95 %.
 */
public final class BenchmarkScores {
  private BenchmarkScores() {}

  /**
   * Positive is better than the benchmark, negative worse. NaN without value, limits or benchmark.
   *
   * @param estimates values with 95 % limits; of a value known as an interval the end nearer to the
   *     benchmark counts, and zero if the benchmark lies between the ends
   * @param benchmark of each row, in the unit of the indicator
   * @throws IllegalArgumentException if the columns differ in length, or for an indicator that has
   *     no good direction
   */
  public static double[] of(Estimates estimates, double[] benchmark, Polarity polarity) {
    requireSameSize(estimates.size(), benchmark.length);
    if (polarity == Polarity.NEUTRAL) {
      throw new IllegalArgumentException(
          "a score needs an indicator that is good when high or low");
    }
    double z = Confidence.P95.normalQuantile();
    double[] scores = new double[benchmark.length];
    for (int i = 0; i < scores.length; i++) {
      double score;
      if (benchmark[i] < estimates.valueLow(i)) {
        double error = (estimates.valueLow(i) - estimates.lower95(i)) / z;
        score = (estimates.valueLow(i) - benchmark[i]) / error;
      } else if (benchmark[i] > estimates.valueHigh(i)) {
        double error = (estimates.upper95(i) - estimates.valueHigh(i)) / z;
        score = (estimates.valueHigh(i) - benchmark[i]) / error;
      } else {
        // NaN if anything that is needed is missing.
        score = 0 * (benchmark[i] + estimates.lower95(i) + estimates.upper95(i));
      }
      scores[i] = polarity == Polarity.HIGH_IS_GOOD ? score : 0.0 - score;
    }
    return scores;
  }
}
