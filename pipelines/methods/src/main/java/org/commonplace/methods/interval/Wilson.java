package org.commonplace.methods.interval;

import static org.commonplace.methods.interval.Columns.requireMultiplier;
import static org.commonplace.methods.interval.Columns.requireSameSize;

/**
 * A proportion with Wilson's score limits, without continuity correction (Wilson 1927; Newcombe and
 * Altman 2000). With z the normal quantile of the level they are (2x + z&sup2; -/+ z
 * &radic;(z&sup2; + 4x(1 - x/n))) / (2(n + z&sup2;)): exactly zero when x is zero, exactly one when
 * x is n.
 *
 * <p>A count known only as an interval gives the value at both ends and the widest limits that any
 * pair of counts within the intervals would give. Both limits grow with the numerator and fall with
 * the denominator, so the widest are at opposite corners.
 */
public final class Wilson {
  private Wilson() {}

  /**
   * Values and limits of numerator / denominator, all times multiplier.
   *
   * <p>A row has no value when a count is missing ({@link Absence#MISSING}), negative or an
   * interval that ends before it starts ({@link Absence#FAILED_VALIDATION}), when there are more
   * events than people ({@link Absence#EXCEEDS_DENOMINATOR}), when the denominator is zero ({@link
   * Absence#NOT_APPLICABLE}) or may be ({@link Absence#TOO_FEW}). The other rows are still
   * computed.
   *
   * @param numerator people with the event
   * @param denominator all people
   * @param multiplier 100 for percentages
   * @return from 0 to multiplier
   * @throws IllegalArgumentException if the columns differ in length or the multiplier is not
   *     positive
   */
  public static Estimates proportions(Counts numerator, Counts denominator, double multiplier) {
    requireSameSize(numerator.size(), denominator.size());
    requireMultiplier(multiplier);
    int size = numerator.size();
    Estimates.Builder out = new Estimates.Builder(size);
    double z95 = Confidence.P95.normalQuantile();
    double z998 = Confidence.P998.normalQuantile();
    for (int i = 0; i < size; i++) {
      Absence fault = numerator.faultWith(denominator, i);
      if (fault != null) {
        out.absent(i, fault);
        continue;
      }
      long xLow = numerator.low(i);
      long nHigh = denominator.high(i);
      if (xLow > nHigh) {
        out.absent(i, Absence.EXCEEDS_DENOMINATOR);
        continue;
      }
      if (nHigh == 0) {
        out.absent(i, Absence.NOT_APPLICABLE);
        continue;
      }
      // A denominator below the smallest numerator is not possible, so the interval shrinks.
      long nLow = Math.max(denominator.low(i), xLow);
      if (nLow == 0) {
        out.absent(i, Absence.TOO_FEW);
        continue;
      }
      long xHigh = Math.min(numerator.high(i), nHigh);
      long xAtLowN = Math.min(xHigh, nLow);
      out.value(i, (double) xLow / nHigh * multiplier, (double) xAtLowN / nLow * multiplier);
      out.limits95(i, lower(xLow, nHigh, z95) * multiplier, upper(xAtLowN, nLow, z95) * multiplier);
      out.limits998(
          i, lower(xLow, nHigh, z998) * multiplier, upper(xAtLowN, nLow, z998) * multiplier);
    }
    return out.build();
  }

  /**
   * One proportion of exact counts.
   *
   * @throws IllegalArgumentException if the multiplier is not positive
   */
  public static Estimate proportion(long numerator, long denominator, double multiplier) {
    return proportions(Counts.exact(numerator), Counts.exact(denominator), multiplier).at(0);
  }

  /**
   * Limits at another level than the two that are published; of a fraction, not multiplied.
   *
   * @return from 0 to 1; both ends at certainty
   * @throws IllegalArgumentException unless 0 &lt;= numerator &lt;= denominator and denominator
   *     &gt; 0
   */
  public static Span limits(long numerator, long denominator, Confidence confidence) {
    if (numerator < 0 || denominator <= 0 || numerator > denominator) {
      throw new IllegalArgumentException(
          "a proportion needs 0 <= numerator <= denominator and denominator > 0, but is "
              + numerator
              + " of "
              + denominator);
    }
    if (confidence.level() == 1) {
      return new Span(0, 1);
    }
    return new Span(
        lower(numerator, denominator, confidence.normalQuantile()),
        upper(numerator, denominator, confidence.normalQuantile()));
  }

  private static double lower(long x, long n, double z) {
    return x == 0 ? 0 : (2.0 * x + z * z - z * root(x, n, z)) / (2 * (n + z * z));
  }

  private static double upper(long x, long n, double z) {
    return x == n ? 1 : (2.0 * x + z * z + z * root(x, n, z)) / (2 * (n + z * z));
  }

  private static double root(long x, long n, double z) {
    return Math.sqrt(z * z + 4.0 * x * (1 - (double) x / n));
  }
}
