package org.commonplace.jobs.indicators;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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
  private static final int JANUARY = 1;

  /** Months over which the number housed in one is averaged. */
  private static final int RATE_MONTHS = 6;

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
            ? FunctionalZero.ofVeterans(active, rates(beside))
            : FunctionalZero.ofChronic(active, lastJanuary(first, beside));
    List<Integer> sustained = new ArrayList<>();
    for (int month = 0; month < size; month++) {
      boolean reached = zero.at(month) == FunctionalZero.Status.REACHED;
      sustained.add(reached ? 1 + (month == 0 ? 0 : sustained.get(month - 1)) : 0);
    }
    series.forEach(
        (day, index) -> {
          int month = (int) first.until(YearMonth.from(day), ChronoUnit.MONTHS);
          if (zero.at(month) == FunctionalZero.Status.UNKNOWN) {
            out.absent(index, Absence.TOO_FEW);
          } else {
            out.value(index, sustained.get(month), sustained.get(month));
          }
        });
  }

  private static double[] missing(int size) {
    double[] column = new double[size];
    Arrays.fill(column, Double.NaN);
    return column;
  }

  private static double[] rates(double[] housed) {
    double[] rates = missing(housed.length);
    for (int month = RATE_MONTHS - 1; month < housed.length; month++) {
      rates[month] = Arrays.stream(housed, month - RATE_MONTHS + 1, month + 1).sum() / RATE_MONTHS;
    }
    return rates;
  }

  private static double[] lastJanuary(YearMonth first, double[] everybody) {
    double[] counts = missing(everybody.length);
    double last = Double.NaN;
    for (int month = 0; month < counts.length; month++) {
      last = first.plusMonths(month).getMonthValue() == JANUARY ? everybody[month] : last;
      counts[month] = last;
    }
    return counts;
  }
}
