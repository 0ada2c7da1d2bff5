package org.commonplace.jobs.signals;

import java.time.LocalDate;
import java.util.Optional;
import org.commonplace.methods.signals.Detection;
import org.commonplace.methods.signals.Frequency;
import org.commonplace.methods.signals.Reason;
import org.commonplace.methods.signals.nowcast.Nowcast;
import org.commonplace.methods.signals.nowcast.NowcastCount;
import org.commonplace.methods.signals.nowcast.ProvisionalTest;

/**
 * What the newest counts of an indicator will come to, learned from what earlier ones came to.
 *
 * @param nowcast learned from the vintages of all places
 * @param frequency of the counts
 * @param newest the newest period that is known of; it may lie after the run's month
 */
record Completion(Nowcast nowcast, Frequency frequency, LocalDate newest) {

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

  /**
   * Share of its settled cases that a period has so far, on average; 1 if it is settled or nothing
   * is known of it.
   *
   * @param first first day of the period
   * @param periods what the period is one of: a week can be one of days
   */
  double share(LocalDate first, Frequency periods) {
    LocalDate end = periods.date(first, 1);
    double sum = 0;
    int counts = 0;
    for (LocalDate date = first; date.isBefore(end); date = frequency.date(date, 1)) {
      int delay = SeriesRows.steps(frequency, date, newest);
      double share = delay >= 0 && nowcast.isProvisional(delay) ? nowcast.completeness(delay) : 1;
      sum += share > 0 ? share : 1;
      counts++;
    }
    return sum / counts;
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
