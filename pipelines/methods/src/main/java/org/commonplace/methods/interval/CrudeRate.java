package org.commonplace.methods.interval;

import static org.commonplace.methods.interval.Columns.requireMultiplier;
import static org.commonplace.methods.interval.Columns.requireSameSize;

/**
 * A crude rate: events per multiplier of the denominator, with Poisson limits that are exact below
 * ten events and Byar's from ten (Breslow and Day 1987; APHO Technical Briefing 3). Events may
 * exceed the denominator; it may be a real number.
 */
public final class CrudeRate {
  private CrudeRate() {}

  /**
   * Rates with limits, widest over the ends of intervals.
   *
   * <p>A row has no value when a number is missing ({@link Absence#MISSING}), negative, infinite or
   * an interval that ends before it starts ({@link Absence#FAILED_VALIDATION}), when the
   * denominator is zero ({@link Absence#NOT_APPLICABLE}) or may be ({@link Absence#TOO_FEW}).
   *
   * @param events events, zero or more
   * @param denominator people, person-years, expected events
   * @param multiplier applied to value and limits, as 100,000
   * @throws IllegalArgumentException if the columns differ in length or the multiplier is not
   *     positive
   */
  public static Estimates rates(Counts events, Amounts denominator, double multiplier) {
    requireSameSize(events.size(), denominator.size());
    requireMultiplier(multiplier);
    int size = events.size();
    Estimates.Builder out = new Estimates.Builder(size);
    for (int i = 0; i < size; i++) {
      Absence fault = denominator.faultAsDenominator(i, events.fault(i));
      if (fault != null) {
        out.absent(i, fault);
        continue;
      }
      double nLow = denominator.low(i);
      double nHigh = denominator.high(i);
      long low = events.low(i);
      long high = events.high(i);
      out.value(i, low / nHigh * multiplier, high / nLow * multiplier);
      out.limits95(
          i,
          PoissonLimits.P95.lower(low) / nHigh * multiplier,
          PoissonLimits.P95.upper(high) / nLow * multiplier);
      out.limits998(
          i,
          PoissonLimits.P998.lower(low) / nHigh * multiplier,
          PoissonLimits.P998.upper(high) / nLow * multiplier);
    }
    return out.build();
  }

  /**
   * One rate of an exact count.
   *
   * @throws IllegalArgumentException if the multiplier is not positive
   */
  public static Estimate rate(long events, double denominator, double multiplier) {
    return rates(Counts.exact(events), Amounts.exact(denominator), multiplier).at(0);
  }

  /**
   * Limits of the count itself, in events, at any level; the lower is NaN where Byar's is negative.
   *
   * @throws IllegalArgumentException if the count is negative
   */
  public static Span countLimits(long events, Confidence confidence) {
    if (events < 0) {
      throw new IllegalArgumentException("events must not be negative, but are " + events);
    }
    PoissonLimits limits = PoissonLimits.at(confidence);
    return new Span(limits.lower(events), limits.upper(events));
  }

  /** How the limits of a rate of so many events are found. */
  public static RateMethod methodFor(long events) {
    return PoissonLimits.methodFor(events);
  }
}
