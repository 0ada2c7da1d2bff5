package org.commonplace.jobs.indicators;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.commonplace.methods.comparison.BenchmarkComparison;
import org.commonplace.methods.comparison.ControlChart;
import org.commonplace.methods.comparison.Difference;
import org.commonplace.methods.comparison.Differences;
import org.commonplace.methods.comparison.Polarity;
import org.commonplace.methods.comparison.XmrChart;
import org.commonplace.methods.interval.Absence;
import org.commonplace.methods.interval.Amounts;
import org.commonplace.methods.interval.CountRatio;
import org.commonplace.methods.interval.Counts;
import org.commonplace.methods.interval.CrudeRate;
import org.commonplace.methods.interval.CrudeValue;
import org.commonplace.methods.interval.Estimate;
import org.commonplace.methods.interval.Estimates;
import org.commonplace.methods.interval.RepeatedEvents;
import org.commonplace.methods.interval.Wilson;

/** Has the methods make values, limits, comparisons and control charts of counted rows. */
final class Numbers {
  private final IndicatorPlan plan;
  private final PlaceTree places;
  private final Polarity polarity;

  Numbers(IndicatorPlan plan, PlaceTree places) {
    this.plan = plan;
    this.places = places;
    this.polarity = Polarity.valueOf(plan.polarity().name());
  }

  /** Fills the rows; those of the parents have to be among them. */
  void fill(List<ValueRow> rows) {
    List<ValueRow> counted = rows.stream().filter(ValueRow::mayHaveValue).toList();
    Estimates estimates = estimates(plan, counted);
    Map<SeriesKey, Map<Periods.Period, Integer>> at = new HashMap<>();
    for (int i = 0; i < counted.size(); i++) {
      ValueRow row = counted.get(i);
      if (estimates.at(i) instanceof Estimate.Value value) {
        row.estimate = value;
        at.computeIfAbsent(row.series, key -> new HashMap<>()).put(row.period, i);
      } else if (estimates.at(i) instanceof Estimate.Absent absent) {
        withoutValue(row, absent);
      }
    }
    compare(counted, estimates, at);
    markBreaks(rows);
    if (!plan.units().window().overlaps()) {
      drawCharts(rows);
    }
  }

  private void withoutValue(ValueRow row, Estimate.Absent absent) {
    if (plan.population() && Double.isNaN(row.denominatorLow)) {
      withoutValue(row, "not_applicable", "no population is known");
    } else if (plan.isStandardised() && absent.reason() == Absence.MISSING) {
      withoutValue(row, "not_applicable", "not everything is known by age");
    } else if (plan.inequality() != null && absent.reason() == Absence.MISSING) {
      withoutValue(row, "not_applicable", "not every fifth of deprivation has somebody to count");
    } else if (absent.reason() == Absence.TOO_FEW) {
      withoutValue(row, absent.reason().code(), "too few events or people for the method");
    } else {
      withoutValue(row, absent.reason().code(), "the method gives no value");
    }
  }

  private static void withoutValue(ValueRow row, String state, String why) {
    row.state = state;
    row.reason = row.reason.isEmpty() ? why : why + "; " + row.reason;
  }

  /** What the indicator's method makes of the rows' counts. */
  static Estimates estimates(IndicatorPlan plan, List<ValueRow> rows) {
    int size = rows.size();
    double[] numeratorLow = new double[size];
    double[] numeratorHigh = new double[size];
    double[] denominatorLow = new double[size];
    double[] denominatorHigh = new double[size];
    for (int i = 0; i < size; i++) {
      numeratorLow[i] = rows.get(i).numeratorLow;
      numeratorHigh[i] = rows.get(i).numeratorHigh;
      denominatorLow[i] = rows.get(i).denominatorLow;
      denominatorHigh[i] = rows.get(i).denominatorHigh;
    }
    return switch (plan.method()) {
      case WILSON ->
          Wilson.proportions(
              Counts.between(counts(numeratorLow), counts(numeratorHigh)),
              Counts.between(counts(denominatorLow), counts(denominatorHigh)),
              plan.multiplier());
      case BYAR ->
          CrudeRate.rates(
              Counts.between(counts(numeratorLow), counts(numeratorHigh)),
              Amounts.between(denominatorLow, denominatorHigh),
              plan.multiplier());
      case BYAR_REPEATED ->
          RepeatedEvents.rates(
              Counts.between(counts(numeratorLow), counts(numeratorHigh)),
              Counts.exact(squares(rows)),
              Amounts.between(denominatorLow, denominatorHigh),
              plan.multiplier());
      case DSR -> new StandardisedRates(plan).direct(rows);
      case ISR -> new StandardisedRates(plan).indirect(rows);
      case RATIO ->
          CrudeValue.ratios(
              Amounts.between(numeratorLow, numeratorHigh),
              Amounts.between(denominatorLow, denominatorHigh),
              plan.multiplier());
      case RATIO_OF_COUNTS ->
          CountRatio.ratios(
              Counts.between(counts(numeratorLow), counts(numeratorHigh)),
              Counts.between(counts(denominatorLow), counts(denominatorHigh)),
              plan.multiplier());
      case DIFFERENCE -> differences(rows);
      case DEVIATION -> deviations(plan, rows);
      case SLOPE_INDEX, RELATIVE_INDEX, GROUP_GAP, CONCENTRATION_INDEX ->
          new InequalityValues(plan).of(rows);
      case FUNCTIONAL_ZERO_ALLOWANCE, FUNCTIONAL_ZERO_RATE ->
          FunctionalZeroMonths.of(plan.method(), rows);
      case COUNT ->
          CrudeValue.values(Amounts.between(numeratorLow, numeratorHigh), plan.multiplier());
    };
  }

  /**
   * Of a person with events in two places each place has one, while the square of both is known:
   * within a place it is never more than the square of the place's own events.
   */
  private static long[] squares(List<ValueRow> rows) {
    long[] squares = new long[rows.size()];
    for (int i = 0; i < squares.length; i++) {
      ValueRow row = rows.get(i);
      squares[i] = square(row.numeratorHigh, row.numeratorSquares);
    }
    return squares;
  }

  /** The sum of squares of so many events, as far as they are a place's own. */
  static long square(double events, double squares) {
    return Double.isNaN(squares)
        ? Counts.MISSING
        : Math.round(Math.max(events, Math.min(events * events, squares)));
  }

  private static Estimates differences(List<ValueRow> rows) {
    double[] low = new double[rows.size()];
    double[] high = new double[rows.size()];
    for (int i = 0; i < low.length; i++) {
      ValueRow row = rows.get(i);
      low[i] = row.numeratorLow - row.denominatorHigh;
      high[i] = row.numeratorHigh - row.denominatorLow;
    }
    return CrudeValue.values(Amounts.between(low, high), 1);
  }

  /** The distance of the numerator from the denominator, of the denominator. */
  private static Estimates deviations(IndicatorPlan plan, List<ValueRow> rows) {
    double[] low = new double[rows.size()];
    double[] high = new double[rows.size()];
    double[] ofLow = new double[rows.size()];
    double[] ofHigh = new double[rows.size()];
    for (int i = 0; i < low.length; i++) {
      ValueRow row = rows.get(i);
      double below = row.denominatorLow - row.numeratorHigh;
      double above = row.numeratorLow - row.denominatorHigh;
      low[i] = Math.max(0, Math.max(below, above));
      high[i] =
          Math.max(row.numeratorHigh - row.denominatorLow, row.denominatorHigh - row.numeratorLow);
      ofLow[i] = row.denominatorLow;
      ofHigh[i] = row.denominatorHigh;
    }
    return CrudeValue.ratios(
        Amounts.between(low, high), Amounts.between(ofLow, ofHigh), plan.multiplier());
  }

  static long[] counts(double[] amounts) {
    long[] counts = new long[amounts.length];
    for (int i = 0; i < amounts.length; i++) {
      counts[i] = Double.isNaN(amounts[i]) ? Counts.MISSING : Math.round(amounts[i]);
    }
    return counts;
  }

  private void compare(
      List<ValueRow> rows, Estimates estimates, Map<SeriesKey, Map<Periods.Period, Integer>> at) {
    int[] parents = new int[rows.size()];
    for (int i = 0; i < parents.length; i++) {
      ValueRow row = rows.get(i);
      String parent = places.places().get(row.series.place()).parent();
      parents[i] =
          at.getOrDefault(row.series.at(parent), Map.of())
              .getOrDefault(row.period, BenchmarkComparison.NONE);
      if (parents[i] != BenchmarkComparison.NONE) {
        row.parent = rows.get(parents[i]);
      }
    }
    Differences differences = BenchmarkComparison.withRows(estimates, parents);
    for (int i = 0; i < parents.length; i++) {
      Difference difference = differences.at(i);
      rows.get(i).comparison95 = code(difference.verdict(polarity));
      rows.get(i).comparison998 = code(difference.verdict998(polarity));
    }
  }

  private void markBreaks(List<ValueRow> rows) {
    for (ValueRow row : rows) {
      row.isBreak =
          places.crosswalk().breaks(row.series.place()).stream()
              .anyMatch(
                  from -> !from.isBefore(row.period.start()) && !from.isAfter(row.period.end()));
    }
  }

  /** Charts of the totals; weeks and days have detectors instead. */
  private void drawCharts(List<ValueRow> rows) {
    switch (plan.units().frequency()) {
      case DAY, WEEK -> {
        return;
      }
      case MONTH, QUARTER, YEAR -> {}
    }
    Map<SeriesKey, List<ValueRow>> series = new TreeMap<>();
    for (ValueRow row : rows) {
      if (row.series.isTotal()) {
        series.computeIfAbsent(row.series, key -> new ArrayList<>()).add(row);
      }
    }
    XmrChart chart = XmrChart.of(polarity);
    if (!Double.isNaN(plan.target())) {
      chart = chart.withTarget(plan.target());
    }
    for (List<ValueRow> each : series.values()) {
      int[] breaks = IntStream.range(1, each.size()).filter(i -> each.get(i).isBreak).toArray();
      ControlChart drawn =
          chart.withRebases(breaks).draw(each.stream().mapToDouble(ValueRow::value).toArray());
      for (int i = 0; i < each.size(); i++) {
        each.get(i).point = drawn.codes().get(i);
        for (ControlChart.Phase phase : drawn.phases()) {
          if (phase.from() <= i && i < phase.to()) {
            each.get(i).phase = phase;
          }
        }
      }
      ValueRow last = each.get(each.size() - 1);
      last.variation = code(drawn.variation());
      last.assurance = code(drawn.assurance());
    }
  }

  private static String code(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
