package org.commonplace.jobs.indicators;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.schemas.AgeBand;
import org.commonplace.schemas.GroupBy;
import org.commonplace.schemas.IndicatorWindow;

/**
 * Makes the partial sums of one dataset's rows in some buckets: all indicators of the dataset in
 * one read, indicators with equal units in one pass.
 */
final class RowPartials {
  private static final String OBSERVATION_KEY =
      "partner, contract, measure, place, \"date\", frequency, sex, age_band, ethnicity,"
          + " deprivation_quintile, category";

  /** Up to so many periods a second read costs less than keeping the rows. */
  private static final int FEW_PERIODS = 3;

  private final Kernel kernel;
  private final IndicatorJob job;
  private final WorkItem item;
  private final List<LakeFile> files;

  /** Null when rows are not kept, or no unit is a person. */
  private LatestAttributes attributes;

  RowPartials(Kernel kernel, IndicatorJob job, WorkItem item) {
    this.kernel = kernel;
    this.job = job;
    this.item = item;
    this.files = job.files().getOrDefault(item.dataset(), new ArrayList<>());
  }

  /** Fills {@code partials}. */
  void run() {
    if (files.isEmpty()) {
      return;
    }
    Map<UnitPlan, List<IndicatorPlan>> byUnits = new LinkedHashMap<>();
    for (IndicatorPlan plan : job.indicators()) {
      // Feeds nobody sends have definitions all the same.
      boolean sent = !job.contributors().getOrDefault(plan.id(), List.of()).isEmpty();
      if (sent && plan.units().dataset().equals(item.dataset())) {
        byUnits.computeIfAbsent(plan.units(), units -> new ArrayList<>()).add(plan);
      }
    }
    if (!byUnits.isEmpty()) {
      readRows(byUnits);
      byUnits.forEach(this::sum);
    }
    if (job.places().roots().size() > 1) {
      findCoverage();
    }
  }

  private void readRows(Map<UnitPlan, List<IndicatorPlan>> plans) {
    TreeSet<String> columns = new TreeSet<>();
    boolean needsAllBuckets = false;
    for (UnitPlan units : plans.keySet()) {
      columns.addAll(neededColumns(units));
      needsAllBuckets |= !units.staysInBucket() && !isWhole();
    }
    if (columns.contains("file")) {
      Partials.createDeliveries(kernel, files);
    }
    String select = "SELECT " + Partials.names(columns) + " FROM " + Partials.scan(kernel, files);
    String buckets = " WHERE bucket BETWEEN " + item.fromBucket() + " AND " + item.toBucket();
    // Rows that are gone over a few times are read from the file each time; else kept in memory.
    boolean kept = isReadOften(plans);
    kernel.execute(
        "CREATE TEMP "
            + (kept ? "TABLE" : "VIEW")
            + " bucket_rows AS "
            + select
            + (isWhole() ? "" : buckets));
    if (kept && plans.keySet().stream().anyMatch(LatestAttributes::fit)) {
      attributes = LatestAttributes.code(kernel, plans.keySet());
    }
    if (needsAllBuckets) {
      kernel.execute("CREATE TEMP TABLE all_rows AS " + select);
    }
  }

  private boolean isReadOften(Map<UnitPlan, List<IndicatorPlan>> plans) {
    UnitPlan first = plans.keySet().iterator().next();
    return plans.size() > 1
        || first.isObservation()
        || periods(first, plans.get(first)).size() > FEW_PERIODS;
  }

  private List<Periods.Period> periods(UnitPlan units, List<IndicatorPlan> plans) {
    return Periods.delivered(
        units.frequency(), units.window(), job.contributors().get(plans.get(0).id()), job.end());
  }

  private boolean isWhole() {
    return item.fromBucket() == 0 && item.toBucket() == 15;
  }

  private SortedSet<String> neededColumns(UnitPlan units) {
    TreeSet<String> columns = new TreeSet<>(units.columns());
    columns.add("place");
    columns.addAll(units.attributes());
    if (needsContract(units)) {
      columns.add("contract");
    }
    if (!units.previous().isEmpty()) {
      columns.add("person");
    }
    if (units.followed().given()) {
      columns.addAll(List.of("person", "partner", "contract", "file", "row"));
    }
    if (!units.oneRowPer().isEmpty() || units.isObservation()) {
      columns.addAll(List.of("file", "row", "partner", "contract"));
      columns.addAll(units.oneRowPer());
    }
    if (units.isObservation()) {
      columns.addAll(
          List.of(
              "measure",
              "date",
              "frequency",
              "sex",
              "age_band",
              "ethnicity",
              "deprivation_quintile",
              "category",
              "count_low",
              "count_high",
              "state",
              "cumulative",
              "vintage"));
    }
    return columns;
  }

  private boolean needsContract(UnitPlan units) {
    return files.stream().anyMatch(file -> !units.contracts().contains(file.contract()));
  }

  private void sum(UnitPlan units, List<IndicatorPlan> plans) {
    createEvents(units);
    PlaceSums.create(kernel, plans);
    if (units.isObservation()) {
      sumObservations(units, plans);
    } else {
      sumUnits(units, plans);
    }
    // A divided place's published count is not its holder's own, which would go before its parts.
    kernel.execute(
        "UPDATE sums SET place = target FROM moved WHERE moved.place = sums.place"
            + (units.isObservation() ? " AND NOT divided" : ""));
    if (!units.isObservation() && units.groups().contains(GroupBy.DEPRIVATION_QUINTILE)) {
      kernel.execute(
          "INSERT INTO sums SELECT s.* REPLACE ('deprivation_quintile' AS group_by,"
              + " coalesce(quintile, 'unknown') AS group_value) FROM sums s JOIN places USING"
              + " (place) WHERE group_by = ''");
    }
    new PlaceSums(kernel, plans).rollUp();
  }

  /** Makes the view {@code events}: the rows that count, with their date. */
  private void createEvents(UnitPlan units) {
    boolean everyBucket = !units.staysInBucket() && !isWhole();
    String rows = "SELECT * FROM " + (everyBucket ? "all_rows" : "bucket_rows");
    if (needsContract(units)) {
      rows += " WHERE contract IN (" + Partials.literals(units.contracts()) + ")";
    }
    if (units.isObservation()) {
      rows = increments(latestObservations(rows));
    } else if (!units.oneRowPer().isEmpty()) {
      rows = latest(rows, units.oneRowPer());
    }
    String dates = "CAST((\n" + units.date() + "\n) AS DATE) AS event_date";
    if (units.isStock()) {
      dates += ", CAST((\n" + units.stockFrom() + "\n) AS DATE) AS open_from";
      dates += ", CAST((\n" + units.stockTo() + "\n) AS DATE) AS open_to";
    }
    String events = "SELECT *, " + dates + " FROM (" + rows + ")";
    if (!units.where().isEmpty()) {
      events += " WHERE (\n" + units.where() + "\n)";
    }
    if (!units.previous().isEmpty()) {
      events =
          "SELECT *, CASE WHEN person IS NOT NULL THEN max(event_date) OVER (PARTITION BY person"
              + " ORDER BY event_date RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL 1 DAY"
              + " PRECEDING) END AS "
              + Kernel.identifier(units.previous())
              + " FROM ("
              + events
              + ")";
    }
    if (units.followed().given()) {
      events = withNextEvent(units.followed(), events, rows);
    }
    if (everyBucket) {
      // Rows of one unit lie in several buckets: a unit is worked on where its name's hash says.
      events =
          "SELECT * FROM ("
              + events
              + ") WHERE CAST('0x' || substr(md5((\n"
              + units.by()
              + "\n)), 1, 1) AS INTEGER) BETWEEN "
              + item.fromBucket()
              + " AND "
              + item.toBucket();
    }
    kernel.execute("CREATE OR REPLACE TEMP VIEW events AS " + events);
  }

  /** Adds the date of the first row of the same person that follows within some days. */
  private static String withNextEvent(FollowedSql followed, String events, String rows) {
    String where = followed.where().isEmpty() ? "true" : followed.where();
    return """
        WITH counted AS (%s),
        later AS (
          SELECT partner, contract, file, "row", person, CAST((
            %s
          ) AS DATE) AS next_on FROM (%s) WHERE person IS NOT NULL AND (
            %s
          )),
        next AS (
          SELECT c.partner, c.contract, c.file, c."row", min(l.next_on) AS next_on
          FROM (SELECT *, CAST((
            %s
          ) AS DATE) AS next_from FROM counted WHERE person IS NOT NULL) c
          JOIN later l ON l.person = c.person AND l.next_on BETWEEN c.next_from AND c.next_from + %d
            AND (l.partner, l.contract, l.file, l."row") <> (c.partner, c.contract, c.file, c."row")
          GROUP BY c.partner, c.contract, c.file, c."row")
        SELECT counted.*, next.next_on AS %s
        FROM counted LEFT JOIN next USING (partner, contract, file, "row")"""
        .formatted(
            events,
            followed.date(),
            rows,
            where,
            followed.after(),
            followed.withinDays(),
            Kernel.identifier(followed.name()));
  }

  /** Of the rows that describe the same thing the one of the latest delivery. */
  private static String latest(String rows, List<String> key) {
    String unknown =
        key.stream()
            .map(column -> Kernel.identifier(column) + " IS NULL")
            .collect(Collectors.joining(" OR "));
    // A row whose key is not known describes nothing but itself.
    return "SELECT * FROM ("
        + rows
        + ") JOIN deliveries USING (file, partner, contract) QUALIFY ("
        + unknown
        + ") OR row_number() OVER (PARTITION BY "
        + Partials.names(key)
        + " ORDER BY delivery DESC, \"row\" DESC) = 1";
  }

  private static String latestObservations(String rows) {
    return "SELECT * FROM ("
        + rows
        + ") JOIN deliveries USING (file, partner, contract) QUALIFY row_number() OVER (PARTITION"
        + " BY "
        + OBSERVATION_KEY
        + " ORDER BY vintage DESC NULLS LAST, delivery DESC, \"row\" DESC) = 1";
  }

  /**
   * Running totals become increments. The first total of a series is the increment of nobody knows
   * which days, so it is left out; a fall of the total stays a negative increment.
   */
  private static String increments(String rows) {
    String series = OBSERVATION_KEY.replace(" \"date\",", "");
    return "SELECT * REPLACE (CASE WHEN cumulative THEN count_low - earlier_high ELSE count_low END"
        + " AS count_low, CASE WHEN cumulative THEN count_high - earlier_low ELSE count_high END AS"
        + " count_high) FROM (SELECT *, lag(count_low) OVER series AS earlier_low, lag(count_high)"
        + " OVER series AS earlier_high, row_number() OVER series AS position FROM ("
        + rows
        + ") WINDOW series AS (PARTITION BY "
        + series
        + ", cumulative ORDER BY \"date\")) WHERE NOT coalesce(cumulative, false) OR position > 1";
  }

  private void createPeriods(List<Periods.Period> periods) {
    kernel.execute(
        "CREATE OR REPLACE TEMP TABLE periods (period_start DATE, period_end DATE, first_day"
            + " DATE)");
    Partials.fill(
        kernel,
        "periods",
        appender -> {
          for (Periods.Period period : periods) {
            appender.beginRow();
            appender.append(period.start());
            appender.append(period.end());
            appender.append(period.firstDay());
            appender.endRow();
          }
        });
  }

  private static String periodStart(UnitPlan units) {
    return "CAST(date_trunc('" + units.frequency().code() + "', event_date) AS DATE)";
  }

  private void sumObservations(UnitPlan units, List<IndicatorPlan> plans) {
    List<String> columns = List.of("sex", "age_band", "ethnicity", "deprivation_quintile");
    List<GroupBy> groups = new ArrayList<>(units.columnGroups());
    groups.add(0, null);
    List<Periods.Period> periods = new ArrayList<>();
    kernel
        .rows(
            "SELECT DISTINCT "
                + periodStart(units)
                + " AS p FROM events WHERE p IS NOT NULL"
                + " ORDER BY p",
            row -> row.getObject(1, java.time.LocalDate.class))
        .forEach(
            start -> {
              Periods.Period period = Periods.Period.of(units.frequency(), units.window(), start);
              if (!period.end().isAfter(job.end())) {
                periods.add(period);
              }
            });
    createPeriods(periods);
    String measures =
        plans.stream()
            .flatMap(plan -> observationMeasures(plan).stream())
            .collect(Collectors.joining(", "));
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
              + assigned(units)
              + " WHERE "
              + others
              + own
              + " GROUP BY period_start, place, "
              + (group == null ? "group_value" : group.code()));
    }
  }

  private static List<String> observationMeasures(IndicatorPlan plan) {
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

  /** In the order of {@link PlaceSums}. */
  private static List<String> measures(IndicatorPlan plan) {
    CountSql of = plan.denominator();
    String known = plan.numerator().isKnown();
    if (of != null && of.kind() != CountSql.Kind.ONE) {
      known = "(" + known + " AND " + of.isKnown() + ")";
    }
    String numerator = plan.numerator().sum(plan.numerator().low(), known);
    String numeratorHigh = plan.numerator().sum(plan.numerator().high(), known);
    return List.of(
        numerator,
        numeratorHigh,
        plan.countsRepeats() ? squares(plan, known) : "NULL",
        of == null ? "NULL" : of.sum(of.low(), known),
        of == null ? "NULL" : of.sum(of.high(), known),
        "count(*) FILTER (WHERE " + known + ")",
        known.equals("true") ? "0" : "count(*) FILTER (WHERE NOT (" + known + "))",
        "0",
        "0",
        "NULL");
  }

  /** Over the units of one person their number's square is the sum of that number over them. */
  private static String squares(IndicatorPlan plan, String known) {
    if (plan.repeatsOf().isEmpty()) {
      return "sum(CAST((%1$s) AS DECIMAL(18,0)) * CAST((%1$s) AS DECIMAL(18,0))) FILTER (WHERE %2$s)"
          .formatted(plan.numerator().low(), known);
    }
    return "sum(repeats%d) FILTER (WHERE (%s) AND %s)"
        .formatted(plan.number(), plan.numerator().low(), known);
  }

  /** How many counted rows of the period are of the same person as this one. */
  private static String repeats(IndicatorPlan plan) {
    String of = Kernel.identifier(plan.repeatsOf());
    return ", CASE WHEN "
        + of
        + " IS NULL THEN 1 ELSE count(*) FILTER (WHERE "
        + plan.numerator().low()
        + ") OVER (PARTITION BY period_start, "
        + of
        + ") END AS repeats"
        + plan.number();
  }

  /** Events with each period they count towards. */
  private static String assigned(UnitPlan units) {
    if (units.window() == IndicatorWindow.OPEN_IN_PERIOD) {
      return "events JOIN periods ON open_from <= period_end AND (open_to IS NULL OR open_to >="
          + " period_start)";
    }
    if (units.isStock()) {
      return "events JOIN periods ON open_from <= period_end AND (open_to IS NULL OR open_to >"
          + " period_end)";
    }
    if (units.window() == IndicatorWindow.PERIOD) {
      return "events JOIN periods ON period_start = " + periodStart(units);
    }
    return "events JOIN periods ON event_date BETWEEN first_day AND period_end";
  }

  private void sumUnits(UnitPlan units, List<IndicatorPlan> plans) {
    List<Periods.Period> periods = periods(units, plans);
    if (periods.isEmpty()) {
      return;
    }
    createPeriods(periods);
    if (!units.rollsUp()) {
      insertSums(units, plans, assigned(units), "period_start");
    } else if (attributes == null || !LatestAttributes.fit(units)) {
      insertSums(units, plans, rolledUp(units, ""), "period_start");
    } else {
      sumPeople(units, plans, periods);
    }
  }

  private void sumPeople(UnitPlan units, List<IndicatorPlan> plans, List<Periods.Period> periods) {
    String others = "";
    if (attributes.findChanging(units)) {
      insertSums(units, plans, rolledUp(units, LatestAttributes.CHANGING), "period_start");
      others = LatestAttributes.OTHERS;
    }
    if (!canCarryForward(units)) {
      insertSums(units, plans, attributes.decoded(rolledUpCoded(units, others)), "period_start");
      return;
    }
    String carried = attributes.decoded("carried");
    new CarriedUnits(kernel, units, others)
        .forEachPeriod(
            periods,
            period ->
                insertSums(
                    units,
                    plans,
                    "(SELECT *, DATE '%s' AS period_start, DATE '%s' AS period_end FROM %s)"
                        .formatted(period.start(), period.end(), carried),
                    "DATE '" + period.start() + "'"));
  }

  /** Whether the units of a month follow from those of the month before and the month's rows. */
  private boolean canCarryForward(UnitPlan units) {
    return units.rollsUp()
        && units.window().isYearToDate()
        && units.frequency() == org.commonplace.schemas.Frequency.MONTH
        && !units.usesPeriod()
        && units.aggregates().stream().allMatch(AggregateSql::merges)
        && kernel.number("SELECT count(*) FROM events WHERE day(event_date) <> 1") == 0;
  }

  private static String rolledUp(UnitPlan units, String condition) {
    List<String> attributes = new ArrayList<>(units.attributes());
    attributes.add("place");
    return rolledUp(
        units,
        attributes.stream()
            .map(each -> ", " + latestKnown(each) + " AS " + each)
            .collect(Collectors.joining()),
        condition);
  }

  private static String rolledUpCoded(UnitPlan units, String condition) {
    return rolledUp(units, ", " + LatestAttributes.LATEST + " AS latest", condition);
  }

  private static String rolledUp(UnitPlan units, String attributes, String condition) {
    StringBuilder columns = new StringBuilder();
    for (AggregateSql each : units.aggregates()) {
      columns
          .append(", CAST(")
          .append(each.sql())
          .append(" AS ")
          .append(each.type())
          .append(") AS ")
          .append(Kernel.identifier(each.name()));
    }
    // GROUP BY names no alias of the select list: a unit's expression reads columns of the events.
    return "(SELECT period_start, period_end"
        + columns
        + attributes
        + " FROM "
        + assigned(units)
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
  private void insertSums(UnitPlan units, List<IndicatorPlan> plans, String source, String period) {
    boolean constant = period.startsWith("DATE");
    String key = constant ? "place" : "period_start, place";
    StringBuilder sets = new StringBuilder("(" + key + ")");
    StringBuilder groupBy = new StringBuilder("CASE");
    StringBuilder groupValue = new StringBuilder("coalesce(");
    StringBuilder derived = new StringBuilder();
    List<GroupBy> groups = units.columnGroups();
    for (GroupBy group : groups) {
      String name = "group_" + group.code();
      derived.append(", ").append(groupColumn(units, group)).append(" AS ").append(name);
      sets.append(", (").append(key).append(", ").append(name).append(')');
      groupBy
          .append(" WHEN ")
          .append(name)
          .append(" IS NOT NULL THEN '")
          .append(group.code())
          .append('\'');
      groupValue.append(groupLabel(units, group, name)).append(", ");
    }
    groupBy.append(groups.isEmpty() ? " WHEN true THEN '' END" : " ELSE '' END");
    groupValue.append("'')");
    String age =
        units.groups().contains(GroupBy.AGE_BAND)
            ? ", date_sub('year', birth_month, period_end) AS unit_age"
            : "";
    String repeats =
        plans.stream()
            .filter(plan -> !plan.repeatsOf().isEmpty())
            .map(RowPartials::repeats)
            .collect(Collectors.joining());
    // Once by all groups together, then by each of them: for the second few rows are left.
    Map<String, String> parts = new LinkedHashMap<>();
    String measures =
        plans.stream()
            .flatMap(plan -> measures(plan).stream())
            .map(
                each ->
                    each.equals("0") || each.equals("NULL")
                        ? each
                        : "sum(" + parts.computeIfAbsent(each, sql -> "part" + parts.size()) + ")")
            .collect(Collectors.joining(", "));
    StringBuilder together = new StringBuilder(key);
    groups.forEach(group -> together.append(", group_").append(group.code()));
    StringBuilder partial = new StringBuilder();
    parts.forEach((sql, name) -> partial.append(", ").append(sql).append(" AS ").append(name));
    kernel.execute(
        "INSERT INTO sums SELECT "
            + period
            + ", place, "
            + groupBy
            + ", "
            + groupValue
            + ", "
            + measures
            + " FROM (SELECT "
            + together
            + partial
            + " FROM (SELECT *"
            + derived
            + " FROM (SELECT *"
            + age
            + repeats
            + " FROM "
            + source
            + (units.having().isEmpty() ? "" : " WHERE (\n" + units.having() + "\n)")
            + ")) GROUP BY "
            + together
            + ") GROUP BY GROUPING SETS ("
            + sets
            + ")");
  }

  /** A band travels as its position, which groups faster than its label. */
  private static String groupColumn(UnitPlan units, GroupBy group) {
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

  private static String groupLabel(UnitPlan units, GroupBy group, String name) {
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

  private void findCoverage() {
    kernel.execute(
        "INSERT INTO partials (kind, place, note) SELECT DISTINCT "
            + Partials.COVERAGE
            + ", l.ancestor, pair FROM (SELECT DISTINCT place, partner || '|' || contract AS pair"
            + " FROM "
            + Partials.scan(kernel, files)
            + " WHERE bucket BETWEEN "
            + item.fromBucket()
            + " AND "
            + item.toBucket()
            + ") r JOIN lineage l ON l.place = r.place WHERE l.ancestor IN ("
            + Partials.literals(new ArrayList<>(job.places().roots()))
            + ")");
  }
}
