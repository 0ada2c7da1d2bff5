package org.commonplace.schemas;

import java.io.Serializable;

/**
 * Says that a value is how unequal another indicator is between the fifths of deprivation. What is
 * counted, and when, is that indicator's.
 *
 * @param of id of the indicator whose fifths are compared
 * @param method how the value of a fifth is made: that indicator's method
 * @param polarity which direction of it is good
 */
public record Inequality(String of, IndicatorMethod method, Polarity polarity)
    implements Serializable {

  /** Groups of deprivation, 1 the most deprived. */
  public static final int FIFTHS = 5;

  /** As a file names it, before all definitions are read. */
  static Inequality named(String of) {
    return new Inequality(of, IndicatorMethod.COUNT, Polarity.NEUTRAL);
  }
}
