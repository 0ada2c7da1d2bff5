package org.commonplace.jobs.release;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;

/**
 * One cell as it is published: what is hidden is not in it.
 *
 * @param indicator id of the indicator
 * @param place code of the place
 * @param level the place's level
 * @param frequency day, week, month, quarter or year
 * @param periodStart first day that counts
 * @param periodEnd last day that counts
 * @param groupBy breakdown, empty for all
 * @param groupValue group of the breakdown, empty for all
 * @param numeratorLow smallest possible count; null when hidden or absent
 * @param numeratorHigh largest possible count
 * @param denominatorLow smallest possible denominator
 * @param denominatorHigh largest possible denominator
 * @param denominatorDate day that the residents in it were counted for; null when it is none
 * @param seriesBreak whether new boundaries begin in the period
 * @param value in the indicator's unit
 * @param valueLow smallest possible value, when counts are intervals
 * @param valueHigh largest possible value
 * @param lower95 lower 95 % limit
 * @param upper95 upper 95 % limit
 * @param lower998 lower 99.8 % limit
 * @param upper998 upper 99.8 % limit
 * @param state why the value is there, or not
 * @param parent code of the place it lies in, null for a root
 * @param parentValue the parent's published value
 * @param comparison95 against the parent
 * @param comparison998 against the parent
 * @param spcMean centre line
 * @param spcLower lower control limit
 * @param spcUpper upper control limit
 * @param spcPoint what the chart says of this point
 * @param spcAssurance on the last period only
 * @param quality the data behind it
 */
record PublishedRow(
    String indicator,
    String place,
    String level,
    String frequency,
    LocalDate periodStart,
    LocalDate periodEnd,
    String groupBy,
    String groupValue,
    Double numeratorLow,
    Double numeratorHigh,
    Double denominatorLow,
    Double denominatorHigh,
    LocalDate denominatorDate,
    boolean seriesBreak,
    Double value,
    Double valueLow,
    Double valueHigh,
    Double lower95,
    Double upper95,
    Double lower998,
    Double upper998,
    String state,
    String parent,
    Double parentValue,
    String comparison95,
    String comparison998,
    Double spcMean,
    Double spcLower,
    Double spcUpper,
    String spcPoint,
    String spcAssurance,
    DataQuality quality) {

  /** In the order of the components. */
  static final String COLUMNS =
      "indicator, place, level, frequency, period_start, period_end, group_by, group_value,"
          + " numerator_low, numerator_high, denominator_low, denominator_high, denominator_date, series_break, value, value_low,"
          + " value_high, lower95, upper95, lower998, upper998, state, parent, parent_value,"
          + " comparison95, comparison998, spc_mean, spc_lower, spc_upper, spc_point,"
          + " spc_assurance, "
          + DataQuality.COLUMNS;

  private static final int COLUMNS_BEFORE_QUALITY = 31;

  /** How many columns {@link #COLUMNS} names. */
  static final int COLUMN_COUNT = COLUMNS_BEFORE_QUALITY + DataQuality.COLUMNS.split(",").length;

  static PublishedRow read(ResultSet row) throws SQLException {
    int i = 1;
    return new PublishedRow(
        row.getString(i++),
        row.getString(i++),
        row.getString(i++),
        row.getString(i++),
        row.getObject(i++, LocalDate.class),
        row.getObject(i++, LocalDate.class),
        row.getString(i++),
        row.getString(i++),
        number(row, i++),
        number(row, i++),
        number(row, i++),
        number(row, i++),
        row.getObject(i++, LocalDate.class),
        row.getBoolean(i++),
        number(row, i++),
        number(row, i++),
        number(row, i++),
        number(row, i++),
        number(row, i++),
        number(row, i++),
        number(row, i++),
        row.getString(i++),
        row.getString(i++),
        number(row, i++),
        row.getString(i++),
        row.getString(i++),
        number(row, i++),
        number(row, i++),
        number(row, i++),
        row.getString(i++),
        row.getString(i++),
        DataQuality.read(row, i));
  }

  static Double number(ResultSet row, int column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() || !Double.isFinite(value) ? null : value;
  }

  /** Whether the state comes with a number. */
  boolean isShown() {
    return state.equals("reported") || state.equals("provisional");
  }

  /** The count when it is exactly known. */
  Double numerator() {
    return numeratorLow != null && numeratorLow.equals(numeratorHigh) ? numeratorLow : null;
  }

  /** The denominator when it is exactly known. */
  Double denominator() {
    return denominatorLow != null && denominatorLow.equals(denominatorHigh) ? denominatorLow : null;
  }
}
