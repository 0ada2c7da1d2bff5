package org.commonplace.runners.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Indicators of one dataset as a place would define them: thresholds of absence by month, quarter,
 * school year to date and rolling year, of all pupils and of some, and shares of sessions. Each is
 * written as a definition for us and as SQL for the peer.
 */
final class ManyIndicators {
  /** How many the benchmark is about. */
  static final int ALL = 40;

  private static final String AGE = "date_sub('year', birth_month, month)";
  private static final String PRIMARY = AGE + " between 4 and 10";
  private static final String SECONDARY = AGE + " >= 11";

  /** Indicators whose rows and units are the same. */
  private static final List<Family> FAMILIES =
      List.of(
          new Family("month", "academic-year-to-date", "", 20, thresholds(8)),
          new Family("month", "period", "", 1, thresholds(6)),
          new Family("quarter", "period", "", 20, thresholds(6)),
          new Family("month", "rolling-12-months", "", 20, thresholds(4)),
          new Family("month", "period", "", 0, shares()),
          new Family("month", "academic-year-to-date", PRIMARY, 20, thresholds(4)),
          new Family("month", "academic-year-to-date", SECONDARY, 20, thresholds(4)),
          new Family("month", "period", "sex = 'F'", 1, thresholds(2)));

  private ManyIndicators() {}

  /**
   * @param frequency length of a period
   * @param window which days count towards it
   * @param where which rows count; empty for all
   * @param least sessions that a pupil must have to count; 0 when a row is what counts
   * @param measures the indicators
   */
  private record Family(
      String frequency, String window, String where, int least, List<Measure> measures) {
    boolean rollsUp() {
      return least > 0;
    }
  }

  private record Measure(String method, String numerator, String denominator) {
    String peerNumerator() {
      return method.equals("ratio")
          ? "sum(" + numerator + ")"
          : "count(*) FILTER (WHERE " + numerator + ")";
    }

    String peerDenominator() {
      return method.equals("ratio") ? "sum(" + denominator + ")" : "count(*)";
    }
  }

  private static List<Measure> thresholds(int number) {
    int[] percent = {10, 50, 5, 20, 30, 15, 25, 40};
    return IntStream.range(0, number)
        .mapToObj(
            i -> new Measure("wilson", "absent * 100 >= possible * " + percent[i], "\"true\""))
        .toList();
  }

  private static List<Measure> shares() {
    return List.of(
        new Measure("ratio", "sessions_absent", "sessions_possible"),
        new Measure("wilson", "sessions_absent = 0", "\"true\""),
        new Measure("wilson", "sessions_absent >= 5", "\"true\""),
        new Measure("wilson", "sessions_absent * 2 >= sessions_possible", "\"true\""),
        new Measure("ratio", "greatest(sessions_absent - 2, 0)", "sessions_possible"),
        new Measure("wilson", "sessions_possible < 32", "\"true\""));
  }

  /** One of each family, then the next of each: any number of them is a mixture. */
  private static List<int[]> order() {
    List<int[]> order = new ArrayList<>();
    for (int measure = 0; measure < ALL; measure++) {
      for (int family = 0; family < FAMILIES.size(); family++) {
        if (measure < FAMILIES.get(family).measures().size()) {
          order.add(new int[] {family, measure});
        }
      }
    }
    return order;
  }

  /** The ids of all. */
  static List<String> ids() {
    return IntStream.range(0, ALL).mapToObj(ManyIndicators::id).toList();
  }

  private static String id(int number) {
    return String.format(Locale.ROOT, "BN-%02d", number);
  }

  /** Writes the first so many definitions. */
  static void write(Path folder, int number) throws IOException {
    Files.createDirectories(folder);
    List<int[]> order = order();
    for (int i = 0; i < number; i++) {
      Family family = FAMILIES.get(order.get(i)[0]);
      Files.writeString(
          folder.resolve(id(i) + ".yaml"),
          definition(id(i), family, family.measures().get(order.get(i)[1])));
    }
  }

  private static String definition(String id, Family family, Measure measure) {
    String rollUp =
        """
        rollup:
          by: person
          columns:
            possible: sum(sessions_possible)
            absent: sum(sessions_absent)
          having: possible >= %d
        """
            .formatted(family.least());
    return """
        id: %1$s
        version: 1.0.0
        slug: %2$s
        name: Benchmark %1$s
        plainName: Benchmark %1$s
        theme: education
        sentence: A measure of absence.
        rationale: It is timed.
        numeratorText: What is absent
        denominatorText: Of what
        unit: percent
        decimals: 1
        polarity: low-is-good
        method: %3$s
        frequency: %4$s
        window: %5$s
        dataset: attendance
        date: month
        %6$s%7$snumerator: %8$s
        denominator: %9$s
        groups: [sex, age_band, ethnicity, deprivation_quintile]
        ageBands: [0-4, 5-10, 11-15, 16+]
        suppression: {threshold: 5, complement: true}
        purpose: shared-outcomes
        owner: Benchmark
        """
        .formatted(
            id,
            id.toLowerCase(Locale.ROOT),
            measure.method(),
            family.frequency(),
            family.window(),
            family.where().isEmpty() ? "" : "where: \"" + family.where() + "\"\n",
            family.rollsUp() ? rollUp : "",
            measure.numerator(),
            measure.denominator());
  }

  /** The statements that compute all of them in DuckDB, one file of values for each family. */
  static List<String> peerStatements(List<Path> lake, Path out) {
    List<String> statements = new ArrayList<>();
    for (int i = 0; i < FAMILIES.size(); i++) {
      Family family = FAMILIES.get(i);
      statements.add(periods(family));
      statements.add(units(family, lake));
      statements.add(values(family, out.resolve("family-" + i + ".parquet")));
    }
    return statements;
  }

  private static String periods(Family family) {
    String first =
        switch (family.window()) {
          case "academic-year-to-date" ->
              "CASE WHEN month(m) >= 9 THEN make_date(year(m), 9, 1) ELSE make_date(year(m) - 1, 9,"
                  + " 1) END";
          case "rolling-12-months" -> "m - INTERVAL 11 MONTH";
          default -> "m";
        };
    int months = family.frequency().equals("quarter") ? 3 : 1;
    return """
        CREATE OR REPLACE TEMP TABLE periods AS
        SELECT CAST(m AS DATE) AS start, CAST(%s AS DATE) AS first,
          CAST(m + INTERVAL %d MONTH - INTERVAL 1 DAY AS DATE) AS last
        FROM range(DATE '%s', DATE '%s', INTERVAL %d MONTH) r(m)
        """
        .formatted(
            first,
            months,
            BenchFiles.LAST.minusMonths(BenchFiles.THREE_YEARS - 1).atDay(1),
            BenchFiles.LAST.plusMonths(1).atDay(1),
            months);
  }

  private static String units(Family family, List<Path> lake) {
    String join =
        family.window().equals("period")
            ? "start = date_trunc('" + family.frequency() + "', month)"
            : "month BETWEEN first AND last";
    String rows =
        "read_parquet(%s) JOIN periods ON %s".formatted(DuckDbPeer.list(lake), join)
            + (family.where().isEmpty() ? "" : " WHERE " + family.where());
    return "CREATE OR REPLACE TEMP TABLE units AS "
        + (family.rollsUp()
            ? """
            SELECT last, person, arg_max(place, month) AS place, arg_max(sex, month) AS sex,
              arg_max(birth_month, month) AS birth_month, arg_max(ethnicity, month) AS ethnicity,
              sum(sessions_possible)::BIGINT AS possible, sum(sessions_absent)::BIGINT AS absent
            FROM %s GROUP BY last, person HAVING sum(sessions_possible) >= %d
            """
                .formatted(rows, family.least())
            : "SELECT last, place, sex, birth_month, ethnicity, sessions_possible, sessions_absent"
                + " FROM "
                + rows);
  }

  private static String values(Family family, Path out) {
    int size = family.measures().size();
    String measures =
        IntStream.range(0, size)
            .mapToObj(
                i ->
                    "%s AS n%d, %s AS d%d"
                        .formatted(
                            family.measures().get(i).peerNumerator(),
                            i,
                            family.measures().get(i).peerDenominator(),
                            i))
            .collect(Collectors.joining(", "));
    String sums =
        IntStream.range(0, size)
            .mapToObj(
                i ->
                    "CAST(sum(n%1$d) AS BIGINT) AS n%1$d, CAST(sum(d%1$d) AS BIGINT) AS d%1$d"
                        .formatted(i))
            .collect(Collectors.joining(", "));
    return """
        COPY (
          WITH grouped AS (
            SELECT last, place AS base, sex,
              CASE WHEN age BETWEEN 0 AND 4 THEN '0-4' WHEN age BETWEEN 5 AND 10 THEN '5-10'
                WHEN age BETWEEN 11 AND 15 THEN '11-15' WHEN age >= 16 THEN '16+' ELSE 'other' END AS age_band,
              ethnicity, %s
            FROM (SELECT *, date_sub('year', birth_month, last) AS age FROM units)
            GROUP BY last, base, sex, age_band, ethnicity)
          SELECT last, l.place,
            CASE WHEN grouping(sex) = 0 THEN 'sex' WHEN grouping(age_band) = 0 THEN 'age_band'
              WHEN grouping(ethnicity) = 0 THEN 'ethnicity' WHEN grouping(quintile) = 0 THEN 'deprivation_quintile'
              ELSE '' END AS group_by,
            coalesce(sex, age_band, ethnicity, quintile::VARCHAR, '') AS group_value, %s
          FROM grouped JOIN place_levels l USING (base)
          GROUP BY GROUPING SETS ((last, l.place), (last, l.place, sex), (last, l.place, age_band),
            (last, l.place, ethnicity), (last, l.place, quintile))
          ORDER BY last, l.place, group_by, group_value
        ) TO '%s' (FORMAT parquet)
        """
        .formatted(measures, sums, out);
  }

  /** The peer's values, a row each, as ours name them. */
  static String peerValues(Path out) {
    List<int[]> order = order();
    return IntStream.range(0, ALL)
        .mapToObj(
            i ->
                ("SELECT '%s' AS indicator, last, place, group_by, group_value, n%2$d AS n, d%2$d AS"
                        + " d FROM read_parquet('%3$s')")
                    .formatted(
                        id(i),
                        order.get(i)[1],
                        out.resolve("family-" + order.get(i)[0] + ".parquet")))
        .collect(Collectors.joining(" UNION ALL "));
  }
}
