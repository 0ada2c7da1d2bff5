package org.commonplace.methods.disclosure;

import java.util.Arrays;

/** What the rule says of each cell, before anything is hidden for the sake of another. */
final class SensitiveCells {
  /** What follows for a group from the groups around it that are shown, as bits. */
  private static final int NONE = 1;

  private static final int ALL = 2;
  private static final int KNOWN = 4;

  private final boolean[] hidden;
  private final boolean[] sensitive;
  private final long[] requiredLow;
  private final long[] requiredHigh;

  private SensitiveCells(int size) {
    this.hidden = new boolean[size];
    this.sensitive = new boolean[size];
    this.requiredLow = new long[size];
    this.requiredHigh = new long[size];
    Arrays.fill(requiredLow, Long.MAX_VALUE);
    Arrays.fill(requiredHigh, Long.MIN_VALUE);
  }

  static SensitiveCells of(LinkedTables tables, SmallNumberRule rule) {
    SensitiveCells cells = new SensitiveCells(tables.size());
    for (int cell = 0; cell < tables.size(); cell++) {
      if (tables.role(cell) == LinkedTables.Role.COUNT
          && rule.isSmall(tables.low(cell), tables.high(cell))) {
        cells.hidden[cell] = true;
        cells.require(cell, 1, rule.threshold());
      }
    }
    cells.hideProportions(tables, rule);
    return cells;
  }

  /**
   * None or all of a small group tells on every member of it, so one other value must fit. But
   * where none (or all) of a larger group is shown, as the rule has it, there is nothing to hide.
   */
  private void hideProportions(LinkedTables tables, SmallNumberRule rule) {
    int[] proportionOf = new int[tables.size()];
    Arrays.fill(proportionOf, -1);
    for (int i = 0; i < tables.proportions(); i++) {
      proportionOf[tables.numerator(i)] = i;
    }
    int[] follows = new int[tables.proportions()];
    for (int i = 0; i < follows.length; i++) {
      int whole = tables.whole(i);
      int numerator = tables.numerator(i);
      int complement = tables.complement(i);
      boolean numeratorIsPublic = tables.role(numerator) == LinkedTables.Role.PUBLIC;
      if (numeratorIsPublic && tables.role(whole) == LinkedTables.Role.PUBLIC) {
        continue;
      }
      int hideable = numeratorIsPublic ? whole : numerator;
      int known = follows(tables, rule, proportionOf, follows, i);
      boolean noneIsKnown = tables.high(numerator) == 0 && (known & NONE) != 0;
      boolean allIsKnown = tables.high(complement) == 0 && (known & ALL) != 0;
      if (!noneIsKnown && rule.isSmall(tables.low(complement), tables.high(complement))) {
        hidden[hideable] = true;
        require(complement, 1, rule.threshold());
      }
      if (!rule.isSmallGroup(tables.low(whole), tables.high(whole))) {
        continue;
      }
      if (tables.low(numerator) == 0 && !noneIsKnown) {
        hidden[hideable] = true;
        require(numeratorIsPublic ? complement : numerator, 0, 1);
      }
      if (tables.low(complement) == 0 && !allIsKnown) {
        hidden[hideable] = true;
        require(complement, 0, 1);
      }
    }
  }

  /** Whether none, or all, of a group is counted in a group around it, whose count is shown. */
  private static int follows(
      LinkedTables tables,
      SmallNumberRule rule,
      int[] proportionOf,
      int[] follows,
      int proportion) {
    if ((follows[proportion] & KNOWN) != 0) {
      return follows[proportion];
    }
    // Set before it is known, so that sums which go round in a circle come to an end.
    follows[proportion] = KNOWN;
    int result = 0;
    int numerator = tables.numerator(proportion);
    for (int i = tables.cellStart(numerator); i < tables.cellStart(numerator + 1); i++) {
      int sum = tables.cellSum(i);
      int total = tables.sumCell(tables.sumStart(sum));
      int around = proportionOf[total];
      if (around < 0 || around == proportion) {
        continue;
      }
      if (!rule.isSmallGroup(tables.low(tables.whole(around)), tables.high(tables.whole(around)))) {
        result |= tables.high(total) == 0 ? NONE : 0;
        result |= tables.high(tables.complement(around)) == 0 ? ALL : 0;
      } else {
        result |= follows(tables, rule, proportionOf, follows, around);
      }
    }
    follows[proportion] = result | KNOWN;
    return result;
  }

  private void require(int cell, long low, long high) {
    sensitive[cell] = true;
    requiredLow[cell] = Math.min(requiredLow[cell], low);
    requiredHigh[cell] = Math.max(requiredHigh[cell], high);
  }

  /** Whether the rule itself hides the cell. */
  boolean isHidden(int cell) {
    return hidden[cell];
  }

  /** Whether nobody may be able to work the cell out. */
  boolean isSensitive(int cell) {
    return sensitive[cell];
  }

  /** The least value that must stay possible, if it is possible at all. */
  long requiredLow(int cell) {
    return requiredLow[cell];
  }

  /** The largest value that must stay possible, if it is possible at all. */
  long requiredHigh(int cell) {
    return requiredHigh[cell];
  }
}
