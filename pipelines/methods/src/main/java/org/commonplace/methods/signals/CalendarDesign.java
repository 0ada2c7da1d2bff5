package org.commonplace.methods.signals;

import java.time.LocalDate;

/**
 * The columns of a regression on the calendar: 1, the trend in years, for days six weekdays against
 * Sunday, and two harmonics of the year.
 */
final class CalendarDesign {
  /** The column of the trend. */
  static final int TREND = 1;

  private static final int HARMONICS = 2;
  private static final double DAYS_OF_YEAR = 365.2425;

  private final int columns;
  private final int seasonColumn;
  private final double[] rows;

  private CalendarDesign(int columns, int seasonColumn, double[] rows) {
    this.columns = columns;
    this.seasonColumn = seasonColumn;
    this.rows = rows;
  }

  /** One row for every point of a series. */
  static CalendarDesign of(Series series) {
    boolean daily = series.frequency() == Frequency.DAILY;
    int season = daily ? 8 : 2;
    int columns = season + 2 * HARMONICS;
    double[] rows = new double[series.length() * columns];
    for (int t = 0; t < series.length(); t++) {
      int at = t * columns;
      LocalDate date = series.date(t);
      rows[at] = 1;
      rows[at + TREND] = t / (double) series.frequency().pointsPerYear();
      int weekday = date.getDayOfWeek().getValue();
      if (daily && weekday < 7) {
        rows[at + TREND + weekday] = 1;
      }
      double turn = 2 * Math.PI * date.toEpochDay() / DAYS_OF_YEAR;
      for (int j = 1; j <= HARMONICS; j++) {
        rows[at + season + 2 * j - 2] = Math.cos(j * turn);
        rows[at + season + 2 * j - 1] = Math.sin(j * turn);
      }
    }
    return new CalendarDesign(columns, season, rows);
  }

  int columns() {
    return columns;
  }

  /** The first column of the season; those between it and the trend are weekdays. */
  int seasonColumn() {
    return seasonColumn;
  }

  /** All rows, one after the other. Not a copy, because fits read it in their innermost loop. */
  double[] rows() {
    return rows;
  }
}
