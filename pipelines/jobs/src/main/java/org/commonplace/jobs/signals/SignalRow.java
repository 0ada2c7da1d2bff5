package org.commonplace.jobs.signals;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.commonplace.methods.signals.Baseline;
import org.commonplace.methods.signals.Detection;
import org.commonplace.methods.signals.Detector;
import org.commonplace.methods.signals.Frequency;
import org.commonplace.methods.signals.artefact.Artefact;
import org.commonplace.methods.signals.nowcast.NowcastCount;

/**
 * What one detector says of one date of a series.
 *
 * @param detector the detector, with its settings
 * @param frequency of the series that it tested
 * @param detection what it says
 * @param baseline the past that the count was compared with, if it signals
 * @param artefact what reporting did to the count, if it did
 * @param nowcast what the count will come to, if it is provisional
 * @param episode the episode that the signal belongs to, if it is one
 */
record SignalRow(
    Detector detector,
    Frequency frequency,
    Detection detection,
    Optional<Baseline> baseline,
    Optional<Artefact> artefact,
    Optional<NowcastCount> nowcast,
    Optional<WatchedEpisode> episode) {

  /** Whether the detector could test the date. */
  boolean isTested() {
    return !Double.isNaN(detection.threshold());
  }

  /** Last day of the period tested. */
  LocalDate periodEnd() {
    return frequency.date(detection.date(), 1).minusDays(1);
  }

  SignalRow in(WatchedEpisode itsEpisode) {
    return new SignalRow(
        detector, frequency, detection, baseline, artefact, nowcast, Optional.of(itsEpisode));
  }

  /** The signal, or the artefact, in a sentence; empty for any other row. */
  String sentence() {
    if (!detection.signal()) {
      return artefact
          .map(each -> "%s is no signal: %s.".formatted(number(detection.observed()), each.text()))
          .orElse("");
    }
    String compared =
        baseline
            .map(
                past ->
                    ", by %s periods from %s to %s"
                        .formatted(Integer.toString(past.counts()), past.first(), past.last()))
            .orElse("");
    String chance =
        Double.isNaN(detection.pValue())
            ? ""
            : String.format(
                Locale.ROOT, ", with probability %.2g if nothing happens", detection.pValue());
    return "%s, where %s were expected%s; above %s is a signal%s."
        .formatted(
            number(detection.observed()),
            number(detection.expected()),
            compared,
            number(detection.threshold()),
            chance);
  }

  private static String number(double number) {
    return number == Math.rint(number)
        ? String.format(Locale.ROOT, "%.0f", number)
        : String.format(Locale.ROOT, Math.abs(number) < 100 ? "%.1f" : "%.0f", number);
  }
}
