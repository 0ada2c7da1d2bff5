package org.commonplace.methods.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.commonplace.methods.disclosure.MoveSearch.Reach;

/**
 * Decides which counts of a family of linked tables are hidden.
 *
 * <p>First what the rule hides. Then, for each sensitive cell, another table is looked for that
 * agrees with everything printed and has the cell elsewhere in the sensitive range; every cell in
 * which it differs must be hidden too. A cell is hidden for the sake of others only if it is part
 * of such a table, so no hidden cell can be worked out, and each comes with its proof.
 *
 * <p>The result depends on the counts and ids alone.
 */
public final class Suppressor {
  /** Price of a cell, for the information lost: totals of many cells and large counts are dear. */
  private static final int PRICE_CELL = 6;

  private static final int PRICE_TOTAL = 4;
  private static final int PRICE_ZERO = 8;

  private static final int STARTS_FAR = 3;
  private static final int STARTS_STEP = 16;
  private static final int STARTS_LAST = 100;
  private static final int STARTS_GUESS = 2;

  private final LinkedTables tables;
  private final SensitiveCells sensitive;
  private final AttackBounds widest;
  private final boolean[] hidden;
  private final long[] provenLow;
  private final long[] provenHigh;

  /** Cells that are open even if no mark stands for a zero. */
  private final boolean[] openWithoutZeros;

  private final MoveSearch search;
  private final List<Witness> witnesses = new ArrayList<>();

  private Suppressor(LinkedTables tables, SmallNumberRule rule) {
    this.tables = tables;
    this.sensitive = SensitiveCells.of(tables, rule);
    this.hidden = new boolean[tables.size()];
    this.openWithoutZeros = new boolean[tables.size()];
    this.provenLow = new long[tables.size()];
    this.provenHigh = new long[tables.size()];
    int[] price = new int[tables.size()];
    for (int cell = 0; cell < hidden.length; cell++) {
      hidden[cell] = sensitive.isHidden(cell);
      provenLow[cell] = tables.base(cell);
      provenHigh[cell] = tables.base(cell);
      price[cell] = price(cell);
    }
    // What would be left if nothing but public counts were printed: no suppression can do more.
    this.widest = AttackBounds.of(tables, cell -> tables.role(cell) == LinkedTables.Role.COUNT);
    this.search = new MoveSearch(tables, price, hidden, rule.threshold());
  }

  /** Hides what the rule says, and what else has to be hidden for that. */
  public static Suppression suppress(LinkedTables tables, SmallNumberRule rule) {
    Suppressor suppressor = new Suppressor(tables, rule);
    suppressor.protect();
    return new Suppression(tables, suppressor.hidden, suppressor.witnesses);
  }

  private int price(int cell) {
    int price = PRICE_CELL + (64 - Long.numberOfLeadingZeros(tables.base(cell))) / 2;
    for (int i = tables.cellStart(cell); i < tables.cellStart(cell + 1); i++) {
      price += tables.sign(tables.cellSum(i), cell) < 0 ? PRICE_TOTAL : 0;
    }
    return price + (tables.base(cell) == 0 ? PRICE_ZERO : 0);
  }

  private void protect() {
    int[] order =
        IntStream.range(0, tables.size())
            .filter(cell -> sensitive.isSensitive(cell) || hidden[cell])
            .boxed()
            // From the top down: what a total needs, its parts can use.
            .sorted(
                (left, right) ->
                    totals(left) != totals(right)
                        ? Integer.compare(totals(right), totals(left))
                        : Integer.compare(left, right))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int cell : order) {
      protect(cell, STARTS_STEP);
    }
    for (int cell : order) {
      if (!isProven(cell)) {
        protect(cell, STARTS_LAST);
      }
    }
    protectFromGuess();
  }

  /**
   * Zeros are shown as a rule, so somebody may guess that no mark stands for one. Where it can be
   * had, no hidden count can be worked out from that guess either.
   */
  private void protectFromGuess() {
    search.setFloor(MoveSearch.Floor.ONE);
    for (int cell = 0; cell < hidden.length; cell++) {
      if (openWithoutZeros[cell] || !(hidden[cell] || sensitive.isSensitive(cell))) {
        continue;
      }
      search.reset();
      if (!move(cell, 1, Reach.MAY_HIDE_OTHERS, STARTS_GUESS) && tables.base(cell) > 1) {
        move(cell, -1, Reach.MAY_HIDE_OTHERS, STARTS_GUESS);
      }
    }
  }

  private int totals(int cell) {
    int totals = 0;
    for (int i = tables.cellStart(cell); i < tables.cellStart(cell + 1); i++) {
      totals += tables.sign(tables.cellSum(i), cell) < 0 ? 1 : 0;
    }
    return totals;
  }

  private long targetLow(int cell) {
    return sensitive.isSensitive(cell)
        ? Math.max(sensitive.requiredLow(cell), widest.low(cell))
        : tables.base(cell);
  }

  private long targetHigh(int cell) {
    return sensitive.isSensitive(cell)
        ? Math.min(sensitive.requiredHigh(cell), widest.high(cell))
        : tables.base(cell);
  }

  /** Whether it is proven that the cell cannot be worked out. */
  private boolean isProven(int cell) {
    return provenLow[cell] < provenHigh[cell];
  }

  private void protect(int cell, int starts) {
    if (provenHigh[cell] < targetHigh(cell)) {
      reach(cell, targetHigh(cell), starts);
    }
    if (provenLow[cell] > targetLow(cell)) {
      reach(cell, targetLow(cell), starts);
    }
    if (!isProven(cell)) {
      reach(cell, tables.base(cell) + 1, starts);
    }
    if (!isProven(cell) && tables.base(cell) > 0) {
      reach(cell, tables.base(cell) - 1, starts);
    }
  }

  /** Proves that a cell may have this value, giving up what is preferred only if nothing else. */
  private void reach(int cell, long target, int starts) {
    if (!tables.hasPreferred() || !reach(cell, target, starts, Reach.MAY_HIDE_OTHERS)) {
      reach(cell, target, starts, Reach.MAY_HIDE_MORE);
    }
  }

  /** In one move if possible, else step by step. */
  private boolean reach(int cell, long target, int starts, Reach reach) {
    search.reset();
    long step = target - search.value(cell);
    if (step == 0 || move(cell, step, reach, Math.abs(step) == 1 ? starts : STARTS_FAR)) {
      return true;
    }
    int direction = Long.signum(step);
    while (search.value(cell) != target && move(cell, direction, reach, starts)) {
      // Each step starts from the table that the one before has found.
    }
    return search.value(cell) == target;
  }

  /** A move that is known already, else one among hidden cells, else one that hides more. */
  private boolean move(int cell, long step, Reach reach, int starts) {
    if (!search.moveAgain(cell, step)
        && !search.move(cell, step, Reach.HIDDEN_ONLY, 1)
        && !search.move(cell, step, reach, starts)) {
      return false;
    }
    record();
    return true;
  }

  /** Keeps the table that the search now stands at, as proof for all cells in which it differs. */
  private void record() {
    Witness witness = search.witness();
    boolean needsNoZero = witness.needsNoZero(tables);
    for (int i = 0; i < witness.size(); i++) {
      int cell = witness.cell(i);
      long value = tables.base(cell) + witness.change(i);
      openWithoutZeros[cell] |= needsNoZero;
      provenLow[cell] = Math.min(provenLow[cell], value);
      provenHigh[cell] = Math.max(provenHigh[cell], value);
      if (tables.role(cell) == LinkedTables.Role.COUNT
          && (value < tables.low(cell) || value > tables.high(cell))) {
        hidden[cell] = true;
      }
    }
    witnesses.add(witness);
  }
}
