package org.commonplace.methods.interval;

import static org.commonplace.methods.interval.Columns.requireMultiplier;
import static org.commonplace.methods.interval.Columns.requireSameSize;

/** Values without limits: a ratio of two amounts (stock to daily use), or an amount as it is. */
public final class CrudeValue {
  private CrudeValue() {}

  /**
   * numerator / denominator x multiplier; the numerator may be negative, as a net flow is.
   *
   * <p>A row has no value when a number is missing ({@link Absence#MISSING}), infinite, an interval
   * that ends before it starts, or a negative denominator ({@link Absence#FAILED_VALIDATION}), when
   * the denominator is zero ({@link Absence#NOT_APPLICABLE}) or may be ({@link Absence#TOO_FEW}).
   *
   * @throws IllegalArgumentException if the columns differ in length or the multiplier is not
   *     positive
   */
  public static Estimates ratios(Amounts numerator, Amounts denominator, double multiplier) {
    requireSameSize(numerator.size(), denominator.size());
    requireMultiplier(multiplier);
    int size = numerator.size();
    Estimates.Builder out = new Estimates.Builder(size);
    for (int i = 0; i < size; i++) {
      Absence fault = denominator.faultAsDenominator(i, numerator.fault(i));
      if (fault != null) {
        out.absent(i, fault);
        continue;
      }
      double nLow = denominator.low(i);
      double nHigh = denominator.high(i);
      double xLow = numerator.low(i);
      double xHigh = numerator.high(i);
      // Below zero the larger denominator gives the larger value.
      out.value(
          i,
          xLow / (xLow < 0 ? nLow : nHigh) * multiplier,
          xHigh / (xHigh < 0 ? nHigh : nLow) * multiplier);
    }
    return out.build();
  }

  /**
   * One ratio of exact amounts.
   *
   * @throws IllegalArgumentException if the multiplier is not positive
   */
  public static Estimate ratio(double numerator, double denominator, double multiplier) {
    return ratios(Amounts.exact(numerator), Amounts.exact(denominator), multiplier).at(0);
  }

  /**
   * The amounts themselves, times multiplier.
   *
   * @throws IllegalArgumentException if the multiplier is not positive
   */
  public static Estimates values(Amounts amounts, double multiplier) {
    requireMultiplier(multiplier);
    Estimates.Builder out = new Estimates.Builder(amounts.size());
    for (int i = 0; i < amounts.size(); i++) {
      Absence fault = amounts.fault(i);
      if (fault == null) {
        out.value(i, amounts.low(i) * multiplier, amounts.high(i) * multiplier);
      } else {
        out.absent(i, fault);
      }
    }
    return out.build();
  }
}
