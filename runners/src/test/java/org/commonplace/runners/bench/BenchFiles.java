package org.commonplace.runners.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;

/**
 * The files that are timed: monthly extracts, each pupil once in each.
 *
 * @param folder where they lie
 * @param rows attendance rows in all
 * @param months how many extracts, up to the last one
 */
record BenchFiles(Path folder, long rows, int months) {
  /** September to June. */
  static final int SCHOOL_YEAR = 10;

  static final int THREE_YEARS = 36;
  static final YearMonth LAST = YearMonth.of(2026, 6);
  static final int AREAS = 120;
  static final int WARDS = 12;

  Path inbox() {
    return folder.resolve("inbox");
  }

  Path attendance() {
    return inbox().resolve("bench/bench-attendance");
  }

  Path places() {
    return inbox().resolve("bench/bench-places/places.csv");
  }

  Path key() {
    return folder.resolve("bench.key");
  }

  /** Writes them; the same number of rows gives the same bytes. */
  void write() throws IOException, SQLException {
    Files.createDirectories(attendance());
    Files.createDirectories(places().getParent());
    Files.writeString(key(), "5e".repeat(32) + "\n");
    long pupils = rows / months;
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (int month = 0; month < months; month++) {
        YearMonth at = LAST.minusMonths(months - 1L - month);
        int year = at.getYear();
        int number = at.getMonthValue();
        String name = "attendance-" + at + ".csv";
        statement.execute(
            String.format(
                java.util.Locale.ROOT,
                """
                COPY (SELECT printf('P%%09d', i) AS "Pupil",
                    printf('A%%03d', (i * 7919) %% %d) AS "Area",
                    '01/%02d/%d' AS "Month",
                    CASE WHEN (i * 31) %% 100 < 49 THEN 'Male' ELSE 'Female' END AS "Sex",
                    strftime(DATE '2009-09-01' + CAST((i * 13) %% 4000 AS INTEGER), '%%d/%%m/%%Y') AS "Born",
                    ['Asian','Black','Mixed','White','White','White','Other'][1 + (i * 17) %% 7] AS "Ethnicity",
                    30 + (i %% 9) AS "Possible",
                    CAST(floor(((i * 2654435761 + %d * 40503) %% 1000) ^ 3 / 1e9 * (30 + (i %% 9))) AS INTEGER) AS "Absent"
                  FROM range(%d) r(i)) TO '%s' (HEADER, DELIMITER ',')
                """,
                AREAS,
                number,
                year,
                month,
                pupils,
                attendance().resolve(name)));
      }
      statement.execute(
          String.format(
              java.util.Locale.ROOT,
              """
              COPY (SELECT * FROM (
                  SELECT 'CITY' AS code, 'city' AS level, NULL AS parent, NULL AS quintile
                  UNION ALL SELECT printf('W%%02d', w), 'ward', 'CITY', NULL FROM range(%d) t(w)
                  UNION ALL SELECT printf('A%%03d', a), 'area', printf('W%%02d', a %% %d), 1 + a %% 5
                    FROM range(%d) u(a)) ORDER BY code) TO '%s' (HEADER)
              """,
              WARDS,
              WARDS,
              AREAS,
              places()));
    }
  }
}
