package org.commonplace.methods.standardisation;

import static org.commonplace.methods.interval.Columns.requireSameSize;

import org.commonplace.methods.interval.Amounts;
import org.commonplace.methods.interval.Counts;

/**
 * The rates of a reference population, by age band and overall, in events per unit of the
 * denominator. Immutable.
 */
public final class ReferenceRates {
  private final double[] rates;
  private final double overall;

  private ReferenceRates(double[] rates, double overall) {
    this.rates = rates;
    this.overall = overall;
  }

  /**
   * Rates from the reference's counts.
   *
   * @param events events by band, each known exactly; see {@link Counts#missingAsZero} for a list
   *     without rows for empty bands
   * @param population people or person-years by band, each known exactly and above zero
   * @throws IllegalArgumentException if the columns differ in length or a band is missing, not
   *     exact or out of range
   */
  public static ReferenceRates of(Counts events, Amounts population) {
    requireSameSize(events.size(), population.size());
    double[] rates = new double[events.size()];
    double allEvents = 0;
    double allPeople = 0;
    for (int band = 0; band < rates.length; band++) {
      if (events.isMissing(band)
          || events.isInvalid(band)
          || events.low(band) != events.high(band)) {
        throw new IllegalArgumentException(
            "band " + band + " of the reference needs an exact count of events, zero or more");
      }
      if (population.isMissing(band)
          || population.isInvalid(band)
          || population.low(band) != population.high(band)
          || population.low(band) <= 0) {
        throw new IllegalArgumentException(
            "band " + band + " of the reference needs an exact population above zero");
      }
      rates[band] = events.low(band) / population.low(band);
      allEvents += events.low(band);
      allPeople += population.low(band);
    }
    if (rates.length == 0) {
      throw new IllegalArgumentException("a reference needs at least one band");
    }
    return new ReferenceRates(rates, allEvents / allPeople);
  }

  /** How many bands there are. */
  public int bands() {
    return rates.length;
  }

  /** Events per unit of the denominator in a band. */
  public double rate(int band) {
    return rates[band];
  }

  /** All events per unit of the denominator. */
  public double overall() {
    return overall;
  }
}
