package org.commonplace.jobs.release;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.beam.sdk.transforms.DoFn;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.kernel.KernelSettings;
import org.commonplace.jobs.lake.Workspace;
import org.commonplace.jobs.lake.WorkspaceFiles;
import org.commonplace.methods.comparison.ControlChart;
import org.commonplace.methods.comparison.Polarity;
import org.commonplace.methods.comparison.XmrChart;
import org.commonplace.methods.disclosure.AuditReport;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Takes the values of one family of indicators, hides small numbers with all that follows from
 * them, and writes what is left as one Parquet file with a report of the audit beside it.
 *
 * <p>What is hidden is hidden everywhere: counts, value, limits, comparison, chart point. Control
 * limits of a series with a hidden point are drawn anew from the points that are shown, as a mean
 * of all would give the hidden one away.
 */
final class SuppressFamily extends DoFn<String, String> {
  private static final long serialVersionUID = 1L;
  private static final int ROW_GROUP = 20_480;
  private static final int SHOWN_IDS = 5;

  private final Workspace workspace;
  private final String run;
  private final Map<String, Family> families;
  private final KernelSettings settings;

  SuppressFamily(
      Workspace workspace, String run, Map<String, Family> families, KernelSettings settings) {
    this.workspace = workspace;
    this.run = run;
    this.families = new TreeMap<>(families);
    this.settings = settings;
  }

  static String folder(String run) {
    return Workspace.workFolder(run, "released");
  }

  static String table(String run, String family) {
    return folder(run) + "/" + family + ".parquet";
  }

  static String report(String run, String family) {
    return folder(run) + "/" + family + ".json";
  }

  @ProcessElement
  public void process(@Element String name, OutputReceiver<String> done) {
    Family family = families.get(name);
    Path staged = ReleaseFolder.temporary("commonplace-family-");
    try {
      List<Path> values = new ArrayList<>();
      for (WorkspaceFiles.Found found :
          WorkspaceFiles.list(
              workspace.uri(Workspace.workFolder(run, "values") + "/shard-*.parquet"))) {
        values.add(WorkspaceFiles.stage(found.uri(), staged));
      }
      Set<String> readable = new LinkedHashSet<>(Set.of(staged.toString()));
      values.forEach(value -> readable.add(value.getParent().toString()));
      try (Kernel kernel = Kernel.open(settings.reading(List.copyOf(readable)))) {
        release(kernel, family, values);
      }
    } finally {
      ReleaseFolder.delete(staged);
    }
    done.output(name);
  }

  private void release(Kernel kernel, Family family, List<Path> values) {
    kernel.execute(
        "CREATE TABLE cells AS SELECT row_number() OVER (ORDER BY indicator, group_by,"
            + " group_value, place, period_end) AS id, * FROM read_parquet("
            + Kernel.files(values)
            + ") WHERE indicator IN ("
            + ids(family)
            + ")");
    describe(kernel, family);
    FamilySuppression suppression = suppress(kernel, family);
    write(
        kernel,
        "hidden",
        "id BIGINT, low BIGINT, high BIGINT, word VARCHAR",
        appender ->
            suppression
                .hidden()
                .forEach(
                    (id, range) ->
                        appender.row(
                            id,
                            range.low(),
                            range.high(),
                            suppression.withheld().contains(id) ? "withheld" : "suppressed")));
    hideStandardised(kernel, family);
    redraw(kernel, family);
    Path released = kernel.scratch().resolve("released.parquet");
    long rows = kernel.writeParquet(SELECT, released, ROW_GROUP);
    byte[] report = report(kernel, family, suppression, released, rows);
    WorkspaceFiles.moveIn(released, workspace.uri(table(run, family.name())));
    WorkspaceFiles.write(workspace.uri(report(run, family.name())), report);
  }

  /** A standardised value and its total tell what the counts of its ages are. */
  static void hideStandardised(Kernel kernel, Family family) {
    String standardised =
        family.indicators().stream()
            .filter(ReleasedIndicator::isStandardised)
            .map(indicator -> Kernel.literal(indicator.id()))
            .collect(Collectors.joining(", "));
    if (standardised.isEmpty()) {
      return;
    }
    kernel.execute(
        "INSERT INTO hidden SELECT DISTINCT c.id, NULL, NULL, 'suppressed' FROM cells c JOIN cells"
            + " age USING (indicator, place, period_end) JOIN hidden h ON h.id = age.id WHERE"
            + " c.group_by = '' AND age.group_by = 'age_band' AND c.id NOT IN (SELECT id FROM"
            + " hidden) AND c.indicator IN ("
            + standardised
            + ")");
  }

  private static String ids(Family family) {
    return family.indicators().stream()
        .map(indicator -> Kernel.literal(indicator.id()))
        .collect(Collectors.joining(", "));
  }

  private static void describe(Kernel kernel, Family family) {
    write(
        kernel,
        "indicators",
        "indicator VARCHAR, digits INTEGER",
        appender ->
            family
                .indicators()
                .forEach(indicator -> appender.row(indicator.id(), indicator.decimals() + 1)));
    write(
        kernel,
        "point_words",
        "indicator VARCHAR, code VARCHAR, word VARCHAR",
        appender -> {
          for (ReleasedIndicator indicator : family.indicators()) {
            for (ControlChart.PointCode code : ControlChart.PointCode.values()) {
              appender.row(
                  indicator.id(),
                  code.name().toLowerCase(Locale.ROOT),
                  ChartWords.point(code, indicator.polarity()));
            }
          }
        });
  }

  private static FamilySuppression suppress(Kernel kernel, Family family) {
    if (family.largestHidden() == 0) {
      return FamilySuppression.of(family, List.of());
    }
    List<CountRow> rows =
        kernel.rows(
            "SELECT "
                + CountRow.COLUMNS
                + " FROM cells WHERE numerator_low IS NOT NULL AND numerator_high IS NOT NULL AND"
                + " state NOT IN ('not_submitted', 'failed_validation', 'withheld') ORDER BY id",
            CountRow::read);
    return FamilySuppression.of(family, rows);
  }

  /** A point of a series whose chart is drawn again. */
  private record Point(
      long id,
      String indicator,
      String place,
      String groupBy,
      String groupValue,
      LocalDate end,
      double value,
      boolean isBreak) {
    List<String> series() {
      return List.of(indicator, place, groupBy, groupValue);
    }
  }

  private static void redraw(Kernel kernel, Family family) {
    List<Point> points =
        kernel.rows(
            "SELECT c.id, c.indicator, c.place, c.group_by, c.group_value, c.period_end, CASE WHEN"
                + " h.id IS NULL AND c.state IN ('reported', 'provisional') THEN c.value END, c.series_break FROM"
                + " cells c LEFT JOIN hidden h ON h.id = c.id WINDOW series AS (PARTITION BY"
                + " c.indicator, c.place, c.group_by, c.group_value) QUALIFY bool_or(h.id IS NOT"
                + " NULL) OVER series AND bool_or(c.spc_mean IS NOT NULL) OVER series ORDER BY"
                + " c.id",
            row -> {
              double value = row.getDouble(7);
              return new Point(
                  row.getLong(1),
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5),
                  row.getObject(6, LocalDate.class),
                  row.wasNull() ? Double.NaN : value,
                  row.getBoolean(8));
            });
    Map<String, ReleasedIndicator> indicators = new HashMap<>();
    family.indicators().forEach(indicator -> indicators.put(indicator.id(), indicator));
    write(
        kernel,
        "charts",
        "id BIGINT, mean DOUBLE, lower DOUBLE, upper DOUBLE, point VARCHAR, assurance VARCHAR",
        appender -> {
          int from = 0;
          for (int to = 1; to <= points.size(); to++) {
            if (to == points.size() || !points.get(to).series().equals(points.get(from).series())) {
              List<Point> series = points.subList(from, to);
              draw(series, indicators.get(series.get(0).indicator()), appender);
              from = to;
            }
          }
        });
  }

  private static void draw(List<Point> points, ReleasedIndicator indicator, Rows rows) {
    PeriodWords step = PeriodWords.of(indicator.frequency());
    LocalDate start = step.startOfPeriodEnding(points.get(0).end());
    LocalDate last = step.startOfPeriodEnding(points.get(points.size() - 1).end());
    double[] series = new double[step.between(start, last) + 1];
    java.util.Arrays.fill(series, Double.NaN);
    for (Point point : points) {
      series[step.between(start, step.startOfPeriodEnding(point.end()))] = point.value();
    }
    XmrChart chart = XmrChart.of(Polarity.valueOf(indicator.polarity().name()));
    if (!Double.isNaN(indicator.target())) {
      chart = chart.withTarget(indicator.target());
    }
    int[] breaks =
        points.stream()
            .filter(Point::isBreak)
            .mapToInt(point -> step.between(start, step.startOfPeriodEnding(point.end())))
            .filter(i -> i > 0)
            .toArray();
    ControlChart drawn = chart.withRebases(breaks).draw(series);
    for (Point point : points) {
      int i = step.between(start, step.startOfPeriodEnding(point.end()));
      ControlChart.Phase phase =
          drawn.phases().stream()
              .filter(each -> each.from() <= i && i < each.to())
              .findFirst()
              .orElse(null);
      boolean latest = i == series.length - 1;
      rows.row(
          point.id(),
          phase == null ? null : phase.mean(),
          phase == null ? null : phase.lower(),
          phase == null ? null : phase.upper(),
          ChartWords.point(drawn.codes().get(i), indicator.polarity()),
          latest ? ChartWords.assurance(drawn.assurance()) : null);
    }
  }

  /**
   * The released cells. {@code ok}: the number is shown. A parent's number, and what is said of the
   * difference from it, is shown only when the parent's own cell is. Rounding happens here and
   * nowhere else, so that all files print the same digits.
   */
  private static final String SELECT =
      """
      WITH judged AS (
        SELECT c.*, i.digits, h.low AS hidden_low, h.high AS hidden_high,
          h.id IS NOT NULL AS hidden, h.word,
          h.id IS NULL AND c.state IN ('reported', 'provisional')
            AND coalesce(c.value, c.value_low) IS NOT NULL AS ok,
          ok OR c.state = 'withheld' AS judged
        FROM cells c JOIN indicators i USING (indicator) LEFT JOIN hidden h ON h.id = c.id),
      compared AS (
        SELECT j.*, j.ok AND coalesce(p.ok, false) AS parent_ok
        FROM judged j LEFT JOIN judged p ON p.indicator = j.indicator AND p.place = j.parent
          AND p.period_end = j.period_end AND p.group_by = j.group_by
          AND p.group_value = j.group_value)
      SELECT c.indicator, c.version, c.place, c.level, c.frequency, c.period_start, c.period_end,
        c.group_by, c.group_value,
        CASE WHEN ok THEN round(numerator_low, digits) END AS numerator_low,
        CASE WHEN ok THEN round(numerator_high, digits) END AS numerator_high,
        CASE WHEN ok THEN round(denominator_low, digits) END AS denominator_low,
        CASE WHEN ok THEN round(denominator_high, digits) END AS denominator_high,
        CASE WHEN ok THEN denominator_date END AS denominator_date, series_break,
        CASE WHEN ok THEN round(coalesce(value, (value_low + value_high) / 2), digits) END AS value,
        CASE WHEN ok THEN round(value_low, digits) END AS value_low,
        CASE WHEN ok THEN round(value_high, digits) END AS value_high,
        CASE WHEN ok THEN round(lower95, digits) END AS lower95,
        CASE WHEN ok THEN round(upper95, digits) END AS upper95,
        CASE WHEN ok THEN round(lower998, digits) END AS lower998,
        CASE WHEN ok THEN round(upper998, digits) END AS upper998,
        CASE WHEN state NOT IN ('reported', 'provisional') THEN state
          WHEN hidden THEN c.word WHEN ok THEN state ELSE 'not_applicable' END AS state,
        CASE WHEN hidden THEN NULL ELSE reason END AS reason,
        parent,
        CASE WHEN parent_ok THEN round(parent_value, digits) END AS parent_value,
        CASE WHEN parent_ok THEN coalesce(comparison95, 'not_compared') ELSE 'not_compared' END
          AS comparison95,
        CASE WHEN parent_ok THEN coalesce(comparison998, 'not_compared') ELSE 'not_compared' END
          AS comparison998,
        round(CASE WHEN g.id IS NULL THEN c.spc_mean ELSE g.mean END, digits) AS spc_mean,
        round(CASE WHEN g.id IS NULL THEN c.spc_lower ELSE g.lower END, digits) AS spc_lower,
        round(CASE WHEN g.id IS NULL THEN c.spc_upper ELSE g.upper END, digits) AS spc_upper,
        CASE WHEN NOT ok THEN NULL WHEN g.id IS NULL THEN w.word ELSE g.point END AS spc_point,
        CASE WHEN g.id IS NOT NULL THEN g.assurance WHEN c.spc_assurance IS NULL THEN NULL
          ELSE CASE c.spc_assurance WHEN 'consistently_pass' THEN 'pass'
            WHEN 'consistently_fail' THEN 'fail' WHEN 'hit_and_miss' THEN 'hit_and_miss'
            ELSE 'no_target' END END AS spc_assurance,
        CASE WHEN judged THEN quality END AS quality,
        CASE WHEN judged THEN round(completeness, 1) END AS completeness,
        CASE WHEN judged THEN round(timeliness, 1) END AS timeliness,
        CASE WHEN judged THEN round(acceptance, 1) END AS acceptance,
        CASE WHEN judged THEN denominator_months END AS denominator_months,
        CASE WHEN hidden AND hidden_high IS NOT NULL THEN hidden_low END AS hidden_low,
        CASE WHEN hidden THEN hidden_high END AS hidden_high
      FROM compared c LEFT JOIN charts g ON g.id = c.id
        LEFT JOIN point_words w ON w.indicator = c.indicator AND w.code = c.spc_point
      ORDER BY c.indicator, c.group_by, c.group_value, c.place, c.period_end
      """;

  private static byte[] report(
      Kernel kernel, Family family, FamilySuppression suppression, Path released, long rows) {
    // Read back: the decision is audited in methods, this asks whether the file obeys it.
    long leaks =
        kernel.number(
            "SELECT count(*) FROM read_parquet("
                + Kernel.files(List.of(released))
                + ") r JOIN cells c USING (indicator, group_by, group_value, place, period_end) JOIN"
                + " hidden h ON h.id = c.id WHERE coalesce(r.numerator_low, r.numerator_high,"
                + " r.denominator_low, r.denominator_high, r.value, r.value_low, r.value_high,"
                + " r.lower95, r.upper95, r.lower998, r.upper998, r.parent_value) IS NOT NULL OR"
                + " r.spc_point IS NOT NULL OR r.comparison95 <> 'not_compared' OR r.comparison998"
                + " <> 'not_compared' OR r.state IN ('reported', 'provisional')");
    long cells = kernel.number("SELECT count(*) FROM cells");
    Map<String, Object> report = new TreeMap<>();
    report.put("family", family.name());
    report.put("indicators", family.indicators().stream().map(ReleasedIndicator::id).toList());
    report.put("rows", rows);
    report.put("rowsLost", cells - rows);
    report.put("audited", suppression.cells());
    report.put("hidden", suppression.hidden().size());
    report.put("leftOut", suppression.leftOut());
    report.put("withheld", suppression.withheld().size());
    report.put("systemsWithheld", suppression.failed().size());
    report.put("withheldBecause", some(suppression.failed()));
    report.put("systems", suppression.audits().size());
    report.put("leaks", leaks);
    report.put("exposed", sum(suppression, AuditReport::exposed));
    report.put("recovered", sum(suppression, AuditReport::recovered));
    report.put("unproven", sum(suppression, AuditReport::unproven));
    report.put(
        "narrow", suppression.audits().stream().mapToLong(audit -> audit.narrow().size()).sum());
    report.put(
        "rejectedProofs",
        suppression.audits().stream().mapToLong(AuditReport::rejectedProofs).sum());
    report.put(
        "narrowest",
        suppression.audits().stream()
            .filter(audit -> audit.hidden() > 0)
            .mapToLong(AuditReport::narrowest)
            .min()
            .orElse(0));
    report.put(
        "medianWidth",
        suppression.audits().stream()
            .filter(audit -> audit.hidden() > 0)
            .mapToLong(AuditReport::medianWidth)
            .sorted()
            .skip(suppression.audits().stream().filter(audit -> audit.hidden() > 0).count() / 2)
            .findFirst()
            .orElse(0));
    report.put("passed", suppression.audits().stream().allMatch(AuditReport::passes));
    return CanonicalJson.bytes(report);
  }

  private static long sum(FamilySuppression suppression, Function<AuditReport, List<String>> of) {
    return suppression.audits().stream().mapToLong(audit -> of.apply(audit).size()).sum();
  }

  /** How many cells, and the first few: names of cells, never counts. */
  private static Map<String, Object> some(List<AuditReport> failed) {
    List<String> ids = new ArrayList<>();
    for (AuditReport audit : failed) {
      ids.addAll(audit.exposed());
      ids.addAll(audit.recovered());
      ids.addAll(audit.unproven());
    }
    Map<String, Object> some = new TreeMap<>();
    some.put("count", ids.size());
    some.put("first", ids.subList(0, Math.min(SHOWN_IDS, ids.size())));
    return some;
  }

  @FunctionalInterface
  private interface Rows {
    /** Adds a row of Long, Integer, Double and String cells, null where there is nothing. */
    void row(Object... cells);
  }

  @FunctionalInterface
  private interface Filler {
    void fill(Rows rows);
  }

  private static void write(Kernel kernel, String table, String columns, Filler filler) {
    kernel.execute("CREATE TABLE " + table + " (" + columns + ")");
    try (DuckDBAppender appender =
        kernel.connection().unwrap(DuckDBConnection.class).createAppender("main", table)) {
      filler.fill(cells -> append(appender, cells));
    } catch (SQLException e) {
      throw new IllegalStateException("the engine took no rows for " + table, e);
    }
  }

  private static void append(DuckDBAppender appender, Object... cells) {
    try {
      appender.beginRow();
      for (Object cell : cells) {
        if (cell == null) {
          appender.appendNull();
        } else if (cell instanceof Long number) {
          appender.append(number.longValue());
        } else if (cell instanceof Integer number) {
          appender.append(number.intValue());
        } else if (cell instanceof Double number) {
          appender.append(number.doubleValue());
        } else {
          appender.append(cell.toString());
        }
      }
      appender.endRow();
    } catch (SQLException e) {
      throw new IllegalStateException("the engine took no row", e);
    }
  }
}
