package org.commonplace.methods.interval;

import static org.commonplace.methods.interval.Columns.requireMultiplier;
import static org.commonplace.methods.interval.Columns.requireSameSize;

/**
 * One count over the count of something else, both Poisson and independent of each other, with
 * score limits. Of x + y events together each is of the first kind with the probability &theta; /
 * (1 + &theta;), whatever the rates are (Przyborowski and Wilenski 1940); Wilson's limits of that
 * share, turned into odds, are the score limits of the ratio &theta; (Price and Bonett 2000): with
 * n = x + y they are (2xy + nz&sup2; -/+ z &radic;(n(nz&sup2; + 4xy))) / (2y&sup2;).
 *
 * <p>Unlike a rate's, the limits know that the denominator might as well have been another.
 */
public final class CountRatio {
  private CountRatio() {}

  /**
   * Values and limits of numerator / denominator, all times multiplier.
   *
   * <p>A count known only as an interval gives the value at both ends and the widest limits. A row
   * has no value when a count is missing ({@link Absence#MISSING}), negative or an interval that
   * ends before it starts ({@link Absence#FAILED_VALIDATION}), when the denominator is zero ({@link
   * Absence#NOT_APPLICABLE}) or may be ({@link Absence#TOO_FEW}).
   *
   * @param numerator events of one kind
   * @param denominator events of the other
   * @param multiplier what the ratio is multiplied by
   * @return from 0 on
   * @throws IllegalArgumentException if the columns differ in length or the multiplier is not
   *     positive
   */
  public static Estimates ratios(Counts numerator, Counts denominator, double multiplier) {
    requireSameSize(numerator.size(), denominator.size());
    requireMultiplier(multiplier);
    Estimates.Builder out = new Estimates.Builder(numerator.size());
    double z95 = Confidence.P95.normalQuantile();
    double z998 = Confidence.P998.normalQuantile();
    for (int i = 0; i < numerator.size(); i++) {
      Absence fault = numerator.faultWith(denominator, i);
      if (fault != null) {
        out.absent(i, fault);
        continue;
      }
      double xLow = numerator.low(i);
      double xHigh = numerator.high(i);
      double yLow = denominator.low(i);
      double yHigh = denominator.high(i);
      if (yLow == 0) {
        out.absent(i, yHigh == 0 ? Absence.NOT_APPLICABLE : Absence.TOO_FEW);
        continue;
      }
      out.value(i, xLow / yHigh * multiplier, xHigh / yLow * multiplier);
      out.limits95(i, lower(xLow, yHigh, z95) * multiplier, upper(xHigh, yLow, z95) * multiplier);
      out.limits998(
          i, lower(xLow, yHigh, z998) * multiplier, upper(xHigh, yLow, z998) * multiplier);
    }
    return out.build();
  }

  /** The product of both limits is the square of the value, and this does not cancel. */
  private static double lower(double x, double y, double z) {
    return x == 0 ? 0 : x / y * (x / y) / upper(x, y, z);
  }

  private static double upper(double x, double y, double z) {
    double spread = (x + y) * z * z;
    return (2 * x * y + spread + Math.sqrt(spread * (spread + 4 * x * y))) / (2 * y * y);
  }
}
