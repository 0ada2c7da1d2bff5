package org.commonplace.schemas;

import java.time.LocalDate;
import java.util.Locale;

/** Which days count towards the value of a period. */
public enum IndicatorWindow {
  /** The days of the period. */
  PERIOD,
  /** From 1 September to the end of the period. */
  ACADEMIC_YEAR_TO_DATE,
  /** Twelve calendar months that end with the period. */
  ROLLING_12_MONTHS,
  /** What is open at the end of the last day. */
  AS_AT_END;

  /** The first day that counts towards the period. */
  public LocalDate firstDay(LocalDate periodStart, LocalDate periodEnd) {
    return switch (this) {
      case PERIOD, AS_AT_END -> periodStart;
      case ACADEMIC_YEAR_TO_DATE ->
          LocalDate.of(
              periodEnd.getMonthValue() >= 9 ? periodEnd.getYear() : periodEnd.getYear() - 1, 9, 1);
      case ROLLING_12_MONTHS -> periodEnd.plusDays(1).minusMonths(12);
    };
  }

  /** Whether the windows of neighbouring periods share days, so that their values are no series. */
  public boolean overlaps() {
    return this == ACADEMIC_YEAR_TO_DATE || this == ROLLING_12_MONTHS;
  }

  /** The name in definitions and files. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
