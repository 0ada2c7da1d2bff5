package org.commonplace.methods.disclosure;

/**
 * Another table that fits everything printed as well as the true one does: the cells in which it
 * differs, and by how much. It proves that those cells cannot be worked out, to anyone who adds up
 * the sums, without trust in how it was found.
 */
final class Witness {
  private final int[] cells;
  private final long[] changes;

  Witness(int[] cells, long[] changes) {
    this.cells = cells;
    this.changes = changes;
  }

  /** Whether it holds even for those who take it that no mark of a count stands for a zero. */
  boolean needsNoZero(LinkedTables tables) {
    for (int i = 0; i < cells.length; i++) {
      long base = tables.base(cells[i]);
      if (base > 0 && base + changes[i] == 0) {
        return false;
      }
    }
    return true;
  }

  int size() {
    return cells.length;
  }

  int cell(int index) {
    return cells[index];
  }

  long change(int index) {
    return changes[index];
  }
}
