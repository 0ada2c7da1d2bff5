package org.commonplace.jobs.indicators;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.schemas.GroupBy;

/**
 * Makes the partial sums of one dataset's rows in some buckets: all indicators of the dataset in
 * one read, indicators with equal units in one pass.
 */
final class RowPartials {
  /** Up to so many periods a second read costs less than keeping the rows. */
  private static final int FEW_PERIODS = 3;

  private final Kernel kernel;
  private final IndicatorJob job;
  private final WorkItem item;
  private final List<LakeFile> files;
  private final RowEvents events;

  /** Empty when rows are not kept, or no unit is a person. */
  private Optional<LatestAttributes> attributes = Optional.empty();

  RowPartials(Kernel kernel, IndicatorJob job, WorkItem item) {
    this.kernel = kernel;
    this.job = job;
    this.item = item;
    this.files = job.files().getOrDefault(item.dataset(), new ArrayList<>());
    this.events = new RowEvents(kernel, item, files);
  }

  /** Fills {@code partials}. */
  void run() {
    if (files.isEmpty()) {
      return;
    }
    Map<UnitPlan, List<IndicatorPlan>> byUnits = new LinkedHashMap<>();
    for (IndicatorPlan indicator : job.indicators()) {
      for (IndicatorPlan plan : indicator.parts()) {
        // Feeds nobody sends have definitions all the same.
        boolean sent = !job.contributors().getOrDefault(plan.id(), List.of()).isEmpty();
        if (sent && plan.units().dataset().equals(item.dataset())) {
          byUnits.computeIfAbsent(plan.units(), units -> new ArrayList<>()).add(plan);
        }
      }
    }
    if (!byUnits.isEmpty()) {
      readRows(byUnits);
      byUnits.forEach(this::sum);
    }
    boolean severalSenders =
        files.stream().map(file -> file.partner() + "|" + file.contract()).distinct().count() > 1;
    if (severalSenders || job.places().roots().size() > 1) {
      findCoverage();
    }
  }

  private void readRows(Map<UnitPlan, List<IndicatorPlan>> plans) {
    TreeSet<String> columns = new TreeSet<>();
    boolean needsAllBuckets = false;
    for (UnitPlan units : plans.keySet()) {
      columns.addAll(neededColumns(units));
      needsAllBuckets |= events.needEveryBucket(units);
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
            + (item.isWhole() ? "" : buckets));
    if (kept && plans.keySet().stream().anyMatch(LatestAttributes::fit)) {
      attributes = Optional.of(LatestAttributes.code(kernel, plans.keySet()));
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

  private SortedSet<String> neededColumns(UnitPlan units) {
    TreeSet<String> columns = new TreeSet<>(units.columns());
    columns.add("place");
    columns.addAll(units.attributes());
    if (events.needsContract(units)) {
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

  private void sum(UnitPlan units, List<IndicatorPlan> plans) {
    events.create(units);
    PlaceSums.create(kernel, plans);
    if (units.isObservation()) {
      new ObservationSums(kernel, job.end()).insert(units, plans);
    } else {
      List<Periods.Period> periods = periods(units, plans);
      if (!periods.isEmpty()) {
        new UnitSums(kernel, units, plans, attributes).insert(periods);
      }
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

  private void findCoverage() {
    kernel.execute(
        "INSERT INTO partials (kind, place, note, parts) SELECT "
            + Partials.COVERAGE
            + ", l.ancestor, pair, sum(rows) FROM (SELECT coalesce(target, sent.place) AS place,"
            + " partner || '|' || contract AS pair, rows FROM (SELECT place, partner, contract,"
            + " count(*) AS rows FROM "
            + Partials.scan(kernel, files)
            + " WHERE bucket BETWEEN "
            + item.fromBucket()
            + " AND "
            + item.toBucket()
            + " GROUP BY ALL) sent LEFT JOIN moved ON moved.place = sent.place) r JOIN lineage l ON"
            + " l.place = r.place GROUP BY l.ancestor, pair");
  }
}
