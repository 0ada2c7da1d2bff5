package org.commonplace.jobs.intake;

/**
 * What became of the rows of one table.
 *
 * @param received records of the file
 * @param rejected records with an error
 * @param duplicate exact repetitions
 * @param ignored blank rows, totals, notes, and rows that no dataset asks for
 */
record TableRows(long received, long rejected, long duplicate, long ignored) {
  long accepted() {
    return received - rejected - duplicate - ignored;
  }

  TableRows ignoring(long more) {
    return new TableRows(received, rejected, duplicate, ignored + more);
  }
}
