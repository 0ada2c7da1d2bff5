package org.commonplace.methods.signals;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Periodic regression: a Poisson or negative binomial regression on trend and one harmonic of the
 * year, fitted on the past; a count above the upper quantile of its prediction signals.
 *
 * <p>The methods of that name in the comparison of B&eacute;dubourg and Le Strat (2017), and the
 * negative binomial one of the CDC's ESSENCE as the R package Rnssp has it.
 */
public final class PeriodicRegression implements Sequential, Adjustable {
  /**
   * No place counts this many cases in a period; a fit that expects them has learned too little.
   */
  private static final double LARGEST_MEAN = 1e9;

  private static final double WEEKS_OF_A_CALENDAR_YEAR = 52.18;

  private final String name;
  private final LikelihoodRatio.Spread spread;
  private final Uncertainty uncertainty;
  private final double alpha;
  private final double normalQuantile;
  private final Monitoring monitoring;

  /** Whether the threshold knows that the mean is estimated. */
  enum Uncertainty {
    IGNORED,
    /** The quantile at the upper limit of the mean, and a year of 52.18 weeks. */
    UPPER_LIMIT_OF_MEAN
  }

  private PeriodicRegression(
      String name,
      LikelihoodRatio.Spread spread,
      Uncertainty uncertainty,
      double alpha,
      Monitoring monitoring) {
    Alphas.require(name, alpha);
    this.name = name;
    this.spread = spread;
    this.uncertainty = uncertainty;
    this.alpha = alpha;
    this.normalQuantile = NormalDistribution.of(0, 1).inverseSurvivalProbability(alpha);
    this.monitoring = monitoring;
  }

  public static PeriodicRegression poisson() {
    return new PeriodicRegression(
        "periodic-poisson",
        LikelihoodRatio.Spread.POISSON,
        Uncertainty.IGNORED,
        0.01,
        Monitoring.USUAL);
  }

  public static PeriodicRegression negativeBinomial() {
    return new PeriodicRegression(
        "periodic-negative-binomial",
        LikelihoodRatio.Spread.NEGATIVE_BINOMIAL,
        Uncertainty.IGNORED,
        0.01,
        Monitoring.USUAL);
  }

  /** ESSENCE's: the quantile is taken at the upper limit of the mean. */
  public static PeriodicRegression essence() {
    return new PeriodicRegression(
        "essence-negative-binomial",
        LikelihoodRatio.Spread.NEGATIVE_BINOMIAL,
        Uncertainty.UPPER_LIMIT_OF_MEAN,
        0.05,
        Monitoring.USUAL);
  }

  /** The same with monitoring as in {@link Monitoring#changed}. */
  @Override
  public PeriodicRegression changed(NamedSettings named) {
    return new PeriodicRegression(
        named.name(), spread, uncertainty, alpha, monitoring.changed(named));
  }

  @Override
  public PeriodicRegression withAlpha(double probability) {
    return new PeriodicRegression(name, spread, uncertainty, probability, monitoring);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Monitoring monitoring() {
    return monitoring;
  }

  @Override
  public Run begin(Series series, int start) {
    double period =
        uncertainty == Uncertainty.UPPER_LIMIT_OF_MEAN && series.frequency() == Frequency.WEEKLY
            ? WEEKS_OF_A_CALENDAR_YEAR
            : series.frequency().pointsPerYear();
    HarmonicFit.Terms terms = new HarmonicFit.Terms(1, HarmonicFit.Slope.LINEAR, period);
    HarmonicFit fit =
        spread == LikelihoodRatio.Spread.POISSON
            ? HarmonicFit.poisson(series, start, terms)
            : HarmonicFit.negativeBinomial(series, start, terms);
    if (!fit.converged()) {
      return Sequential.impossible(series, Reason.NO_CONVERGENCE);
    }
    double multiple =
        uncertainty == Uncertainty.IGNORED
            ? 0
            : TDistribution.of(fit.degreesOfFreedom()).inverseSurvivalProbability(alpha);
    return t -> test(series, fit, multiple, t);
  }

  private Detection test(Series series, HarmonicFit fit, double multiple, int t) {
    double observed = series.observed(t);
    if (series.absence(t) != Reason.NONE) {
      return Detection.impossible(series.date(t), observed, series.absence(t));
    }
    double eta = fit.predictor(t);
    double expected = Math.exp(eta);
    double at = multiple == 0 ? expected : Math.exp(eta + multiple * fit.predictorError(t));
    if (!(at < LARGEST_MEAN)) {
      return Detection.impossible(series.date(t), observed, Reason.NO_CONVERGENCE);
    }
    double phi = 1 + fit.overdispersion() * at;
    double threshold = CountTail.quantile(alpha, normalQuantile, at, phi);
    return Detection.tested(
        series.date(t), observed, expected, threshold, CountTail.atLeast(observed, at, phi));
  }
}
