package org.commonplace.runners.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** {@code Bench ROWS FOLDER}: the whole comparison, as a table. */
final class Bench {
  private Bench() {}

  record Timing(double wall, double cpu, long peakBytes) {}

  public static void main(String[] arguments) throws Exception {
    long rows = Long.parseLong(arguments[0]);
    Path folder = Path.of(arguments[1]).toAbsolutePath();
    delete(folder);
    BenchFiles files = files(folder.resolve("whole"), rows, BenchFiles.SCHOOL_YEAR);
    // A row an element is all held in memory on this runner: more than this does not fit.
    long few = Math.min(rows / 10, 1_000_000);
    BenchFiles tenth = files(folder.resolve("tenth"), few, BenchFiles.SCHOOL_YEAR);

    List<String> table = new ArrayList<>();
    Timing duckIntake = timed("duckdb-intake", files);
    Timing intake = timed("intake", files);
    Timing duckIndicators = timed("duckdb-indicators", files);
    Timing indicators = timed("indicators", files);
    Timing rowIntake = timed("rows-intake", tenth);
    Timing rowIndicators = timed("rows-indicators", tenth);

    check(files, tenth);

    head(table);
    row(table, "intake: DuckDB's own SQL", rows, duckIntake);
    row(table, "intake: Commonplace", rows, intake);
    row(table, "intake: Beam, a row an element", few, rowIntake);
    row(table, "indicators: DuckDB's own SQL", rows, duckIndicators);
    row(table, "indicators: Commonplace", rows, indicators);
    row(table, "indicators: Beam, a row an element", few, rowIndicators);
    table.add("");
    ratio(table, "intake", rows, few, intake, duckIntake, rowIntake, 2.0);
    ratio(table, "indicators", rows, few, indicators, duckIndicators, rowIndicators, 1.5);
    table.add("All results agree.");
    table.forEach(System.out::println);
    delete(folder);
  }

  static BenchFiles files(Path folder, long rows, int months) throws IOException, SQLException {
    BenchFiles files = new BenchFiles(folder, rows, months);
    files.write();
    for (String contract : List.of("bench-attendance", "bench-places")) {
      Path target = folder.resolve("contracts").resolve(contract).resolve("1.0.0.yaml");
      Files.createDirectories(target.getParent());
      try (var in =
          Bench.class.getResourceAsStream("/bench/contracts/" + contract + "/1.0.0.yaml")) {
        Files.copy(in, target);
      }
    }
    return files;
  }

  static Timing timed(String name, BenchFiles files) throws Exception {
    System.out.println("timing " + name + " on " + files.rows() + " rows");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // A row an element needs the room; it is not held to the bound.
    command.add(name.startsWith("rows-") ? "-Xmx6g" : "-Xmx1500m");
    command.add("--add-opens=java.base/java.nio=ALL-UNNAMED");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(BenchCase.class.getName());
    command.addAll(
        List.of(
            name,
            files.folder().toString(),
            Long.toString(files.rows()),
            Integer.toString(files.months())));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    StringBuilder said = new StringBuilder();
    Timing timing = null;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.append(line).append('\n');
        if (line.startsWith("RESULT ")) {
          String[] parts = line.split(" ");
          timing =
              new Timing(
                  Double.parseDouble(parts[1]),
                  Double.parseDouble(parts[2]),
                  Long.parseLong(parts[3]));
        }
      }
    }
    if (process.waitFor() != 0 || timing == null) {
      throw new IllegalStateException(name + " failed:\n" + said);
    }
    return timing;
  }

  /** Every peer's rows and values equal ours; row-per-element is compared at its own size. */
  private static void check(BenchFiles files, BenchFiles tenth) throws IOException, SQLException {
    List<Path> duck = BenchCase.below(files.folder().resolve("duckdb-intake"), ".parquet");
    agree(
        "accepted rows of intake",
        DuckDbPeer.intakeCheck(duck),
        DuckDbPeer.intakeCheck(BenchCase.lake(files)));
    String ours =
        sums(
            "SELECT indicator = 'EDU-01' AS persistent, period_end AS last, place, group_by,"
                + " group_value, CAST(numerator_low AS BIGINT) AS n, CAST(denominator_low AS BIGINT)"
                + " AS d FROM read_parquet("
                + DuckDbPeer.list(
                    BenchCase.below(files.folder().resolve("workspace/work"), ".parquet"))
                + ") WHERE indicator IN ('EDU-01', 'EDU-02')");
    String theirs =
        "SELECT %s AS persistent, last, place, group_by, group_value, %s AS n, pupils AS d FROM"
            + " read_parquet('"
            + files.folder().resolve("duckdb-indicators/values.parquet")
            + "')";
    agree(
        "values of indicators",
        sums(
            String.format(Locale.ROOT, theirs, "true", "persistent")
                + " UNION ALL "
                + String.format(Locale.ROOT, theirs, "false", "severe")),
        ours);

    Path peer = tenth.folder().resolve("duckdb-check");
    DuckDbPeer.intake(tenth, peer);
    List<Path> peerRows = BenchCase.below(peer, ".parquet");
    String rowsOfElements =
        one(
            "SELECT count(*) || '/' || sum(column7) FROM read_csv("
                + DuckDbPeer.list(BenchCase.below(tenth.folder().resolve("rows-intake"), ".csv"))
                + ", header = false)");
    agree(
        "rows of row-per-element Beam",
        one(
            "SELECT count(*) || '/' || sum(sessions_absent) FROM read_parquet("
                + DuckDbPeer.list(peerRows)
                + ")"),
        rowsOfElements);
    DuckDbPeer.indicators(peerRows, tenth.places(), peer.resolve("values"));
    agree(
        "values of row-per-element Beam",
        one(
            "SELECT sum(persistent) || '/' || sum(severe) || '/' || sum(pupils) FROM"
                + " read_parquet('"
                + peer.resolve("values/values.parquet")
                + "')"),
        one(
            "SELECT sum(column5) FILTER (column4[1] = '1') || '/' || sum(column5) FILTER"
                + " (column4[2] = '1') || '/' || sum(column5) FROM read_csv("
                + DuckDbPeer.list(
                    BenchCase.below(tenth.folder().resolve("rows-indicators"), ".csv"))
                + ", header = false, types = {'column4': 'VARCHAR'})"));
  }

  private static String sums(String values) throws SQLException {
    return one(
        "SELECT count(*) || '/' || sum(n) || '/' || sum(d) || '/' || bit_xor(hash(persistent, last,"
            + " place, group_by, group_value, n, d)) FROM ("
            + values
            + ")");
  }

  static String one(String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getString(1);
    }
  }

  static void agree(String what, String expected, String found) {
    if (!expected.equals(found)) {
      throw new IllegalStateException(what + " differ: " + expected + " and " + found);
    }
  }

  static void head(List<String> table) {
    table.add(
        String.format(
            Locale.ROOT,
            "%-36s %12s %8s %8s %12s %8s",
            "case",
            "rows",
            "wall s",
            "cpu s",
            "rows/s",
            "peak MB"));
  }

  static void row(List<String> table, String name, long rows, Timing timing) {
    table.add(
        String.format(
            Locale.ROOT,
            "%-36s %,12d %8.2f %8.2f %,12.0f %,8d",
            name,
            rows,
            timing.wall(),
            timing.cpu(),
            rows / timing.wall(),
            timing.peakBytes() >> 20));
  }

  private static void ratio(
      List<String> table,
      String name,
      long rows,
      long few,
      Timing ours,
      Timing duckdb,
      Timing rowElements,
      double wanted) {
    double perRow = (rows / ours.wall()) / (few / rowElements.wall());
    table.add(
        String.format(
            Locale.ROOT,
            "%-10s %.2fx DuckDB's time (wanted: at most %.1fx), %.1fx the row-per-element rate"
                + " (wanted: at least 10x), peak %,d MB (wanted: at most 3,072)",
            name,
            ours.wall() / duckdb.wall(),
            wanted,
            perRow,
            ours.peakBytes() >> 20));
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
