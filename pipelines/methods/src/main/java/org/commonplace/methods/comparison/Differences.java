package org.commonplace.methods.comparison;

/** A column of differences, one for each row compared. */
public final class Differences {
  private final Difference[] differences;

  Differences(Difference[] differences) {
    this.differences = differences;
  }

  public int size() {
    return differences.length;
  }

  public Difference at(int row) {
    return differences[row];
  }
}
