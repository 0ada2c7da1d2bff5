package org.commonplace.jobs.indicators;

import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.commonplace.schemas.GroupBy;

/**
 * The counts of a place and period by age band or fifth of deprivation: what a standardised value
 * or an inequality is made of.
 *
 * @param eventsLow low end of the events of each part
 * @param eventsHigh high end
 * @param squares sum of the squares of persons' events; NaN when they do not repeat
 * @param of residents, or what the events are a share of; NaN when not known
 */
record Strata(double[] eventsLow, double[] eventsHigh, double[] squares, double[] of) {
  private static final String BY_AGE = GroupBy.AGE_BAND.code();

  /**
   * Those of a series and period: all bands of everybody, or the one band that the series is.
   *
   * @param residents by series and reference date
   * @param date the reference date; null when events are a share of what was counted
   */
  static Strata of(
      IndicatorPlan plan,
      SeriesKey key,
      LocalDate start,
      SortedMap<SeriesKey, NavigableMap<LocalDate, Sums>> cells,
      SortedMap<SeriesKey, NavigableMap<LocalDate, Double>> residents,
      LocalDate date) {
    List<SeriesKey> parts =
        plan.units().ageBands().stream()
            .filter(band -> key.isTotal() || band.label().equals(key.groupValue()))
            .map(band -> new SeriesKey(key.place(), BY_AGE, band.label()))
            .toList();
    return of(plan, parts, start, cells, residents, date);
  }

  /** Those of parts that have series of their own. */
  static Strata of(
      IndicatorPlan plan,
      List<SeriesKey> parts,
      LocalDate start,
      SortedMap<SeriesKey, NavigableMap<LocalDate, Sums>> cells,
      SortedMap<SeriesKey, NavigableMap<LocalDate, Double>> residents,
      LocalDate date) {
    int size = parts.size();
    Strata strata =
        new Strata(new double[size], new double[size], new double[size], new double[size]);
    for (int i = 0; i < size; i++) {
      SeriesKey cell = parts.get(i);
      Sums sums = cells.getOrDefault(cell, new TreeMap<>()).get(start);
      if (sums != null && sums.hasNumerator()) {
        strata.eventsLow[i] = sums.numeratorLow();
        strata.eventsHigh[i] = sums.numeratorHigh();
        strata.squares[i] = sums.numeratorSquares();
      }
      if (!plan.population()) {
        strata.of[i] = sums == null ? 0 : sums.denominatorLow();
      } else {
        strata.of[i] =
            date == null
                ? Double.NaN
                : residents.getOrDefault(cell, new TreeMap<>()).getOrDefault(date, Double.NaN);
      }
    }
    return strata;
  }

  int size() {
    return of.length;
  }
}
