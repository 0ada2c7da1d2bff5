package org.commonplace.jobs.signals;

import java.io.Serializable;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.kernel.TableFill;
import org.commonplace.jobs.lake.Workspace;
import org.commonplace.jobs.lake.WorkspaceFiles;
import org.commonplace.jobs.stage.Resources;
import org.commonplace.methods.signals.Frequency;
import org.commonplace.methods.signals.SeriesKind;
import org.commonplace.methods.signals.scan.Cluster;
import org.commonplace.methods.signals.scan.ReportedShare;
import org.commonplace.methods.signals.scan.SpaceTimeScan;
import org.commonplace.methods.signals.scan.Zones;

/**
 * Looks for clusters of neighbouring places in the newest counts of an indicator: what is expected
 * of each place is what its first detector expects, so that season and trend are dealt with.
 *
 * <p>Scanned is the level with the most places whose centroid is known. A count that reporting made
 * is left out. A provisional one is held against what is expected so far.
 *
 * @param workspace where the tests lie
 * @param run the run's name
 * @param plan which indicators are watched
 * @param resources cores and memory of the stage
 * @param shards the shards that were tested
 * @param places files of the dataset place, relative to the workspace
 */
record ScanIndicator(
    Workspace workspace,
    String run,
    SignalPlan plan,
    Resources resources,
    List<Integer> shards,
    List<String> places)
    implements Serializable {
  /** The folder of the clusters, a file an indicator. */
  static final String CLUSTERS = "clusters";

  /** Newest days or weeks scanned. */
  private static final int WINDOW = 14;

  /** Fewer have no neighbourhoods. */
  private static final int LEAST_PLACES = 5;

  /** Periods before the window that tell how much the counts of a place vary. */
  private static final int VARYING = 104;

  /** Rarer than this by chance, as New York City asks of its clusters (Greene and others 2016). */
  private static final double LEAST_RECURRENCE_DAYS = 100;

  private static final int ROW_GROUP = 2_048;

  ScanIndicator {
    shards = List.copyOf(shards);
    places = List.copyOf(places);
  }

  /** Where the clusters of an indicator lie, relative to the workspace. */
  static String file(String run, String indicator) {
    return Workspace.workFolder(run, CLUSTERS) + "/" + indicator + ".parquet";
  }

  /** The indicators whose values can make a cluster: those that count. */
  List<String> indicators() {
    return plan.watched().entrySet().stream()
        .filter(each -> each.getValue().kind() == SeriesKind.COUNT)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The counts of a place over the window, in the order of its dates. */
  private record Scanned(
      String place,
      double latitude,
      double longitude,
      double dispersion,
      double[] observed,
      double[] expected) {}

  /**
   * Writes the clusters of an indicator; none if its places or counts cannot be scanned. Gives the
   * indicator back.
   *
   * @param completions what was learned of delays, by indicator
   */
  String run(String indicator, Map<String, Completion> completions) {
    List<String> readable = new ArrayList<>();
    for (String folder : List.of(Workspace.workFolder(run, ShardQValues.TESTS), Workspace.LAKE)) {
      WorkspaceFiles.local(workspace.uri(folder))
          .ifPresent(path -> readable.add(path.toAbsolutePath().toString()));
    }
    try (Kernel kernel = Kernel.open(resources.kernel(plan.watched().size(), readable))) {
      createCounts(kernel, indicator);
      kernel.execute(
          """
          CREATE TABLE clusters (indicator VARCHAR, level VARCHAR, frequency VARCHAR,
            cluster INTEGER, centre VARCHAR, position INTEGER, place VARCHAR, radius DOUBLE,
            first DATE, last DATE, observed DOUBLE, expected DOUBLE, score DOUBLE, p_value DOUBLE,
            recurrence_days DOUBLE)
          """);
      Optional<Window> window = window(kernel);
      if (window.isPresent()) {
        List<Scanned> scanned = scanned(kernel, window.get());
        Optional.ofNullable(completions.get(indicator))
            .ifPresent(completion -> expectSoFar(scanned, window.get(), completion));
        scan(kernel, indicator, window.get(), scanned);
      }
      Path written = kernel.scratch().resolve("clusters.parquet");
      kernel.writeParquet("SELECT * FROM clusters ORDER BY cluster, position", written, ROW_GROUP);
      WorkspaceFiles.moveIn(written, workspace.uri(file(run, indicator)));
    }
    return indicator;
  }

  /**
   * What is expected of each place on each date, by the first detector that could test it, at the
   * frequency of the counts: days before the weeks that are made of them.
   */
  private void createCounts(Kernel kernel, String indicator) {
    String names =
        plan.watched().get(indicator).names().stream()
            .map(Kernel::literal)
            .collect(Collectors.joining(", "));
    String tests =
        Kernel.files(
            shards.stream()
                .map(shard -> Workspace.shardFile(run, ShardQValues.TESTS, shard))
                .map(file -> WorkspaceFiles.stage(workspace.uri(file), kernel.scratch()))
                .toList());
    kernel.execute(
        """
        CREATE TABLE centroids (place VARCHAR, latitude DOUBLE, longitude DOUBLE)
        """);
    if (!places.isEmpty()) {
      kernel.execute(
          """
          INSERT INTO centroids SELECT code, latitude, longitude FROM read_parquet(%s)
          QUALIFY row_number() OVER (PARTITION BY code ORDER BY valid_from DESC NULLS LAST,
            partner, contract, file, row) = 1
          """
              .formatted(
                  Kernel.files(
                      places.stream()
                          .map(file -> WorkspaceFiles.stage(workspace.uri(file), kernel.scratch()))
                          .toList())));
    }
    kernel.execute(
        """
        CREATE TABLE counts AS
        WITH t AS (SELECT * FROM read_parquet(%s)
          WHERE indicator = %s AND expected > 0 AND frequency IN ('day', 'week')),
        counted AS (SELECT * FROM t QUALIFY frequency = min(frequency) OVER (PARTITION BY place)),
        first AS (SELECT * FROM counted QUALIFY row_number() OVER (PARTITION BY place, date
          ORDER BY list_position([%s], detector)) = 1)
        SELECT t.place, t.level, t.frequency, t.date, c.latitude, c.longitude, t.expected,
          CASE WHEN t.artefact = '' AND t.observed >= 0 THEN t.observed END AS observed, t.signal
        FROM first t JOIN centroids c USING (place)
        WHERE abs(c.latitude) <= 90 AND abs(c.longitude) <= 180
        """
            .formatted(tests, Kernel.literal(indicator), names));
  }

  /** The level that is scanned, and until when. */
  private record Window(String level, Frequency frequency, LocalDate last) {
    private LocalDate date(int period) {
      return frequency.date(last, period - WINDOW + 1);
    }

    private int daysBetween() {
      return frequency == Frequency.WEEKLY ? 7 : 1;
    }
  }

  private static Optional<Window> window(Kernel kernel) {
    return kernel
        .rows(
            """
            SELECT level, frequency, CAST(max(date) - DATE '1970-01-01' AS BIGINT)
            FROM counts GROUP BY level, frequency HAVING count(DISTINCT place) >= %s
            ORDER BY count(DISTINCT place) DESC, level LIMIT 1
            """
                .formatted(Integer.toString(LEAST_PLACES)),
            row ->
                new Window(
                    row.getString(1),
                    row.getString(2).equals("week") ? Frequency.WEEKLY : Frequency.DAILY,
                    LocalDate.ofEpochDay(row.getLong(3))))
        .stream()
        .findFirst();
  }

  private record Count(
      String place,
      double latitude,
      double longitude,
      double dispersion,
      LocalDate date,
      double observed,
      double expected) {}

  private static List<Scanned> scanned(Kernel kernel, Window window) {
    Map<String, Scanned> found = new LinkedHashMap<>();
    for (Count count : counts(kernel, window)) {
      Scanned place =
          found.computeIfAbsent(
              count.place(),
              code ->
                  new Scanned(
                      code,
                      count.latitude(),
                      count.longitude(),
                      count.dispersion(),
                      missing(),
                      new double[WINDOW]));
      int period = WINDOW - 1 + SeriesRows.steps(window.frequency(), window.last(), count.date());
      place.observed()[period] = count.observed();
      place.expected()[period] = count.expected();
    }
    return List.copyOf(found.values());
  }

  private static double[] missing() {
    double[] counts = new double[WINDOW];
    Arrays.fill(counts, Double.NaN);
    return counts;
  }

  /** Of the window; with each the variance per mean of its place before, signals left out. */
  private static List<Count> counts(Kernel kernel, Window window) {
    String first = window.date(0).toString();
    return kernel.rows(
        """
        WITH varying AS (SELECT place, avg((observed - expected) ** 2 / expected) AS dispersion
          FROM counts WHERE level = %1$s AND NOT signal AND observed IS NOT NULL
            AND date < DATE '%2$s' AND date >= DATE '%3$s' GROUP BY place)
        SELECT c.place, c.latitude, c.longitude, greatest(1, coalesce(v.dispersion, 1)),
          CAST(c.date - DATE '1970-01-01' AS BIGINT), c.observed, c.expected
        FROM counts c LEFT JOIN varying v USING (place)
        WHERE c.level = %1$s AND c.date >= DATE '%2$s' AND c.observed IS NOT NULL
        ORDER BY c.place, c.date
        """
            .formatted(
                Kernel.literal(window.level()),
                first,
                window.frequency().date(window.date(0), -VARYING)),
        row ->
            new Count(
                row.getString(1),
                row.getDouble(2),
                row.getDouble(3),
                row.getDouble(4),
                LocalDate.ofEpochDay(row.getLong(5)),
                row.getDouble(6),
                row.getDouble(7)));
  }

  /** Brings what is expected of incomplete periods to what is expected of them so far. */
  private static void expectSoFar(List<Scanned> scanned, Window window, Completion completion) {
    for (int period = 0; period < WINDOW; period++) {
      double learned = completion.share(window.date(period), window.frequency());
      if (learned != 1) {
        int at = period;
        double share =
            ReportedShare.of(
                learned,
                scanned.stream().mapToDouble(each -> each.observed()[at]).toArray(),
                scanned.stream().mapToDouble(each -> each.expected()[at]).toArray());
        scanned.forEach(each -> each.expected()[at] *= share);
      }
    }
  }

  private static void scan(Kernel kernel, String indicator, Window window, List<Scanned> scanned) {
    if (scanned.size() < LEAST_PLACES) {
      return;
    }
    SpaceTimeScan scan =
        SpaceTimeScan.of(
            Zones.around(
                scanned.stream().mapToDouble(Scanned::latitude).toArray(),
                scanned.stream().mapToDouble(Scanned::longitude).toArray()));
    List<Cluster> clusters =
        scan.scan(
            scanned.stream().map(Scanned::observed).toArray(double[][]::new),
            scanned.stream().map(Scanned::expected).toArray(double[][]::new),
            scanned.stream().mapToDouble(Scanned::dispersion).toArray());
    List<Cluster> rare =
        clusters.stream()
            .filter(each -> each.recurrenceDays(window.daysBetween()) >= LEAST_RECURRENCE_DAYS)
            .toList();
    TableFill.fill(
        kernel,
        "clusters",
        rows -> {
          for (int number = 0; number < rare.size(); number++) {
            Cluster cluster = rare.get(number);
            for (int position = 0; position < cluster.places().size(); position++) {
              TableFill.row(
                  rows,
                  indicator,
                  window.level(),
                  window.frequency() == Frequency.WEEKLY ? "week" : "day",
                  number,
                  scanned.get(cluster.centre()).place(),
                  position,
                  scanned.get(cluster.places().get(position)).place(),
                  cluster.radius(),
                  window.date(WINDOW - cluster.days()),
                  window.frequency().date(window.last(), 1).minusDays(1),
                  cluster.observed(),
                  cluster.expected(),
                  cluster.score(),
                  cluster.pValue(),
                  cluster.recurrenceDays(window.daysBetween()));
            }
          }
        });
  }
}
