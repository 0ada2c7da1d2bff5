package org.commonplace.methods.comparison;

import org.commonplace.methods.interval.Confidence;
import org.commonplace.methods.interval.CrudeRate;
import org.commonplace.methods.interval.Span;

/**
 * Funnel plots: is a place further from the average of all than its size explains? Limits are drawn
 * around the average, unlike an interval, which is drawn around the place's own value.
 */
public final class Funnel {
  private Funnel() {}

  /** One place in the funnel of proportions whose average is {@code average} (0 to 1). */
  public static FunnelLabel proportion(long numerator, long denominator, double average) {
    if (!(average >= 0 && average <= 1)) {
      throw new IllegalArgumentException("an average proportion is 0 to 1, but is " + average);
    }
    if (denominator <= 0 || numerator < 0 || numerator > denominator) {
      return FunnelLabel.NOT_APPLICABLE;
    }
    double value = (double) numerator / denominator;
    Span outer = proportionLimits(average, (double) denominator, Confidence.P998);
    Span inner = proportionLimits(average, (double) denominator, Confidence.P95);
    return label(value, outer, inner);
  }

  /** The curve of the funnel at a size. */
  public static Span proportionLimits(double average, double denominator, Confidence confidence) {
    double half = confidence.normalQuantile() * Math.sqrt(average * (1 - average) / denominator);
    return new Span(average - half, average + half);
  }

  /** Observed against expected events; the average is a ratio of one. */
  public static FunnelLabel ratio(long observed, double expected) {
    return rate(observed, expected, 1);
  }

  /**
   * One place in a funnel of rates.
   *
   * @param average all events / all denominators, not multiplied
   */
  public static FunnelLabel rate(long events, double denominator, double average) {
    if (!(denominator > 0) || events < 0) {
      return FunnelLabel.NOT_APPLICABLE;
    }
    Span outer = CrudeRate.countLimits(events, Confidence.P998);
    Span inner = CrudeRate.countLimits(events, Confidence.P95);
    double expected = average * denominator;
    if (outer.low() > expected) {
      return FunnelLabel.HIGH_001;
    }
    if (outer.high() < expected) {
      return FunnelLabel.LOW_001;
    }
    if (inner.low() > expected) {
      return FunnelLabel.HIGH_025;
    }
    return inner.high() < expected ? FunnelLabel.LOW_025 : FunnelLabel.NOT_SIGNIFICANT;
  }

  private static FunnelLabel label(double value, Span outer, Span inner) {
    if (value > outer.high()) {
      return FunnelLabel.HIGH_001;
    }
    if (value < outer.low()) {
      return FunnelLabel.LOW_001;
    }
    if (value > inner.high()) {
      return FunnelLabel.HIGH_025;
    }
    return value < inner.low() ? FunnelLabel.LOW_025 : FunnelLabel.NOT_SIGNIFICANT;
  }
}
