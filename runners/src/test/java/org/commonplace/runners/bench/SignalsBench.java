package org.commonplace.runners.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.kernel.KernelSettings;
import org.commonplace.jobs.lake.Workspace;
import org.commonplace.runners.Commonplace;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * {@code SignalsBench PLACES FOLDER}: every week of ten years of every place tested by the stage
 * {@code signals} with its two detectors, and how its time grows with places.
 */
final class SignalsBench {
  /** The name of the case; its "rows" are places. */
  static final String CASE = "signals";

  static final int WEEKS = 520;

  private static final LocalDate MONDAY = LocalDate.of(2016, 1, 4);
  private static final String RUN = "2025-12";
  private static final int OUTBREAK_WEEK = 500;
  private static final int OUTBREAK_CASES = 40;

  /** One place in so many has an outbreak. */
  private static final int OUTBREAK_EVERY = 100;

  private static final int PLACES_WITHIN = 50;

  private SignalsBench() {}

  public static void main(String[] arguments) throws Exception {
    int places = Integer.parseInt(arguments[0]);
    Path folder = Path.of(arguments[1]).toAbsolutePath();
    Bench.delete(folder);
    BenchFiles half = new BenchFiles(folder.resolve("half"), places / 2, WEEKS);
    BenchFiles whole = new BenchFiles(folder.resolve("whole"), places, WEEKS);
    write(half);
    write(whole);
    Bench.Timing ofHalf = Bench.timed(CASE, half);
    Bench.Timing ofWhole = Bench.timed(CASE, whole);
    check(half);
    check(whole);

    List<String> table = new ArrayList<>();
    Bench.head(table);
    Bench.row(table, "every week of ten years, half the places", (long) places / 2, ofHalf);
    Bench.row(table, "every week of ten years, all places", places, ofWhole);
    table.add("");
    table.add(
        String.format(
            Locale.ROOT,
            "%d places x %d weeks x 2 detectors: %.0f s of CPU time, %.0f s of wall time (wanted:"
                + " under 300 s of wall time on 2 cores)",
            places,
            WEEKS,
            ofWhole.cpu(),
            ofWhole.wall()));
    table.add(
        String.format(
            Locale.ROOT,
            "twice the places take %.2fx the CPU time (linear: at most 2x)",
            ofWhole.cpu() / ofHalf.cpu()));
    table.forEach(System.out::println);
    Bench.delete(folder);
  }

  /** Does the work of one case. */
  static void run(BenchFiles files) {
    Commonplace.Ended ended =
        Commonplace.run("signals", "--workspace", workspace(files).toString(), "--month", RUN);
    if (ended.code() != 0) {
      throw new IllegalStateException("signals ended with " + ended.code() + ended.output());
    }
  }

  private static Path workspace(BenchFiles files) {
    return files.folder().resolve("workspace");
  }

  /**
   * Poisson counts with a season around 1.5 to 9.5 cases a week, so that no place is one of rare
   * cases.
   */
  private static void write(BenchFiles files) throws IOException, SQLException {
    Path values =
        Files.createDirectories(workspace(files).resolve(Workspace.workFolder(RUN, "values")));
    try (Kernel kernel =
        Kernel.open(KernelSettings.single().reading(List.of(files.folder().toString())))) {
      kernel.execute(
          """
          CREATE TABLE v (indicator VARCHAR, place VARCHAR, parent VARCHAR, level VARCHAR,
            frequency VARCHAR,
            period_start DATE, group_by VARCHAR, numerator_low DOUBLE, numerator_high DOUBLE,
            denominator_low DOUBLE, denominator_high DOUBLE, series_break BOOLEAN, shard INTEGER)
          """);
      try (DuckDBAppender rows =
          kernel
              .connection()
              .unwrap(DuckDBConnection.class)
              .createAppender(DuckDBConnection.DEFAULT_SCHEMA, "v")) {
        for (int place = 0; place < files.rows(); place++) {
          appendPlace(rows, place);
        }
      }
      for (int shard : IntStream.range(0, Workspace.SHARDS).toArray()) {
        kernel.writeParquet(
            "SELECT * EXCLUDE (shard) FROM v WHERE shard = " + shard + " ORDER BY ALL",
            workspace(files).resolve(Workspace.shardFile(RUN, "values", shard)),
            100_000);
      }
    }
    Files.write(values.resolve("_stage.json"), "{}".getBytes(StandardCharsets.UTF_8));
  }

  private static void appendPlace(DuckDBAppender rows, int place) throws SQLException {
    String code = String.format(Locale.ROOT, "P%05d", place);
    SplittableRandom random = new SplittableRandom(place);
    for (int week = 0; week < WEEKS; week++) {
      double mean = (1.5 + place % 9) * Math.exp(0.4 * Math.cos(2 * Math.PI * week / 52.18));
      int count = week == OUTBREAK_WEEK && place % OUTBREAK_EVERY == 0 ? OUTBREAK_CASES : 0;
      for (double product = random.nextDouble(); product > Math.exp(-mean); count++) {
        product *= random.nextDouble();
      }
      rows.beginRow();
      rows.append("INF-01").append(code).append(parent(place)).append("area").append("week");
      rows.append(MONDAY.plusWeeks(week)).append("").append((double) count).append((double) count);
      rows.appendNull().appendNull().append(false).append(Workspace.shardOf(code));
      rows.endRow();
    }
  }

  /** The first of each fifty has the others in it. */
  private static String parent(int place) {
    return place % PLACES_WITHIN == 0
        ? null
        : String.format(Locale.ROOT, "P%05d", place - place % PLACES_WITHIN);
  }

  /** Every outbreak is found in its week, every place tested, and quiet weeks are quiet. */
  private static void check(BenchFiles files) throws SQLException {
    String signals =
        " FROM read_parquet('"
            + workspace(files).resolve(Workspace.workFolder(RUN, "signals"))
            + "/*.parquet')";
    long outbreaks = (files.rows() + OUTBREAK_EVERY - 1) / OUTBREAK_EVERY;
    LocalDate week = MONDAY.plusWeeks(OUTBREAK_WEEK);
    for (String detector : List.of("excess-windows", "farrington-noufaily")) {
      String ofDetector = signals + " WHERE detector = '" + detector + "'";
      Bench.agree(
          "outbreaks found by " + detector,
          Long.toString(outbreaks),
          Bench.one(
              "SELECT count(*)"
                  + ofDetector
                  + " AND signal AND date = '"
                  + week
                  + "' AND q_value < 0.1 AND episode_first <= date AND observed >= "
                  + OUTBREAK_CASES));
      Bench.agree(
          "places tested by " + detector + ", and false alarms below 1.2 %",
          files.rows() + " true",
          Bench.one(
              "SELECT count(DISTINCT place) || ' ' || (count(*) FILTER (signal) < 0.012 * count(*))"
                  + ofDetector
                  + " AND threshold IS NOT NULL AND date < '"
                  + week
                  + "'"));
    }
  }
}
