package org.commonplace.jobs.signals;

import java.time.LocalDate;
import org.commonplace.methods.signals.Detection;
import org.commonplace.methods.signals.Episode;
import org.commonplace.methods.signals.Frequency;

/**
 * What one detector says of one date of a series.
 *
 * @param detector its name
 * @param frequency of the series that it tested
 * @param detection what it says
 * @param episode the episode that the signal belongs to; null if there is no signal
 */
record SignalRow(String detector, Frequency frequency, Detection detection, Episode episode) {
  /** Last day of the period tested. */
  LocalDate periodEnd() {
    return frequency.date(detection.date(), 1).minusDays(1);
  }
}
