package org.commonplace.jobs.release;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;

/**
 * The counts of one cell before anything is hidden. Never leaves the worker.
 *
 * @param id number of the cell within its family
 * @param indicator id of the indicator
 * @param place code of the place
 * @param level its level
 * @param parent code of the place it lies in, null for a root
 * @param groupBy breakdown, empty for all
 * @param groupValue group, empty for all
 * @param periodEnd last day of the period
 * @param numeratorLow smallest possible count
 * @param numeratorHigh largest possible count
 * @param denominatorLow smallest possible denominator, null when there is none
 * @param denominatorHigh largest possible denominator, null when there is none
 * @param denominatorPublic whether everybody knows the denominator from elsewhere
 */
record CountRow(
    long id,
    String indicator,
    String place,
    String level,
    String parent,
    String groupBy,
    String groupValue,
    LocalDate periodEnd,
    double numeratorLow,
    double numeratorHigh,
    Double denominatorLow,
    Double denominatorHigh,
    boolean denominatorPublic) {

  /** In the order of the components. */
  static final String COLUMNS =
      "id, indicator, place, level, parent, group_by, group_value, period_end, numerator_low,"
          + " numerator_high, denominator_low, denominator_high, denominator_public";

  static CountRow read(ResultSet row) throws SQLException {
    return new CountRow(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getObject(8, LocalDate.class),
        row.getDouble(9),
        row.getDouble(10),
        nullable(row, 11),
        nullable(row, 12),
        row.getBoolean(13));
  }

  private static Double nullable(ResultSet row, int column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }
}
