package org.commonplace.methods.signals;

import java.time.LocalDate;

/**
 * What a detector says of one date of a series.
 *
 * @param date the date tested
 * @param observed cases counted; NaN if missing
 * @param expected cases that the method expects; NaN if it could not be fitted
 * @param threshold cases above which the method signals; NaN if it could not be fitted
 * @param score exceedance, in general (observed - expected) / (threshold - expected): above 1 is
 *     above the threshold; NaN if the method could not be fitted
 * @param pValue probability of this many cases or more if nothing happens; NaN if unknown
 * @param signal whether the method signals
 * @param reason why there is no result, or what to know of it
 */
public record Detection(
    LocalDate date,
    double observed,
    double expected,
    double threshold,
    double score,
    double pValue,
    boolean signal,
    Reason reason) {

  static Detection impossible(LocalDate date, double observed, Reason reason) {
    return new Detection(
        date, observed, Double.NaN, Double.NaN, Double.NaN, Double.NaN, false, reason);
  }

  /** A count that is held against a threshold: above it is a signal. */
  static Detection tested(
      LocalDate date, double observed, double expected, double threshold, double pValue) {
    return new Detection(
        date,
        observed,
        expected,
        threshold,
        exceedance(observed, expected, threshold),
        pValue,
        observed > threshold,
        Reason.NONE);
  }

  /**
   * How far a count is on the way from the expected one to the threshold. A threshold of whole
   * cases can lie below a small or very uncertain mean; then the cases above the threshold are
   * added to 1, so that a score above 1 always is a count above the threshold.
   */
  static double exceedance(double observed, double expected, double threshold) {
    if (threshold > expected) {
      return (observed - expected) / (threshold - expected);
    }
    return observed > threshold ? 1 + observed - threshold : observed - threshold;
  }
}
