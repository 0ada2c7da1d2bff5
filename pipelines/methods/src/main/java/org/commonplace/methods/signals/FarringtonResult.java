package org.commonplace.methods.signals;

/**
 * One fit of {@link FarringtonFlexible}, with what a conformance test or an analyst asks beyond the
 * {@link Detection}. Numbers are NaN where there was no fit.
 *
 * @param observed cases counted
 * @param expected cases expected
 * @param threshold cases above which there is a signal
 * @param exceedance the score of the {@link Detection}, on the scale of counts
 * @param packageScore the score as the R package stores it: with a negative binomial threshold it
 *     subtracts the logarithm of the mean, so that it is good for its comparison with 1 only
 * @param pValue probability of this many cases or more
 * @param dispersion variance per mean, at least 1
 * @param trend change of the log mean per point; NaN if the trend was not kept
 * @param pastYears years of history compared with
 * @param signal whether the count is above the threshold and recent cases are enough
 * @param reason why there is no fit, or what to know of it
 */
public record FarringtonResult(
    double observed,
    double expected,
    double threshold,
    double exceedance,
    double packageScore,
    double pValue,
    double dispersion,
    double trend,
    int pastYears,
    boolean signal,
    Reason reason) {

  static FarringtonResult impossible(double observed, Reason reason) {
    double none = Double.NaN;
    return new FarringtonResult(
        observed, none, none, none, none, none, none, none, 0, false, reason);
  }

  /** Whether a trend is part of the fit. */
  public boolean trendKept() {
    return !Double.isNaN(trend);
  }
}
