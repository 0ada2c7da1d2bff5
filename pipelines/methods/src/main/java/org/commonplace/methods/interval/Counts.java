package org.commonplace.methods.interval;

import static org.commonplace.methods.interval.Columns.requireSameSize;

/**
 * A column of counts, each known exactly or as an interval [low, high] (a partner's "&lt;5" is [1,
 * 4]), or missing. The arrays are used as they are, not copied: do not write to them afterwards.
 */
public final class Counts {
  /** Stands for a missing count, in either array. */
  public static final long MISSING = Long.MIN_VALUE;

  private final long[] low;
  private final long[] high;

  private Counts(long[] low, long[] high) {
    this.low = low;
    this.high = high;
  }

  /** Counts that are known. */
  public static Counts exact(long... counts) {
    return new Counts(counts, counts);
  }

  /**
   * Row i lies between low[i] and high[i], both possible.
   *
   * @throws IllegalArgumentException if the arrays differ in length
   */
  public static Counts between(long[] low, long[] high) {
    requireSameSize(low.length, high.length);
    return new Counts(low, high);
  }

  /**
   * The same column with zero where nothing is recorded. Only for a list of events that is known to
   * be complete, in which a band without an event has no row; anywhere else a missing count is not
   * a zero.
   */
  public Counts missingAsZero() {
    long[] filledLow = new long[size()];
    long[] filledHigh = new long[size()];
    for (int i = 0; i < filledLow.length; i++) {
      filledLow[i] = isMissing(i) ? 0 : low[i];
      filledHigh[i] = isMissing(i) ? 0 : high[i];
    }
    return new Counts(filledLow, filledHigh);
  }

  /**
   * The sums of each {@code run} rows that follow one another, as the bands of a place; missing if
   * one of them is, invalid (negative) if one of them is.
   *
   * @throws IllegalArgumentException if the rows are no whole number of runs
   * @throws ArithmeticException if a sum exceeds a long
   */
  public Counts sums(int run) {
    int sums = Columns.requireRuns(size(), run);
    long[] sumLow = new long[sums];
    long[] sumHigh = new long[sums];
    for (int i = 0; i < sums; i++) {
      boolean missing = false;
      boolean invalid = false;
      long lower = 0;
      long upper = 0;
      for (int j = i * run; j < (i + 1) * run; j++) {
        missing |= isMissing(j);
        if (!missing) {
          invalid |= isInvalid(j);
          lower = Math.addExact(lower, low[j]);
          upper = Math.addExact(upper, high[j]);
        }
      }
      sumLow[i] = missing ? MISSING : invalid ? -1 : lower;
      sumHigh[i] = missing ? MISSING : invalid ? -1 : upper;
    }
    return new Counts(sumLow, sumHigh);
  }

  public int size() {
    return low.length;
  }

  public long low(int row) {
    return low[row];
  }

  public long high(int row) {
    return high[row];
  }

  /** Whether either end is missing. */
  public boolean isMissing(int row) {
    return low[row] == MISSING || high[row] == MISSING;
  }

  /** What is wrong with a row: {@link Absence#MISSING} before all else; null when nothing is. */
  public Absence fault(int row) {
    return isMissing(row) ? Absence.MISSING : isInvalid(row) ? Absence.FAILED_VALIDATION : null;
  }

  /** What is wrong with a row of either column; null when nothing is. */
  Absence faultWith(Counts other, int row) {
    if (isMissing(row) || other.isMissing(row)) {
      return Absence.MISSING;
    }
    return isInvalid(row) || other.isInvalid(row) ? Absence.FAILED_VALIDATION : null;
  }

  /** Whether the count is negative or its interval ends before it starts. */
  public boolean isInvalid(int row) {
    return low[row] < 0 || high[row] < low[row];
  }
}
