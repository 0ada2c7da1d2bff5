package org.commonplace.jobs.homelessness;

import java.util.List;
import java.util.Set;

/**
 * One table of a report, as its definition has it.
 *
 * @param id its number in the specifications, such as {@code Q10a}
 * @param kinds codes of the reports that have it
 * @param header its header, cell by cell; empty when it has none
 * @param of the table of the report's base that is counted
 * @param where SQL: which of its rows
 * @param rows its rows
 */
record ReportTable(
    String id, Set<String> kinds, List<String> header, String of, String where, List<Row> rows) {

  /**
   * A row.
   *
   * @param cells SQL aggregates over the rows of the base table, one for each cell and the label
   *     first; empty text for an empty cell
   */
  record Row(List<String> cells) {
    Row {
      cells = List.copyOf(cells);
    }
  }

  ReportTable {
    kinds = Set.copyOf(kinds);
    header = List.copyOf(header);
    rows = List.copyOf(rows);
  }
}
