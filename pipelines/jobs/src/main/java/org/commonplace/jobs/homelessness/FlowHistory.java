package org.commonplace.jobs.homelessness;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;
import org.commonplace.methods.flow.FlowBalance;
import org.commonplace.methods.flow.FunctionalZero;
import org.commonplace.methods.interval.Counts;
import org.commonplace.methods.interval.Estimate;

/** The months of one population, reconciled and held against functional zero. */
final class FlowHistory {
  private static final int JANUARY = 1;

  private final Population population;
  private final List<MonthlyFlow> months;
  private final List<MonthlyFlow> everybody;
  private final ByNameRules rules;

  /**
   * @param months without gap, oldest first
   * @param everybody the same months of the whole list
   */
  FlowHistory(
      Population population,
      List<MonthlyFlow> months,
      List<MonthlyFlow> everybody,
      ByNameRules rules) {
    this.population = population;
    this.months = List.copyOf(months);
    this.everybody = List.copyOf(everybody);
    this.rules = rules;
  }

  Population population() {
    return population;
  }

  List<MonthlyFlow> months() {
    return months;
  }

  /** People expected on the last day of a month less those there, in per cent of those there. */
  OptionalDouble reliability(int month) {
    return balance(month).reliability().at(month) instanceof Estimate.Value value
        ? OptionalDouble.of(value.value().high())
        : OptionalDouble.empty();
  }

  /** Whether the month and those before it are reliable, as many as the rules ask for. */
  FlowBalance.Verdict verdict(int month) {
    return balance(month).verdict(rules.reliabilityPercent(), rules.reliabilityMonths());
  }

  private FlowBalance balance(int month) {
    return FlowBalance.of(
        Counts.exact(column(month, MonthlyFlow::active)),
        Counts.exact(column(month, MonthlyFlow::inflow)),
        Counts.exact(column(month, MonthlyFlow::outflow)));
  }

  /** Functional zero up to a month; it is defined for veterans and for chronic homelessness. */
  Optional<FunctionalZero> functionalZero(int month) {
    // Who may belong to it counts against zero: it is reached only when the higher end reaches it.
    Counts active =
        Counts.between(
            column(month, MonthlyFlow::active),
            column(month, each -> each.active() + each.unknown()));
    return switch (population) {
      case ALL -> Optional.empty();
      case VETERANS -> Optional.of(FunctionalZero.ofVeterans(active, housingRates(month)));
      case CHRONIC -> Optional.of(FunctionalZero.ofChronic(active, pointInTimeCounts(month)));
    };
  }

  private long[] column(int month, ToLongFunction<MonthlyFlow> count) {
    return months.stream().limit(month + 1L).mapToLong(count).toArray();
  }

  /** People housed in a month on average; not known until there are as many months. */
  private double[] housingRates(int month) {
    int span = rules.housingRateMonths();
    double[] rates = new double[month + 1];
    for (int i = 0; i <= month; i++) {
      rates[i] =
          i + 1 < span
              ? Double.NaN
              : months.subList(i + 1 - span, i + 1).stream()
                  .mapToLong(MonthlyFlow::housed)
                  .average()
                  .orElse(Double.NaN);
    }
    return rates;
  }

  /** Counts are held in January; until one has been, none is known. */
  private double[] pointInTimeCounts(int month) {
    double[] counts = new double[month + 1];
    double last = Double.NaN;
    for (int i = 0; i <= month; i++) {
      if (everybody.get(i).firstDay().getMonthValue() == JANUARY) {
        last = everybody.get(i).active();
      }
      counts[i] =
          rules.pointInTimeCount().isPresent() ? rules.pointInTimeCount().getAsLong() : last;
    }
    return counts;
  }
}
