package org.commonplace.methods.interval;

/** Preconditions on columns and multipliers, checked once at the boundary. */
final class Columns {
  private Columns() {}

  static void requireSameSize(int left, int right) {
    if (left != right) {
      throw new IllegalArgumentException(
          "columns must be of one length, but one has " + left + " rows and the other " + right);
    }
  }

  static void requireMultiplier(double multiplier) {
    if (!(multiplier > 0) || Double.isInfinite(multiplier)) {
      throw new IllegalArgumentException(
          "multiplier must be a positive number, but is " + multiplier);
    }
  }
}
