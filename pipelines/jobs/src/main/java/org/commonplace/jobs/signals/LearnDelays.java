package org.commonplace.jobs.signals;

import java.io.Serializable;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.beam.sdk.values.KV;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.lake.Workspace;
import org.commonplace.jobs.lake.WorkspaceFiles;
import org.commonplace.jobs.stage.Resources;
import org.commonplace.methods.signals.Frequency;
import org.commonplace.methods.signals.nowcast.Nowcast;
import org.commonplace.methods.signals.nowcast.Vintage;

/**
 * Learns how late the counts of an indicator come. Its places report alike, so that what one of
 * them tells holds for all: they are learned from together, whichever shard they are in.
 *
 * @param workspace where the values lie
 * @param plan which indicators are watched
 * @param runs names of runs whose values tell what was known, in time, the last of now
 * @param resources cores and memory of the stage
 */
record LearnDelays(Workspace workspace, SignalPlan plan, List<String> runs, Resources resources)
    implements Serializable {

  /** How often the largest delay is looked back from the oldest vintage: dates may have moved. */
  private static final int LOOK_BACK = 3;

  LearnDelays {
    runs = List.copyOf(runs);
  }

  /** The indicators of which delays can be learned. */
  List<String> indicators() {
    return runs.size() < 2 ? List.of() : plan.completed().stream().sorted().toList();
  }

  /** What was learned of an indicator, with its id; nothing without an earlier vintage. */
  List<KV<String, Completion>> run(String indicator) {
    List<String> readable = new ArrayList<>();
    for (String run : runs) {
      WorkspaceFiles.local(workspace.uri(Workspace.workFolder(run, "values")))
          .ifPresent(path -> readable.add(path.toAbsolutePath().toString()));
    }
    try (Kernel kernel = Kernel.open(resources.kernel(indicators().size(), readable))) {
      List<Known> known = new ArrayList<>();
      for (String run : runs) {
        known(kernel, run, indicator).ifPresent(known::add);
      }
      return known.size() < 2
          ? List.of()
          : learn(kernel, known).map(each -> KV.of(indicator, each)).stream().toList();
    }
  }

  /** The counts of a run: the view that has them, and the newest. */
  private record Known(String view, Frequency frequency, LocalDate newest) {}

  private Optional<Known> known(Kernel kernel, String run, String indicator) {
    List<Path> files =
        IntStream.range(0, Workspace.SHARDS)
            .mapToObj(shard -> workspace.uri(Workspace.shardFile(run, "values", shard)))
            .filter(WorkspaceFiles::exists)
            .map(uri -> WorkspaceFiles.stage(uri, kernel.scratch()))
            .toList();
    if (files.isEmpty()) {
      return Optional.empty();
    }
    String view = Kernel.identifier(run);
    kernel.execute(
        """
        CREATE VIEW %s AS SELECT place, frequency, date, count FROM (
          SELECT place, frequency, period_start AS date,
            (numerator_low + numerator_high) / 2 AS count
          FROM read_parquet(%s) WHERE group_by = '' AND indicator = %s
          -- Counts of other boundaries are not revised to those of today.
          QUALIFY period_start >= coalesce(max(period_start) FILTER (series_break)
            OVER (PARTITION BY place, frequency), period_start))
        WHERE isfinite(count) AND count >= 0
        """
            .formatted(view, Kernel.files(files), Kernel.literal(indicator)));
    return kernel
        .rows(
            "SELECT frequency, max(date) FROM " + view + " GROUP BY frequency ORDER BY frequency",
            row ->
                new Known(
                    view,
                    ShardSignals.frequency(indicator, row.getString(1)),
                    row.getObject(2, LocalDate.class)))
        .stream()
        .findFirst();
  }

  private static Optional<Completion> learn(Kernel kernel, List<Known> known) {
    Known now = known.get(known.size() - 1);
    Frequency frequency = now.frequency();
    int largestDelay = Nowcast.usualLargestDelay(frequency);
    LocalDate oldest = known.stream().map(Known::newest).min(LocalDate::compareTo).orElseThrow();
    LocalDate origin = frequency.date(oldest, -LOOK_BACK * largestDelay);
    Map<String, Integer> places = places(kernel, now, origin);
    NavigableMap<Integer, Vintage> vintages = new TreeMap<>();
    for (Known each : known) {
      Vintage vintage = vintage(kernel, each, places, frequency, origin);
      // Of two that end with the same period the later one knows more.
      vintages.put(vintage.asOf(), vintage);
    }
    vintages.tailMap(SeriesRows.steps(frequency, origin, now.newest()), false).clear();
    return vintages.size() < 2
        ? Optional.empty()
        : Optional.of(
            new Completion(
                Nowcast.learn(List.copyOf(vintages.values()), largestDelay),
                frequency,
                now.newest()));
  }

  private static Map<String, Integer> places(Kernel kernel, Known now, LocalDate origin) {
    Map<String, Integer> places = new HashMap<>();
    kernel
        .rows(
            "SELECT DISTINCT place FROM "
                + now.view()
                + " WHERE date >= DATE '"
                + origin
                + "' ORDER BY place",
            row -> row.getString(1))
        .forEach(place -> places.put(place, places.size()));
    return places;
  }

  private record Count(String place, LocalDate date, double count) {}

  private static Vintage vintage(
      Kernel kernel,
      Known known,
      Map<String, Integer> places,
      Frequency frequency,
      LocalDate origin) {
    int last = SeriesRows.steps(frequency, origin, known.newest());
    double[][] counts = new double[places.size()][last + 1];
    for (double[] row : counts) {
      Arrays.fill(row, Double.NaN);
    }
    List<Count> rows =
        kernel.rows(
            "SELECT place, date, count FROM "
                + known.view()
                + " WHERE date >= DATE '"
                + origin
                + "'",
            row ->
                new Count(row.getString(1), row.getObject(2, LocalDate.class), row.getDouble(3)));
    for (Count row : rows) {
      Integer place = places.get(row.place());
      if (place != null) {
        counts[place][SeriesRows.steps(frequency, origin, row.date())] = row.count();
      }
    }
    return Vintage.of(last, 0, counts);
  }
}
