package org.commonplace.methods.flow;

import static org.commonplace.methods.interval.Columns.requireSameSize;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.commonplace.methods.interval.Amounts;
import org.commonplace.methods.interval.Counts;
import org.commonplace.methods.interval.CrudeValue;
import org.commonplace.methods.interval.Estimates;

/**
 * How complete and timely partners' reports are (DHIS2, reporting rates, without its faults): not
 * capped at 100, so that duplicates show, and without a value where nothing was due, so that it
 * looks different from nothing sent.
 */
public final class ReportingRate {
  private ReportingRate() {}

  /**
   * Reports received per report expected, in per cent; above 100 when some came twice. Nothing
   * expected is {@link org.commonplace.methods.interval.Absence#NOT_APPLICABLE}.
   *
   * @throws IllegalArgumentException if the columns differ in length
   */
  public static Estimates rates(Counts received, Counts expected) {
    return CrudeValue.ratios(Amounts.of(received), Amounts.of(expected), 100);
  }

  /**
   * Reports expected for a period: one of each unit that was open on at least one of its days.
   *
   * @param opened first day of each unit; null when always open
   * @param closed last day of each unit; null when still open
   * @param start first day of the period
   * @param end last day of the period
   * @throws IllegalArgumentException if the columns differ in length or the period ends before it
   *     starts
   */
  public static int expected(
      LocalDate[] opened, LocalDate[] closed, LocalDate start, LocalDate end) {
    requireSameSize(opened.length, closed.length);
    if (end.isBefore(start)) {
      throw new IllegalArgumentException("a period must not end before it starts: " + start);
    }
    int units = 0;
    for (int i = 0; i < opened.length; i++) {
      boolean openBefore = opened[i] == null || !opened[i].isAfter(end);
      boolean closedAfter = closed[i] == null || !closed[i].isBefore(start);
      units += openBefore && closedAfter ? 1 : 0;
    }
    return units;
  }

  /** Whether a report came within so many days after the period's last day, the last included. */
  public static boolean isOnTime(LocalDate received, LocalDate periodEnd, int days) {
    return !received.isAfter(periodEnd.plusDays(days));
  }

  /**
   * What a count of a period is multiplied by to stand for a year: 365 / days of the period.
   *
   * @param start first day of the period
   * @param end last day of the period
   * @throws IllegalArgumentException if the period ends before it starts
   */
  public static double annualFactor(LocalDate start, LocalDate end) {
    if (end.isBefore(start)) {
      throw new IllegalArgumentException("a period must not end before it starts: " + start);
    }
    return 365.0 / (ChronoUnit.DAYS.between(start, end) + 1);
  }
}
