package org.commonplace.methods.signals;

import java.time.LocalDate;

/**
 * The past that a point was compared with.
 *
 * @param first first day of its first period
 * @param last first day of its last period
 * @param counts periods from first to last that have a count
 */
public record Baseline(LocalDate first, LocalDate last, int counts) {

  /**
   * The points {@code from} to {@code end} - 1 of a series.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Baseline of(Series series, int from, int end) {
    if (from >= end) {
      throw new IllegalArgumentException(
          "a baseline from " + from + " to " + end + " has no point");
    }
    int counts = 0;
    for (int t = from; t < end; t++) {
      counts += Double.isNaN(series.count(t)) ? 0 : 1;
    }
    return new Baseline(series.date(from), series.date(end - 1), counts);
  }
}
