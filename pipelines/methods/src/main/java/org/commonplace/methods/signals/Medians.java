package org.commonplace.methods.signals;

import java.util.Arrays;

/** The median of the first numbers of an array. */
public final class Medians {
  private Medians() {}

  /** The median of the first {@code n} numbers, which it sorts; 0 if there is none. */
  public static double of(double[] numbers, int n) {
    if (n == 0) {
      return 0;
    }
    Arrays.sort(numbers, 0, n);
    return n % 2 == 1 ? numbers[n / 2] : (numbers[n / 2 - 1] + numbers[n / 2]) / 2;
  }
}
