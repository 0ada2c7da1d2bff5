package org.commonplace.methods.interval;

/** Preconditions on columns and multipliers, checked once at the boundary. */
public final class Columns {
  private Columns() {}

  /**
   * @throws IllegalArgumentException if the two columns are of different length
   */
  public static void requireSameSize(int left, int right) {
    if (left != right) {
      throw new IllegalArgumentException(
          "columns must be of one length, but one has " + left + " rows and the other " + right);
    }
  }

  /**
   * @throws IllegalArgumentException unless the multiplier is positive and finite
   */
  public static void requireMultiplier(double multiplier) {
    if (!(multiplier > 0) || Double.isInfinite(multiplier)) {
      throw new IllegalArgumentException(
          "multiplier must be a positive number, but is " + multiplier);
    }
  }

  /**
   * How many runs of {@code run} rows a column holds, as places of so many bands.
   *
   * @throws IllegalArgumentException if run is not positive or the rows are no whole number of runs
   */
  public static int requireRuns(int rows, int run) {
    if (run <= 0 || rows % run != 0) {
      throw new IllegalArgumentException(
          "rows must come in runs of " + run + ", but there are " + rows + " rows");
    }
    return rows / run;
  }
}
