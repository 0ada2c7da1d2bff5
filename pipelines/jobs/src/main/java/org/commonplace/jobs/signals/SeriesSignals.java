package org.commonplace.jobs.signals;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.commonplace.methods.signals.Baseline;
import org.commonplace.methods.signals.Detection;
import org.commonplace.methods.signals.Detector;
import org.commonplace.methods.signals.Episode;
import org.commonplace.methods.signals.Frequency;
import org.commonplace.methods.signals.RareCases;
import org.commonplace.methods.signals.Reason;
import org.commonplace.methods.signals.Series;
import org.commonplace.methods.signals.SeriesKind;
import org.commonplace.methods.signals.artefact.ArtefactReview;
import org.commonplace.methods.signals.nowcast.NowcastCount;
import org.commonplace.schemas.DetectorSetting;

/**
 * Runs the detectors of an indicator on the series of one place.
 *
 * <p>A count known only as an interval enters with its middle, so that a past of "fewer than 5" is
 * neither a past of nothing nor a gap; it signals only if its lower end is above the threshold.
 *
 * <p>Detectors are fitted on the series without its artefacts, as they are known now; what the page
 * shows is what was observed.
 */
final class SeriesSignals {
  /** A week of days has its quiet ones; the same alert is not raised anew after them. */
  private static final int QUIET_DAYS = 6;

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

  /**
   * A row for every date that a detector could test, and for the last date in any case. A series of
   * rare cases has detectors of its own; the usual ones test the dates that these cannot, as those
   * in the wake of an outbreak.
   */
  List<SignalRow> detect(SignalPlan.Watch watch, Optional<Completion> completion) {
    Series observed = middles.on(frequency);
    ArtefactReview review =
        watch
            .calendar()
            .map(calendar -> ArtefactReview.of(observed, calendar.around(observed)))
            .orElseGet(() -> ArtefactReview.of(observed));
    if (watch.rareDetectors().isEmpty() || !RareCases.in(review.cleaned())) {
      return withEpisodes(rows(watch.detectors(), observed, review, completion));
    }
    List<SignalRow> rows = rows(watch.rareDetectors(), observed, review, completion);
    Set<LocalDate> tested = new HashSet<>();
    rows.stream().filter(SignalRow::isTested).forEach(row -> tested.add(row.detection().date()));
    rows(watch.detectors(), observed, review, completion).stream()
        .filter(row -> !tested.contains(row.detection().date()))
        .forEach(rows::add);
    return withEpisodes(rows);
  }

  private List<SignalRow> rows(
      List<DetectorSetting> settings,
      Series observed,
      ArtefactReview review,
      Optional<Completion> completion) {
    List<SignalRow> rows = new ArrayList<>();
    for (DetectorSetting setting : settings) {
      Detector detector = Detector.named(setting.name()).withAlpha(setting.alpha());
      rows.addAll(rows(detector, setting.alpha(), observed, review, completion));
    }
    return rows;
  }

  private List<SignalRow> rows(
      Detector named,
      double alpha,
      Series observed,
      ArtefactReview review,
      Optional<Completion> completion) {
    Suited suited = Suited.forSmallPlaces(named, review.cleaned());
    Series figures = Suited.of(named, observed).series();
    Series least = Suited.of(named, lows.on(frequency)).series();
    Series tested = suited.series();
    int last = tested.length() - 1;
    List<Detection> detections = suited.detector().detect(tested, 0, last);
    List<SignalRow> rows = new ArrayList<>();
    for (int t = 0; t <= last; t++) {
      if (detections.get(t).reason() == Reason.TOO_SHORT && t < last) {
        continue;
      }
      Judged judged = new Judged(suited.detector(), tested, review, t);
      Detection found = judged.of(detections.get(t), figures.observed(t));
      // Whole weeks of days are tested as they are: the delays of days are not theirs.
      Optional<NowcastCount> nowcast =
          tested.frequency() == frequency
              ? completion.flatMap(each -> each.of(found))
              : Optional.empty();
      Detection completed =
          nowcast.map(count -> Completion.tested(found, count, alpha)).orElse(found);
      Detection detection = certain(completed, least.observed(t));
      Optional<Baseline> baseline =
          detection.signal()
              ? Optional.of(suited.detector().baseline(tested, t))
              : Optional.empty();
      rows.add(
          new SignalRow(
              suited.detector(),
              tested.frequency(),
              detection,
              baseline,
              judged.artefact(detection),
              nowcast,
              Optional.empty()));
    }
    return rows;
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
    int restDays = 0;
    for (SignalRow row : rows) {
      if (row.detection().signal()) {
        signalled.add(new Episode.SignalledPeriod(row.detection().date(), row.periodEnd()));
      }
      if (row.isTested() && row.periodEnd().isAfter(testedUntil)) {
        testedUntil = row.periodEnd();
      }
      restDays = row.frequency() == Frequency.DAILY ? QUIET_DAYS : restDays;
    }
    List<WatchedEpisode> episodes =
        Episode.of(signalled, testedUntil, restDays).stream()
            .map(episode -> WatchedEpisode.of(episode, rows))
            .toList();
    List<SignalRow> joined = new ArrayList<>(rows.size());
    for (SignalRow row : rows) {
      joined.add(row.detection().signal() ? inEpisode(row, episodes) : row);
    }
    return joined;
  }

  private static SignalRow inEpisode(SignalRow row, List<WatchedEpisode> episodes) {
    for (WatchedEpisode each : episodes) {
      if (each.episode().covers(row.detection().date())) {
        return row.in(each);
      }
    }
    throw new IllegalStateException("every signal lies in an episode: " + row);
  }
}
