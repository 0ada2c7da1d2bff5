package org.commonplace.methods.comparison;

import static org.commonplace.methods.interval.Columns.requireMultiplier;

import org.commonplace.methods.interval.Confidence;
import org.commonplace.methods.interval.PoissonLimits;
import org.commonplace.methods.interval.Span;

/**
 * The limits of a funnel of rates or ratios as a curve: for each number of events the sizes at
 * which a place with so many lies on the lower and on the upper limit, and its value there.
 *
 * <p>The sizes are the exact Poisson limits of the number of events in closed form, where others
 * search for them: the mean at which so many events or more, and so many or fewer, have the
 * probability outside the limit. Immutable.
 */
public final class FunnelCurve {
  private final Span[] sizes;
  private final Span[] limits;

  private FunnelCurve(Span[] sizes, Span[] limits) {
    this.sizes = sizes;
    this.limits = limits;
  }

  /**
   * The curve of observed / expected.
   *
   * @param events numbers of events, each above zero
   * @param multiplier the ratio of the average, 1 or 100
   * @throws IllegalArgumentException if a number is not above zero or the multiplier not positive
   */
  public static FunnelCurve ofRatios(long[] events, Confidence confidence, double multiplier) {
    return of(events, 1, confidence, multiplier);
  }

  /**
   * The curve of events / denominator.
   *
   * @param events numbers of events, each above zero
   * @param average all events by all denominators, not multiplied, above zero
   * @param multiplier applied to the limits, as 100,000
   * @throws IllegalArgumentException if a number or the average is not above zero or the multiplier
   *     not positive
   */
  public static FunnelCurve ofRates(
      long[] events, double average, Confidence confidence, double multiplier) {
    return of(events, average, confidence, multiplier);
  }

  private static FunnelCurve of(
      long[] events, double average, Confidence confidence, double multiplier) {
    requireMultiplier(multiplier);
    if (!(average > 0) || Double.isInfinite(average)) {
      throw new IllegalArgumentException(
          "a curve needs an average above zero, but it is " + average);
    }
    PoissonLimits poisson = PoissonLimits.at(confidence);
    Span[] sizes = new Span[events.length];
    Span[] limits = new Span[events.length];
    for (int i = 0; i < events.length; i++) {
      if (events[i] <= 0) {
        throw new IllegalArgumentException(
            "a curve needs numbers of events above zero, but one is " + events[i]);
      }
      Span means = poisson.exact(events[i]);
      // A place of few people lies high with so many events, a place of many lies low.
      sizes[i] = new Span(means.low() / average, means.high() / average);
      limits[i] =
          new Span(
              events[i] / sizes[i].high() * multiplier, events[i] / sizes[i].low() * multiplier);
    }
    return new FunnelCurve(sizes, limits);
  }

  public int size() {
    return sizes.length;
  }

  /** Expected events or denominator at which the i-th number of events lies on the upper limit. */
  public double sizeAtUpperLimit(int i) {
    return sizes[i].low();
  }

  /** Expected events or denominator at which the i-th number of events lies on the lower limit. */
  public double sizeAtLowerLimit(int i) {
    return sizes[i].high();
  }

  /** The upper limit there, multiplied. */
  public double upperLimit(int i) {
    return limits[i].high();
  }

  /** The lower limit there, multiplied. */
  public double lowerLimit(int i) {
    return limits[i].low();
  }
}
