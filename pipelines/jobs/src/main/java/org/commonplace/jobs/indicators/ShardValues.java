package org.commonplace.jobs.indicators;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.kernel.TableFill;
import org.commonplace.jobs.lake.Workspace;

/**
 * The values of one shard of places: merges the partial sums, decides for which periods there is a
 * value or why there is none, and has the methods make the numbers.
 */
final class ShardValues {
  /** Exact decimals first, then the one nearest double each. */
  private static final String SUMS =
      "CAST(sum(num_low) AS DOUBLE), CAST(sum(num_high) AS DOUBLE), CAST(sum(num_squares) AS"
          + " DOUBLE), CAST(sum(den_low) AS DOUBLE), CAST(sum(den_high) AS DOUBLE)";

  /** With fewer rows of a place nothing is said of who sends them. */
  private static final long ROWS_THAT_TELL = 100;

  /** A sender with less than one in so many rows of a place is not behind it. */
  private static final long LEAST_SHARE = 100;

  private final Kernel kernel;
  private final IndicatorJob job;
  private final ValueRows out;
  private final SortedSet<String> own = new TreeSet<>();
  private final SortedSet<String> needed = new TreeSet<>();

  /** By sender and contract the rows of each place. */
  private final Map<String, Map<String, Long>> rowsOfPair = new HashMap<>();

  private final boolean severalTrees;

  /** By number of the indicator. */
  private final Map<Integer, SortedMap<SeriesKey, NavigableMap<LocalDate, Sums>>> cells =
      new HashMap<>();

  private final Map<Integer, SortedMap<SeriesKey, NavigableMap<LocalDate, Double>>> residents =
      new HashMap<>();

  ShardValues(Kernel kernel, IndicatorJob job, int shard, ValueRows out) {
    this.kernel = kernel;
    this.job = job;
    this.out = out;
    this.severalTrees = job.places().roots().size() > 1;
    for (PlaceRow place : job.places().places().values()) {
      if (Workspace.shardOf(place.code()) == shard) {
        own.add(place.code());
        needed.add(place.code());
        if (!place.parent().isEmpty()) {
          needed.add(place.parent());
        }
      }
    }
  }

  private record Coverage(String pair, String place, long rows) {}

  /** Adds the rows of every indicator. */
  void run() {
    kernel
        .rows(
            "SELECT note, place, sum(parts)::BIGINT FROM partials WHERE kind = "
                + Partials.COVERAGE
                + " GROUP BY note, place",
            row -> new Coverage(row.getString(1), row.getString(2), row.getLong(3)))
        .forEach(
            each ->
                rowsOfPair
                    .computeIfAbsent(each.pair(), pair -> new HashMap<>())
                    .put(each.place(), each.rows()));
    merge();
    for (IndicatorPlan plan : job.indicators()) {
      out.add(plan, job.places(), values(plan));
    }
  }

  private List<ValueRow> values(IndicatorPlan plan) {
    SortedMap<SeriesKey, NavigableMap<LocalDate, Sums>> sums =
        plan.ofLedger() ? ledgerCells(plan) : cells.getOrDefault(plan.number(), new TreeMap<>());
    SortedMap<SeriesKey, NavigableMap<LocalDate, Double>> people =
        residents.getOrDefault(plan.number(), new TreeMap<>());
    List<ValueRow> rows = new ArrayList<>();
    for (String place : needed) {
      if (!plan.levels().isEmpty()
          && !plan.levels().contains(job.places().places().get(place).level())) {
        continue;
      }
      String root = job.places().rootOf(place);
      Senders senders = Senders.of(plan, part -> senders(part, place, root));
      LocalDate begins = job.places().begins(place);
      new PlaceSeries(plan, place, root, senders, sums, people, begins, job.end()).addTo(rows);
    }
    new Numbers(plan, job.places()).fill(rows);
    return rows.stream().filter(row -> own.contains(row.series.place())).toList();
  }

  /**
   * Who sends what a place's values are made of. Where there are rows enough to tell, a sender with
   * next to none of them has nothing to do with the place: its silence leaves no gap there. The
   * whole place is everybody's.
   */
  private List<Contributor> senders(IndicatorPlan part, String place, String root) {
    List<Contributor> all =
        job.contributors().getOrDefault(part.id(), new ArrayList<>()).stream()
            .filter(each -> covers(each.pair(), root))
            .toList();
    long rows = all.stream().mapToLong(each -> rowsOf(each.pair(), place)).sum();
    boolean tells = rows >= ROWS_THAT_TELL && !part.units().isObservation() && !place.equals(root);
    return tells
        ? all.stream().filter(each -> rowsOf(each.pair(), place) * LEAST_SHARE >= rows).toList()
        : all;
  }

  private boolean covers(String pair, String root) {
    return !severalTrees || rowsOf(pair, root) > 0;
  }

  private long rowsOf(String pair, String place) {
    return rowsOfPair.getOrDefault(pair, Map.of()).getOrDefault(place, 0L);
  }

  /** Of published counts the nearest stay: a place's own, else its children's, and so on. */
  private void dropFarther() {
    kernel.execute(
        "DELETE FROM partials USING (SELECT indicator, place, group_by, min(distance) AS nearest"
            + " FROM partials WHERE kind = %1$d GROUP BY ALL HAVING max(distance) > min(distance))"
                .formatted(Partials.CELL)
            + " n WHERE kind = %1$d AND partials.indicator = n.indicator AND partials.place ="
                .formatted(Partials.CELL)
            + " n.place AND partials.group_by = n.group_by AND distance > nearest");
  }

  /** Sums and residents of all indicators, read in one pass each. */
  private void merge() {
    dropFarther();
    kernel.rows(
        "SELECT place, group_by, group_value, period - DATE '1970-01-01', indicator, "
            + SUMS
            + ", sum(parts)::BIGINT, sum(missing)::BIGINT, sum(provisional)::BIGINT,"
            + " sum(negative)::BIGINT, max(note) FROM partials WHERE kind = "
            + Partials.CELL
            + " GROUP BY indicator, place, group_by, group_value, period",
        row -> {
          cells
              .computeIfAbsent(row.getInt(5), number -> new TreeMap<>())
              .computeIfAbsent(key(row), key -> new TreeMap<>())
              .put(LocalDate.ofEpochDay(row.getLong(4)), sums(row));
          return 0;
        });
    kernel.rows(
        "SELECT place, group_by, group_value, period - DATE '1970-01-01', indicator,"
            + " CAST(sum(den_low) AS DOUBLE) FROM partials WHERE kind = "
            + Partials.POPULATION
            + " GROUP BY indicator, place, group_by, group_value, period",
        row -> {
          residents
              .computeIfAbsent(row.getInt(5), number -> new TreeMap<>())
              .computeIfAbsent(key(row), key -> new TreeMap<>())
              .put(LocalDate.ofEpochDay(row.getLong(4)), row.getDouble(6));
          return 0;
        });
  }

  private static SeriesKey key(ResultSet row) throws SQLException {
    return new SeriesKey(row.getString(1), row.getString(2), row.getString(3));
  }

  private static Sums sums(ResultSet row) throws SQLException {
    return new Sums(
        number(row, 6),
        number(row, 7),
        number(row, 8),
        number(row, 9),
        number(row, 10),
        row.getLong(11),
        row.getLong(12),
        row.getLong(13),
        row.getLong(14),
        row.getString(15));
  }

  private static double number(ResultSet row, int column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? Double.NaN : value;
  }

  /** The record of deliveries as a table, then the indicator's expressions over it. */
  private SortedMap<SeriesKey, NavigableMap<LocalDate, Sums>> ledgerCells(IndicatorPlan plan) {
    kernel.execute(
        "CREATE OR REPLACE TEMP TABLE ledger (partner VARCHAR, contract VARCHAR, place VARCHAR,"
            + " \"month\" DATE, expected INTEGER, received INTEGER, on_time INTEGER, rows_received BIGINT,"
            + " rows_accepted BIGINT)");
    TableFill.fill(
        kernel,
        "ledger",
        appender -> {
          for (String root : job.places().roots()) {
            for (SubmissionMonth each : job.submissions()) {
              if (own.contains(root) && covers(each.pair(), root)) {
                appender.beginRow();
                appender.append(each.partner());
                appender.append(each.contract());
                appender.append(root);
                appender.append(each.month().atDay(1));
                appender.append(each.expected());
                appender.append(each.received());
                appender.append(each.onTime());
                appender.append(each.rowsReceived());
                appender.append(each.rowsAccepted());
                appender.endRow();
              }
            }
          }
        });
    UnitPlan units = plan.units();
    String start =
        "CAST(date_trunc('" + units.frequency().code() + "', (" + units.date() + ")) AS DATE)";
    CountSql of = plan.denominator();
    SortedMap<SeriesKey, NavigableMap<LocalDate, Sums>> found = new TreeMap<>();
    kernel.rows(
        "SELECT place, '', '', start - DATE '1970-01-01', 0, CAST(%s AS DOUBLE), CAST(%s AS DOUBLE),"
                .formatted(
                    plan.numerator().sum(plan.numerator().low(), "true"),
                    plan.numerator().sum(plan.numerator().high(), "true"))
            + " NULL::DOUBLE, CAST(%s AS DOUBLE), CAST(%s AS DOUBLE), count(*), 0, 0, 0, NULL"
                .formatted(
                    of == null ? "NULL" : of.sum(of.low(), "true"),
                    of == null ? "NULL" : of.sum(of.high(), "true"))
            + " FROM (SELECT *, "
            + start
            + " AS start FROM ledger"
            + (units.where().isEmpty() ? "" : " WHERE (\n" + units.where() + "\n)")
            + ") WHERE start <= DATE '"
            + YearMonth.from(job.end()).atDay(1)
            + "' GROUP BY place, start",
        row -> {
          found
              .computeIfAbsent(key(row), key -> new TreeMap<>())
              .put(LocalDate.ofEpochDay(row.getLong(4)), sums(row));
          return 0;
        });
    return found;
  }
}
