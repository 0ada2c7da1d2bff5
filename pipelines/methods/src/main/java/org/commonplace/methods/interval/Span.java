package org.commonplace.methods.interval;

/**
 * The two ends of what is known of a number; equal ends are a number known exactly.
 *
 * @param low the lower end, in the unit of the number; NaN when there is none
 * @param high the upper end, in the unit of the number; NaN when there is none
 */
public record Span(double low, double high) {
  /** No span: a method without limits, or too few observations for them. */
  public static final Span NONE = new Span(Double.NaN, Double.NaN);

  public boolean exists() {
    return !Double.isNaN(low) && !Double.isNaN(high);
  }

  public boolean isExact() {
    return low == high;
  }
}
