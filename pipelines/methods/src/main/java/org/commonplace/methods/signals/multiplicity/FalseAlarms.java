package org.commonplace.methods.signals.multiplicity;

import java.util.List;

/**
 * What a release has to say of its own alarms: how many would have come if nothing happened.
 *
 * @param tested tests made
 * @param alarms tests whose p-value is at most alpha
 * @param expected alarms expected if nothing happens anywhere
 * @param falseShare share of the alarms expected to be false, 0 to 1; 0 if there is no alarm
 */
public record FalseAlarms(int tested, int alarms, double expected, double falseShare) {

  /**
   * False alarms of p-values without gaps, or of calibrated ones.
   *
   * @param pValues NaN where no test was made
   * @param alpha error probability of one test, above 0 and below 1
   * @throws IllegalArgumentException if alpha or a p-value is out of range
   */
  public static FalseAlarms at(double alpha, double[] pValues) {
    requireAlpha(alpha);
    double[] sorted = PValues.sorted(pValues);
    return of(sorted, alpha, sorted.length * alpha);
  }

  /**
   * False alarms of p-values of counts, which reach alpha less often than it says.
   *
   * @param levels the level of each test, in the order of the p-values
   * @throws IllegalArgumentException if alpha or a p-value is out of range, or the lists differ in
   *     length
   */
  public static FalseAlarms at(double alpha, double[] pValues, List<NullLevel> levels) {
    if (levels.size() != pValues.length) {
      throw new IllegalArgumentException(
          "there are " + pValues.length + " p-values but " + levels.size() + " levels");
    }
    requireAlpha(alpha);
    double expected = 0;
    for (int i = 0; i < pValues.length; i++) {
      expected += Double.isNaN(pValues[i]) ? 0 : levels.get(i).atMost(alpha);
    }
    return of(PValues.sorted(pValues), alpha, expected);
  }

  private static FalseAlarms of(double[] sorted, double alpha, double expected) {
    int alarms = PValues.atMost(sorted, alpha);
    double share = alarms == 0 ? 0 : Math.min(1, expected / alarms);
    return new FalseAlarms(sorted.length, alarms, expected, share);
  }

  private static void requireAlpha(double alpha) {
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("alpha is " + alpha + "; it must be above 0 and below 1");
    }
  }
}
