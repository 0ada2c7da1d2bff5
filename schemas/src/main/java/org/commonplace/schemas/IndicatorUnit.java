package org.commonplace.schemas;

import java.util.Locale;

/** What one of a value is. */
public enum IndicatorUnit {
  PERCENT(100),
  PER_1000(1_000),
  PER_10000(10_000),
  PER_100000(100_000),
  COUNT(1),
  DAYS(1),
  RATIO(1);

  private final int multiplier;

  IndicatorUnit(int multiplier) {
    this.multiplier = multiplier;
  }

  /** What numerator over denominator is multiplied by. */
  public int multiplier() {
    return multiplier;
  }

  /** The name in definitions and files. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
