package org.commonplace.jobs.release;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which tables are too fine to be published at all: an indicator's breakdown on a level of places
 * where most counts that are not zero are small.
 *
 * <p>Such a table would show little but marks, and to protect its cells the totals above them would
 * have to be hidden too. Left out whole it gives nothing away, and the totals can be shown. The
 * choice is made over all places and periods together, so that it says nothing of any one of them.
 */
final class CoarseTables {
  /** Share of small counts among those that are not zero, above which a breakdown is left out. */
  private static final double MOST_SMALL_GROUPS = 1.0 / 2;

  /** The same for the count of all people, which is the last to be given up. */
  private static final double MOST_SMALL_TOTALS = 2.0 / 3;

  private final Set<Table> leftOut;

  private CoarseTables(Set<Table> leftOut) {
    this.leftOut = leftOut;
  }

  private record Table(String indicator, String level, String groupBy) {}

  private static final class Tally {
    private long counted;
    private long small;
  }

  /**
   * Judges the tables of a family.
   *
   * @param largestSmall the largest count that is small
   */
  static CoarseTables of(List<CountRow> rows, int largestSmall) {
    Map<Table, Tally> tallies = new HashMap<>();
    for (CountRow row : rows) {
      if (row.numeratorHigh() > 0) {
        Tally tally = tallies.computeIfAbsent(table(row), key -> new Tally());
        tally.counted++;
        tally.small += row.numeratorLow() <= largestSmall ? 1 : 0;
      }
    }
    Set<Table> leftOut = new HashSet<>();
    tallies.forEach(
        (table, tally) -> {
          double most = table.groupBy().isEmpty() ? MOST_SMALL_TOTALS : MOST_SMALL_GROUPS;
          if (tally.small > most * tally.counted) {
            leftOut.add(table);
          }
        });
    return new CoarseTables(leftOut);
  }

  boolean leavesOut(CountRow row) {
    return leftOut.contains(table(row));
  }

  private static Table table(CountRow row) {
    return new Table(row.indicator(), row.level(), row.groupBy());
  }
}
