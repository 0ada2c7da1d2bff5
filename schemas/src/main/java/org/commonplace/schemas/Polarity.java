package org.commonplace.schemas;

import java.util.Locale;

/** Which direction is good. */
public enum Polarity {
  LOW_IS_GOOD,
  HIGH_IS_GOOD,
  NEUTRAL;

  /** The name in definitions and files. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
