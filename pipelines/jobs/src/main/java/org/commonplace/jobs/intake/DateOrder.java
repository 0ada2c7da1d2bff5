package org.commonplace.jobs.intake;

import java.util.ArrayList;
import java.util.List;
import org.commonplace.jobs.intake.reading.FindingCode;
import org.commonplace.jobs.intake.reading.Unreadable;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.schemas.SourceColumn;

/**
 * Settles whether 03/04 is in March or April when a contract allows both: by all rows of the column
 * together, never cell by cell.
 */
final class DateOrder {
  private DateOrder() {}

  /**
   * The patterns that hold for a column of a file.
   *
   * @param label of the column, for the message
   * @param cell SQL of its cell
   * @param from the rows
   * @throws Unreadable when rows can be read both ways and no other row tells which
   */
  static List<String> settle(
      Kernel kernel, SourceColumn column, String label, String cell, String from)
      throws Unreadable {
    List<String> patterns = new ArrayList<>(column.formats());
    for (int i = 0; i < patterns.size(); i++) {
      for (int k = i + 1; k < patterns.size(); k++) {
        if (differInOrder(patterns.get(i), patterns.get(k))) {
          Votes votes = votes(kernel, cell, from, patterns.get(i), patterns.get(k));
          if (votes.both() > 0 && votes.first() > 0 == votes.second() > 0) {
            throw new Unreadable(
                FindingCode.AMBIGUOUS_DATE,
                votes.both()
                    + " dates in column "
                    + label
                    + " can be read as "
                    + patterns.get(i)
                    + " and as "
                    + patterns.get(k)
                    + (votes.first() > 0 ? ", and both occur" : ", and no row tells which"));
          }
          if (votes.both() > 0) {
            patterns.remove(votes.first() > 0 ? k : i);
            return settleRest(kernel, column, label, cell, from, patterns);
          }
        }
      }
    }
    return patterns;
  }

  private static List<String> settleRest(
      Kernel kernel,
      SourceColumn column,
      String label,
      String cell,
      String from,
      List<String> patterns)
      throws Unreadable {
    return settle(kernel, with(column, patterns), label, cell, from);
  }

  private static SourceColumn with(SourceColumn column, List<String> patterns) {
    return new SourceColumn(
        column.name(),
        column.label(),
        column.aliases(),
        column.description(),
        column.type(),
        column.presence(),
        patterns,
        column.decimal(),
        column.grouping(),
        column.nulls(),
        column.codes(),
        column.intervals(),
        column.identifier(),
        column.check(),
        column.personal(),
        column.min(),
        column.max(),
        column.pattern(),
        column.width());
  }

  /** Rows that only the first, only the second, or both patterns read, the last differently. */
  private record Votes(long first, long second, long both) {}

  private static Votes votes(Kernel kernel, String cell, String from, String first, String second) {
    return kernel
        .rows(
            "SELECT count(*) FILTER (a IS NOT NULL AND b IS NULL), count(*) FILTER (b IS NOT NULL AND"
                + " a IS NULL), count(*) FILTER (a <> b) FROM (SELECT try_strptime(t, "
                + Kernel.literal(DateFormats.strptime(first).orElseThrow())
                + ") AS a, try_strptime(t, "
                + Kernel.literal(DateFormats.strptime(second).orElseThrow())
                + ") AS b FROM (SELECT trim("
                + cell
                + ") AS t FROM "
                + from
                + "))",
            row -> new Votes(row.getLong(1), row.getLong(2), row.getLong(3)))
        .get(0);
  }

  /** Whether two patterns are the same but for the order of day and month. */
  private static boolean differInOrder(String first, String second) {
    if (first.equals(SourceColumn.EXCEL_SERIAL) || second.equals(SourceColumn.EXCEL_SERIAL)) {
      return false;
    }
    String one = DateFormats.strptime(first).orElseThrow();
    String other = DateFormats.strptime(second).orElseThrow();
    return !one.equals(other) && anonymous(one).equals(anonymous(other));
  }

  private static String anonymous(String words) {
    return words.replace("%d", "%?").replace("%m", "%?");
  }
}
