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

  public static Counts exact(long... counts) {
    return new Counts(counts, counts);
  }

  /** Row i lies between low[i] and high[i], both possible. */
  public static Counts between(long[] low, long[] high) {
    requireSameSize(low.length, high.length);
    return new Counts(low, high);
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

  boolean isMissing(int row) {
    return low[row] == MISSING || high[row] == MISSING;
  }

  boolean isInvalid(int row) {
    return low[row] < 0 || high[row] < low[row];
  }
}
