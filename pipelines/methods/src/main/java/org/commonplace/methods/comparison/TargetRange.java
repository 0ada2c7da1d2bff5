package org.commonplace.methods.comparison;

/**
 * A target that is a range of values, in the unit of the indicator.
 *
 * @param lower values below are on the low side
 * @param upper values at or above are on the high side
 */
public record TargetRange(double lower, double upper) {
  public TargetRange {
    if (!(lower <= upper)) {
      throw new IllegalArgumentException(
          "a target range must not end below its start, but is " + lower + " to " + upper);
    }
  }

  /** Where a value lies, without regard to its uncertainty. */
  public Position positionOf(double value) {
    if (Double.isNaN(value)) {
      return Position.UNKNOWN;
    }
    if (value < lower) {
      return Position.BELOW;
    }
    return value < upper ? Position.WITHIN : Position.ABOVE;
  }

  /** A value's place relative to the range. */
  public enum Position {
    BELOW,
    WITHIN,
    ABOVE,
    UNKNOWN
  }
}
