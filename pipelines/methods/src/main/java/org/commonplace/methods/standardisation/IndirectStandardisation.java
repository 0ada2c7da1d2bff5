package org.commonplace.methods.standardisation;

import static org.commonplace.methods.interval.Columns.requireMultiplier;
import static org.commonplace.methods.interval.Columns.requireRuns;

import org.commonplace.methods.interval.Absence;
import org.commonplace.methods.interval.Amounts;
import org.commonplace.methods.interval.Counts;
import org.commonplace.methods.interval.CrudeRate;
import org.commonplace.methods.interval.Estimates;

/**
 * Indirect standardisation: the events of a place against those expected if each of its age bands
 * had the rate of a reference population. The ratio is known as SMR when the events are deaths.
 *
 * <p>Limits are those of the observed count, exact below ten events and Byar's from ten, divided by
 * the expected events (Breslow and Day 1987). Unlike {@link DirectRate} there is a value for any
 * count. {@link CrudeRate#methodFor} tells how the limits were found.
 */
public final class IndirectStandardisation {
  private IndirectStandardisation() {}

  /**
   * Expected events of each place.
   *
   * @param population people or person-years by place and band, zero or more: band b of place p is
   *     row p x bands + b
   * @return one amount for each place; missing (NaN) when one of its bands is, negative when one is
   *     negative, so that the rates below say {@link Absence#MISSING} and {@link
   *     Absence#FAILED_VALIDATION}
   * @throws IllegalArgumentException if the rows do not fit the bands of the reference
   */
  public static Amounts expected(Amounts population, ReferenceRates reference) {
    int bands = reference.bands();
    int places = requireRuns(population.size(), bands);
    double[] low = new double[places];
    double[] high = new double[places];
    for (int place = 0; place < places; place++) {
      boolean invalid = false;
      for (int band = 0; band < bands; band++) {
        int cell = place * bands + band;
        invalid |= population.isInvalid(cell) || population.low(cell) < 0;
        low[place] += reference.rate(band) * population.low(cell);
        high[place] += reference.rate(band) * population.high(cell);
      }
      if (invalid && !Double.isNaN(low[place]) && !Double.isNaN(high[place])) {
        low[place] = -1;
        high[place] = -1;
      }
    }
    return Amounts.between(low, high);
  }

  /**
   * Observed / expected x reference value.
   *
   * @param observed events of each place; {@link Counts#sums} makes them of bands
   * @param expected expected events of each place; zero gives {@link Absence#NOT_APPLICABLE}
   * @param referenceValue the ratio of the reference itself, 1 or 100
   * @throws IllegalArgumentException if the columns differ in length or the reference value is not
   *     positive
   */
  public static Estimates ratios(Counts observed, Amounts expected, double referenceValue) {
    return CrudeRate.rates(observed, expected, referenceValue);
  }

  /**
   * Observed / expected x the reference's overall rate x multiplier.
   *
   * @param observed events of each place
   * @param expected expected events of each place
   * @param multiplier applied to value and limits, as 100,000
   * @throws IllegalArgumentException if the columns differ in length, the multiplier is not
   *     positive or the reference has no events
   */
  public static Estimates rates(
      Counts observed, Amounts expected, ReferenceRates reference, double multiplier) {
    requireMultiplier(multiplier);
    if (!(reference.overall() > 0)) {
      throw new IllegalArgumentException(
          "a reference without events gives no rates; take a reference with at least one event");
    }
    return CrudeRate.rates(observed, expected, reference.overall() * multiplier);
  }
}
