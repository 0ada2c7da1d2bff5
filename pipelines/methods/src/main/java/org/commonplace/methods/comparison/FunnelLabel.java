package org.commonplace.methods.comparison;

/** What a funnel says of a place. */
public enum FunnelLabel {
  HIGH_001("High (0.001)"),
  HIGH_025("High (0.025)"),
  NOT_SIGNIFICANT("Not significant"),
  LOW_025("Low (0.025)"),
  LOW_001("Low (0.001)"),
  NOT_APPLICABLE("Not applicable");

  private final String text;

  FunnelLabel(String text) {
    this.text = text;
  }

  /** The label as it is published. */
  public String text() {
    return text;
  }
}
