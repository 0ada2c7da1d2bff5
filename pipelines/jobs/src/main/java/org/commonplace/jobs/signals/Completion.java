package org.commonplace.jobs.signals;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.commonplace.methods.signals.Detection;
import org.commonplace.methods.signals.Frequency;
import org.commonplace.methods.signals.Reason;
import org.commonplace.methods.signals.nowcast.Nowcast;
import org.commonplace.methods.signals.nowcast.NowcastCount;
import org.commonplace.methods.signals.nowcast.ProvisionalTest;
import org.commonplace.methods.signals.nowcast.Vintage;

/**
 * What the newest counts of an indicator will come to, learned from what earlier ones came to.
 *
 * @param nowcast learned from the vintages of the places of a shard
 * @param frequency of the counts
 * @param newest the newest period with a count
 */
record Completion(Nowcast nowcast, Frequency frequency, LocalDate newest) {

  /** The counts of all places as known at one time, by place and date. */
  static final class Known {
    private final NavigableMap<String, NavigableMap<LocalDate, Double>> counts = new TreeMap<>();

    /** Adds a count; NaN is no count. */
    void add(String place, LocalDate date, double count) {
      if (!Double.isNaN(count)) {
        counts.computeIfAbsent(place, key -> new TreeMap<>()).put(date, count);
      }
    }

    private Optional<LocalDate> newest() {
      return counts.values().stream().map(NavigableMap::lastKey).max(LocalDate::compareTo);
    }

    private Optional<LocalDate> oldest() {
      return counts.values().stream().map(NavigableMap::firstKey).min(LocalDate::compareTo);
    }
  }

  /**
   * Learns; empty if no earlier vintage ends before the latest.
   *
   * @param latest what is known now
   * @param earlier what was known earlier, in time
   */
  static Optional<Completion> learn(Frequency frequency, Known latest, List<Known> earlier) {
    if (latest.newest().isEmpty()) {
      return Optional.empty();
    }
    LocalDate origin = latest.oldest().orElseThrow();
    List<String> places = List.copyOf(latest.counts.keySet());
    NavigableMap<Integer, Vintage> vintages = new TreeMap<>();
    List<Known> all = new ArrayList<>(earlier);
    all.add(latest);
    for (Known known : all) {
      if (known.newest().filter(newest -> !newest.isBefore(origin)).isPresent()) {
        Vintage vintage = vintage(known, places, origin, frequency);
        // Of two that end with the same period the later one knows more.
        vintages.put(vintage.asOf(), vintage);
      }
    }
    LocalDate newest = latest.newest().orElseThrow();
    vintages.tailMap(SeriesRows.steps(frequency, origin, newest) + 1).clear();
    return vintages.size() < 2
        ? Optional.empty()
        : Optional.of(
            new Completion(
                Nowcast.learn(List.copyOf(vintages.values()), Nowcast.usualLargestDelay(frequency)),
                frequency,
                newest));
  }

  private static Vintage vintage(
      Known known, List<String> places, LocalDate origin, Frequency frequency) {
    int last = SeriesRows.steps(frequency, origin, known.newest().orElseThrow());
    double[][] counts = new double[places.size()][last + 1];
    for (int place = 0; place < counts.length; place++) {
      Arrays.fill(counts[place], Double.NaN);
      for (var each : known.counts.getOrDefault(places.get(place), new TreeMap<>()).entrySet()) {
        int step = SeriesRows.steps(frequency, origin, each.getKey());
        if (step >= 0 && step <= last) {
          counts[place][step] = each.getValue();
        }
      }
    }
    return Vintage.of(last, 0, counts);
  }

  /** What a count will come to; empty if it is settled or cannot be tested. */
  Optional<NowcastCount> of(Detection detection) {
    int delay = SeriesRows.steps(frequency, detection.date(), newest);
    boolean open =
        delay >= 0
            && nowcast.isProvisional(delay)
            && detection.observed() >= 0
            && !Double.isNaN(detection.threshold())
            && detection.reason() != Reason.ARTEFACT;
    return open ? Optional.of(nowcast.predict(detection.observed(), delay)) : Optional.empty();
  }

  /** The detection of a provisional count: tested as what it will come to, shown as it is. */
  static Detection tested(Detection detection, NowcastCount count, double alpha) {
    Detection tested = ProvisionalTest.of(detection, count, alpha);
    return new Detection(
        tested.date(),
        detection.observed(),
        tested.expected(),
        tested.threshold(),
        tested.score(),
        tested.pValue(),
        tested.signal(),
        tested.reason());
  }
}
