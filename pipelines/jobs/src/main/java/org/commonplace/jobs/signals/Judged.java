package org.commonplace.jobs.signals;

import java.time.LocalDate;
import java.util.Optional;
import org.commonplace.methods.signals.Detection;
import org.commonplace.methods.signals.Detector;
import org.commonplace.methods.signals.Frequency;
import org.commonplace.methods.signals.Reason;
import org.commonplace.methods.signals.Series;
import org.commonplace.methods.signals.artefact.Artefact;
import org.commonplace.methods.signals.artefact.ArtefactKind;
import org.commonplace.methods.signals.artefact.ArtefactReview;

/**
 * What a detector says of one point of a cleaned series, told of the figure that was observed.
 *
 * @param detector what was run
 * @param tested the cleaned series, in the periods of the detector
 * @param review where it comes from
 * @param t the point
 */
record Judged(Detector detector, Series tested, ArtefactReview review, int t) {

  /** The detection on the scale of its own time; no signal if reporting made the figure. */
  Detection of(Detection onCleaned, double observed) {
    double scale = review.scaleOn(onCleaned.date());
    Detection detection =
        new Detection(
            onCleaned.date(),
            observed,
            onCleaned.expected() / scale,
            onCleaned.threshold() / scale,
            onCleaned.score(),
            onCleaned.pValue(),
            onCleaned.signal(),
            onCleaned.reason());
    return artefact(detection).filter(each -> explains(each, detection)).isEmpty()
        ? detection
        : new Detection(
            detection.date(),
            observed,
            detection.expected(),
            detection.threshold(),
            Double.NaN,
            Double.NaN,
            false,
            Reason.ARTEFACT);
  }

  /** The artefact that the figure is part of. */
  Optional<Artefact> artefact(Detection detection) {
    LocalDate date = detection.date();
    LocalDate last = tested.frequency().date(date, 1).minusDays(1);
    Optional<Artefact> reported = review.within(date, last);
    return reported.isPresent() ? reported : weekday(detection);
  }

  /** A high figure of a weekday that is always high, to a detector that knows no weekdays. */
  private Optional<Artefact> weekday(Detection detection) {
    double factor = review.weekdayOn(detection.date());
    boolean only =
        tested.frequency() == Frequency.DAILY
            && !detector.expectsWeekdays()
            && factor > 1
            && detection.observed() > detection.threshold()
            && detection.observed() <= factor * detection.threshold();
    return only
        ? Optional.of(
            new Artefact(
                detection.date(),
                ArtefactKind.WEEKDAY,
                "no more than this day of the week usually has"))
        : Optional.empty();
  }

  /**
   * Whether the artefact makes the figure. After a change of scale figures are compared on one
   * scale, and a week of days can be tested where the backlog in it was spread.
   */
  private boolean explains(Artefact artefact, Detection detection) {
    boolean untested = Double.isNaN(detection.threshold());
    boolean ofItsOwn = tested.frequency() == review.cleaned().frequency();
    return switch (artefact.kind()) {
      case SCALE_CHANGE, LEVEL_CHANGE -> untested;
      default -> untested || ofItsOwn;
    };
  }
}
