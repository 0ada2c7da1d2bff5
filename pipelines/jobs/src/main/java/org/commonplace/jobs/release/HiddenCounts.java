package org.commonplace.jobs.release;

import org.commonplace.jobs.kernel.Kernel;

/**
 * Which counts of a series are hidden, as conditions on the rows of signals. What is told of a
 * period is made of its own count and of earlier ones, so both are asked.
 */
final class HiddenCounts {
  private static final String TABLE = "hidden_counts";

  private HiddenCounts() {}

  /**
   * Makes the table that the conditions read, anew if it is there.
   *
   * @param released SQL of the released cells
   */
  static HiddenCounts create(Kernel kernel, String released) {
    kernel.execute(
        "CREATE OR REPLACE TEMP TABLE "
            + TABLE
            + " AS SELECT indicator, place, period_start, period_end FROM ("
            + released
            + ") WHERE group_by = '' AND state IN ('suppressed', 'withheld')");
    return new HiddenCounts();
  }

  /**
   * Whether a count of the row's period is hidden.
   *
   * @param row name of the rows in the statement
   */
  String ownOf(String row) {
    return exists(row, "h.period_end BETWEEN " + row + ".date AND " + lastDay(row));
  }

  /**
   * Whether a count of the row's series is hidden, of its period or an earlier one.
   *
   * @param row name of the rows in the statement
   */
  String upTo(String row) {
    return exists(row, "h.period_start <= " + lastDay(row));
  }

  /**
   * Whether a count of the row's series is hidden, of its episode or an earlier period.
   *
   * @param row name of the rows in the statement
   */
  String upToEpisodeOf(String row) {
    return upToDay(row, "episode_last");
  }

  /**
   * Whether a count of the row's series is hidden, of a period up to a day.
   *
   * @param row name of the rows in the statement
   * @param day name of the column with the day
   */
  String upToDay(String row, String day) {
    return exists(row, "h.period_start <= " + row + "." + day);
  }

  /**
   * Whether a count of any place of the row's indicator is hidden in its period.
   *
   * @param row name of the rows in the statement
   */
  String anywhereIn(String row) {
    return "EXISTS (FROM %s h WHERE h.indicator = %s.indicator AND h.period_end BETWEEN %s.date AND %s)"
        .formatted(TABLE, row, row, lastDay(row));
  }

  private static String exists(String row, String when) {
    return "EXISTS (FROM %s h WHERE h.indicator = %s.indicator AND h.place = %s.place AND %s)"
        .formatted(TABLE, row, row, when);
  }

  private static String lastDay(String row) {
    return "%s.date + CASE %s.frequency WHEN 'day' THEN INTERVAL 0 DAY WHEN 'week' THEN INTERVAL 6 DAY ELSE INTERVAL 1 MONTH - INTERVAL 1 DAY END"
        .formatted(row, row);
  }
}
