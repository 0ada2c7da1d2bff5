package org.commonplace.methods.signals;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.SortedSet;

/**
 * The columns of a regression on the calendar: 1, the trend in years, for days six weekdays against
 * Sunday and, where they are known, public holidays and the first working day after them, and two
 * harmonics of the year.
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
    boolean holidays = daily && !series.holidays().isEmpty();
    int season = !daily ? 2 : holidays ? 10 : 8;
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
      if (holidays && series.holidays().contains(date)) {
        rows[at + season - 2] = 1;
      } else if (holidays && endsHolidays(date, series.holidays())) {
        rows[at + season - 1] = 1;
      }
      double turn = 2 * Math.PI * date.toEpochDay() / DAYS_OF_YEAR;
      for (int j = 1; j <= HARMONICS; j++) {
        rows[at + season + 2 * j - 2] = Math.cos(j * turn);
        rows[at + season + 2 * j - 1] = Math.sin(j * turn);
      }
    }
    return new CalendarDesign(columns, season, rows);
  }

  /** Whether a day is the first working day after a public holiday. */
  private static boolean endsHolidays(LocalDate date, SortedSet<LocalDate> holidays) {
    if (weekend(date)) {
      return false;
    }
    LocalDate before = date.minusDays(1);
    while (weekend(before) && !holidays.contains(before)) {
      before = before.minusDays(1);
    }
    return holidays.contains(before);
  }

  private static boolean weekend(LocalDate date) {
    return date.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue();
  }

  int columns() {
    return columns;
  }

  /** The first column of the season; those between it and the trend are weekdays and holidays. */
  int seasonColumn() {
    return seasonColumn;
  }

  /** All rows, one after the other. Not a copy, because fits read it in their innermost loop. */
  double[] rows() {
    return rows;
  }
}
