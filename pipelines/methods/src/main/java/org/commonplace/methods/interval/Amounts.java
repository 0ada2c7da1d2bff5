package org.commonplace.methods.interval;

import static org.commonplace.methods.interval.Columns.requireSameSize;

/**
 * A column of real amounts (a population of 27613.09, person-years, stock), each known exactly or
 * as an interval; NaN is missing. The arrays are used as they are: do not write to them afterwards.
 */
public final class Amounts {
  private final double[] low;
  private final double[] high;

  private Amounts(double[] low, double[] high) {
    this.low = low;
    this.high = high;
  }

  /** Amounts that are known. */
  public static Amounts exact(double... amounts) {
    return new Amounts(amounts, amounts);
  }

  /**
   * Row i lies between low[i] and high[i], both possible.
   *
   * @throws IllegalArgumentException if the arrays differ in length
   */
  public static Amounts between(double[] low, double[] high) {
    requireSameSize(low.length, high.length);
    return new Amounts(low, high);
  }

  /** The same column as real numbers. */
  public static Amounts of(Counts counts) {
    double[] low = new double[counts.size()];
    double[] high = new double[counts.size()];
    for (int i = 0; i < low.length; i++) {
      low[i] = counts.isMissing(i) ? Double.NaN : (double) counts.low(i);
      high[i] = counts.isMissing(i) ? Double.NaN : (double) counts.high(i);
    }
    return new Amounts(low, high);
  }

  public int size() {
    return low.length;
  }

  public double low(int row) {
    return low[row];
  }

  public double high(int row) {
    return high[row];
  }

  /** Whether either end is missing. */
  public boolean isMissing(int row) {
    return Double.isNaN(low[row]) || Double.isNaN(high[row]);
  }

  /** What is wrong with a row: {@link Absence#MISSING} before all else; null when nothing is. */
  public Absence fault(int row) {
    return isMissing(row) ? Absence.MISSING : isInvalid(row) ? Absence.FAILED_VALIDATION : null;
  }

  /**
   * Why nothing can be divided by a row; null when something can.
   *
   * @param numerator what is wrong with the numerator; null when nothing is
   */
  Absence faultAsDenominator(int row, Absence numerator) {
    if (isMissing(row) || numerator == Absence.MISSING) {
      return Absence.MISSING;
    }
    if (numerator != null || isInvalid(row) || low[row] < 0) {
      return Absence.FAILED_VALIDATION;
    }
    if (high[row] == 0) {
      return Absence.NOT_APPLICABLE;
    }
    return low[row] == 0 ? Absence.TOO_FEW : null;
  }

  /** Whether an end is infinite or the interval ends before it starts. */
  public boolean isInvalid(int row) {
    return high[row] < low[row] || Double.isInfinite(low[row]) || Double.isInfinite(high[row]);
  }
}
