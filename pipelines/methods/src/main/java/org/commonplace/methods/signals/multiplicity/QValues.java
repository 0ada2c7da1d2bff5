package org.commonplace.methods.signals.multiplicity;

import java.util.Arrays;
import java.util.List;

/**
 * The smallest false discovery rate at which each test of a list would be a signal: to signal where
 * q &lt;= 0.1 keeps the expected share of false signals among all signals at 10 % or less.
 *
 * <p>The q-value of a test that was not made, p-value NaN, is NaN, and it does not count.
 */
public final class QValues {
  /** Above this p-value no test can be a signal that anybody looks at. */
  private static final double LARGEST_OF_INTEREST = 0.1;

  private QValues() {}

  /**
   * Benjamini and Hochberg (1995), for tests that are independent or raised together.
   *
   * @throws IllegalArgumentException if a p-value is neither NaN nor from 0 to 1
   */
  public static double[] benjaminiHochberg(double[] pValues) {
    double[] sorted = PValues.sorted(pValues);
    return stepUp(pValues, sorted, (double) sorted.length, 1);
  }

  /**
   * Benjamini and Yekutieli (2001), for tests that hang together in any way; the q-values of {@link
   * #benjaminiHochberg} times 1 + 1/2 + ... + 1/m.
   *
   * @throws IllegalArgumentException if a p-value is neither NaN nor from 0 to 1
   */
  public static double[] benjaminiYekutieli(double[] pValues) {
    double[] sorted = PValues.sorted(pValues);
    double harmonic = 0;
    for (int i = sorted.length; i >= 1; i--) {
      harmonic += 1.0 / i;
    }
    return stepUp(pValues, sorted, (double) sorted.length, harmonic);
  }

  /**
   * Benjamini and Hochberg for p-values of counts (Heyse 2011): the number of false signals at a
   * limit t is not m t but the sum of what each test can reach, which is much less where many
   * places expect a fraction of a case. For p-values P(Y &gt;= count) never larger than {@link
   * #benjaminiHochberg}.
   *
   * @param levels the level of each test, in the order of the p-values; that of a test that was not
   *     made is not asked
   * @throws IllegalArgumentException if a p-value is neither NaN nor from 0 to 1, or the lists
   *     differ in length
   */
  public static double[] discrete(double[] pValues, List<NullLevel> levels) {
    if (levels.size() != pValues.length) {
      throw new IllegalArgumentException(
          "there are " + pValues.length + " p-values but " + levels.size() + " levels");
    }
    double[] sorted = PValues.sorted(pValues);
    double[] falseSignals = new double[sorted.length];
    for (int rank = 0; rank < sorted.length; rank++) {
      double p = sorted[rank];
      if (rank > 0 && p == sorted[rank - 1]) {
        falseSignals[rank] = falseSignals[rank - 1];
      } else if (p > LARGEST_OF_INTEREST) {
        falseSignals[rank] = sorted.length * p;
      } else {
        for (int i = 0; i < pValues.length; i++) {
          falseSignals[rank] += Double.isNaN(pValues[i]) ? 0 : levels.get(i).atMost(p);
        }
      }
    }
    return stepUp(pValues, sorted, falseSignals);
  }

  private static double[] stepUp(double[] pValues, double[] sorted, double tests, double factor) {
    double[] falseSignals = new double[sorted.length];
    for (int rank = 0; rank < sorted.length; rank++) {
      falseSignals[rank] = sorted[rank] * tests * factor;
    }
    return stepUp(pValues, sorted, falseSignals);
  }

  /** From the largest down, the false signals expected at each limit per signal there. */
  private static double[] stepUp(double[] pValues, double[] sorted, double[] falseSignals) {
    double[] bySize = new double[sorted.length];
    double smallest = 1;
    for (int rank = sorted.length - 1; rank >= 0; rank--) {
      smallest = Math.min(smallest, falseSignals[rank] / (rank + 1));
      bySize[rank] = smallest;
    }
    double[] qValues = new double[pValues.length];
    for (int i = 0; i < pValues.length; i++) {
      qValues[i] =
          Double.isNaN(pValues[i]) ? Double.NaN : bySize[Arrays.binarySearch(sorted, pValues[i])];
    }
    return qValues;
  }
}
