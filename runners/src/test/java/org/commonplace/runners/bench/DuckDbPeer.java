package org.commonplace.runners.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** The same work in DuckDB's own SQL, by one connection on two threads. */
final class DuckDbPeer {
  private DuckDbPeer() {}

  private static Connection open(Path scratch) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("threads", "2");
    // It is not held to the bound: with 2 GiB it does not come to the end of 50 million rows.
    properties.setProperty("memory_limit", "8GiB");
    properties.setProperty("temp_directory", scratch.resolve("duckdb-spill").toString());
    return DriverManager.getConnection("jdbc:duckdb:", properties);
  }

  /**
   * CSV to typed, checked, deduplicated, tokenised rows, sorted into one Parquet file for each
   * input.
   */
  static void intake(BenchFiles files, Path out) throws IOException, SQLException {
    Files.createDirectories(out);
    byte[] key = HexFormat.of().parseHex(Files.readString(files.key()).strip());
    byte[] inner = new byte[64];
    byte[] outer = new byte[64];
    for (int i = 0; i < 64; i++) {
      byte k = i < key.length ? key[i] : 0;
      inner[i] = (byte) (k ^ 0x36);
      outer[i] = (byte) (k ^ 0x5c);
    }
    List<Path> inputs;
    try (Stream<Path> list = Files.list(files.attendance())) {
      inputs = list.sorted().toList();
    }
    try (Connection connection = open(out);
        Statement statement = connection.createStatement()) {
      for (Path input : inputs) {
        statement.execute(
            """
            CREATE OR REPLACE TEMP TABLE typed AS
            SELECT row_number() OVER () AS row, "Pupil" AS pupil, "Area" AS area,
              try_strptime("Month", '%%d/%%m/%%Y')::DATE AS month,
              CASE "Sex" WHEN 'Male' THEN 'M' WHEN 'Female' THEN 'F' END AS sex,
              try_strptime("Born", '%%d/%%m/%%Y')::DATE AS born,
              CASE "Ethnicity" WHEN 'Asian' THEN 'asian' WHEN 'Black' THEN 'black'
                WHEN 'Mixed' THEN 'mixed' WHEN 'White' THEN 'white' WHEN 'Other' THEN 'other' END AS ethnicity,
              try_cast("Possible" AS INTEGER) AS possible, try_cast("Absent" AS INTEGER) AS absent
            FROM read_csv('%s', all_varchar = true, header = true, delim = ',', quote = '"')
            """
                .formatted(input));
        statement.execute(
            """
            COPY (
              WITH valid AS (
                SELECT * FROM typed WHERE pupil IS NOT NULL AND area IS NOT NULL AND month IS NOT NULL
                  AND possible BETWEEN 0 AND 62 AND absent BETWEEN 0 AND possible),
              single AS (
                SELECT min(row) AS row, pupil, area, month, sex, born, ethnicity, possible, absent
                FROM valid GROUP BY ALL),
              tokens AS (
                SELECT pupil, left(sha256(from_hex('%s') || from_hex(sha256(from_hex('%s') || encode('pupil-number|' || pupil)))), 32) AS person
                FROM (SELECT DISTINCT pupil FROM single))
              SELECT CAST(('0x' || left(person, 1)) AS INTEGER) AS bucket, row, person, area AS place,
                date_trunc('month', month)::DATE AS month, sex, date_trunc('month', born)::DATE AS birth_month,
                ethnicity, possible AS sessions_possible, absent AS sessions_absent
              FROM single JOIN tokens USING (pupil) ORDER BY bucket, person, row
            ) TO '%s' (FORMAT parquet, COMPRESSION zstd)
            """
                .formatted(
                    HexFormat.of().formatHex(outer),
                    HexFormat.of().formatHex(inner),
                    out.resolve(input.getFileName() + ".parquet")));
      }
    }
  }

  /** Rows, absent sessions, and a checksum of the tokens. */
  static String intakeCheck(List<Path> parquet) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT count(*), sum(sessions_absent), bit_xor(hash(person || month)) FROM"
                    + " read_parquet("
                    + list(parquet)
                    + ")")) {
      result.next();
      return result.getString(1) + "/" + result.getString(2) + "/" + result.getString(3);
    }
  }

  /**
   * Persistent and severe absence of every month of the school year to date: one row per pupil, by
   * three levels of place, for everybody and four breakdowns.
   */
  static void indicators(List<Path> lake, Path places, Path out) throws IOException, SQLException {
    Files.createDirectories(out);
    try (Connection connection = open(out);
        Statement statement = connection.createStatement()) {
      createPlaceLevels(statement, places);
      statement.execute(
          """
          CREATE TEMP TABLE periods AS
          SELECT CAST(m AS DATE) AS first, CAST(m + INTERVAL 1 MONTH - INTERVAL 1 DAY AS DATE) AS last
          FROM range(DATE '2025-09-01', DATE '2026-07-01', INTERVAL 1 MONTH) r(m)
          """);
      statement.execute(
          """
          CREATE TEMP TABLE pupils AS
          SELECT last, person, arg_max(place, month) AS place, arg_max(sex, month) AS sex,
            arg_max(birth_month, month) AS birth_month, arg_max(ethnicity, month) AS ethnicity,
            sum(sessions_possible) AS possible, sum(sessions_absent) AS absent
          FROM read_parquet(%s) JOIN periods ON month <= last
          GROUP BY last, person HAVING sum(sessions_possible) >= 20
          """
              .formatted(list(lake)));
      statement.execute(
          """
          COPY (
            WITH grouped AS (
              SELECT last, place AS base, sex,
                CASE WHEN age BETWEEN 0 AND 4 THEN '0-4' WHEN age BETWEEN 5 AND 10 THEN '5-10'
                  WHEN age BETWEEN 11 AND 15 THEN '11-15' WHEN age >= 16 THEN '16+' ELSE 'other' END AS age_band,
                ethnicity, count(*) AS pupils, count(*) FILTER (absent * 10 >= possible) AS persistent,
                count(*) FILTER (absent * 2 >= possible) AS severe
              FROM (SELECT *, date_sub('year', birth_month, last) AS age FROM pupils)
              GROUP BY ALL)
            SELECT last, l.place,
              CASE WHEN grouping(sex) = 0 THEN 'sex' WHEN grouping(age_band) = 0 THEN 'age_band'
                WHEN grouping(ethnicity) = 0 THEN 'ethnicity' WHEN grouping(quintile) = 0 THEN 'deprivation_quintile'
                ELSE '' END AS group_by,
              coalesce(sex, age_band, ethnicity, quintile::VARCHAR, '') AS group_value,
              CAST(sum(persistent) AS BIGINT) AS persistent, CAST(sum(severe) AS BIGINT) AS severe,
              CAST(sum(pupils) AS BIGINT) AS pupils
            FROM grouped JOIN place_levels l USING (base)
            GROUP BY GROUPING SETS ((last, l.place), (last, l.place, sex), (last, l.place, age_band),
              (last, l.place, ethnicity), (last, l.place, quintile))
            ORDER BY ALL
          ) TO '%s' (FORMAT parquet)
          """
              .formatted(out.resolve("values.parquet")));
    }
  }

  /** Forty indicators of three years. */
  static void manyIndicators(List<Path> lake, Path places, Path out)
      throws IOException, SQLException {
    Files.createDirectories(out);
    try (Connection connection = open(out);
        Statement statement = connection.createStatement()) {
      createPlaceLevels(statement, places);
      for (String each : ManyIndicators.peerStatements(lake, out)) {
        statement.execute(each);
      }
    }
  }

  private static void createPlaceLevels(Statement statement, Path places) throws SQLException {
    statement.execute(
        """
          CREATE TEMP TABLE place_levels AS
          WITH p AS (SELECT * FROM read_csv('%s', types = {'quintile': 'INTEGER'}))
          SELECT a.code AS base, a.quintile, unnest([a.code, w.code, c.code]) AS place
          FROM p a JOIN p w ON a.parent = w.code JOIN p c ON w.parent = c.code
          """
            .formatted(places));
  }

  static String list(List<Path> paths) {
    List<String> quoted = new ArrayList<>();
    paths.forEach(path -> quoted.add("'" + path + "'"));
    return quoted.toString();
  }
}
