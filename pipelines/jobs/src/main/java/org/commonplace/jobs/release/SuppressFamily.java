package org.commonplace.jobs.release;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.beam.sdk.transforms.DoFn;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.kernel.KernelSettings;
import org.commonplace.jobs.kernel.TableFill;
import org.commonplace.jobs.lake.Workspace;
import org.commonplace.jobs.lake.WorkspaceFiles;
import org.commonplace.methods.comparison.ControlChart;
import org.commonplace.schemas.Inequality;

/**
 * Takes the values of one family of indicators, hides small numbers with all that follows from
 * them, and writes what is left as one Parquet file with a report of the audit beside it.
 *
 * <p>What is hidden is hidden everywhere: counts, value, limits, comparison, chart point ({@link
 * RedrawnCharts}, {@link ShownCells}).
 */
final class SuppressFamily extends DoFn<String, String> {
  private static final long serialVersionUID = 1L;
  private static final int ROW_GROUP = 20_480;

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
    hide(kernel, suppression);
    hideStandardised(kernel, family);
    hideInequalities(kernel, family);
    RedrawnCharts.create(kernel, family);
    Path released = kernel.scratch().resolve("released.parquet");
    long rows = kernel.writeParquet(ShownCells.SELECT, released, ROW_GROUP);
    byte[] report = FamilyReport.of(kernel, family, suppression, released, rows);
    WorkspaceFiles.moveIn(released, workspace.uri(table(run, family.name())));
    WorkspaceFiles.write(workspace.uri(report(run, family.name())), report);
  }

  private static void hide(Kernel kernel, FamilySuppression suppression) {
    kernel.execute("CREATE TABLE hidden (id BIGINT, low BIGINT, high BIGINT, word VARCHAR)");
    TableFill.fill(
        kernel,
        "hidden",
        appender -> {
          for (Map.Entry<Long, FamilySuppression.Range> each : suppression.hidden().entrySet()) {
            TableFill.row(
                appender,
                each.getKey(),
                each.getValue().low(),
                each.getValue().high(),
                suppression.withheld().contains(each.getKey()) ? "withheld" : "suppressed");
          }
        });
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

  /**
   * An inequality is shown only where each fifth that it compares is: then it tells nothing new.
   */
  static void hideInequalities(Kernel kernel, Family family) {
    for (ReleasedIndicator indicator : family.indicators()) {
      if (indicator.inequalityOf() != null) {
        kernel.execute(
            "INSERT INTO hidden SELECT c.id, NULL, NULL, 'suppressed' FROM cells c WHERE c.indicator"
                + " = %s AND c.id NOT IN (SELECT id FROM hidden) AND (SELECT count(*) FROM cells f WHERE"
                    .formatted(Kernel.literal(indicator.id()))
                + " f.indicator = %s AND f.place = c.place AND f.period_end = c.period_end AND"
                    .formatted(Kernel.literal(indicator.inequalityOf()))
                + " f.group_by = 'deprivation_quintile' AND f.group_value <> 'unknown' AND f.state IN"
                + " ('reported', 'provisional') AND f.id NOT IN (SELECT id FROM hidden)) < "
                + Inequality.FIFTHS);
      }
    }
  }

  private static String ids(Family family) {
    return family.indicators().stream()
        .map(indicator -> Kernel.literal(indicator.id()))
        .collect(Collectors.joining(", "));
  }

  private static void describe(Kernel kernel, Family family) {
    kernel.execute("CREATE TABLE indicators (indicator VARCHAR, digits INTEGER)");
    TableFill.fill(
        kernel,
        "indicators",
        appender -> {
          for (ReleasedIndicator indicator : family.indicators()) {
            TableFill.row(appender, indicator.id(), indicator.decimals() + 1);
          }
        });
    kernel.execute("CREATE TABLE point_words (indicator VARCHAR, code VARCHAR, word VARCHAR)");
    TableFill.fill(
        kernel,
        "point_words",
        appender -> {
          for (ReleasedIndicator indicator : family.indicators()) {
            for (ControlChart.PointCode code : ControlChart.PointCode.values()) {
              TableFill.row(
                  appender,
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
}
