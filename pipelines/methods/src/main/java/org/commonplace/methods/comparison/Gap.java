package org.commonplace.methods.comparison;

import org.commonplace.methods.interval.Span;

/**
 * The gap between the most and the least deprived group of a place, or any two groups.
 *
 * @param difference advantaged minus disadvantaged, in the unit of the indicator; positive means
 *     that the advantaged have the higher value
 * @param ratio advantaged / disadvantaged; {@link Span#NONE} when the latter may be zero
 */
public record Gap(Span difference, Span ratio) {

  /**
   * The gap of two values that are not negative; each may be a span. For limits see {@code
   * GroupGap} of the inequality package.
   *
   * @throws IllegalArgumentException if a value is negative
   */
  public static Gap between(Span advantaged, Span disadvantaged) {
    if (!advantaged.exists() || !disadvantaged.exists()) {
      return new Gap(Span.NONE, Span.NONE);
    }
    if (advantaged.low() < 0 || disadvantaged.low() < 0) {
      throw new IllegalArgumentException("a gap is of values that are not negative");
    }
    return new Gap(
        new Span(advantaged.low() - disadvantaged.high(), advantaged.high() - disadvantaged.low()),
        disadvantaged.low() == 0
            ? Span.NONE
            : new Span(
                advantaged.low() / disadvantaged.high(), advantaged.high() / disadvantaged.low()));
  }
}
