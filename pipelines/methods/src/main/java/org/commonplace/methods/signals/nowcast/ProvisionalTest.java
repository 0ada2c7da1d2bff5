package org.commonplace.methods.signals.nowcast;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.commonplace.methods.signals.CountTail;
import org.commonplace.methods.signals.Detection;

/**
 * Tests a provisional count: its nowcast takes the place of the count, and the variance of the
 * nowcast is added to that of the detector.
 *
 * <p>A detector's variance is read from its threshold: the way from the expected count to it is so
 * many standard deviations as alpha says. Where nothing happens the nowcast differs from the
 * expected count by both variances, so a threshold that knew only one would signal too often.
 */
public final class ProvisionalTest {
  private ProvisionalTest() {}

  /**
   * The detection with the nowcast in the place of its count. A detection that was not possible, or
   * has no threshold above the expected count, is returned as it is.
   *
   * @param alpha the detector's one-sided error probability, above 0 and below 0.5
   */
  public static Detection of(Detection detection, NowcastCount nowcast, double alpha) {
    if (!(alpha > 0 && alpha < 0.5)) {
      throw new IllegalArgumentException(
          "alpha is " + alpha + "; it must be above 0 and below 0.5");
    }
    double expected = detection.expected();
    double way = detection.threshold() - expected;
    if (!(way > 0) || !(expected > 0) || Double.isInfinite(way)) {
      return detection;
    }
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability(alpha);
    double variance = way * way / (z * z) + nowcast.variance();
    double threshold = expected + z * Math.sqrt(variance);
    double observed = nowcast.median();
    return new Detection(
        detection.date(),
        observed,
        expected,
        threshold,
        (observed - expected) / (threshold - expected),
        pValue(observed, expected, variance),
        observed > threshold,
        detection.reason());
  }

  /**
   * Probability of a nowcast of so many cases or more where nothing happens, half that of exactly
   * so many left out.
   *
   * @param observed the nowcast, in cases
   * @param expected cases expected, above 0
   * @param variance variance of a settled count and of the nowcast together
   */
  static double pValue(double observed, double expected, double variance) {
    double phi = Math.max(1, variance / expected);
    return (CountTail.atLeast(observed, expected, phi)
            + CountTail.atLeast(observed + 1, expected, phi))
        / 2;
  }
}
