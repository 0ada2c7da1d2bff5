package org.commonplace.jobs.intake;

import java.util.List;

/**
 * Findings of one kind in one column of one file.
 *
 * @param file name of the file; empty when the delivery as a whole is meant
 * @param column label as sent; empty when no column is meant
 * @param kind code, severity and advice
 * @param detail what was found, in plain words; empty for findings of rows
 * @param count rows concerned; 1 for findings of the file
 * @param first the first of them
 */
record FindingGroup(
    String file, String column, FindingKind kind, String detail, long count, List<Place> first) {
  /** Rows shown in full; the CSV report lists all. */
  static final int SHOWN = 20;

  /** Where, and of what shape. */
  record Place(long row, long line, String shape) {}

  FindingGroup {
    first = List.copyOf(first);
  }
}
