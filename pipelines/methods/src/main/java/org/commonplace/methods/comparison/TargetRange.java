package org.commonplace.methods.comparison;

import java.util.Arrays;

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

  /**
   * The range between two percentiles of the values of all places, as between the 25th and the
   * 75th; interpolated between neighbouring values (Hyndman and Fan 1996, type 7).
   *
   * @param values in any order, in the unit of the indicator; NaN is none
   * @param lowerPercentile 0 to 100, not above the other
   * @param upperPercentile 0 to 100
   * @throws IllegalArgumentException if a percentile is out of range or there is no value
   */
  public static TargetRange ofPercentiles(
      double[] values, double lowerPercentile, double upperPercentile) {
    double[] sorted =
        Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("percentiles need at least one value");
    }
    return new TargetRange(
        percentile(sorted, lowerPercentile), percentile(sorted, upperPercentile));
  }

  private static double percentile(double[] sorted, double percent) {
    if (!(percent >= 0 && percent <= 100)) {
      throw new IllegalArgumentException("a percentile is 0 to 100, but is " + percent);
    }
    double position = (sorted.length - 1) * percent / 100;
    int before = (int) position;
    int after = Math.min(before + 1, sorted.length - 1);
    return sorted[before] + (position - before) * (sorted[after] - sorted[before]);
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
    UNKNOWN;

    /** The place in terms of good and bad. */
    public Verdict verdict(Polarity polarity) {
      return switch (this) {
        case BELOW -> Difference.LOWER_95.verdict(polarity);
        case WITHIN -> Verdict.SIMILAR;
        case ABOVE -> Difference.HIGHER_95.verdict(polarity);
        case UNKNOWN -> Verdict.NOT_COMPARED;
      };
    }
  }
}
