package org.commonplace.jobs.release;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** The length of a series' periods: how to step along them and how to name one. */
enum PeriodWords {
  DAY("day"),
  WEEK("week"),
  MONTH("month"),
  QUARTER("quarter"),
  YEAR("year");

  // Named months are English on every machine, whatever its locale data say.
  private static final String[] MONTHS = {
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December"
  };
  private static final DateTimeFormatter YEAR_ONLY =
      DateTimeFormatter.ofPattern("uuuu", Locale.ROOT);

  private final String step;

  PeriodWords(String step) {
    this.step = step;
  }

  static PeriodWords of(String step) {
    for (PeriodWords words : values()) {
      if (words.step.equals(step)) {
        return words;
      }
    }
    throw new IllegalArgumentException(
        "frequency is \"" + step + "\", expected day, week, month, quarter or year");
  }

  String step() {
    return step;
  }

  /**
   * The first day of the calendar period that ends on a day. Windows that reach further back (a
   * school year to date) share their end with a calendar period, so the end is what places a value
   * on the time axis.
   */
  LocalDate startOfPeriodEnding(LocalDate end) {
    return switch (this) {
      case DAY -> end;
      case WEEK -> end.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> end.withDayOfMonth(1);
      case QUARTER -> end.withDayOfMonth(1).withMonth((end.getMonthValue() - 1) / 3 * 3 + 1);
      case YEAR -> end.withDayOfYear(1);
    };
  }

  /** Periods from one first day to another; 0 for the same. */
  int between(LocalDate from, LocalDate to) {
    long steps =
        switch (this) {
          case DAY -> ChronoUnit.DAYS.between(from, to);
          case WEEK -> Math.floorDiv(ChronoUnit.DAYS.between(from, to), 7L);
          case MONTH -> ChronoUnit.MONTHS.between(from, to);
          case QUARTER -> ChronoUnit.MONTHS.between(from, to) / 3;
          case YEAR -> ChronoUnit.YEARS.between(from, to);
        };
    return Math.toIntExact(steps);
  }

  /** As it follows "in" or "on": "March 2025", "the week of 3 March 2025". */
  String name(LocalDate end) {
    LocalDate start = startOfPeriodEnding(end);
    return switch (this) {
      case DAY -> day(end);
      case WEEK -> "the week of " + day(start);
      case MONTH -> month(start) + " " + YEAR_ONLY.format(start);
      case QUARTER -> month(start) + " to " + month(end) + " " + YEAR_ONLY.format(start);
      case YEAR -> YEAR_ONLY.format(start);
    };
  }

  /** As it ends a sentence: "in March 2025", "on 3 March 2025". */
  String inWords(LocalDate end) {
    return (this == DAY ? "on " : "in ") + name(end);
  }

  static String day(LocalDate date) {
    return date.getDayOfMonth() + " " + month(date) + " " + YEAR_ONLY.format(date);
  }

  private static String month(LocalDate date) {
    return MONTHS[date.getMonthValue() - 1];
  }
}
