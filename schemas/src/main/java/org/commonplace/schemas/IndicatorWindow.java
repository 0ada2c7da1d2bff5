package org.commonplace.schemas;

import java.time.LocalDate;
import java.util.Locale;

/** Which days count towards the value of a period. */
public enum IndicatorWindow {
  /** The days of the period. */
  PERIOD,
  /** From 1 September to the end of the period. */
  ACADEMIC_YEAR_TO_DATE,
  /** From 1 April to the end of the period. */
  FINANCIAL_YEAR_TO_DATE,
  /** Twelve calendar months that end with the period. */
  ROLLING_12_MONTHS,
  /** What is open at the end of the last day. */
  AS_AT_END,
  /** What is open on any day of the period or on the day before it: a stock and its flows. */
  OPEN_IN_PERIOD;

  /** The first day that counts towards the period. */
  public LocalDate firstDay(LocalDate periodStart, LocalDate periodEnd) {
    return switch (this) {
      case PERIOD, AS_AT_END, OPEN_IN_PERIOD -> periodStart;
      case ACADEMIC_YEAR_TO_DATE -> yearStart(periodEnd, 9);
      case FINANCIAL_YEAR_TO_DATE -> yearStart(periodEnd, 4);
      case ROLLING_12_MONTHS -> periodEnd.plusDays(1).minusMonths(12);
    };
  }

  private static LocalDate yearStart(LocalDate day, int month) {
    return LocalDate.of(day.getMonthValue() >= month ? day.getYear() : day.getYear() - 1, month, 1);
  }

  /** Whether it counts from the start of a year on. */
  public boolean isYearToDate() {
    return this == ACADEMIC_YEAR_TO_DATE || this == FINANCIAL_YEAR_TO_DATE;
  }

  /** Whether rows count by the days from which to which they are open. */
  public boolean isOfStock() {
    return this == AS_AT_END || this == OPEN_IN_PERIOD;
  }

  /** Whether the windows of neighbouring periods share days, so that their values are no series. */
  public boolean overlaps() {
    return isYearToDate() || this == ROLLING_12_MONTHS;
  }

  /** The name in definitions and files. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
