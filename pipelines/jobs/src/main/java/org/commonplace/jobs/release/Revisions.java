package org.commonplace.jobs.release;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.lake.LedgerEntry;
import org.commonplace.schemas.Contract;
import org.commonplace.schemas.IndicatorDefinition;
import org.commonplace.schemas.PreviousEvent;

/**
 * Each published value that differs from the release before, and why: another definition, another
 * cut of places, a delivery that replaced an earlier one, a delivery that came late, a period that
 * is new, what is hidden to protect people, or a new version of the program. Only published numbers
 * are compared.
 */
final class Revisions {
  /** File of the changed values. */
  static final String FILE = "download/changes.csv";

  private static final String POPULATION = "population";

  private final Kernel kernel;
  private final ReleaseInputs inputs;
  private final PreviousRelease before;

  /** What changed of one indicator. */
  record OfIndicator(
      String indicator,
      long compared,
      long changed,
      long added,
      Double medianChange,
      Double largestChange,
      Map<String, Long> causes) {}

  private Revisions(Kernel kernel, ReleaseInputs inputs, PreviousRelease before) {
    this.kernel = kernel;
    this.inputs = inputs;
    this.before = before;
  }

  /**
   * Compares and leaves the table {@code revisions} in the kernel.
   *
   * @param kernel with the table {@code indicator_names} (indicator, slug)
   * @param released FROM clause of the released cells
   * @param places the places of the release
   * @param software the programs that make the release
   */
  static Revisions compare(
      Kernel kernel,
      ReleaseInputs inputs,
      PreviousRelease before,
      String released,
      Places places,
      String software) {
    Revisions revisions = new Revisions(kernel, inputs, before);
    revisions.findMovedPlaces(places);
    revisions.findArrivals();
    revisions.join(released, !software.equals(before.software()));
    return revisions;
  }

  PreviousRelease before() {
    return before;
  }

  /** Places whose parent or deprivation is another, or that are new or gone, with those around. */
  private void findMovedPlaces(Places places) {
    kernel.execute("CREATE TABLE moved (place VARCHAR)");
    Map<String, String> now = new TreeMap<>();
    for (Place place : places.all()) {
      now.put(
          place.code(),
          (place.parent() == null ? "" : place.parent())
              + "|"
              + (place.deprivationQuintile() == null ? "" : place.deprivationQuintile()));
    }
    List<String> moved = new ArrayList<>();
    now.forEach(
        (code, where) -> {
          if (!where.equals(before.parents().get(code))) {
            moved.add(code);
          }
        });
    before.parents().keySet().stream().filter(code -> !now.containsKey(code)).forEach(moved::add);
    for (String code : moved) {
      for (String at = code; at != null && !at.isEmpty(); at = parent(at, places)) {
        kernel.execute("INSERT INTO moved VALUES (?)", at);
      }
    }
  }

  private String parent(String code, Places places) {
    Place place = places.place(code);
    if (place != null) {
      return place.parent();
    }
    String was = before.parents().getOrDefault(code, "|");
    return was.substring(0, was.indexOf('|'));
  }

  /** Deliveries that are new since: for which indicator and month, late or in place of another. */
  private void findArrivals() {
    kernel.execute(
        "CREATE TABLE arrived (indicator VARCHAR, from_day DATE, to_day DATE, replaces BOOLEAN)");
    for (LedgerEntry entry : inputs.current()) {
      String was =
          before
              .deliveries()
              .get(PreviousRelease.key(entry.partner(), entry.contract(), entry.key()));
      if (entry.sha256().equals(was)) {
        continue;
      }
      for (IndicatorDefinition definition : inputs.definitions().values()) {
        if (inputs.feeds(entry.contract(), definition)) {
          int lookBack = definition.previous().map(PreviousEvent::lookBackMonths).orElse(0);
          kernel.execute(
              "INSERT INTO arrived VALUES (?, ?, ?, ?)",
              definition.slug(),
              entry.period() == null ? LocalDate.of(1, 1, 1) : entry.period().atDay(1),
              entry.period() == null
                  ? LocalDate.of(9999, 12, 31)
                  : entry.period().atEndOfMonth().plusMonths(lookBack),
              was != null);
        } else if (definition.population().isPresent() && fills(entry.contract(), POPULATION)) {
          kernel.execute(
              "INSERT INTO arrived VALUES (?, DATE '0001-01-01', DATE '9999-12-31', ?)",
              definition.slug(),
              was != null);
        }
      }
    }
  }

  private boolean fills(String contractId, String dataset) {
    Contract contract = inputs.contract(contractId);
    return contract != null
        && contract.mappings().stream().anyMatch(mapping -> mapping.dataset().equals(dataset));
  }

  private void join(String released, boolean otherProgram) {
    String key = "indicator, place, frequency, period_end, group_by, group_value";
    kernel.execute(
        "CREATE TABLE both_releases AS WITH now AS (SELECT i.slug AS indicator, r.version, r.place,"
            + " r.frequency, r.period_start, r.period_end, r.group_by, r.group_value, r.value,"
            + " r.state "
            + released
            + " r JOIN indicator_names i USING (indicator)), before AS (SELECT indicator, version,"
            + " place, frequency, period_start, period_end, group_by, regexp_replace(group_value,"
            + " '^''([=+@\\t\\r-])', '\\1') AS group_value, value, state FROM read_parquet("
            + Kernel.literal(before.values().toString())
            + ")) SELECT "
            + key
            + ", coalesce(n.period_start, b.period_start) AS period_start, b.version AS"
            + " version_before, n.version AS version, b.value AS value_before, n.value AS value,"
            + " b.state AS state_before, n.state AS state FROM now n FULL JOIN before b USING ("
            + key
            + ")");
    kernel.execute(
        "CREATE TABLE deliveries_behind AS SELECT c.indicator, c.period_start, c.period_end,"
            + " bool_or(a.replaces) AS replaces FROM (SELECT DISTINCT indicator, period_start,"
            + " period_end FROM both_releases) c JOIN arrived a ON a.indicator = c.indicator AND"
            + " a.from_day <= c.period_end AND a.to_day >= c.period_start GROUP BY ALL");
    kernel.execute(
        "CREATE TABLE revisions AS SELECT c.*, value IS DISTINCT FROM value_before OR state IS"
            + " DISTINCT FROM state_before AS changed, CASE WHEN state_before IS NULL THEN"
            + " 'new_data' WHEN version <> version_before THEN 'definition_change' WHEN place IN"
            + " (SELECT place FROM moved) THEN 'boundary_change' WHEN state_before = 'not_submitted' AND"
            + " state IS NOT NULL THEN 'late_data' WHEN replaces THEN 'correction' WHEN replaces IS"
            + " NOT NULL THEN 'late_data' WHEN state IS NULL THEN 'withdrawn' WHEN 'suppressed' IN"
            + " (state, state_before) THEN 'disclosure_control' ELSE '"
            + (otherProgram ? "program_change" : "new_context")
            + "' END AS cause FROM both_releases c LEFT JOIN deliveries_behind USING (indicator,"
            + " period_start, period_end)");
  }

  /** What changed of each indicator, by slug. */
  List<OfIndicator> indicators() {
    Map<String, Map<String, Long>> causes = new TreeMap<>();
    kernel.rows(
        "SELECT indicator, cause, count(*) FROM revisions WHERE changed GROUP BY ALL ORDER BY"
            + " indicator, cause",
        row -> {
          causes
              .computeIfAbsent(row.getString(1), slug -> new LinkedHashMap<>())
              .put(row.getString(2), row.getLong(3));
          return true;
        });
    return kernel.rows(
        "SELECT indicator, count(*) FILTER (state_before IS NOT NULL AND state IS NOT NULL),"
            + " count(*) FILTER (changed AND cause <> 'new_data'), count(*) FILTER (cause ="
            + " 'new_data'), median(abs(value - value_before)) FILTER (value <> value_before),"
            + " max(abs(value - value_before)) FROM revisions GROUP BY indicator ORDER BY"
            + " indicator",
        row ->
            new OfIndicator(
                row.getString(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                (Double) row.getObject(5),
                (Double) row.getObject(6),
                causes.getOrDefault(row.getString(1), Map.of())));
  }

  /** Writes the changed values; returns how many. */
  long write(Path target) {
    kernel.execute(
        "COPY (SELECT indicator, place, frequency, period_start, period_end, group_by,"
            + " regexp_replace(group_value, '^([=+@\\t\\r-])', '''\\1') AS group_value,"
            + " value_before, value, state_before, state, version_before, version, cause AS why"
            + " FROM revisions WHERE changed ORDER BY indicator, place, frequency, period_end,"
            + " group_by, group_value) TO "
            + Kernel.literal(target.toString())
            + " (FORMAT csv, HEADER true)");
    return kernel.number("SELECT count(*) FROM revisions WHERE changed");
  }

  /** Whether places themselves were cut anew. */
  boolean placesMoved() {
    return kernel.number("SELECT count(*) FROM moved") > 0;
  }

  static String words(String cause) {
    return switch (cause) {
      case "new_data" -> "new data";
      case "definition_change" -> "a change of the definition";
      case "boundary_change" -> "a change of boundaries";
      case "late_data" -> "late data";
      case "correction" -> "a correction";
      case "disclosure_control" -> "what is hidden to protect people";
      case "program_change" -> "a new version of the program";
      case "withdrawn" -> "withdrawal";
      default -> "other values beside it";
    };
  }
}
