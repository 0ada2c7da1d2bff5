package org.commonplace.jobs.sample;

import java.time.LocalDate;

/** The shapes in which partners write a date; null gives an empty cell. */
enum Dates {
  /** 2026-03-04 */
  ISO,
  /** 04/03/2026 */
  SLASHED,
  /** 04.03.2026 */
  DOTTED,
  /** 20260304 */
  COMPACT,
  /** 04-Mar-2026 */
  ENGLISH;

  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };

  String text(LocalDate date) {
    if (date == null) {
      return "";
    }
    StringBuilder text = new StringBuilder(11);
    int year = date.getYear();
    int month = date.getMonthValue();
    int day = date.getDayOfMonth();
    return switch (this) {
      case ISO -> two(two(text.append(year).append('-'), month).append('-'), day).toString();
      case SLASHED -> two(two(text, day).append('/'), month).append('/').append(year).toString();
      case DOTTED -> two(two(text, day).append('.'), month).append('.').append(year).toString();
      case COMPACT -> two(two(text.append(year), month), day).toString();
      case ENGLISH ->
          two(text, day).append('-').append(MONTHS[month - 1]).append('-').append(year).toString();
    };
  }

  private static StringBuilder two(StringBuilder text, int number) {
    return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
