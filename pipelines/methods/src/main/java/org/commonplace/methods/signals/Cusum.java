package org.commonplace.methods.signals;

import java.util.Locale;

/**
 * CUSUM: standardised counts above a reference value, added up and never below 0, signal at a
 * decision limit. It is not reset after a signal.
 *
 * <p>In the form of {@code algo.cusum} of the R package surveillance 1.20.3 (Rossi and others,
 * 1999). The threshold is the count that would just lift the sum to the limit.
 */
public final class Cusum implements Sequential, Adjustable {
  private static final double USUAL_REFERENCE = 1.04;
  private static final double USUAL_DECISION = 2.26;

  /** How counts are standardised. */
  public enum Scale {
    /** Difference from the mean over the root of the mean. */
    STANDARD,
    /** Rossi's mixture of it with the square root's. */
    ROSSI,
    /** Anscombe residual. */
    ANSCOMBE
  }

  /** What is expected. */
  public enum Mean {
    /** The mean of all counts before monitoring starts. */
    CONSTANT,
    /** A Poisson regression on one harmonic of the year. */
    SEASONAL
  }

  private final String name;
  private final Scale scale;
  private final Mean mean;
  private final double reference;
  private final double decision;
  private final Monitoring monitoring;

  private Cusum(
      String name,
      Scale scale,
      Mean mean,
      double reference,
      double decision,
      Monitoring monitoring) {
    this.name = name;
    this.reference = reference;
    this.decision = decision;
    this.scale = scale;
    this.mean = mean;
    this.monitoring = monitoring;
  }

  /** Reference value 1.04 and decision limit 2.26; starts after three years, and anew each year. */
  public static Cusum of(Scale scale, Mean mean) {
    String form = mean == Mean.SEASONAL ? "cusum-glm-" : "cusum-";
    String name = form + scale.name().toLowerCase(Locale.ROOT);
    return new Cusum(name, scale, mean, USUAL_REFERENCE, USUAL_DECISION, Monitoring.USUAL);
  }

  /**
   * The same with the reference value {@code k}, the decision limit {@code h}, and monitoring as in
   * {@link Monitoring#changed}.
   */
  @Override
  public Cusum changed(NamedSettings named) {
    return new Cusum(
        named.name(),
        scale,
        mean,
        named.above("k", reference, 0),
        named.above("h", decision, 0),
        monitoring.changed(named));
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
    if (mean == Mean.SEASONAL) {
      HarmonicFit.Terms terms =
          new HarmonicFit.Terms(1, HarmonicFit.Slope.NONE, series.frequency().pointsPerYear());
      HarmonicFit fit = HarmonicFit.poisson(series, start, terms);
      return fit.converged()
          ? new CusumRun(series, fit, Double.NaN)
          : Sequential.impossible(series, Reason.NO_CONVERGENCE);
    }
    double sum = 0;
    int present = 0;
    for (int i = 0; i < start; i++) {
      double count = series.count(i);
      if (!Double.isNaN(count)) {
        sum += count;
        present++;
      }
    }
    return sum > 0
        ? new CusumRun(series, null, sum / present)
        : Sequential.impossible(
            series, present == 0 ? Reason.TOO_FEW_BASELINE_COUNTS : Reason.EMPTY_BASELINE);
  }

  private final class CusumRun implements Run {
    private final Series series;
    private final HarmonicFit fit;
    private final double constant;
    private double sum;

    private CusumRun(Series series, HarmonicFit fit, double constant) {
      this.series = series;
      this.fit = fit;
      this.constant = constant;
    }

    @Override
    public Detection test(int t) {
      double observed = series.observed(t);
      if (series.absence(t) != Reason.NONE) {
        return Detection.impossible(series.date(t), observed, series.absence(t));
      }
      double expected = fit == null ? constant : Math.exp(fit.predictor(t));
      double threshold = count(decision + reference - sum, expected);
      sum = Math.max(0, sum + standardised(observed, expected) - reference);
      return new Detection(
          series.date(t),
          observed,
          expected,
          threshold,
          sum / decision,
          Double.NaN,
          sum >= decision,
          Reason.NONE);
    }
  }

  private double standardised(double x, double m) {
    return switch (scale) {
      case STANDARD -> (x - m) / Math.sqrt(m);
      case ROSSI -> (x - 3 * m + 2 * Math.sqrt(x * m)) / (2 * Math.sqrt(m));
      case ANSCOMBE -> 1.5 * (twoThirds(x) - twoThirds(m)) / Math.sqrt(Math.cbrt(m));
    };
  }

  /** The count whose standardised value is {@code z}; 0 if any count has more. */
  private double count(double z, double m) {
    double root = Math.sqrt(m);
    double count =
        switch (scale) {
          case STANDARD -> root * z + m;
          case ROSSI -> 2 * root * z + 5 * m - 2 * Math.sqrt(4 * m * m + 2 * m * root * z);
          case ANSCOMBE ->
              Math.pow(Math.max(0, 2.0 / 3.0 * Math.sqrt(Math.cbrt(m)) * z + twoThirds(m)), 1.5);
        };
    return count > 0 ? count : 0;
  }

  private static double twoThirds(double x) {
    double root = Math.cbrt(x);
    return root * root;
  }
}
