package org.commonplace.methods.disclosure;

import java.util.List;

/** Which counts of a family are hidden, and what anybody can still work out about them. */
public final class Suppression {
  private final LinkedTables tables;
  private final boolean[] hidden;
  private final AttackBounds bounds;
  private final List<Witness> witnesses;

  Suppression(LinkedTables tables, boolean[] hidden, List<Witness> witnesses) {
    this.tables = tables;
    this.hidden = hidden;
    this.bounds = AttackBounds.of(tables, cell -> hidden[cell]);
    this.witnesses = List.copyOf(witnesses);
  }

  /** Whether the cell with this handle is hidden; only asked of counts, not of complements. */
  public boolean isHidden(int handle) {
    return hidden[tables.position(handle)];
  }

  /** What is printed for the cell with this handle. */
  public Decision decision(int handle) {
    int cell = tables.position(handle);
    if (tables.role(cell) == LinkedTables.Role.IMPLIED) {
      throw new IllegalArgumentException(
          tables.id(cell) + " is a complement or rest, never printed");
    }
    return hidden[cell]
        ? new Decision.Hidden(
            bounds.low(cell),
            bounds.isBounded(cell) ? bounds.high(cell) : Decision.Hidden.UNBOUNDED)
        : new Decision.Published(tables.low(cell), tables.high(cell));
  }

  /** Whether a rate of these two can be printed; with limits or rounding, it tells on both. */
  public boolean publishesRate(int numerator, int denominator) {
    return !isHidden(numerator) && !isHidden(denominator);
  }

  /** Number of hidden cells. */
  public int hiddenCells() {
    int count = 0;
    for (boolean cell : hidden) {
      count += cell ? 1 : 0;
    }
    return count;
  }

  boolean isHiddenCell(int cell) {
    return hidden[cell];
  }

  /** Proofs: private to the audit, for they hold true counts. */
  List<Witness> witnesses() {
    return witnesses;
  }
}
