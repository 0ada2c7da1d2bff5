package org.commonplace.methods.standardisation;

import static org.commonplace.methods.interval.Columns.requireMultiplier;
import static org.commonplace.methods.interval.Columns.requireRuns;
import static org.commonplace.methods.interval.Columns.requireSameSize;

import org.commonplace.methods.interval.Absence;
import org.commonplace.methods.interval.Amounts;
import org.commonplace.methods.interval.Confidence;
import org.commonplace.methods.interval.Counts;
import org.commonplace.methods.interval.Estimates;
import org.commonplace.methods.interval.PoissonLimits;

/**
 * A directly standardised rate: what the rate would be if the place had the ages of a standard
 * population. Limits are Dobson's (Dobson et al. 1991), from Byar's limits of the total count.
 *
 * <p>Columns hold places band by band: band b of place p is row p x bands + b, with as many bands
 * as there are weights.
 *
 * <p>Of counts and populations that are intervals the limits are at least as wide as those of any
 * numbers within. The limits of a place whose events lie in bands of very different weight may
 * start below zero, as the method's formula does.
 */
public final class DirectRate {
  /** Fewer events than this give neither value nor limits. */
  public static final int LEAST_EVENTS = 10;

  private DirectRate() {}

  /**
   * Rates of events that happen once to a person, or independently.
   *
   * <p>A place has no value when a count or population is missing ({@link Absence#MISSING}; for a
   * list of events without rows for empty bands see {@link Counts#missingAsZero}), when a count is
   * negative or a population not above zero ({@link Absence#FAILED_VALIDATION}), or when there are
   * or may be fewer than ten events ({@link Absence#TOO_FEW}).
   *
   * @param events events, by place and band
   * @param population people or person-years, by place and band
   * @param weights people of the standard in each band, see {@link StandardPopulation#weights}
   * @param multiplier applied to value and limits, as 100,000
   * @return one estimate for each place
   * @throws IllegalArgumentException if the columns do not fit the bands, or weights or multiplier
   *     are out of range
   */
  public static Estimates rates(
      Counts events, Amounts population, double[] weights, double multiplier) {
    return rates(events, events, population, weights, multiplier);
  }

  /**
   * Rates of events that one person may have several times, which makes them vary more than
   * independent events. With P<sub>f</sub> persons who had exactly f events the variance is the sum
   * over f of f&sup2; times that of P<sub>f</sub>; the sum over persons of their squared numbers of
   * events holds the same.
   *
   * @param squares sum over persons of their squared numbers of events, by place and band; not less
   *     than the events, and not more than their square
   * @see #rates(Counts, Amounts, double[], double)
   */
  public static Estimates ratesOfRepeatedEvents(
      Counts events, Counts squares, Amounts population, double[] weights, double multiplier) {
    requireSameSize(events.size(), squares.size());
    return rates(events, squares, population, weights, multiplier);
  }

  private static Estimates rates(
      Counts events, Counts squares, Amounts population, double[] weights, double multiplier) {
    requireSameSize(events.size(), population.size());
    requireMultiplier(multiplier);
    double[] standard = StandardPopulation.checked(weights);
    int bands = standard.length;
    int places = requireRuns(events.size(), bands);
    double weight = 0;
    for (double each : standard) {
      weight += each;
    }
    PoissonLimits at95 = PoissonLimits.at(Confidence.P95);
    PoissonLimits at998 = PoissonLimits.at(Confidence.P998);
    Estimates.Builder out = new Estimates.Builder(places);
    for (int place = 0; place < places; place++) {
      int from = place * bands;
      Absence reason = absence(events, squares, population, from, bands);
      if (reason != null) {
        out.absent(place, reason);
        continue;
      }
      long totalLow = 0;
      long totalHigh = 0;
      double low = 0;
      double high = 0;
      double variance = 0;
      for (int band = 0; band < bands; band++) {
        int cell = from + band;
        totalLow += events.low(cell);
        totalHigh += events.high(cell);
        low += standard[band] * events.low(cell) / population.high(cell);
        high += standard[band] * events.high(cell) / population.low(cell);
        double perEvent = standard[band] / population.low(cell);
        variance += perEvent * perEvent * squares.high(cell);
      }
      if (totalLow < LEAST_EVENTS) {
        out.absent(place, Absence.TOO_FEW);
        continue;
      }
      low /= weight;
      high /= weight;
      double error = Math.sqrt(variance) / weight;
      out.value(place, low * multiplier, high * multiplier);
      out.limits95(
          place,
          (low - error * below(at95, totalHigh)) * multiplier,
          (high + error * above(at95, totalLow)) * multiplier);
      out.limits998(
          place,
          (low - error * below(at998, totalHigh)) * multiplier,
          (high + error * above(at998, totalLow)) * multiplier);
    }
    return out.build();
  }

  /** How far the limits of a count reach, in its standard deviations; below it grows with count. */
  private static double below(PoissonLimits limits, long count) {
    return (count - limits.lower(count)) / Math.sqrt((double) count);
  }

  /** Falls with the count. */
  private static double above(PoissonLimits limits, long count) {
    return (limits.upper(count) - count) / Math.sqrt((double) count);
  }

  private static Absence absence(
      Counts events, Counts squares, Amounts population, int from, int bands) {
    boolean invalid = false;
    for (int cell = from; cell < from + bands; cell++) {
      if (events.isMissing(cell) || squares.isMissing(cell) || population.isMissing(cell)) {
        return Absence.MISSING;
      }
      invalid |=
          events.isInvalid(cell)
              || squares.isInvalid(cell)
              || population.isInvalid(cell)
              || population.low(cell) <= 0
              || squares.high(cell) < events.low(cell)
              || (double) squares.low(cell) > (double) events.high(cell) * events.high(cell);
    }
    return invalid ? Absence.FAILED_VALIDATION : null;
  }
}
