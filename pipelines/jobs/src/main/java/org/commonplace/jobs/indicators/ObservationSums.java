package org.commonplace.jobs.indicators;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.schemas.GroupBy;

/** Sums counts that a source has published, as they are: a total is not made from its parts. */
final class ObservationSums {
  private final Kernel kernel;
  private final LocalDate end;

  /**
   * @param end last day that is counted
   */
  ObservationSums(Kernel kernel, LocalDate end) {
    this.kernel = kernel;
    this.end = end;
  }

  /** Adds to {@code sums}. */
  void insert(UnitPlan units, List<IndicatorPlan> plans) {
    List<String> columns = List.of("sex", "age_band", "ethnicity", "deprivation_quintile");
    List<GroupBy> groups = new ArrayList<>(units.columnGroups());
    groups.add(0, null);
    List<Periods.Period> periods = new ArrayList<>();
    kernel
        .rows(
            "SELECT DISTINCT "
                + CountedPeriods.start(units)
                + " AS p FROM events WHERE p IS NOT NULL"
                + " ORDER BY p",
            row -> row.getObject(1, LocalDate.class))
        .forEach(
            start -> {
              Periods.Period period = Periods.Period.of(units.frequency(), units.window(), start);
              if (!period.end().isAfter(end)) {
                periods.add(period);
              }
            });
    CountedPeriods.create(kernel, periods);
    String measures =
        plans.stream().flatMap(plan -> measures(plan).stream()).collect(Collectors.joining(", "));
    for (GroupBy group : groups) {
      String others =
          columns.stream()
              .filter(column -> group == null || !column.equals(group.code()))
              .map(column -> column + " IS NULL")
              .collect(Collectors.joining(" AND "));
      String own = group == null ? "" : " AND " + group.code() + " IS NOT NULL";
      String value = group == null ? "''" : "CAST(" + group.code() + " AS VARCHAR)";
      kernel.execute(
          "INSERT INTO sums SELECT period_start, place, '"
              + (group == null ? "" : group.code())
              + "', "
              + value
              + " AS group_value, "
              + measures
              + " FROM "
              + CountedPeriods.withEvents(units)
              + " WHERE "
              + others
              + own
              + " GROUP BY period_start, place, "
              + (group == null ? "group_value" : group.code()));
    }
  }

  /** In the order of {@link PlaceSums}. */
  private static List<String> measures(IndicatorPlan plan) {
    String there = "state IN ('reported', 'provisional')";
    String numerator = plan.numerator().sum(plan.numerator().low(), there);
    String numeratorHigh = plan.numerator().sum(plan.numerator().high(), there);
    CountSql of = plan.denominator();
    String denominator = of == null ? "NULL" : of.sum(of.low(), there);
    String denominatorHigh = of == null ? "NULL" : of.sum(of.high(), there);
    String negative =
        plan.numerator().kind() == CountSql.Kind.NUMBER
            ? "count(*) FILTER (WHERE (" + plan.numerator().low() + ") < 0 AND " + there + ")"
            : "0";
    return List.of(
        numerator,
        numeratorHigh,
        "NULL",
        denominator,
        denominatorHigh,
        "count(*) FILTER (WHERE " + there + ")",
        "count(*) FILTER (WHERE NOT (" + there + "))",
        "count(*) FILTER (WHERE state = 'provisional')",
        negative,
        "max(state) FILTER (WHERE NOT (" + there + "))");
  }
}
