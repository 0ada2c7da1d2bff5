package org.commonplace.jobs.signals;

import java.time.LocalDate;
import java.util.List;
import org.commonplace.methods.signals.Detection;
import org.commonplace.methods.signals.Episode;

/**
 * An episode and how large it is, by the first of its detectors in the order of the definition.
 *
 * @param episode when it is
 * @param peak first day of the period with the most cases
 * @param excess cases above those expected, in all its periods together; NaN if none is known
 */
record WatchedEpisode(Episode episode, LocalDate peak, double excess) {

  /**
   * The figures of an episode.
   *
   * @param rows of its series, those of each detector in time
   */
  static WatchedEpisode of(Episode episode, List<SignalRow> rows) {
    String lead =
        rows.stream()
            .filter(row -> row.detection().signal() && episode.covers(row.detection().date()))
            .findFirst()
            .orElseThrow()
            .detector()
            .name();
    LocalDate peak = episode.first();
    double most = Double.NEGATIVE_INFINITY;
    double excess = Double.NaN;
    for (SignalRow row : rows) {
      Detection detection = row.detection();
      if (row.detector().name().equals(lead) && episode.covers(detection.date())) {
        double above = detection.observed() - detection.expected();
        if (!Double.isNaN(above)) {
          excess = Double.isNaN(excess) ? above : excess + above;
        }
        if (detection.observed() > most) {
          most = detection.observed();
          peak = detection.date();
        }
      }
    }
    return new WatchedEpisode(episode, peak, excess);
  }
}
