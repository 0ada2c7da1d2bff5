package org.commonplace.methods.interval;

/** A two-sided confidence level with its normal quantile at full precision. */
public final class Confidence {
  public static final Confidence P95 = new Confidence(0.95);
  public static final Confidence P998 = new Confidence(0.998);

  private final double level;
  private final double z;

  private Confidence(double level) {
    this.level = level;
    this.z = level == 1 ? Double.POSITIVE_INFINITY : Quantile.normalUpper(tail(level));
  }

  /**
   * A level as a fraction from 0.90 to 1, or as a percentage from 90 to 100.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Confidence of(double level) {
    double fraction = level >= 90 ? level / 100 : level;
    if (!(fraction >= 0.90 && fraction <= 1)) {
      throw new IllegalArgumentException(
          "confidence must be 0.90 to 1 or 90 to 100, but is " + level);
    }
    return new Confidence(fraction);
  }

  /** The level as a fraction, 0.90 to 1. */
  public double level() {
    return level;
  }

  /** The standard normal quantile at 1 - tail. */
  public double normalQuantile() {
    return z;
  }

  /** The probability left out on each side. */
  double tail() {
    return tail(level);
  }

  private static double tail(double level) {
    return (1 - level) / 2;
  }
}
