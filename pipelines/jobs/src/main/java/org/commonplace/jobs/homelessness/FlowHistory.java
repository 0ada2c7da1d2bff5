package org.commonplace.jobs.homelessness;

import java.time.YearMonth;
import java.util.Arrays;
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
  private final Population population;
  private final List<MonthlyFlow> months;
  private final ByNameRules rules;
  private final FlowBalance balance;
  private final Optional<FunctionalZero> functionalZero;

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
    this.rules = rules;
    this.balance =
        FlowBalance.of(
            Counts.exact(column(MonthlyFlow::active)),
            Counts.exact(column(MonthlyFlow::inflow)),
            Counts.exact(column(MonthlyFlow::outflow)));
    this.functionalZero = zero(everybody);
  }

  Population population() {
    return population;
  }

  List<MonthlyFlow> months() {
    return months;
  }

  /** People expected on the last day of a month less those there, in per cent of those there. */
  OptionalDouble reliability(int month) {
    return balance.reliability().at(month) instanceof Estimate.Value value
        ? OptionalDouble.of(value.value().high())
        : OptionalDouble.empty();
  }

  /** Whether the month and those before it are reliable, as many as the rules ask for. */
  FlowBalance.Verdict verdict(int month) {
    return balance.verdict(month, rules.reliabilityPercent(), rules.reliabilityMonths());
  }

  /** Functional zero of each month; it is defined for veterans and for chronic homelessness. */
  Optional<FunctionalZero> functionalZero() {
    return functionalZero;
  }

  private Optional<FunctionalZero> zero(List<MonthlyFlow> everybody) {
    // Who may belong to it counts against zero: it is reached only when the higher end reaches it.
    Counts active =
        Counts.between(column(MonthlyFlow::active), column(each -> each.active() + each.unknown()));
    return switch (population) {
      case ALL -> Optional.empty();
      case VETERANS ->
          Optional.of(
              FunctionalZero.ofVeterans(
                  active,
                  FunctionalZero.provenHousingRates(
                      amounts(months, MonthlyFlow::housed), rules.housingRateMonths())));
      case CHRONIC -> Optional.of(FunctionalZero.ofChronic(active, pointInTimeCounts(everybody)));
    };
  }

  /** The count that the caller knows, else what the list itself held each January. */
  private double[] pointInTimeCounts(List<MonthlyFlow> everybody) {
    double[] people = amounts(everybody, MonthlyFlow::active);
    if (rules.pointInTimeCount().isPresent()) {
      Arrays.fill(people, (double) rules.pointInTimeCount().getAsLong());
      return people;
    }
    return people.length == 0
        ? people
        : FunctionalZero.lastPointInTimeCounts(YearMonth.from(everybody.get(0).firstDay()), people);
  }

  private long[] column(ToLongFunction<MonthlyFlow> count) {
    return months.stream().mapToLong(count).toArray();
  }

  private static double[] amounts(List<MonthlyFlow> months, ToLongFunction<MonthlyFlow> count) {
    return months.stream().mapToLong(count).asDoubleStream().toArray();
  }
}
