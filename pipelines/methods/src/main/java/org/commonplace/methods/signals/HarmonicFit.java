package org.commonplace.methods.signals;

import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.Trigamma;

/**
 * Poisson or negative binomial regression, with log link, of the first counts of a series on
 * harmonics of the year and, if asked, a linear trend.
 *
 * <p>The iterations, start values and stopping rules are those of R's {@code glm.fit} and {@code
 * glm.nb} (package MASS), because the reference answers stop where these stop.
 */
final class HarmonicFit {
  private static final int MOST_ITERATIONS = 25;
  private static final double TOLERANCE = 1e-8;
  private static final double THETA_TOLERANCE = Math.pow(Math.ulp(1.0), 0.25);

  /** Whether the log mean may rise or fall over the years. */
  enum Slope {
    NONE,
    LINEAR
  }

  /**
   * Terms of the regression.
   *
   * @param harmonics pairs of cosine and sine, at least 0
   * @param slope whether there is a trend
   * @param period points of a year
   */
  record Terms(int harmonics, Slope slope, double period) {
    int columns() {
      return 1 + (slope == Slope.LINEAR ? 1 : 0) + 2 * harmonics;
    }
  }

  private final Terms terms;
  private final int columns;
  private final double timeCentre;
  private final double timeScale;
  private final NormalEquations equations;
  private final double[] row;

  private final int rows;
  private final double[] count;
  private final double[] design;
  private final double[] mean;
  private final double[] eta;

  private double overdispersion;
  private boolean converged;

  private HarmonicFit(Series series, int training, Terms terms) {
    this.terms = terms;
    this.columns = terms.columns();
    this.timeCentre = (training - 1) / 2.0;
    this.timeScale = Math.max(1, training / 2.0);
    this.equations = new NormalEquations(columns);
    this.row = new double[columns];
    this.count = new double[training];
    this.design = new double[training * columns];
    this.mean = new double[training];
    this.eta = new double[training];
    int n = 0;
    for (int t = 0; t < training; t++) {
      double y = series.count(t);
      if (!Double.isNaN(y)) {
        count[n] = y;
        fillRow(design, n * columns, t);
        n++;
      }
    }
    this.rows = n;
  }

  /** Poisson regression on the first {@code training} points. */
  static HarmonicFit poisson(Series series, int training, Terms terms) {
    HarmonicFit fit = new HarmonicFit(series, training, terms);
    fit.converged = fit.enoughRows() && fit.iterate(Start.COUNTS);
    return fit;
  }

  /**
   * Negative binomial regression with variance mean + a mean&sup2;, where a is {@code
   * overdispersion}.
   */
  static HarmonicFit negativeBinomial(
      Series series, int training, Terms terms, double overdispersion) {
    HarmonicFit fit = new HarmonicFit(series, training, terms);
    fit.overdispersion = overdispersion;
    fit.converged = fit.enoughRows() && fit.iterate(Start.COUNTS);
    return fit;
  }

  /** Negative binomial regression whose overdispersion is estimated by maximum likelihood. */
  static HarmonicFit negativeBinomial(Series series, int training, Terms terms) {
    HarmonicFit fit = new HarmonicFit(series, training, terms);
    fit.converged = fit.enoughRows() && fit.iterate(Start.COUNTS) && fit.alternate();
    return fit;
  }

  private boolean enoughRows() {
    double cases = 0;
    for (int i = 0; i < rows; i++) {
      cases += count[i];
    }
    return rows > columns && cases > 0;
  }

  private void fillRow(double[] into, int offset, int t) {
    int at = offset;
    into[at++] = 1;
    if (terms.slope() == Slope.LINEAR) {
      into[at++] = (t - timeCentre) / timeScale;
    }
    for (int j = 1; j <= terms.harmonics(); j++) {
      double angle = 2 * Math.PI * j * (t + 1) / terms.period();
      into[at++] = Math.cos(angle);
      into[at++] = Math.sin(angle);
    }
  }

  /** Where the iteration starts. */
  private enum Start {
    COUNTS,
    LAST_FIT
  }

  private boolean iterate(Start start) {
    for (int i = 0; i < rows; i++) {
      if (start == Start.COUNTS) {
        double y = count[i];
        mean[i] = overdispersion == 0 ? y + 0.1 : y == 0 ? 1.0 / 6 : y;
      }
      eta[i] = Math.log(mean[i]);
    }
    double previous = deviance();
    for (int iteration = 1; iteration <= MOST_ITERATIONS; iteration++) {
      equations.clear();
      for (int i = 0; i < rows; i++) {
        double weight = mean[i] / (1 + overdispersion * mean[i]);
        equations.add(design, i * columns, weight, eta[i] + (count[i] - mean[i]) / mean[i]);
      }
      if (!equations.solve()) {
        return false;
      }
      for (int i = 0; i < rows; i++) {
        eta[i] = equations.value(design, i * columns);
        mean[i] = Math.max(Math.exp(eta[i]), Math.ulp(1.0));
      }
      double deviance = deviance();
      if (Math.abs(deviance - previous) / (Math.abs(deviance) + 0.1) < TOLERANCE) {
        return true;
      }
      if (Double.isNaN(deviance)) {
        return false;
      }
      previous = deviance;
    }
    return false;
  }

  private double deviance() {
    double sum = 0;
    double size = 1 / overdispersion;
    for (int i = 0; i < rows; i++) {
      double y = count[i];
      double log = y > 0 ? y * Math.log(y / mean[i]) : 0;
      sum +=
          overdispersion == 0
              ? log - (y - mean[i])
              : log - (y + size) * Math.log((y + size) / (mean[i] + size));
    }
    return 2 * sum;
  }

  /** Fits mean and size in turns until the likelihood rests. */
  private boolean alternate() {
    double size = maximumLikelihoodSize();
    double scale = Math.sqrt(2.0 * Math.max(1, rows - columns));
    double likelihood = logLikelihood(size);
    double previousLikelihood = likelihood + 2 * scale;
    double change = 1;
    for (int iteration = 1;
        iteration <= MOST_ITERATIONS
            && Math.abs(previousLikelihood - likelihood) / scale + Math.abs(change) > TOLERANCE;
        iteration++) {
      if (!(size > 0) || Double.isInfinite(size)) {
        // No more variance than Poisson: the size has no finite estimate.
        overdispersion = 0;
        return iterate(Start.LAST_FIT);
      }
      overdispersion = 1 / size;
      if (!iterate(Start.LAST_FIT)) {
        return false;
      }
      double last = size;
      size = maximumLikelihoodSize();
      change = last - size;
      previousLikelihood = likelihood;
      likelihood = logLikelihood(size);
    }
    overdispersion = size > 0 ? 1 / size : 0;
    return true;
  }

  private double maximumLikelihoodSize() {
    double squares = 0;
    for (int i = 0; i < rows; i++) {
      double relative = count[i] / mean[i] - 1;
      squares += relative * relative;
    }
    double size = rows / squares;
    double change = 1;
    for (int iteration = 1;
        iteration < MOST_ITERATIONS && Math.abs(change) > THETA_TOLERANCE;
        iteration++) {
      size = Math.abs(size);
      double score = 0;
      double information = 0;
      double digamma = Digamma.value(size);
      double trigamma = Trigamma.value(size);
      for (int i = 0; i < rows; i++) {
        double y = count[i];
        double total = size + mean[i];
        score +=
            Digamma.value(size + y)
                - digamma
                + Math.log(size)
                + 1
                - Math.log(total)
                - (y + size) / total;
        information +=
            -Trigamma.value(size + y)
                + trigamma
                - 1 / size
                + 2 / total
                - (y + size) / (total * total);
      }
      change = score / information;
      size += change;
    }
    return Math.max(0, size);
  }

  private double logLikelihood(double size) {
    double sum = 0;
    double constant = LogGamma.value(size);
    for (int i = 0; i < rows; i++) {
      double y = count[i];
      sum +=
          LogGamma.value(size + y)
              - constant
              - LogGamma.value(y + 1)
              + size * Math.log(size)
              + y * Math.log(mean[i] + (y == 0 ? 1 : 0))
              - (size + y) * Math.log(size + mean[i]);
    }
    return sum;
  }

  /** Whether there is a fit. */
  boolean converged() {
    return converged;
  }

  /** Variance is mean + overdispersion mean&sup2;; 0 for Poisson. */
  double overdispersion() {
    return overdispersion;
  }

  int degreesOfFreedom() {
    return rows - columns;
  }

  /** The log mean at point {@code t}, 0-based. */
  double predictor(int t) {
    fillRow(row, 0, t);
    return equations.value(row, 0);
  }

  /** The standard error of {@link #predictor}. */
  double predictorError(int t) {
    fillRow(row, 0, t);
    return Math.sqrt(equations.unscaledVariance(row, 0));
  }
}
