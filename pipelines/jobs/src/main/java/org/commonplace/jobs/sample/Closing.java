package org.commonplace.jobs.sample;

/** What a partner's system leaves after the last row; a reader ignores it. */
enum Closing {
  NOTHING,
  /** A row of empty cells. */
  BLANK_ROW,
  /** A row of empty cells, then a row that starts with "Total". */
  TOTAL_ROW
}
