package org.commonplace.jobs.indicators;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.schemas.AgeBand;
import org.commonplace.schemas.Frequency;
import org.commonplace.schemas.GroupBy;

/** Sums units, such as people or stays, by place, period and each group they are broken down by. */
final class UnitSums {
  private final Kernel kernel;
  private final UnitPlan units;
  private final List<IndicatorPlan> plans;
  private final List<GroupBy> groups;
  private final Optional<LatestAttributes> attributes;

  /**
   * @param plans indicators of these units
   * @param attributes the coded attributes of people's rows, when they are kept
   */
  UnitSums(
      Kernel kernel,
      UnitPlan units,
      List<IndicatorPlan> plans,
      Optional<LatestAttributes> attributes) {
    this.kernel = kernel;
    this.units = units;
    this.plans = plans;
    this.groups = units.columnGroups();
    this.attributes = attributes.filter(each -> LatestAttributes.fit(units));
  }

  /** Adds to {@code sums}. */
  void insert(List<Periods.Period> periods) {
    CountedPeriods.create(kernel, periods);
    if (!units.rollsUp()) {
      insertSums(CountedPeriods.withEvents(units), "period_start");
    } else if (attributes.isEmpty()) {
      insertSums(rolledUp(""), "period_start");
    } else {
      sumPeople(attributes.get(), periods);
    }
  }

  private void sumPeople(LatestAttributes coded, List<Periods.Period> periods) {
    String others = "";
    if (coded.findChanging(units)) {
      insertSums(rolledUp(LatestAttributes.CHANGING), "period_start");
      others = LatestAttributes.OTHERS;
    }
    if (!canCarryForward()) {
      insertSums(coded.decoded(rolledUpCoded(others)), "period_start");
      return;
    }
    String carried = coded.decoded("carried");
    new CarriedUnits(kernel, units, others)
        .forEachPeriod(
            periods,
            period ->
                insertSums(
                    "(SELECT *, DATE '%s' AS period_start, DATE '%s' AS period_end FROM %s)"
                        .formatted(period.start(), period.end(), carried),
                    "DATE '" + period.start() + "'"));
  }

  /** Whether the units of a month follow from those of the month before and the month's rows. */
  private boolean canCarryForward() {
    return units.rollsUp()
        && units.window().isYearToDate()
        && units.frequency() == Frequency.MONTH
        && !units.usesPeriod()
        && units.aggregates().stream().allMatch(AggregateSql::merges)
        && kernel.number("SELECT count(*) FROM events WHERE day(event_date) <> 1") == 0;
  }

  private String rolledUp(String condition) {
    List<String> attributes = new ArrayList<>(units.attributes());
    attributes.add("place");
    return rolledUp(
        attributes.stream()
            .map(each -> ", " + latestKnown(each) + " AS " + each)
            .collect(Collectors.joining()),
        condition);
  }

  private String rolledUpCoded(String condition) {
    return rolledUp(", " + LatestAttributes.LATEST + " AS latest", condition);
  }

  private String rolledUp(String attributes, String condition) {
    String columns =
        units.aggregates().stream().map(each -> ", " + each.column()).collect(Collectors.joining());
    // GROUP BY names no alias of the select list: a unit's expression reads columns of the events.
    return "(SELECT period_start, period_end"
        + columns
        + attributes
        + " FROM "
        + CountedPeriods.withEvents(units)
        + " WHERE ("
        + units.by()
        + ") IS NOT NULL"
        + condition
        + " GROUP BY period_start, period_end, ("
        + units.by()
        + "))";
  }

  /** Of a unit's rows the latest known value; on one day the greatest. */
  private static String latestKnown(String column) {
    return "max({'d': event_date, 'v': "
        + column
        + "}) FILTER (WHERE "
        + column
        + " IS NOT NULL).v";
  }

  /**
   * Sums units by place, period and each breakdown.
   *
   * @param period SQL of the period's first day: a column of the units, or a constant
   */
  private void insertSums(String source, String period) {
    String key = period.startsWith("DATE") ? "place" : "period_start, place";
    // Once by all groups together, then by each of them: for the second few rows are left.
    Map<String, String> parts = new LinkedHashMap<>();
    String measures =
        plans.stream()
            .flatMap(plan -> UnitMeasures.measures(plan).stream())
            .map(
                each ->
                    each.equals("0") || each.equals("NULL")
                        ? each
                        : "sum(" + parts.computeIfAbsent(each, sql -> "part" + parts.size()) + ")")
            .collect(Collectors.joining(", "));
    StringBuilder together = new StringBuilder(key);
    StringBuilder sets = new StringBuilder("(" + key + ")");
    for (GroupBy group : groups) {
      together.append(", ").append(name(group));
      sets.append(", (").append(key).append(", ").append(name(group)).append(')');
    }
    StringBuilder partial = new StringBuilder();
    parts.forEach((sql, name) -> partial.append(", ").append(sql).append(" AS ").append(name));
    kernel.execute(
        """
        INSERT INTO sums SELECT %s, place, %s, %s, %s
        FROM (SELECT %s%s FROM (%s) GROUP BY %s)
        GROUP BY GROUPING SETS (%s)"""
            .formatted(
                period,
                groupBy(),
                groupValue(),
                measures,
                together,
                partial,
                grouped(source),
                together,
                sets));
  }

  /** The units that count, with the value of each group they are broken down by. */
  private String grouped(String source) {
    String derived =
        groups.stream()
            .map(group -> ", " + groupColumn(group) + " AS " + name(group))
            .collect(Collectors.joining());
    String age =
        units.groups().contains(GroupBy.AGE_BAND)
            ? ", date_sub('year', birth_month, period_end) AS unit_age"
            : "";
    String repeats =
        plans.stream()
            .filter(plan -> !plan.repeatsOf().isEmpty())
            .map(UnitMeasures::repeats)
            .collect(Collectors.joining());
    return "SELECT *"
        + derived
        + " FROM (SELECT *"
        + age
        + repeats
        + " FROM "
        + source
        + (units.having().isEmpty() ? "" : " WHERE (\n" + units.having() + "\n)")
        + ")";
  }

  /** Which breakdown a row is of: the one group whose column is there. */
  private String groupBy() {
    return groups.isEmpty()
        ? "''"
        : groups.stream()
            .map(group -> " WHEN %s IS NOT NULL THEN '%s'".formatted(name(group), group.code()))
            .collect(Collectors.joining("", "CASE", " ELSE '' END"));
  }

  private String groupValue() {
    return groups.stream()
        .map(group -> groupLabel(group, name(group)) + ", ")
        .collect(Collectors.joining("", "coalesce(", "'')"));
  }

  private static String name(GroupBy group) {
    return "group_" + group.code();
  }

  /** A band travels as its position, which groups faster than its label. */
  private String groupColumn(GroupBy group) {
    if (group != GroupBy.AGE_BAND) {
      return "coalesce(" + group.code() + ", 'unknown')";
    }
    StringBuilder position = new StringBuilder("CASE WHEN unit_age IS NULL THEN -1");
    for (int i = 0; i < units.ageBands().size(); i++) {
      AgeBand band = units.ageBands().get(i);
      position.append(
          " WHEN unit_age BETWEEN %d AND %d THEN %d".formatted(band.from(), band.to(), i));
    }
    return position.append(" ELSE -2 END").toString();
  }

  private String groupLabel(GroupBy group, String name) {
    if (group != GroupBy.AGE_BAND) {
      return name;
    }
    StringBuilder label = new StringBuilder("CASE " + name + " WHEN -1 THEN 'unknown'");
    label.append(" WHEN -2 THEN 'other'");
    for (int i = 0; i < units.ageBands().size(); i++) {
      label
          .append(" WHEN ")
          .append(i)
          .append(" THEN ")
          .append(Kernel.literal(units.ageBands().get(i).label()));
    }
    return label.append(" END").toString();
  }
}
