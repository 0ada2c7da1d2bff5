package org.commonplace.methods.signals;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** How far apart the points of a series are. */
public enum Frequency {
  DAILY(365),
  WEEKLY(52),
  MONTHLY(12);

  private final int pointsPerYear;

  Frequency(int pointsPerYear) {
    this.pointsPerYear = pointsPerYear;
  }

  /** Points that make up a year when a year is a fixed lag. */
  public int pointsPerYear() {
    return pointsPerYear;
  }

  /** The date of the point that is {@code steps} after {@code start}. */
  public LocalDate date(LocalDate start, int steps) {
    return switch (this) {
      case DAILY -> start.plusDays(steps);
      case WEEKLY -> start.plusDays(7L * steps);
      case MONTHLY -> start.plusMonths(steps);
    };
  }

  /** How many points from {@code start} on lie before {@code date}. */
  int stepsBefore(LocalDate start, LocalDate date) {
    if (!start.isBefore(date)) {
      return 0;
    }
    long whole =
        switch (this) {
          case DAILY -> ChronoUnit.DAYS.between(start, date);
          case WEEKLY -> ChronoUnit.DAYS.between(start, date) / 7;
          case MONTHLY -> ChronoUnit.MONTHS.between(start, date);
        };
    int steps = Math.toIntExact(whole);
    return date(start, steps).isBefore(date) ? steps + 1 : steps;
  }
}
