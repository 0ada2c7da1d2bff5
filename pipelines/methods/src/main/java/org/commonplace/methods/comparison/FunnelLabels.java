package org.commonplace.methods.comparison;

/** A column of funnel labels, one for each place, and the average that they are of. */
public final class FunnelLabels {
  private final FunnelLabel[] labels;
  private final double average;

  FunnelLabels(FunnelLabel[] labels, double average) {
    this.labels = labels;
    this.average = average;
  }

  public int size() {
    return labels.length;
  }

  public FunnelLabel at(int row) {
    return labels[row];
  }

  /**
   * The funnel's centre: all events of the places in it by all their denominators, not multiplied;
   * NaN when there is none.
   */
  public double average() {
    return average;
  }
}
