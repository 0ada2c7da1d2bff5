package org.commonplace.jobs.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.DOUBLE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.kernel.KernelSettings;
import org.commonplace.jobs.lake.Ledger;
import org.commonplace.jobs.lake.LedgerEntry;
import org.commonplace.jobs.lake.Workspace;
import org.commonplace.jobs.stage.PastKnowledge;
import org.commonplace.jobs.stage.Resources;
import org.commonplace.jobs.stage.StageContext;
import org.commonplace.jobs.stage.StageFailure;
import org.commonplace.jobs.stage.StageOutcome;
import org.commonplace.methods.signals.Frequency;
import org.commonplace.methods.signals.SeriesKind;
import org.commonplace.methods.signals.multiplicity.PlaceTree;
import org.commonplace.schemas.DetectorSetting;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignalsStageTest {
  private static final PastKnowledge NO_PAST = (context, indicators, days) -> List.of();
  private static final LocalDate MONDAY = LocalDate.of(2018, 1, 1);
  private static final int WEEKS = 420;
  private static final int OUTBREAK = 400;

  /** First week of new boundaries of the place "cut". */
  private static final LocalDate BREAK = MONDAY.plusWeeks(300);

  private static final String RUN = "2026-01";
  private static final String INDICATOR = "INF-01";

  @TempDir Path folder;

  @Test
  void aPlantedOutbreakIsOneEpisodeAndQuietPlacesStayQuiet() throws Exception {
    writeValues("sick", "quiet-1", "quiet-2", "quiet-3");
    StageOutcome outcome = new SignalsStage(NO_PAST).run(context());
    assertThat(outcome.lines().get(0)).contains("of 4 series tested");
    try (Kernel kernel = reading()) {
      assertThat(
              kernel.rows(
                  """
                  SELECT DISTINCT episode, episode_first, episode_last, episode_status, direction
                  FROM %s WHERE place = 'sick' AND detector = 'farrington-noufaily' AND signal
                    AND date BETWEEN DATE '2018-01-01' + %d AND DATE '2018-01-01' + %d
                  """
                      .formatted(signals(), 7 * OUTBREAK, 7 * OUTBREAK + 27),
                  row -> row.getString(1) + " " + row.getString(4) + " " + row.getString(5)))
          .containsExactly("INF-01/sick/" + MONDAY.plusWeeks(OUTBREAK) + " ended high");
      long tested = count(kernel, "place LIKE 'quiet%' AND detector = 'farrington-noufaily'");
      long signals =
          count(kernel, "place LIKE 'quiet%' AND detector = 'farrington-noufaily' AND signal");
      assertThat(tested).isGreaterThan(1000);
      // Nominally 0.5 %; with the estimated mean the method reaches about twice that.
      assertThat(signals).isLessThanOrEqualTo(tested / 80);
      assertThat(
              count(
                  kernel,
                  "signal AND (episode IS NULL OR reason <> '' AND reason NOT LIKE 'fitted%')"))
          .isZero();
      assertThat(count(kernel, "NOT signal AND episode IS NOT NULL")).isZero();
      assertThat(
              count(
                  kernel,
                  "signal AND (baseline_counts < 7 OR baseline_last > date OR sentence = ''"
                      + " OR p_value IS NOT NULL AND (q_value < p_value OR q_value > 4 * p_value))"))
          .as("signals that do not explain themselves; four places share a date")
          .isZero();
      assertThat(
              kernel.rows(
                  "SELECT episode_peak, episode_excess FROM "
                      + signals()
                      + " WHERE episode = 'INF-01/sick/"
                      + MONDAY.plusWeeks(OUTBREAK)
                      + "' LIMIT 1",
                  row -> row.getDouble(2)))
          .allSatisfy(excess -> assertThat(excess).isBetween(90.0, 150.0));
      theTreeOfPlacesDecides(kernel);
    }
  }

  private void theTreeOfPlacesDecides(Kernel kernel) {
    String week =
        signals()
            + " WHERE detector = 'excess-windows' AND date = DATE '2018-01-01' + "
            + 7 * OUTBREAK;
    double[] pValues =
        kernel
            .rows("SELECT p_value FROM " + week + " ORDER BY place", row -> row.getDouble(1))
            .stream()
            .mapToDouble(p -> p)
            .toArray();
    // Of quiet-1, quiet-2, quiet-3 and sick.
    double expected = new PlaceTree(-1, -1, -1, 0).qValues(pValues)[3];
    assertThat(expected).isLessThan(0.1);
    assertThat(
            kernel.rows(
                "SELECT tree_q_value FROM " + week + " AND place = 'sick'",
                row -> row.getDouble(1)))
        .containsExactly(expected);
    assertThat(count(kernel, "signal AND p_value IS NOT NULL AND tree_q_value IS NULL")).isZero();
    assertThat(count(kernel, "NOT signal AND tree_q_value IS NOT NULL")).isZero();
  }

  @Test
  void doingItAgainChangesNothingAndNewValuesAreSeen() throws Exception {
    writeValues("a", "b");
    new SignalsStage(NO_PAST).run(context());
    byte[] first = shardBytes("a");
    assertThat(new SignalsStage(NO_PAST).run(context()).changed()).isZero();
    Files.delete(workspaceFile(Workspace.workFolder(RUN, "signals") + "/_stage.json"));
    assertThat(new SignalsStage(NO_PAST).run(context()).changed()).isPositive();
    assertThat(shardBytes("a")).isEqualTo(first);

    Files.delete(workspaceFile(Workspace.shardFile(RUN, "values", Workspace.shardOf("b"))));
    writeValues("a");
    new SignalsStage(NO_PAST).run(context());
    try (Kernel kernel = reading()) {
      assertThat(count(kernel, "place = 'b'")).isZero();
    }
  }

  @Test
  void everyShardIsDoneOnceWithEnforcementOn() throws Exception {
    writeValues("sick");
    int shard = Workspace.shardOf("sick");
    SignalPlan plan =
        new SignalPlan(
            new TreeMap<>(
                Map.of(
                    INDICATOR,
                    new SignalPlan.Watch(
                        SeriesKind.COUNT,
                        List.of(new DetectorSetting("ears-c2", 0.001)),
                        List.of(),
                        ""))));
    Pipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    PAssert.that(
            pipeline
                .apply(Create.of(List.of(shard)).withCoder(VarIntCoder.of()))
                .apply(
                    new DetectSpikes(
                        new LearnDelays(workspace(), plan, List.of(), Resources.ofThisMachine()),
                        new ShardSignals(workspace(), RUN, plan, Resources.ofThisMachine(), 1),
                        new ShardQValues(
                            workspace(), RUN, Resources.ofThisMachine(), List.of(shard)),
                        new ScanIndicator(
                            workspace(),
                            RUN,
                            plan,
                            Resources.ofThisMachine(),
                            List.of(shard),
                            List.of()))))
        .containsInAnyOrder(shard);
    pipeline.run().waitUntilFinish();
    try (Kernel kernel = reading()) {
      assertThat(count(kernel, "detector = 'ears-c2'")).isEqualTo(WEEKS - 9);
      assertThat(kernel.number("SELECT count(*) FROM " + clusters()))
          .as("no place has a centroid")
          .isZero();
    }
  }

  @Test
  void rareCasesAreToldByTheTimeBetweenThem() throws Exception {
    writeValues("rare", "a");
    new SignalsStage(NO_PAST).run(context());
    try (Kernel kernel = reading()) {
      assertThat(detectorsOf(kernel, "rare")).contains("first-case", "g-chart", "excess-windows");
      assertThat(
              count(
                  kernel,
                  "place = 'rare' AND detector = 'excess-windows' AND threshold IS NOT NULL AND date"
                      + " IN (SELECT date FROM "
                      + signals()
                      + " WHERE place = 'rare' AND detector = 'g-chart' AND threshold IS NOT NULL)"))
          .as("the usual detectors test only what those of rare cases cannot")
          .isZero();
      assertThat(
              count(
                  kernel,
                  "place = 'rare' AND date = (SELECT max(date) FROM "
                      + signals()
                      + ") AND threshold IS NOT NULL"))
          .isPositive();
      assertThat(detectorsOf(kernel, "a")).containsExactly("excess-windows", "farrington-noufaily");
      LocalDate outbreak = MONDAY.plusWeeks(OUTBREAK);
      assertThat(
              count(
                  kernel,
                  "signal AND detector = 'g-chart' AND date BETWEEN DATE '%s' AND DATE '%s'"
                      .formatted(outbreak, outbreak.plusWeeks(3))))
          .as("weeks of three cases in a row, where one comes in five weeks")
          .isGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void countsWithinOtherBoundariesAreNoPastToCompareWith() throws Exception {
    writeValues("cut", "a");
    new SignalsStage(NO_PAST).run(context());
    try (Kernel kernel = reading()) {
      assertThat(count(kernel, "place = 'a' AND date < DATE '" + BREAK + "'")).isPositive();
      assertThat(count(kernel, "place = 'cut' AND date < DATE '" + BREAK + "'")).isZero();
      assertThat(count(kernel, "place = 'cut' AND expected IS NOT NULL")).isPositive();
      assertThat(count(kernel, "place = 'cut' AND reason LIKE 'fitted on fewer past years%'"))
          .isGreaterThan(
              count(
                  kernel,
                  "place = 'a' AND reason LIKE 'fitted on fewer%' AND date >= DATE '"
                      + BREAK
                      + "'"));
    }
  }

  private List<String> detectorsOf(Kernel kernel, String place) {
    return kernel.rows(
        "SELECT DISTINCT detector FROM "
            + signals()
            + " WHERE place = "
            + Kernel.literal(place)
            + " ORDER BY 1",
        row -> row.getString(1));
  }

  /** Two neighbours with 20 more in each of the last two weeks, and five others far from them. */
  @Test
  void neighboursThatRiseTogetherAreACluster() throws Exception {
    writePlaces("rise-1", "rise-2", "far-1", "far-2", "far-3", "far-4", "far-5");
    writeValues("rise-1", "rise-2", "far-1", "far-2", "far-3", "far-4", "far-5");
    new SignalsStage(NO_PAST).run(context());
    LocalDate last = MONDAY.plusWeeks(WEEKS - 1);
    try (Kernel kernel = reading()) {
      assertThat(
              kernel.rows(
                  "SELECT place, first, last FROM " + clusters() + " ORDER BY cluster, place",
                  row -> row.getString(1) + " " + row.getString(2) + " " + row.getString(3)))
          .containsExactly(
              "rise-1 " + last.minusWeeks(1) + " " + last.plusDays(6),
              "rise-2 " + last.minusWeeks(1) + " " + last.plusDays(6));
      assertThat(
              kernel.rows(
                  "SELECT DISTINCT observed - expected, recurrence_days, radius FROM " + clusters(),
                  row -> List.of(row.getDouble(1), row.getDouble(2), row.getDouble(3))))
          .singleElement()
          .satisfies(
              cluster -> {
                assertThat(cluster.get(0)).isBetween(50.0, 110.0);
                assertThat(cluster.get(1)).isGreaterThan(3650);
                // 0.01 degrees of latitude.
                assertThat(cluster.get(2)).isBetween(1.0, 1.2);
              });
    }
    byte[] first = Files.readAllBytes(workspaceFile(ScanIndicator.file(RUN, INDICATOR)));
    Files.delete(workspaceFile(ScanIndicator.file(RUN, INDICATOR)));
    assertThat(new SignalsStage(NO_PAST).run(context()).changed())
        .as("a file is missing")
        .isPositive();
    assertThat(Files.readAllBytes(workspaceFile(ScanIndicator.file(RUN, INDICATOR))))
        .isEqualTo(first);
  }

  /** The same, of which two fifths of the newest week are known so far. */
  @Test
  void aClusterOfIncompleteWeeksIsHeldAgainstWhatIsExpectedSoFar() throws Exception {
    String[] places = {"rise-1", "rise-2", "far-1", "far-2", "far-3", "far-4", "far-5"};
    List<Double> shares = List.of(0.4, 0.8);
    writePlaces(places);
    writeValues(RUN, WEEKS, shares, places);
    List<String> known = new ArrayList<>();
    for (int earlier = 6; earlier >= 0; earlier--) {
      known.add("known@" + LocalDate.of(2025, 12, 31).minusWeeks(earlier));
      writeValues(known.get(known.size() - 1), WEEKS - earlier, shares, places);
    }
    new SignalsStage((context, indicators, days) -> known).run(context());
    try (Kernel kernel = reading()) {
      assertThat(
              kernel.rows(
                  """
                  SELECT any_value(c.observed) = sum(s.observed),
                    any_value(c.expected) / sum(s.expected)
                  FROM %s c JOIN %s s ON s.place = c.place AND s.date >= c.first
                  WHERE s.detector = (SELECT min(detector) FROM %s) GROUP BY c.cluster
                  """
                      .formatted(clusters(), signals(), signals()),
                  row -> row.getBoolean(1) ? row.getDouble(2) : Double.NaN))
          .singleElement(DOUBLE)
          .as("of what the settled weeks were expected to have")
          .isBetween(0.5, 0.7);
    }
  }

  private void writePlaces(String... places) {
    String file = Workspace.lakeFile("place", "council", YearMonth.parse(RUN), "0".repeat(16));
    try (Kernel kernel = reading()) {
      kernel.execute(
          """
          CREATE TABLE place (code VARCHAR, latitude DOUBLE, longitude DOUBLE, valid_from DATE,
            partner VARCHAR, contract VARCHAR, file VARCHAR, "row" BIGINT)
          """);
      for (String place : places) {
        double number = place.charAt(place.length() - 1) - '0';
        kernel.execute(
            "INSERT INTO place VALUES (?, ?, 0, NULL, 'council', 'places', '0', ?)",
            place,
            place.startsWith("rise") ? 50 + 0.01 * number : 10 + number,
            (long) number);
      }
      kernel.writeParquet("FROM place", workspaceFile(file), 2048);
    }
    new Ledger(workspace())
        .append(
            new LedgerEntry(
                "0".repeat(64),
                "council",
                "places",
                "1.0.0",
                "snapshot",
                YearMonth.parse(RUN),
                Instant.parse("2026-01-05T08:00:00Z"),
                LedgerEntry.Status.ACCEPTED,
                null,
                List.of(),
                List.of(
                    new LedgerEntry.Output(
                        "place", file, places.length, "0".repeat(64), null, null)),
                List.of(),
                null));
  }

  private String clusters() {
    return "read_parquet("
        + Kernel.literal(workspaceFile(ScanIndicator.file(RUN, INDICATOR)).toString())
        + ")";
  }

  @Test
  void theNewestWeeksAreTestedAsWhatTheyWillComeTo() throws Exception {
    List<Double> shares = List.of(0.4, 0.8);
    writeValues(RUN, WEEKS, shares, "a", "elsewhere");
    assertThat(Workspace.shardOf("elsewhere")).isNotEqualTo(Workspace.shardOf("a"));
    new SignalsStage(NO_PAST).run(context());
    assertThat(newest()).as("nothing is known of delays").containsExactly("false", "false");
    List<String> known = new ArrayList<>();
    for (int earlier = 12; earlier >= 0; earlier--) {
      known.add("known@" + LocalDate.of(2025, 12, 31).minusWeeks(earlier));
      writeValues(known.get(known.size() - 1), WEEKS - earlier, shares, "a");
    }
    new SignalsStage((context, indicators, days) -> known).run(context());
    assertThat(newest()).containsExactly("true", "true");
    try (Kernel kernel = reading()) {
      for (String place : List.of("a", "elsewhere")) {
        assertThat(
                count(
                    kernel,
                    "provisional AND detector = 'excess-windows' AND place = '" + place + "'"))
            .as("delays next to those that are revised may be too; what is learned holds for all")
            .isBetween(2L, 3L);
      }
      assertThat(count(kernel, "provisional AND nowcast < observed")).isZero();
      assertThat(
              count(
                  kernel,
                  "provisional AND NOT (nowcast_lower95 <= nowcast_lower50 AND nowcast_lower50 <="
                      + " nowcast AND nowcast <= nowcast_upper50 AND nowcast_upper50 <="
                      + " nowcast_upper95)"))
          .isZero();
      assertThat(count(kernel, "provisional AND nowcast > observed")).isGreaterThanOrEqualTo(2);
      assertThat(count(kernel, "provisional AND signal <> (nowcast > threshold)")).isZero();
    }
  }

  /** Whether the newest two weeks are provisional. */
  private List<String> newest() {
    try (Kernel kernel = reading()) {
      return kernel.rows(
          "SELECT provisional FROM "
              + signals()
              + " WHERE detector = 'excess-windows' AND place = 'a'"
              + " ORDER BY date DESC LIMIT 2",
          row -> Boolean.toString(row.getBoolean(1)));
    }
  }

  @Test
  void withoutValuesItSaysWhatToRun() {
    assertThatThrownBy(() -> new SignalsStage(NO_PAST).run(context()))
        .isInstanceOf(StageFailure.class)
        .hasMessageContaining("run: commonplace indicators --month 2026-01")
        .extracting(e -> ((StageFailure) e).kind())
        .isEqualTo(StageFailure.Kind.INPUT_MISSING);
  }

  @Test
  void intervalsSignalOnlyWhenTheirLowerEndDoes() {
    SeriesSignals series = new SeriesSignals("x", SeriesKind.COUNT, Frequency.DAILY);
    for (int day = 0; day < 40; day++) {
      series.add(MONDAY.plusDays(day), day == 39 ? 1 : 0, day == 39 ? 11 : 1, Double.NaN);
    }
    List<SignalRow> rows =
        series.detect(
            new SignalPlan.Watch(
                SeriesKind.COUNT, List.of(new DetectorSetting("ears-c1", 0.001)), List.of(), ""),
            Optional.empty());
    SignalRow last = rows.get(rows.size() - 1);
    assertThat(last.detection().observed())
        .isEqualTo(6)
        .isGreaterThan(last.detection().threshold());
    assertThat(last.detection().signal()).isFalse();
    assertThat(last.detection().reason().text()).contains("interval");
  }

  private StageContext context() {
    return new StageContext(
        workspace(),
        Optional.empty(),
        YearMonth.parse(RUN),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Resources.ofThisMachine(),
        Set.of(),
        PipelineOptionsFactory.create(),
        line -> {});
  }

  private Workspace workspace() {
    return new Workspace(folder.toString());
  }

  private Path workspaceFile(String relative) {
    return folder.resolve(relative);
  }

  private byte[] shardBytes(String place) throws IOException {
    return Files.readAllBytes(
        workspaceFile(Workspace.shardFile(RUN, "signals", Workspace.shardOf(place))));
  }

  private Kernel reading() {
    return Kernel.open(KernelSettings.single().reading(List.of(folder.toString())));
  }

  private String signals() {
    return "read_parquet("
        + Kernel.literal(folder.resolve(Workspace.workFolder(RUN, "signals")) + "/*.parquet")
        + ")";
  }

  private long count(Kernel kernel, String where) {
    return kernel.number("SELECT count(*) FROM " + signals() + " WHERE " + where);
  }

  /**
   * Weekly Poisson counts with season; in the place "sick", which lies in "quiet-1", with 30 more
   * in four weeks, and in those called "rise" with 20 more in the last two. The place "rare" has a
   * case in five weeks, and three more in the same four weeks.
   */
  private void writeValues(String... places) throws Exception {
    writeValues(RUN, WEEKS, List.of(), places);
  }

  /**
   * The same as it was known in a week.
   *
   * @param weeks how many weeks there were
   * @param shares of its cases that the newest week has, the one before, and so on
   */
  private void writeValues(String run, int weeks, List<Double> shares, String... places)
      throws Exception {
    Path values = Files.createDirectories(workspaceFile(Workspace.workFolder(run, "values")));
    try (Kernel kernel = reading()) {
      kernel.execute(
          """
          CREATE TABLE v (indicator VARCHAR, place VARCHAR, parent VARCHAR, level VARCHAR,
            frequency VARCHAR,
            period_start DATE, group_by VARCHAR, numerator_low DOUBLE, numerator_high DOUBLE,
            denominator_low DOUBLE, denominator_high DOUBLE, state VARCHAR, shard INTEGER)
          """);
      try (DuckDBAppender rows =
          kernel
              .connection()
              .unwrap(DuckDBConnection.class)
              .createAppender(DuckDBConnection.DEFAULT_SCHEMA, "v")) {
        for (String place : places) {
          SplittableRandom random = new SplittableRandom(place.hashCode());
          for (int week = 0; week < weeks; week++) {
            double level = place.equals("rare") ? 0.2 : 6;
            double mean = level * Math.exp(0.4 * Math.cos(2 * Math.PI * week / 52.18));
            int count = place.equals("sick") && week >= OUTBREAK && week < OUTBREAK + 4 ? 30 : 0;
            count += place.equals("rare") && week >= OUTBREAK && week < OUTBREAK + 4 ? 3 : 0;
            count += place.startsWith("rise") && week >= WEEKS - 2 ? 20 : 0;
            for (double product = random.nextDouble(); product > Math.exp(-mean); count++) {
              product *= random.nextDouble();
            }
            int delay = weeks - 1 - week;
            double known = delay < shares.size() ? Math.round(count * shares.get(delay)) : count;
            append(rows, place, week, "", known);
            append(rows, place, week, "sex", 999);
          }
        }
      }
      for (int shard : IntStream.range(0, Workspace.SHARDS).toArray()) {
        if (kernel.number("SELECT count(*) FROM v WHERE shard = ?", shard) > 0) {
          kernel.writeParquet(
              "SELECT *, place = 'cut' AND period_start = DATE '"
                  + BREAK
                  + "' AS series_break FROM v WHERE shard = "
                  + shard,
              workspaceFile(Workspace.shardFile(run, "values", shard)),
              100_000);
        }
      }
    }
    Files.write(values.resolve("_stage.json"), "{}".getBytes(StandardCharsets.UTF_8));
  }

  private static void append(
      DuckDBAppender rows, String place, int week, String groupBy, double count)
      throws SQLException {
    rows.beginRow();
    rows.append(INDICATOR).append(place).append(place.equals("sick") ? "quiet-1" : null);
    rows.append("area").append("week");
    rows.append(MONDAY.plusWeeks(week)).append(groupBy).append(count).append(count);
    rows.appendNull().appendNull().append("reported").append(Workspace.shardOf(place));
    rows.endRow();
  }
}
