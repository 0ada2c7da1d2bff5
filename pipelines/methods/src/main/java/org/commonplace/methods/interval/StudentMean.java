package org.commonplace.methods.interval;

import static org.commonplace.methods.interval.Columns.requireMultiplier;
import static org.commonplace.methods.interval.Columns.requireSameSize;

import java.util.Arrays;

/**
 * A mean with Student's limits, mean -/+ t s / &radic;n with n - 1 degrees of freedom and s with
 * divisor n - 1. One observation has a value and no limits.
 */
public final class StudentMean {
  /** Degrees of freedom whose quantile is kept during one call; small groups share them. */
  private static final int KEPT = 1024;

  /**
   * A sum of squares below its least possible value by less than this is rounding, not an error.
   */
  private static final double ROUNDING = 1e-12;

  private StudentMean() {}

  /**
   * Means from additive measures.
   *
   * <p>A row has no value when a number is missing ({@link Absence#MISSING}), when there is no
   * observation ({@link Absence#NOT_APPLICABLE}), or when the count is negative or not exact or the
   * sums contradict each other ({@link Absence#FAILED_VALIDATION}).
   *
   * @param count observations
   * @param sum sum of the observations
   * @param sumOfSquares sum of their squares
   * @param multiplier applied to value and limits
   * @throws IllegalArgumentException if the columns differ in length or the multiplier is not
   *     positive
   */
  public static Estimates means(
      Counts count, double[] sum, double[] sumOfSquares, double multiplier) {
    requireSameSize(count.size(), sum.length);
    requireSameSize(count.size(), sumOfSquares.length);
    requireMultiplier(multiplier);
    int size = count.size();
    Estimates.Builder out = new Estimates.Builder(size);
    double[] t95 = unknown();
    double[] t998 = unknown();
    for (int i = 0; i < size; i++) {
      if (count.isMissing(i) || Double.isNaN(sum[i]) || Double.isNaN(sumOfSquares[i])) {
        out.absent(i, Absence.MISSING);
        continue;
      }
      long n = count.low(i);
      if (n == 0 && count.high(i) == 0) {
        out.absent(i, Absence.NOT_APPLICABLE);
        continue;
      }
      // A sum without its exact count has no mean; an interval here is a broken measure.
      double squares = n <= 0 ? Double.NaN : sumOfSquares[i] - sum[i] * sum[i] / n;
      if (count.isInvalid(i)
          || n != count.high(i)
          || !(squares >= -ROUNDING * sumOfSquares[i])
          || Double.isInfinite(squares)) {
        out.absent(i, Absence.FAILED_VALIDATION);
        continue;
      }
      double mean = sum[i] / n;
      out.value(i, mean * multiplier, mean * multiplier);
      if (n > 1) {
        double error = Math.sqrt(Math.max(0, squares) / (n - 1.0)) / Math.sqrt((double) n);
        double half95 = quantile(t95, Confidence.P95, n - 1) * error;
        double half998 = quantile(t998, Confidence.P998, n - 1) * error;
        out.limits95(i, (mean - half95) * multiplier, (mean + half95) * multiplier);
        out.limits998(i, (mean - half998) * multiplier, (mean + half998) * multiplier);
      }
    }
    return out.build();
  }

  /** The mean of these observations. */
  public static Estimate mean(double... observations) {
    double sum = Arrays.stream(observations).sum();
    // Squares about the mean first, so that a large mean does not cost the small spread.
    double mean = observations.length == 0 ? 0 : sum / observations.length;
    double squares = 0;
    double rest = 0;
    for (double observation : observations) {
      squares += (observation - mean) * (observation - mean);
      rest += observation - mean;
    }
    Estimates centred =
        means(Counts.exact(observations.length), new double[] {rest}, new double[] {squares}, 1);
    if (!centred.isPresent(0)) {
      return centred.at(0);
    }
    return new Estimate.Value(
        new Span(mean, mean),
        new Span(mean + centred.lower95(0), mean + centred.upper95(0)),
        new Span(mean + centred.lower998(0), mean + centred.upper998(0)));
  }

  private static double[] unknown() {
    double[] kept = new double[KEPT];
    Arrays.fill(kept, Double.NaN);
    return kept;
  }

  private static double quantile(double[] kept, Confidence confidence, long degreesOfFreedom) {
    if (degreesOfFreedom >= KEPT) {
      return Quantile.studentFromNormal(confidence.normalQuantile(), (double) degreesOfFreedom);
    }
    int df = (int) degreesOfFreedom;
    if (Double.isNaN(kept[df])) {
      kept[df] = Quantile.studentUpper(confidence.tail(), df);
    }
    return kept[df];
  }
}
