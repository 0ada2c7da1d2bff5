package org.commonplace.jobs.homelessness;

import java.time.LocalDate;

/**
 * What a by-name list says of one month, in people.
 *
 * @param firstDay first day of the month
 * @param active homeless on the last day
 * @param unknown homeless on the last day, and not known whether of the population
 * @param newlyIdentified came and were never on the list before
 * @param returnedFromHousing came back after a permanent home
 * @param returnedFromInactive came back after having been out of sight, or elsewhere
 * @param housed left to a permanent home
 * @param inactive left to elsewhere, as somebody wrote down
 * @param leftWithoutRecord no longer there, and nobody wrote down why
 */
record MonthlyFlow(
    LocalDate firstDay,
    long active,
    long unknown,
    long newlyIdentified,
    long returnedFromHousing,
    long returnedFromInactive,
    long housed,
    long inactive,
    long leftWithoutRecord) {

  long inflow() {
    return newlyIdentified + returnedFromHousing + returnedFromInactive;
  }

  /** Recorded outflow: who left without a record is what makes the list unreliable. */
  long outflow() {
    return housed + inactive;
  }
}
