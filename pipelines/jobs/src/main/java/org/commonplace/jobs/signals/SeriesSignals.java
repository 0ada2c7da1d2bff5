package org.commonplace.jobs.signals;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.commonplace.methods.signals.Detection;
import org.commonplace.methods.signals.Detector;
import org.commonplace.methods.signals.Episode;
import org.commonplace.methods.signals.Frequency;
import org.commonplace.methods.signals.Reason;
import org.commonplace.methods.signals.Series;
import org.commonplace.methods.signals.SeriesKind;
import org.commonplace.schemas.DetectorSetting;

/**
 * Runs the detectors of an indicator on the series of one place.
 *
 * <p>A count known only as an interval enters with its middle, so that a past of "fewer than 5" is
 * neither a past of nothing nor a gap; it signals only if its lower end is above the threshold.
 */
final class SeriesSignals {
  private final SeriesRows middles;
  private final SeriesRows lows;
  private final SeriesKind kind;
  private final Frequency frequency;

  SeriesSignals(String id, SeriesKind kind, Frequency frequency) {
    this.kind = kind;
    this.middles = new SeriesRows(id);
    this.lows = new SeriesRows(id);
    this.frequency = frequency;
  }

  /**
   * Adds the count of one period.
   *
   * @param low least cases; NaN if missing
   * @param high most cases; NaN if missing or unbounded
   * @param total people, or tests, that the cases are of, or what a measured sum is divided by; NaN
   *     if there is none
   */
  void add(LocalDate date, double low, double high, double total) {
    double people = total > 0 ? total : Double.NaN;
    double divisor = kind == SeriesKind.MEASUREMENT ? people : 1;
    double middle = (low + high) / 2 / divisor;
    middles.add(date, middle, kind == SeriesKind.MEASUREMENT ? Double.NaN : people);
    lows.add(date, Double.isNaN(middle) ? Double.NaN : low / divisor, Double.NaN);
  }

  /** A row for every date that a detector could test, and for the last date in any case. */
  List<SignalRow> detect(List<DetectorSetting> settings) {
    List<SignalRow> rows = new ArrayList<>();
    for (DetectorSetting setting : settings) {
      Detector detector = Detector.named(setting.name()).withAlpha(setting.alpha());
      Suited suited = Suited.forSmallPlaces(detector, middles.on(frequency));
      Series least = Suited.of(detector, lows.on(frequency)).series();
      Series tested = suited.series();
      int last = tested.length() - 1;
      List<Detection> detections = suited.detector().detect(tested, 0, last);
      for (int i = 0; i <= last; i++) {
        Detection detection = certain(detections.get(i), least.observed(i));
        if (detection.reason() != Reason.TOO_SHORT || i == last) {
          rows.add(new SignalRow(detector.name(), tested.frequency(), detection, null));
        }
      }
    }
    return withEpisodes(rows);
  }

  private static Detection certain(Detection found, double least) {
    if (!found.signal() || least == found.observed() || least > found.threshold()) {
      return found;
    }
    return new Detection(
        found.date(),
        found.observed(),
        found.expected(),
        found.threshold(),
        found.score(),
        found.pValue(),
        false,
        Reason.INTERVAL_COUNT);
  }

  private static List<SignalRow> withEpisodes(List<SignalRow> rows) {
    List<Episode.SignalledPeriod> signalled = new ArrayList<>();
    LocalDate testedUntil = LocalDate.MIN;
    for (SignalRow row : rows) {
      if (row.detection().signal()) {
        signalled.add(new Episode.SignalledPeriod(row.detection().date(), row.periodEnd()));
      }
      if (!Double.isNaN(row.detection().threshold()) && row.periodEnd().isAfter(testedUntil)) {
        testedUntil = row.periodEnd();
      }
    }
    List<Episode> episodes = Episode.of(signalled, testedUntil);
    List<SignalRow> joined = new ArrayList<>(rows.size());
    for (SignalRow row : rows) {
      joined.add(row.detection().signal() ? inEpisode(row, episodes) : row);
    }
    return joined;
  }

  private static SignalRow inEpisode(SignalRow row, List<Episode> episodes) {
    for (Episode episode : episodes) {
      if (episode.covers(row.detection().date())) {
        return new SignalRow(row.detector(), row.frequency(), row.detection(), episode);
      }
    }
    throw new IllegalStateException("every signal lies in an episode: " + row);
  }
}
