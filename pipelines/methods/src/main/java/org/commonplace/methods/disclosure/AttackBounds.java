package org.commonplace.methods.disclosure;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * What anybody can work out about each cell from what is printed: every sum bounds each of its
 * cells by the bounds of the others, until nothing changes. Uses no hidden value.
 *
 * <p>The bounds never exclude a value that fits; where sums are linked in cycles they may leave in
 * one that does not.
 */
final class AttackBounds {
  /** Larger than any count, small enough that a whole family of them can be added. */
  static final long UNBOUNDED = Long.MAX_VALUE >> 24;

  /** Bounds that still move after so many rounds move by one each; they are valid as they are. */
  private static final int MAX_ROUNDS = 60;

  private final long[] low;
  private final long[] high;

  private AttackBounds(long[] low, long[] high) {
    this.low = low;
    this.high = high;
  }

  /** Bounds when the cells that the predicate names, and complements, are not printed. */
  static AttackBounds of(LinkedTables tables, IntPredicate hidden) {
    int size = tables.size();
    long[] low = new long[size];
    long[] high = new long[size];
    for (int cell = 0; cell < size; cell++) {
      boolean printed = tables.role(cell) != LinkedTables.Role.IMPLIED && !hidden.test(cell);
      low[cell] = printed ? tables.low(cell) : 0;
      high[cell] = printed ? tables.high(cell) : UNBOUNDED;
    }
    boolean[] dirty = new boolean[tables.sums()];
    Arrays.fill(dirty, true);
    boolean changed = true;
    for (int round = 0; changed && round < MAX_ROUNDS; round++) {
      changed = false;
      for (int sum = 0; sum < dirty.length; sum++) {
        if (dirty[sum]) {
          dirty[sum] = false;
          changed |= tighten(tables, sum, low, high, dirty);
        }
      }
    }
    return new AttackBounds(low, high);
  }

  private static boolean tighten(
      LinkedTables tables, int sum, long[] low, long[] high, boolean[] dirty) {
    int from = tables.sumStart(sum);
    int to = tables.sumStart(sum + 1);
    int total = tables.sumCell(from);
    long least = 0;
    long most = 0;
    int unbounded = 0;
    for (int i = from + 1; i < to; i++) {
      int part = tables.sumCell(i);
      least += low[part];
      if (high[part] >= UNBOUNDED) {
        unbounded++;
      } else {
        most += high[part];
      }
    }
    boolean changed =
        narrow(tables, total, least, unbounded == 0 ? most : UNBOUNDED, low, high, dirty);
    long totalLow = low[total];
    long totalHigh = high[total];
    for (int i = from + 1; i < to; i++) {
      int part = tables.sumCell(i);
      boolean partUnbounded = high[part] >= UNBOUNDED;
      int otherUnbounded = unbounded - (partUnbounded ? 1 : 0);
      long otherMost = most - (partUnbounded ? 0 : high[part]);
      long otherLeast = least - low[part];
      changed |=
          narrow(
              tables,
              part,
              otherUnbounded == 0 ? totalLow - otherMost : 0,
              totalHigh >= UNBOUNDED ? UNBOUNDED : totalHigh - otherLeast,
              low,
              high,
              dirty);
      // The sums above stay those before the change: still valid, and the sum is visited again.
    }
    return changed;
  }

  private static boolean narrow(
      LinkedTables tables,
      int cell,
      long newLow,
      long newHigh,
      long[] low,
      long[] high,
      boolean[] dirty) {
    boolean changed = false;
    if (newLow > low[cell]) {
      low[cell] = newLow;
      changed = true;
    }
    if (newHigh < high[cell]) {
      high[cell] = newHigh;
      changed = true;
    }
    if (changed) {
      for (int i = tables.cellStart(cell); i < tables.cellStart(cell + 1); i++) {
        dirty[tables.cellSum(i)] = true;
      }
    }
    return changed;
  }

  long low(int cell) {
    return low[cell];
  }

  long high(int cell) {
    return high[cell];
  }

  boolean isBounded(int cell) {
    return high[cell] < UNBOUNDED;
  }

  boolean isDetermined(int cell) {
    return low[cell] == high[cell];
  }
}
