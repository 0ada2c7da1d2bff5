package org.commonplace.methods.interval;

import static org.commonplace.methods.interval.Columns.requireMultiplier;
import static org.commonplace.methods.interval.Columns.requireSameSize;

/**
 * A crude rate of events that one person may have several times, as admissions or suspensions.
 *
 * <p>Such events are not independent, and limits that take them to be are too narrow. The variance
 * of the rate is the sum over persons of their squared numbers of events, divided by the squared
 * denominator: one age band of {@code DirectRate.ratesOfRepeatedEvents}. Below ten events the exact
 * Poisson limits take the place of Byar's, as in Dobson et al. (1991), so that events that nobody
 * has twice have the limits of {@link CrudeRate} at every count.
 */
public final class RepeatedEvents {
  private RepeatedEvents() {}

  /**
   * Rates with limits; a lower limit below zero is given as zero.
   *
   * <p>Of counts that are intervals the limits are at least as wide as those of any counts within.
   *
   * @param events events of the row
   * @param squares sum over the row's persons of their squared numbers of events; not less than the
   *     events, and not more than their square
   * @param denominator person-time or persons, positive
   * @param multiplier applied to value and limits
   * @throws IllegalArgumentException if the columns differ in length or the multiplier is not
   *     positive
   */
  public static Estimates rates(
      Counts events, Counts squares, Amounts denominator, double multiplier) {
    requireSameSize(events.size(), denominator.size());
    requireSameSize(events.size(), squares.size());
    requireMultiplier(multiplier);
    Estimates.Builder out = new Estimates.Builder(events.size());
    for (int i = 0; i < events.size(); i++) {
      Absence reason = absence(events, squares, denominator, i);
      if (reason != null) {
        out.absent(i, reason);
        continue;
      }
      long low = events.low(i);
      long high = events.high(i);
      double nLow = denominator.low(i);
      double nHigh = denominator.high(i);
      double spread = Math.sqrt(Math.max(1, (double) squares.high(i) / Math.max(1, low)));
      out.value(i, low / nHigh * multiplier, high / nLow * multiplier);
      out.limits95(
          i,
          lower(PoissonLimits.P95, low, high, spread) / nHigh * multiplier,
          upper(PoissonLimits.P95, high, spread) / nLow * multiplier);
      out.limits998(
          i,
          lower(PoissonLimits.P998, low, high, spread) / nHigh * multiplier,
          upper(PoissonLimits.P998, high, spread) / nLow * multiplier);
    }
    return out.build();
  }

  private static Absence absence(Counts events, Counts squares, Amounts denominator, int row) {
    Absence fault = events.faultWith(squares, row);
    if (fault == null
        && (squares.high(row) < events.low(row)
            || (double) squares.low(row) > (double) events.high(row) * events.high(row))) {
      fault = Absence.FAILED_VALIDATION;
    }
    return denominator.faultAsDenominator(row, fault);
  }

  private static double lower(PoissonLimits limits, long low, long high, double spread) {
    return Math.max(0, low - spread * (high - limits.lower(high)));
  }

  private static double upper(PoissonLimits limits, long high, double spread) {
    return high + spread * (limits.upper(high) - high);
  }
}
