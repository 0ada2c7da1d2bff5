package org.commonplace.jobs.release;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.kernel.TableFill;
import org.commonplace.methods.comparison.ControlChart;
import org.commonplace.methods.comparison.Polarity;
import org.commonplace.methods.comparison.XmrChart;
import org.duckdb.DuckDBAppender;

/**
 * Control charts of the series with a hidden point, drawn anew from the points that are shown, as a
 * mean of all would give the hidden one away.
 */
final class RedrawnCharts {
  private RedrawnCharts() {}

  /** A point of a series whose chart is drawn again. */
  private record Point(
      long id,
      String indicator,
      String place,
      String groupBy,
      String groupValue,
      LocalDate end,
      double value,
      boolean isBreak) {
    List<String> series() {
      return List.of(indicator, place, groupBy, groupValue);
    }
  }

  /** Makes the table {@code charts}. */
  static void create(Kernel kernel, Family family) {
    List<Point> points =
        kernel.rows(
            "SELECT c.id, c.indicator, c.place, c.group_by, c.group_value, c.period_end, CASE WHEN"
                + " h.id IS NULL AND c.state IN ('reported', 'provisional') THEN c.value END, c.series_break FROM"
                + " cells c LEFT JOIN hidden h ON h.id = c.id WINDOW series AS (PARTITION BY"
                + " c.indicator, c.place, c.group_by, c.group_value) QUALIFY bool_or(h.id IS NOT"
                + " NULL) OVER series AND bool_or(c.spc_mean IS NOT NULL) OVER series ORDER BY"
                + " c.id",
            row -> {
              double value = row.getDouble(7);
              return new Point(
                  row.getLong(1),
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5),
                  row.getObject(6, LocalDate.class),
                  row.wasNull() ? Double.NaN : value,
                  row.getBoolean(8));
            });
    Map<String, ReleasedIndicator> indicators = new HashMap<>();
    family.indicators().forEach(indicator -> indicators.put(indicator.id(), indicator));
    kernel.execute(
        "CREATE TABLE charts (id BIGINT, mean DOUBLE, lower DOUBLE, upper DOUBLE, point VARCHAR,"
            + " assurance VARCHAR)");
    TableFill.fill(
        kernel,
        "charts",
        appender -> {
          int from = 0;
          for (int to = 1; to <= points.size(); to++) {
            if (to == points.size() || !points.get(to).series().equals(points.get(from).series())) {
              List<Point> series = points.subList(from, to);
              draw(series, indicators.get(series.get(0).indicator()), appender);
              from = to;
            }
          }
        });
  }

  private static void draw(List<Point> points, ReleasedIndicator indicator, DuckDBAppender rows)
      throws SQLException {
    PeriodWords step = PeriodWords.of(indicator.frequency());
    LocalDate start = step.startOfPeriodEnding(points.get(0).end());
    LocalDate last = step.startOfPeriodEnding(points.get(points.size() - 1).end());
    double[] series = new double[step.between(start, last) + 1];
    Arrays.fill(series, Double.NaN);
    for (Point point : points) {
      series[step.between(start, step.startOfPeriodEnding(point.end()))] = point.value();
    }
    XmrChart chart = XmrChart.of(Polarity.valueOf(indicator.polarity().name()));
    if (!Double.isNaN(indicator.target())) {
      chart = chart.withTarget(indicator.target());
    }
    int[] breaks =
        points.stream()
            .filter(Point::isBreak)
            .mapToInt(point -> step.between(start, step.startOfPeriodEnding(point.end())))
            .filter(i -> i > 0)
            .toArray();
    ControlChart drawn = chart.withRebases(breaks).draw(series);
    for (Point point : points) {
      int i = step.between(start, step.startOfPeriodEnding(point.end()));
      ControlChart.Phase phase =
          drawn.phases().stream()
              .filter(each -> each.from() <= i && i < each.to())
              .findFirst()
              .orElse(null);
      boolean latest = i == series.length - 1;
      TableFill.row(
          rows,
          point.id(),
          phase == null ? null : phase.mean(),
          phase == null ? null : phase.lower(),
          phase == null ? null : phase.upper(),
          ChartWords.point(drawn.codes().get(i), indicator.polarity()),
          latest ? ChartWords.assurance(drawn.assurance()) : null);
    }
  }
}
