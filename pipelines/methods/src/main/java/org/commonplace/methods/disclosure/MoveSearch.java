package org.commonplace.methods.disclosure;

import java.util.Arrays;

/**
 * Looks for another table that fits: changes a cell, then repairs each sum that this breaks by
 * changing another of its cells, until all sums hold again. Cells that are already hidden cost
 * nothing; others can be taken in at a price and are then hidden.
 *
 * <p>A search is depth first over the most constrained broken sum, best candidates first, and gives
 * up after a set number of changes; what it finds is always a complete repair.
 */
final class MoveSearch {
  /** How low a hidden count may go. */
  enum Floor {
    /** A mark may stand for a zero, as some do. */
    ZERO,
    /** A mark is taken for one at least, unless it does stand for a zero. */
    ONE
  }

  /** Which cells a search may change. */
  enum Reach {
    HIDDEN_ONLY,
    /** May hide more, but nothing that is preferred. */
    MAY_HIDE_OTHERS,
    MAY_HIDE_MORE
  }

  private static final int NONE = -1;
  private static final int BUDGET = 80;
  private static final int BRANCHES = 4;
  private static final int MAX_CHANGES = 96;

  private static final int PRICE_BROKEN = 3;
  private static final int PRICE_MENDED = 4;

  private final LinkedTables tables;
  private final int[] price;
  private final boolean[] hidden;
  private final long[] value;
  private final long comfort;

  /** The complement or rest in each sum, or -1. */
  private final int[] slack;

  /** By how much each sum is off, and the sums that are. */
  private final long[] off;

  private final int[] broken;
  private final int[] brokenAt;
  private int brokenCount;

  /** Cells that have been changed since the true table, some perhaps back again. */
  private final int[] displaced;

  private final boolean[] isDisplaced;
  private int displacedCount;

  private final long[] change;
  private final int[] changed = new int[MAX_CHANGES];
  private int changedCount;
  private final long[] lastStep = new long[MAX_CHANGES];

  private Floor floor = Floor.ZERO;
  private Reach reach = Reach.HIDDEN_ONLY;
  private long amount;
  private int budget;
  private int start;

  /**
   * @param price what hiding a cell costs that is not hidden yet
   * @param hidden cells that are hidden; complements count as hidden
   * @param comfort a cell that can give this much is preferred, for it protects both ways
   */
  MoveSearch(LinkedTables tables, int[] price, boolean[] hidden, long comfort) {
    this.tables = tables;
    this.price = price;
    this.hidden = hidden;
    this.comfort = comfort;
    this.value = new long[tables.size()];
    this.off = new long[tables.sums()];
    this.broken = new int[tables.sums()];
    this.brokenAt = new int[tables.sums()];
    this.change = new long[tables.size()];
    this.slack = new int[tables.sums()];
    Arrays.fill(slack, NONE);
    for (int sum = 0; sum < slack.length; sum++) {
      for (int i = tables.sumStart(sum); i < tables.sumStart(sum + 1); i++) {
        if (tables.role(tables.sumCell(i)) == LinkedTables.Role.IMPLIED) {
          slack[sum] = tables.sumCell(i);
        }
      }
    }
    this.displaced = new int[tables.size()];
    this.isDisplaced = new boolean[tables.size()];
    for (int cell = 0; cell < value.length; cell++) {
      value[cell] = tables.base(cell);
    }
  }

  /** From now on hidden counts may go down to this. */
  void setFloor(Floor lowest) {
    this.floor = lowest;
    this.changedCount = 0;
  }

  /** The current value of a cell in the table that is being built. */
  long value(int cell) {
    return value[cell];
  }

  /** Back to the true table. */
  void reset() {
    for (int i = 0; i < displacedCount; i++) {
      value[displaced[i]] = tables.base(displaced[i]);
      isDisplaced[displaced[i]] = false;
    }
    displacedCount = 0;
  }

  /** The difference between the table that has been built and the true one. */
  Witness witness() {
    int[] cells =
        Arrays.stream(displaced, 0, displacedCount)
            .filter(cell -> value[cell] != tables.base(cell))
            .toArray();
    long[] changes = new long[cells.length];
    for (int i = 0; i < cells.length; i++) {
      changes[i] = value[cells[i]] - tables.base(cells[i]);
    }
    return new Witness(cells, changes);
  }

  /**
   * Changes a cell by a step and repairs all sums.
   *
   * @param starts fresh starts, the order of candidates shaken a little more each time: a search
   *     that went wrong early is rarely mended by going on
   * @return whether it could be done; if not, nothing has changed
   */
  boolean move(int cell, long step, Reach within, int starts) {
    this.reach = within;
    this.amount = Math.abs(step);
    this.changedCount = 0;
    if (!canChange(cell, step)) {
      return false;
    }
    apply(cell, step);
    boolean done = false;
    for (this.start = 0; start < starts && !done; start++) {
      this.budget = BUDGET;
      done = repair();
    }
    if (!done) {
      undo(cell, step);
    }
    for (int i = 0; i < changedCount; i++) {
      lastStep[i] = change[changed[i]] / amount;
      change[changed[i]] = 0;
      displace(changed[i]);
    }
    return done;
  }

  /**
   * Makes the last move again, scaled so that its first cell changes by a step.
   *
   * @return whether it could be done; if not, nothing has changed
   */
  boolean moveAgain(int cell, long step) {
    if (changedCount == 0 || changed[0] != cell) {
      return false;
    }
    this.reach = Reach.HIDDEN_ONLY;
    long factor = step / lastStep[0];
    for (int i = 0; i < changedCount; i++) {
      if (!canChange(changed[i], factor * lastStep[i])) {
        return false;
      }
    }
    for (int i = 0; i < changedCount; i++) {
      value[changed[i]] += factor * lastStep[i];
      displace(changed[i]);
    }
    return true;
  }

  private void displace(int cell) {
    if (!isDisplaced[cell]) {
      isDisplaced[cell] = true;
      displaced[displacedCount++] = cell;
    }
  }

  private boolean repair() {
    if (brokenCount == 0) {
      return true;
    }
    if (changedCount >= MAX_CHANGES || budget-- <= 0) {
      return false;
    }
    int sum = mostConstrained();
    if (sum < 0) {
      return false;
    }
    int[] best = new int[BRANCHES];
    int[] bestScore = new int[BRANCHES];
    int found = candidates(sum, best, bestScore);
    for (int i = 0; i < found; i++) {
      long step = stepFor(sum, best[i]);
      apply(best[i], step);
      if (repair()) {
        return true;
      }
      undo(best[i], step);
      if (budget <= 0) {
        return false;
      }
    }
    return false;
  }

  /** The broken sum with the fewest candidates, or -1 if one has none. */
  private int mostConstrained() {
    int chosen = -1;
    int fewest = Integer.MAX_VALUE;
    for (int i = 0; i < brokenCount && fewest > 1; i++) {
      int sum = broken[i];
      int count = 0;
      for (int j = tables.sumStart(sum); j < tables.sumStart(sum + 1) && count < fewest; j++) {
        int cell = tables.sumCell(j);
        if (change[cell] == 0 && canChange(cell, stepFor(sum, cell))) {
          count++;
        }
      }
      if (count == 0) {
        return -1;
      }
      if (count < fewest || (count == fewest && sum < chosen)) {
        fewest = count;
        chosen = sum;
      }
    }
    return chosen;
  }

  private long stepFor(int sum, int cell) {
    long step = Long.signum(off[sum]) * Math.min(amount, Math.abs(off[sum]));
    return -step * tables.sign(sum, cell);
  }

  /** The best candidates to mend a sum, cheapest first; returns how many. */
  private int candidates(int sum, int[] best, int[] bestScore) {
    int found = 0;
    for (int j = tables.sumStart(sum); j < tables.sumStart(sum + 1); j++) {
      int cell = tables.sumCell(j);
      if (change[cell] != 0) {
        continue;
      }
      long step = stepFor(sum, cell);
      if (!canChange(cell, step)) {
        continue;
      }
      int score = score(cell, step);
      int at = found;
      while (at > 0 && bestScore[at - 1] > score) {
        at--;
      }
      if (at >= BRANCHES) {
        continue;
      }
      found = Math.min(found + 1, BRANCHES);
      for (int k = found - 1; k > at; k--) {
        best[k] = best[k - 1];
        bestScore[k] = bestScore[k - 1];
      }
      best[at] = cell;
      bestScore[at] = score;
    }
    return found;
  }

  private int score(int cell, long step) {
    // Each fresh start cares less for what it hides and more for coming to an end.
    int score = hidden[cell] ? 0 : price[cell] >> Math.min(start, 5);
    if (start > 0) {
      score += noise(cell);
    }
    if (value[cell] < comfort && tables.role(cell) == LinkedTables.Role.COUNT) {
      score++;
    }
    for (int i = tables.cellStart(cell); i < tables.cellStart(cell + 1); i++) {
      int sum = tables.cellSum(i);
      long before = off[sum];
      long after = before + tables.sign(sum, cell) * step;
      if (before == 0) {
        score += hasSlack(sum, after) ? 0 : PRICE_BROKEN;
      } else if (after == 0) {
        score -= PRICE_MENDED;
      }
    }
    return score;
  }

  /** The same for the same cell and start, whatever came before. */
  private int noise(int cell) {
    int mixed = (cell * 0x9E3779B9) ^ (start * 0x85EBCA6B);
    mixed = (mixed ^ (mixed >>> 15)) * 0x2C1B3C6D;
    return ((mixed >>> 8) & 0xFFFF) % (2 + start);
  }

  /** Whether a complement or rest can take the difference, so that the sum is as good as whole. */
  private boolean hasSlack(int sum, long difference) {
    int cell = slack[sum];
    return cell != NONE
        && change[cell] == 0
        && canChange(cell, -difference * tables.sign(sum, cell));
  }

  private boolean canChange(int cell, long step) {
    long next = value[cell] + step;
    long least = floor == Floor.ZERO ? 0 : Math.min(1, tables.base(cell));
    return switch (tables.role(cell)) {
      case PUBLIC -> false;
      case IMPLIED -> next >= least;
      case COUNT ->
          (hidden[cell] || mayHide(cell))
              ? next >= least
              // A count that is printed as an interval can lie anywhere in it.
              : next >= tables.low(cell) && next <= tables.high(cell);
    };
  }

  private boolean mayHide(int cell) {
    return reach != Reach.HIDDEN_ONLY
        && !tables.isKept(cell)
        && (reach == Reach.MAY_HIDE_MORE || !tables.isPreferred(cell));
  }

  private void apply(int cell, long step) {
    value[cell] += step;
    change[cell] = step;
    changed[changedCount++] = cell;
    shift(cell, step);
  }

  private void undo(int cell, long step) {
    value[cell] -= step;
    change[cell] = 0;
    changedCount--;
    shift(cell, -step);
  }

  private void shift(int cell, long step) {
    for (int i = tables.cellStart(cell); i < tables.cellStart(cell + 1); i++) {
      int sum = tables.cellSum(i);
      boolean was = off[sum] != 0;
      off[sum] += tables.sign(sum, cell) * step;
      boolean is = off[sum] != 0;
      if (is && !was) {
        brokenAt[sum] = brokenCount;
        broken[brokenCount++] = sum;
      } else if (was && !is) {
        int last = broken[--brokenCount];
        broken[brokenAt[sum]] = last;
        brokenAt[last] = brokenAt[sum];
      }
    }
  }
}
