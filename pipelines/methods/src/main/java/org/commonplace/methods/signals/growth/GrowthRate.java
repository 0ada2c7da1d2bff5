package org.commonplace.methods.signals.growth;

import org.commonplace.methods.interval.Span;

/**
 * How fast cases grow.
 *
 * @param perDay growth of the logarithm of cases per day; infinite if all cases lie at one end, NaN
 *     if there is nothing to estimate it from
 * @param limits95 95 % confidence limits of {@code perDay}; an end may be infinite; {@link
 *     Span#NONE} if there is nothing to estimate it from
 * @param dispersion variance of a count per mean, at least 1; NaN if unknown
 * @param cases cases in the window
 * @param days length of the window
 */
public record GrowthRate(
    double perDay, Span limits95, double dispersion, double cases, double days) {

  /** A process that takes longer than this to double or halve is called slow. */
  private static final double SLOW_DAYS = 120;

  /** What can be said of the direction. */
  public enum Direction {
    RISING,
    FALLING,
    /** Neither, and the limits leave no room for a doubling or halving within four windows. */
    STEADY,
    CANNOT_TELL
  }

  /** The direction of which 95 % limits leave no doubt. */
  public Direction direction() {
    if (limits95.low() > 0) {
      return Direction.RISING;
    }
    if (limits95.high() < 0) {
      return Direction.FALLING;
    }
    double fastest = Math.max(-limits95.low(), limits95.high());
    return Math.log(2) / fastest > 4 * days ? Direction.STEADY : Direction.CANNOT_TELL;
  }

  /** Days in which cases double; negative if they halve in so many days, infinite if steady. */
  public double doublingDays() {
    return Math.log(2) / perDay;
  }

  /**
   * 95 % limits of the days in which cases double or, when falling, halve: the shortest and the
   * longest, both positive. {@link Span#NONE} unless the direction is rising or falling.
   */
  public Span daysLimits() {
    return switch (direction()) {
      case RISING -> new Span(Math.log(2) / limits95.high(), Math.log(2) / limits95.low());
      case FALLING -> new Span(-Math.log(2) / limits95.low(), -Math.log(2) / limits95.high());
      case STEADY, CANNOT_TELL -> Span.NONE;
    };
  }

  /** The growth in a few plain words, as "doubling about every 9 days (6 to 16)". */
  public String words() {
    return switch (direction()) {
      case RISING -> Double.isInfinite(perDay) ? "rising" : pace("doubling", "rising slowly");
      case FALLING -> Double.isInfinite(perDay) ? "falling" : pace("halving", "falling slowly");
      case STEADY -> "steady";
      case CANNOT_TELL -> "cannot tell whether rising or falling";
    };
  }

  private String pace(String verb, String slow) {
    double every = Math.abs(doublingDays());
    if (every > SLOW_DAYS) {
      return slow;
    }
    if (every < 1) {
      return verb + " within a day";
    }
    long rounded = Math.round(every);
    String days = rounded == 1 ? "day" : rounded + " days";
    return verb + " about every " + days + range(daysLimits());
  }

  private static String range(Span days) {
    long least = Math.round(days.low());
    long most = Math.round(days.high());
    if (least == most) {
      return "";
    }
    return " (" + least + (days.high() > SLOW_DAYS ? " or more)" : " to " + most + ")");
  }
}
