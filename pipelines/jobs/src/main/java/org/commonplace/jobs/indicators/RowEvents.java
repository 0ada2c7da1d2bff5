package org.commonplace.jobs.indicators;

import java.util.List;
import java.util.stream.Collectors;
import org.commonplace.jobs.kernel.Kernel;

/** The rows of a dataset that count towards some units, with their dates, as SQL over its files. */
final class RowEvents {
  private static final String OBSERVATION_KEY =
      "partner, contract, measure, place, \"date\", frequency, sex, age_band, ethnicity,"
          + " deprivation_quintile, category";

  private final Kernel kernel;
  private final WorkItem item;
  private final List<LakeFile> files;

  RowEvents(Kernel kernel, WorkItem item, List<LakeFile> files) {
    this.kernel = kernel;
    this.item = item;
    this.files = files;
  }

  /** Whether files hold rows of other contracts beside those of the units. */
  boolean needsContract(UnitPlan units) {
    return files.stream().anyMatch(file -> !units.contracts().contains(file.contract()));
  }

  /** Whether rows of one unit lie outside of the buckets that are worked on. */
  boolean needEveryBucket(UnitPlan units) {
    return !units.staysInBucket() && !item.isWhole();
  }

  /** Makes the view {@code events}: the rows that count, with their date. */
  void create(UnitPlan units) {
    boolean everyBucket = needEveryBucket(units);
    String rows = "SELECT * FROM " + (everyBucket ? "all_rows" : "bucket_rows");
    if (needsContract(units)) {
      rows += " WHERE contract IN (" + Partials.literals(units.contracts()) + ")";
    }
    if (units.isObservation()) {
      rows = increments(latestObservations(rows));
    } else if (!units.oneRowPer().isEmpty()) {
      rows = latest(rows, units.oneRowPer());
    }
    String dates = "CAST((\n" + units.date() + "\n) AS DATE) AS event_date";
    if (units.isStock()) {
      dates += ", CAST((\n" + units.stockFrom() + "\n) AS DATE) AS open_from";
      dates += ", CAST((\n" + units.stockTo() + "\n) AS DATE) AS open_to";
    }
    String events = "SELECT *, " + dates + " FROM (" + rows + ")";
    if (!units.where().isEmpty()) {
      events += " WHERE (\n" + units.where() + "\n)";
    }
    if (!units.previous().isEmpty()) {
      events =
          "SELECT *, CASE WHEN person IS NOT NULL THEN max(event_date) OVER (PARTITION BY person"
              + " ORDER BY event_date RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL 1 DAY"
              + " PRECEDING) END AS "
              + Kernel.identifier(units.previous())
              + " FROM ("
              + events
              + ")";
    }
    if (units.followed().given()) {
      events = withNextEvent(units.followed(), events, rows);
    }
    if (everyBucket) {
      // Rows of one unit lie in several buckets: a unit is worked on where its name's hash says.
      events =
          "SELECT * FROM ("
              + events
              + ") WHERE CAST('0x' || substr(md5((\n"
              + units.by()
              + "\n)), 1, 1) AS INTEGER) BETWEEN "
              + item.fromBucket()
              + " AND "
              + item.toBucket();
    }
    kernel.execute("CREATE OR REPLACE TEMP VIEW events AS " + events);
  }

  /** Adds the date of the first row of the same person that follows within some days. */
  private static String withNextEvent(FollowedSql followed, String events, String rows) {
    String where = followed.where().isEmpty() ? "true" : followed.where();
    return """
        WITH counted AS (%s),
        later AS (
          SELECT partner, contract, file, "row", person, CAST((
            %s
          ) AS DATE) AS next_on FROM (%s) WHERE person IS NOT NULL AND (
            %s
          )),
        next AS (
          SELECT c.partner, c.contract, c.file, c."row", min(l.next_on) AS next_on
          FROM (SELECT *, CAST((
            %s
          ) AS DATE) AS next_from FROM counted WHERE person IS NOT NULL) c
          JOIN later l ON l.person = c.person AND l.next_on BETWEEN c.next_from AND c.next_from + %d
            AND (l.partner, l.contract, l.file, l."row") <> (c.partner, c.contract, c.file, c."row")
          GROUP BY c.partner, c.contract, c.file, c."row")
        SELECT counted.*, next.next_on AS %s
        FROM counted LEFT JOIN next USING (partner, contract, file, "row")"""
        .formatted(
            events,
            followed.date(),
            rows,
            where,
            followed.after(),
            followed.withinDays(),
            Kernel.identifier(followed.name()));
  }

  /** Of the rows that describe the same thing the one of the latest delivery. */
  private static String latest(String rows, List<String> key) {
    String unknown =
        key.stream()
            .map(column -> Kernel.identifier(column) + " IS NULL")
            .collect(Collectors.joining(" OR "));
    // A row whose key is not known describes nothing but itself.
    return "SELECT * FROM ("
        + rows
        + ") JOIN deliveries USING (file, partner, contract) QUALIFY ("
        + unknown
        + ") OR row_number() OVER (PARTITION BY "
        + Partials.names(key)
        + " ORDER BY delivery DESC, \"row\" DESC) = 1";
  }

  private static String latestObservations(String rows) {
    return "SELECT * FROM ("
        + rows
        + ") JOIN deliveries USING (file, partner, contract) QUALIFY row_number() OVER (PARTITION"
        + " BY "
        + OBSERVATION_KEY
        + " ORDER BY vintage DESC NULLS LAST, delivery DESC, \"row\" DESC) = 1";
  }

  /**
   * Running totals become increments. The first total of a series is the increment of nobody knows
   * which days, so it is left out; a fall of the total stays a negative increment.
   */
  private static String increments(String rows) {
    String series = OBSERVATION_KEY.replace(" \"date\",", "");
    return "SELECT * REPLACE (CASE WHEN cumulative THEN count_low - earlier_high ELSE count_low END"
        + " AS count_low, CASE WHEN cumulative THEN count_high - earlier_low ELSE count_high END AS"
        + " count_high) FROM (SELECT *, lag(count_low) OVER series AS earlier_low, lag(count_high)"
        + " OVER series AS earlier_high, row_number() OVER series AS position FROM ("
        + rows
        + ") WINDOW series AS (PARTITION BY "
        + series
        + ", cumulative ORDER BY \"date\")) WHERE NOT coalesce(cumulative, false) OR position > 1";
  }
}
