package org.commonplace.runners.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code ManyBench ROWS FOLDER}: forty indicators of three years in one run, against DuckDB's own
 * SQL; what one more indicator costs, and how time grows with rows.
 */
final class ManyBench {
  /** Without so many of the forty the rest takes the less. */
  private static final int LEFT_OUT = 8;

  private ManyBench() {}

  public static void main(String[] arguments) throws Exception {
    long rows = Long.parseLong(arguments[0]);
    Path folder = Path.of(arguments[1]).toAbsolutePath();
    Bench.delete(folder);
    BenchFiles whole = files(folder.resolve("whole"), rows);
    BenchFiles half = files(folder.resolve("half"), rows / 2);
    Bench.timed("intake", whole);
    Bench.timed("intake", half);

    Bench.Timing duckdb = Bench.timed("duckdb-many", whole);
    Bench.Timing ofHalf = Bench.timed(BenchCase.MANY + ManyIndicators.ALL, half);
    Bench.Timing fewer = Bench.timed(BenchCase.MANY + (ManyIndicators.ALL - LEFT_OUT), whole);
    Bench.Timing ours = Bench.timed(BenchCase.MANY + ManyIndicators.ALL, whole);
    check(whole);

    List<String> table = new ArrayList<>();
    Bench.head(table);
    Bench.row(table, "40 indicators: DuckDB's own SQL", rows, duckdb);
    Bench.row(table, "40 indicators: Commonplace", rows, ours);
    Bench.row(table, "32 indicators: Commonplace", rows, fewer);
    Bench.row(table, "40 indicators: half the rows", rows / 2, ofHalf);
    table.add("");
    table.add(
        String.format(
            Locale.ROOT,
            "40 indicators %.2fx DuckDB's CPU time, %.2fx its wall time (wanted: at most 1.5x)",
            ours.cpu() / duckdb.cpu(),
            ours.wall() / duckdb.wall()));
    table.add(
        String.format(
            Locale.ROOT,
            "one more indicator costs %.1f%% of the CPU time (wanted: under 3%%)",
            100 * (ours.cpu() - fewer.cpu()) / LEFT_OUT / fewer.cpu()));
    table.add(
        String.format(
            Locale.ROOT,
            "twice the rows take %.2fx the CPU time (linear: at most 2x)",
            ours.cpu() / ofHalf.cpu()));
    table.add("All results agree.");
    table.forEach(System.out::println);
    Bench.delete(folder);
  }

  /** The same files as ever, for these indicators alone. */
  private static BenchFiles files(Path folder, long rows) throws IOException, SQLException {
    BenchFiles files = Bench.files(folder, rows, BenchFiles.THREE_YEARS);
    Path contract = folder.resolve("contracts/bench-attendance/1.0.0.yaml");
    Files.writeString(
        contract,
        Files.readString(contract)
            .replace("value: [\"*\"]", "value: [" + String.join(", ", ManyIndicators.ids()) + "]"));
    return files;
  }

  private static void check(BenchFiles files) throws IOException, SQLException {
    String ours =
        "SELECT indicator, period_end AS last, place, group_by, group_value,"
            + " CAST(numerator_low AS BIGINT) AS n, CAST(denominator_low AS BIGINT) AS d FROM"
            + " read_parquet("
            + DuckDbPeer.list(BenchCase.below(files.folder().resolve("workspace/work"), ".parquet"))
            + ") WHERE indicator LIKE 'BN-%' AND numerator_low IS NOT NULL";
    Bench.agree(
        "values of forty indicators",
        digest(ManyIndicators.peerValues(files.folder().resolve("duckdb-many"))),
        digest(ours));
  }

  private static String digest(String values) throws SQLException {
    return Bench.one(
        "SELECT count(*) || '/' || sum(n) || '/' || sum(d) || '/' || bit_xor(hash(indicator, last,"
            + " place, group_by, group_value, n, d)) FROM ("
            + values
            + ")");
  }
}
