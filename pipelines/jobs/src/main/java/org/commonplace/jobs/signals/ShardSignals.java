package org.commonplace.jobs.signals;

import java.io.Serializable;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.kernel.TableFill;
import org.commonplace.jobs.lake.Workspace;
import org.commonplace.jobs.lake.WorkspaceFiles;
import org.commonplace.jobs.stage.Resources;
import org.commonplace.methods.interval.Span;
import org.commonplace.methods.signals.Baseline;
import org.commonplace.methods.signals.Detection;
import org.commonplace.methods.signals.Episode;
import org.commonplace.methods.signals.Frequency;
import org.commonplace.methods.signals.nowcast.NowcastCount;
import org.duckdb.DuckDBAppender;

/**
 * The tests of one shard of places: reads its values, writes what the detectors say of them.
 *
 * @param workspace where both lie
 * @param run the run's name
 * @param plan which detectors run
 * @param resources cores and memory of the stage
 * @param shards how many shards there are to do
 */
record ShardSignals(
    Workspace workspace, String run, SignalPlan plan, Resources resources, int shards)
    implements Serializable {
  private static final int ROW_GROUP = 122_880;
  private static final int EPISODE_COLUMNS = 7;
  private static final List<Double> NOWCAST_LEVELS = List.of(0.5, 0.95);
  private static final String TABLE =
      """
      CREATE TABLE signals (
        indicator VARCHAR, place VARCHAR, level VARCHAR, frequency VARCHAR, date DATE,
        detector VARCHAR, detector_version VARCHAR, observed DOUBLE, expected DOUBLE,
        threshold DOUBLE, score DOUBLE, p_value DOUBLE, signal BOOLEAN, reason VARCHAR,
        artefact VARCHAR, provisional BOOLEAN, nowcast DOUBLE, nowcast_lower50 DOUBLE,
        nowcast_upper50 DOUBLE, nowcast_lower95 DOUBLE, nowcast_upper95 DOUBLE,
        baseline_first DATE, baseline_last DATE, baseline_counts INTEGER,
        sentence VARCHAR, episode VARCHAR, episode_first DATE, episode_last DATE,
        episode_status VARCHAR, episode_peak DATE, episode_excess DOUBLE, direction VARCHAR)
      """;

  /** One line of values, in the order of its series. */
  private record Value(
      String indicator,
      String place,
      String level,
      String frequency,
      LocalDate date,
      double low,
      double high,
      double population) {
    private boolean sameSeries(Value other) {
      return indicator.equals(other.indicator)
          && place.equals(other.place)
          && frequency.equals(other.frequency);
    }
  }

  /**
   * Writes the shard's files; doing it again writes the same bytes. Gives the shard back.
   *
   * @param completions what was learned of delays, by indicator
   */
  int run(int shard, Map<String, Completion> completions) {
    String input = workspace.uri(Workspace.shardFile(run, "values", shard));
    Optional<Path> local = WorkspaceFiles.local(input);
    List<String> readable = new ArrayList<>();
    local.ifPresent(path -> readable.add(path.toAbsolutePath().getParent().toString()));
    try (Kernel kernel = Kernel.open(resources.kernel(shards, readable))) {
      Path values = WorkspaceFiles.stage(input, kernel.scratch());
      kernel.execute(TABLE);
      append(kernel, values(kernel, values), completions);
      Path written = kernel.scratch().resolve("signals.parquet");
      kernel.writeParquet(
          "SELECT * FROM signals ORDER BY indicator, place, detector, date", written, ROW_GROUP);
      WorkspaceFiles.moveIn(
          written, workspace.uri(Workspace.shardFile(run, ShardQValues.TESTS, shard)));
      Path places = kernel.scratch().resolve("places.parquet");
      kernel.writeParquet(TestedPlaces.select(values), places, ROW_GROUP);
      WorkspaceFiles.moveIn(
          places, workspace.uri(Workspace.shardFile(run, TestedPlaces.PLACES, shard)));
    }
    return shard;
  }

  private List<Value> values(Kernel kernel, Path file) {
    String indicators =
        plan.watched().keySet().stream().map(Kernel::literal).collect(Collectors.joining(", "));
    return kernel.rows(
        """
        SELECT indicator, place, level, frequency, CAST(period_start - DATE '1970-01-01' AS BIGINT),
          numerator_low, numerator_high, (denominator_low + denominator_high) / 2
        FROM read_parquet(%s)
        WHERE group_by = '' AND indicator IN (%s)
        -- Counts of other boundaries are no past to compare with.
        QUALIFY period_start >= coalesce(max(period_start) FILTER (series_break)
          OVER (PARTITION BY indicator, place, frequency), period_start)
        ORDER BY indicator, place, frequency, period_start
        """
            .formatted(Kernel.literal(file.toString()), indicators),
        row ->
            new Value(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                LocalDate.ofEpochDay(row.getLong(5)),
                number(row.getDouble(6), row.wasNull()),
                number(row.getDouble(7), row.wasNull()),
                number(row.getDouble(8), row.wasNull())));
  }

  private static double number(double value, boolean missing) {
    return missing || Double.isInfinite(value) ? Double.NaN : value;
  }

  private void append(Kernel kernel, List<Value> values, Map<String, Completion> completions) {
    TableFill.fill(
        kernel,
        "signals",
        appender -> {
          int from = 0;
          while (from < values.size()) {
            Value head = values.get(from);
            int to = from + 1;
            while (to < values.size() && values.get(to).sameSeries(head)) {
              to++;
            }
            append(appender, values.subList(from, to), completions);
            from = to;
          }
        });
  }

  private void append(
      DuckDBAppender appender, List<Value> values, Map<String, Completion> completions)
      throws SQLException {
    Value head = values.get(0);
    SignalPlan.Watch watch = plan.watched().get(head.indicator());
    SeriesSignals series =
        new SeriesSignals(
            head.indicator() + "/" + head.place(),
            watch.kind(),
            frequency(head.indicator(), head.frequency()));
    for (Value value : values) {
      series.add(value.date(), value.low(), value.high(), value.population());
    }
    for (SignalRow row :
        series.detect(watch, Optional.ofNullable(completions.get(head.indicator())))) {
      append(appender, head, row);
    }
  }

  /** The step that values are by. */
  static Frequency frequency(String indicator, String step) {
    return switch (step) {
      case "day" -> Frequency.DAILY;
      case "week" -> Frequency.WEEKLY;
      case "month" -> Frequency.MONTHLY;
      default ->
          throw new IllegalStateException(
              "values of "
                  + indicator
                  + " are by "
                  + step
                  + "; detectors need day, week or month: run the indicators stage again");
    };
  }

  private static void append(DuckDBAppender appender, Value head, SignalRow row)
      throws SQLException {
    Detection detection = row.detection();
    appender.beginRow();
    appender.append(head.indicator()).append(head.place()).append(head.level());
    appender.append(code(row.frequency())).append(detection.date());
    appender.append(row.detector().name()).append(row.detector().version());
    append(appender, detection.observed());
    append(appender, detection.expected());
    append(appender, detection.threshold());
    append(appender, detection.score());
    append(appender, detection.pValue());
    appender.append(detection.signal()).append(detection.reason().text());
    appender.append(row.artefact().map(each -> each.kind().code()).orElse(""));
    appender.append(row.nowcast().isPresent());
    append(appender, row.nowcast().map(NowcastCount::median).orElse(Double.NaN));
    for (double level : NOWCAST_LEVELS) {
      Span limits = row.nowcast().map(count -> count.limits(level)).orElse(Span.NONE);
      append(appender, limits.low());
      append(appender, limits.high());
    }
    append(appender, row.baseline());
    appender.append(row.sentence());
    append(appender, head, row.episode());
    appender.endRow();
  }

  private static void append(DuckDBAppender appender, Optional<Baseline> baseline)
      throws SQLException {
    if (baseline.isEmpty()) {
      appender.appendNull().appendNull().appendNull();
    } else {
      Baseline past = baseline.get();
      appender.append(past.first()).append(past.last()).append(past.counts());
    }
  }

  private static void append(DuckDBAppender appender, Value head, Optional<WatchedEpisode> watched)
      throws SQLException {
    if (watched.isEmpty()) {
      for (int column = 0; column < EPISODE_COLUMNS; column++) {
        appender.appendNull();
      }
      return;
    }
    Episode episode = watched.get().episode();
    appender
        .append(head.indicator() + "/" + head.place() + "/" + episode.first())
        .append(episode.first())
        .append(episode.last())
        .append(episode.status().name().toLowerCase(Locale.ROOT))
        .append(watched.get().peak());
    append(appender, watched.get().excess());
    appender.append("high");
  }

  private static void append(DuckDBAppender appender, double number) throws SQLException {
    if (Double.isNaN(number)) {
      appender.appendNull();
    } else {
      appender.append(number);
    }
  }

  private static String code(Frequency frequency) {
    return switch (frequency) {
      case DAILY -> "day";
      case WEEKLY -> "week";
      case MONTHLY -> "month";
    };
  }
}
