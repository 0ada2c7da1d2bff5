package org.commonplace.jobs.indicators;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.commonplace.methods.flow.FunctionalZero;
import org.commonplace.methods.interval.Absence;
import org.commonplace.methods.interval.Counts;
import org.commonplace.methods.interval.Estimates;
import org.commonplace.schemas.IndicatorMethod;

/**
 * Months for which functional zero has been sustained, at each month of each series: 0 when it is
 * not reached. A month without counts breaks the run, as nobody knows what it was.
 */
final class FunctionalZeroMonths {
  private final IndicatorMethod method;
  private final List<ValueRow> rows;
  private final Estimates.Builder out;

  private FunctionalZeroMonths(IndicatorMethod method, List<ValueRow> rows) {
    this.method = method;
    this.rows = rows;
    this.out = new Estimates.Builder(rows.size());
  }

  /**
   * @param rows of any series and in any order, with their counts
   */
  static Estimates of(IndicatorMethod method, List<ValueRow> rows) {
    FunctionalZeroMonths months = new FunctionalZeroMonths(method, rows);
    SortedMap<SeriesKey, SortedMap<LocalDate, Integer>> series = new TreeMap<>();
    for (int i = 0; i < rows.size(); i++) {
      series
          .computeIfAbsent(rows.get(i).series, key -> new TreeMap<>())
          .put(rows.get(i).period.start(), i);
    }
    series.values().forEach(months::fill);
    return months.out.build();
  }

  private void fill(SortedMap<LocalDate, Integer> series) {
    YearMonth first = YearMonth.from(series.firstKey());
    int size = (int) first.until(YearMonth.from(series.lastKey()), ChronoUnit.MONTHS) + 1;
    double[] low = missing(size);
    double[] high = missing(size);
    double[] beside = missing(size);
    series.forEach(
        (day, index) -> {
          int month = (int) first.until(YearMonth.from(day), ChronoUnit.MONTHS);
          ValueRow row = rows.get(index);
          low[month] = row.numeratorLow;
          high[month] = row.numeratorHigh;
          // What is an interval is taken at the end that makes zero harder to reach.
          beside[month] = row.denominatorLow;
        });
    Counts active = Counts.between(Numbers.counts(low), Numbers.counts(high));
    FunctionalZero zero =
        method == IndicatorMethod.FUNCTIONAL_ZERO_RATE
            ? FunctionalZero.ofVeterans(
                active,
                FunctionalZero.provenHousingRates(beside, FunctionalZero.HOUSING_RATE_MONTHS))
            : FunctionalZero.ofChronic(active, FunctionalZero.lastPointInTimeCounts(first, beside));
    series.forEach(
        (day, index) -> {
          int month = (int) first.until(YearMonth.from(day), ChronoUnit.MONTHS);
          if (zero.at(month) == FunctionalZero.Status.UNKNOWN) {
            out.absent(index, Absence.TOO_FEW);
          } else {
            int sustained = zero.monthsSustained(month);
            out.value(index, sustained, sustained);
          }
        });
  }

  private static double[] missing(int size) {
    double[] column = new double[size];
    Arrays.fill(column, Double.NaN);
    return column;
  }
}
