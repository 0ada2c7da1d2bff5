package org.commonplace.methods.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Answers by trying: is there a table of whole numbers that agrees with everything printed and in
 * which this cell has this value? Shares no code with what it tests.
 */
final class HonestAttacker {
  private static final int LIMIT = 3_000_000;

  private final List<String> ids;
  private final int[][] sums;
  private final long[] low;
  private final long[] high;
  private int tried;

  HonestAttacker(FamilySpec spec, Set<String> hidden) {
    this(spec, hidden, 0);
  }

  /** One who takes a mark of a count for this much at least. */
  HonestAttacker(FamilySpec spec, Set<String> hidden, long leastMark) {
    this.ids = new ArrayList<>(spec.values.keySet());
    this.low = new long[ids.size()];
    this.high = new long[ids.size()];
    long everything = spec.values.values().stream().mapToLong(Long::longValue).sum() + 10;
    for (int i = 0; i < low.length; i++) {
      String id = ids.get(i);
      boolean open = hidden.contains(id) || spec.kinds.get(id) == FamilySpec.Kind.COMPLEMENT;
      low[i] = hidden.contains(id) ? leastMark : open ? 0 : spec.values.get(id);
      high[i] = open ? everything : spec.values.get(id);
    }
    this.sums =
        spec.equations().stream()
            .map(
                sum -> {
                  int[] cells = new int[sum.parts().size() + 1];
                  cells[0] = ids.indexOf(sum.total());
                  for (int i = 1; i < cells.length; i++) {
                    cells[i] = ids.indexOf(sum.parts().get(i - 1));
                  }
                  return cells;
                })
            .toArray(int[][]::new);
  }

  /** Whether the cell can have the value, as far as anybody can see. */
  boolean canBe(String id, long value) {
    long[] from = low.clone();
    long[] to = high.clone();
    int cell = ids.indexOf(id);
    if (value < from[cell] || value > to[cell]) {
      return false;
    }
    from[cell] = value;
    to[cell] = value;
    this.tried = 0;
    return isPossible(from, to);
  }

  /** Whether anything but the true value is possible. */
  boolean isOpen(String id, long truth) {
    for (long value = Math.max(0, truth - 6); value <= truth + 6; value++) {
      if (value != truth && canBe(id, value)) {
        return true;
      }
    }
    return false;
  }

  private boolean isPossible(long[] from, long[] to) {
    if (++tried > LIMIT) {
      throw new IllegalStateException("too many tables to try; make the example smaller");
    }
    boolean moving = true;
    while (moving) {
      moving = false;
      for (int[] sum : sums) {
        for (int cell : sum) {
          long least = 0;
          long most = 0;
          for (int other : sum) {
            if (other == cell) {
              continue;
            }
            // As a total the cell is the sum of the others; as a part, total minus the others.
            boolean adds = cell == sum[0] || other == sum[0];
            least += adds ? from[other] : -to[other];
            most += adds ? to[other] : -from[other];
          }
          if (least > from[cell]) {
            from[cell] = least;
            moving = true;
          }
          if (most < to[cell]) {
            to[cell] = most;
            moving = true;
          }
          if (from[cell] > to[cell]) {
            return false;
          }
        }
      }
    }
    int tightest = -1;
    for (int i = 0; i < from.length; i++) {
      if (from[i] < to[i] && (tightest < 0 || to[i] - from[i] < to[tightest] - from[tightest])) {
        tightest = i;
      }
    }
    if (tightest < 0) {
      return true;
    }
    for (long value = from[tightest]; value <= to[tightest]; value++) {
      long[] nextFrom = from.clone();
      long[] nextTo = to.clone();
      nextFrom[tightest] = value;
      nextTo[tightest] = value;
      if (isPossible(nextFrom, nextTo)) {
        return true;
      }
    }
    return false;
  }
}
