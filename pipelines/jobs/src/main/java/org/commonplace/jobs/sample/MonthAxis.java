package org.commonplace.jobs.sample;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * The months of the sample, counted from 0.
 *
 * @param first month 0
 * @param count number of months
 */
record MonthAxis(YearMonth first, int count) {

  static MonthAxis upTo(YearMonth last, int count) {
    return new MonthAxis(last.minusMonths(count - 1L), count);
  }

  YearMonth month(int index) {
    return first.plusMonths(index);
  }

  LocalDate firstDay(int index) {
    return month(index).atDay(1);
  }

  LocalDate lastDay(int index) {
    return month(index).atEndOfMonth();
  }

  /** May lie outside 0 to count - 1. */
  int index(LocalDate date) {
    return serial(date) - serial(first.atDay(1));
  }

  int clipped(LocalDate date) {
    return Math.max(0, Math.min(count - 1, index(date)));
  }

  boolean contains(LocalDate date) {
    int index = index(date);
    return index >= 0 && index < count;
  }

  /** Months since year 0 of the month with this index. */
  int serial(int index) {
    return serial(firstDay(index));
  }

  /** Months since year 0. */
  static int serial(LocalDate date) {
    return date.getYear() * 12 + date.getMonthValue() - 1;
  }
}
