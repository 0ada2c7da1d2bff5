package org.commonplace.methods.comparison;

/** What a funnel says of a place. */
public enum FunnelLabel {
  HIGH_001("High (0.001)"),
  HIGH_025("High (0.025)"),
  NOT_SIGNIFICANT("Not significant"),
  LOW_025("Low (0.025)"),
  LOW_001("Low (0.001)"),
  /** No count, no denominator, or a count that contradicts its denominator. */
  NOT_APPLICABLE("Not applicable"),
  /** A directly standardised rate has no value below ten events. */
  TOO_FEW_EVENTS("Not applicable for events less than 10");

  private static final int NO_SIDE = 0;

  private final String text;

  FunnelLabel(String text) {
    this.text = text;
  }

  /** The label as it is published. */
  public String text() {
    return text;
  }

  /**
   * The label of a place whose value lies between two: the one nearer to no significance, and none
   * when the ends lie on different sides.
   */
  FunnelLabel orLess(FunnelLabel other) {
    if (side() != other.side()) {
      return side() == NO_SIDE ? this : other.side() == NO_SIDE ? other : NOT_SIGNIFICANT;
    }
    return this == HIGH_025 || this == LOW_025 ? this : other;
  }

  private int side() {
    return switch (this) {
      case HIGH_001, HIGH_025 -> 1;
      case LOW_001, LOW_025 -> -1;
      case NOT_SIGNIFICANT, NOT_APPLICABLE, TOO_FEW_EVENTS -> NO_SIDE;
    };
  }
}
