package org.commonplace.methods.signals;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * Quasi-Poisson regression of counts on one factor and, if asked, a linear trend, with log link.
 *
 * <p>The iteration is that of R's {@code glm.fit}, step for step, with its start values and
 * stopping rule: a level whose counts are all 0 drifts to minus infinity, and where it stops
 * depends on the number of steps, so no other optimiser gives the same numbers.
 *
 * <p>The least squares problem inside a step needs no matrix. The columns of a factor are
 * orthogonal, so with W the sum of the weights of a level and a bar for its weighted means, the
 * slope is S<sub>tz</sub> / S<sub>tt</sub> from the deviations within levels, the prediction in a
 * level is z&#772; + slope (t - t&#772;), its unscaled variance 1/W + (t - t&#772;)&sup2; /
 * S<sub>tt</sub>, and the leverage of a row its weight times the same expression. That is what
 * Householder QR computes for this design, in time linear in the rows and without a loss of digits.
 *
 * <p>Mutable: a workspace for one thread. Fill the rows, then call {@link #fit}.
 */
final class LogLinearFit {
  private static final int MOST_ITERATIONS = 25;
  private static final double TOLERANCE = 1e-8;
  private static final double SMALLEST_MEAN = Math.ulp(1.0);
  private static final double FULL_LEVERAGE = 1 - 10 * Math.ulp(1.0);

  // Rows. log(count), log(count + 0.1) and count^(2/3) are looked up, not computed, in the loop.
  private int rows;
  private double[] count = new double[0];
  private double[] time;
  private double[] offset;
  private double[] logCount;
  private double[] startEta;
  private double[] countTwoThirds;
  private int[] level;

  private double[] prior;
  private double[] eta;
  private double[] mean;
  private double[] work;

  // Levels.
  private int levels;
  private double[] weightSum = new double[0];
  private double[] timeMean;
  private double[] responseMean;

  private boolean sloped;
  private double slope;
  private double timeSquares;
  private int rank;
  private int iterations;
  private double deviance;
  private double largestCount;

  /** Forgets all rows and makes room for {@code mostRows} rows and levels 1 to {@code levels}. */
  void clear(int mostRows, int levels) {
    rows = 0;
    largestCount = 0;
    this.levels = levels;
    if (count.length < mostRows) {
      count = new double[mostRows];
      time = new double[mostRows];
      offset = new double[mostRows];
      logCount = new double[mostRows];
      startEta = new double[mostRows];
      countTwoThirds = new double[mostRows];
      level = new int[mostRows];
      prior = new double[mostRows];
      eta = new double[mostRows];
      mean = new double[mostRows];
      work = new double[mostRows];
    }
    if (weightSum.length < levels + 1) {
      weightSum = new double[levels + 1];
      timeMean = new double[levels + 1];
      responseMean = new double[levels + 1];
    }
  }

  void add(
      double count,
      double time,
      double offset,
      int level,
      double logCount,
      double startEta,
      double countTwoThirds) {
    int i = rows++;
    this.count[i] = count;
    this.time[i] = time;
    this.offset[i] = offset;
    this.level[i] = level;
    this.logCount[i] = logCount;
    this.startEta[i] = startEta;
    this.countTwoThirds[i] = countTwoThirds;
    prior[i] = 1;
    largestCount = Math.max(largestCount, count);
  }

  /** Gives every row the prior weight 1. */
  void resetPriorWeights() {
    Arrays.fill(prior, 0, rows, 1);
  }

  /** Fits level means and a slope; false if the iteration did not converge. */
  boolean fitWithTrend() {
    return fit(true);
  }

  /** Fits level means alone; false if the iteration did not converge. */
  boolean fitWithoutTrend() {
    return fit(false);
  }

  private boolean fit(boolean withTrend) {
    for (int i = 0; i < rows; i++) {
      eta[i] = startEta[i];
      mean[i] = count[i] + 0.1;
    }
    double previous = deviance();
    for (iterations = 1; iterations <= MOST_ITERATIONS; iterations++) {
      step(withTrend);
      deviance = deviance();
      if (Math.abs(deviance - previous) / (Math.abs(deviance) + 0.1) < TOLERANCE) {
        return true;
      }
      previous = deviance;
    }
    iterations = MOST_ITERATIONS;
    return false;
  }

  private void step(boolean withTrend) {
    Arrays.fill(weightSum, 0, levels + 1, 0);
    Arrays.fill(timeMean, 0, levels + 1, 0);
    Arrays.fill(responseMean, 0, levels + 1, 0);
    for (int i = 0; i < rows; i++) {
      double w = prior[i] * mean[i];
      double z = eta[i] - offset[i] + (count[i] - mean[i]) / mean[i];
      int g = level[i];
      work[i] = w;
      eta[i] = z;
      weightSum[g] += w;
      timeMean[g] += w * time[i];
      responseMean[g] += w * z;
    }
    rank = 0;
    for (int g = 1; g <= levels; g++) {
      if (weightSum[g] > 0) {
        timeMean[g] /= weightSum[g];
        responseMean[g] /= weightSum[g];
        rank++;
      }
    }
    sloped = withTrend && centredSlope();
    if (sloped) {
      rank++;
    } else {
      slope = 0;
    }
    for (int i = 0; i < rows; i++) {
      int g = level[i];
      double next = responseMean[g] + slope * (time[i] - timeMean[g]) + offset[i];
      eta[i] = next;
      mean[i] = Math.max(Math.exp(next), SMALLEST_MEAN);
    }
  }

  /** Slope from the deviations within levels; false if time does not vary within any level. */
  private boolean centredSlope() {
    double squares = 0;
    double products = 0;
    double total = 0;
    for (int i = 0; i < rows; i++) {
      int g = level[i];
      double t = time[i] - timeMean[g];
      double weighted = work[i] * t;
      squares += weighted * t;
      products += weighted * (eta[i] - responseMean[g]);
      total += work[i] * time[i] * time[i];
    }
    timeSquares = squares;
    slope = products / squares;
    return squares > 1e-22 * total;
  }

  private double deviance() {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      double y = count[i];
      double part = y > 0 ? y * (logCount[i] - eta[i]) - (y - mean[i]) : mean[i];
      sum += prior[i] * part;
    }
    return 2 * sum;
  }

  /**
   * Pearson dispersion with the working weights of the last step; NaN without degrees of freedom.
   */
  double dispersion() {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      double r = (count[i] - mean[i]) / mean[i];
      sum += work[i] * r * r;
    }
    return sum / degreesOfFreedom();
  }

  /**
   * Dispersion with the prior weights in the place of the working weights. The R package overwrites
   * one with the other after reweighting, and its standard errors inherit that.
   */
  double dispersionByPriorWeights() {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      double r = (count[i] - mean[i]) / mean[i];
      sum += prior[i] * r * r;
    }
    return sum / degreesOfFreedom();
  }

  /**
   * Weights down the rows whose Anscombe residual is above {@code threshold}: past outbreaks.
   *
   * @param phi dispersion, at least 1
   */
  void weightDownOutbreaks(double phi, double threshold) {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      double leverage = leverage(i);
      double weight = 1;
      // A row that alone determines its own mean has no residual to judge.
      if (leverage < 1) {
        double rootMean = Math.sqrt(mean[i]);
        double scaled = 1.5 * (countTwoThirds[i] / Math.cbrt(rootMean) - rootMean);
        // Below the threshold the sign and size do not matter: skip the division's square root.
        double s = scaled > 0 ? scaled / Math.sqrt(phi * (1 - leverage)) : 0;
        if (s > threshold) {
          weight = 1 / (s * s);
        }
      }
      prior[i] = weight;
      sum += weight;
    }
    double factor = rows / sum;
    for (int i = 0; i < rows; i++) {
      prior[i] *= factor;
    }
  }

  double leverage(int i) {
    double h = work[i] * unscaledVariance(level[i], time[i]);
    return h > FULL_LEVERAGE ? 1 : h;
  }

  /** Variance of the linear predictor in {@code level} at {@code time}, per unit of dispersion. */
  double unscaledVariance(int level, double time) {
    double t = time - timeMean[level];
    double variance = 1 / weightSum[level];
    return sloped ? variance + t * t / timeSquares : variance;
  }

  /** Linear predictor in {@code level} at {@code time}, without offset. */
  double predictor(int level, double time) {
    return responseMean[level] + slope * (time - timeMean[level]);
  }

  /** Two-sided p-value of the slope by Student's t. */
  double slopePValue(double dispersion) {
    double df = degreesOfFreedom();
    double t2 = slope * slope * timeSquares / dispersion;
    return RegularizedBeta.value(df / (df + t2), df / 2, 0.5);
  }

  boolean occupied(int level) {
    return weightSum[level] > 0;
  }

  boolean sloped() {
    return sloped;
  }

  double slope() {
    return slope;
  }

  int rows() {
    return rows;
  }

  int degreesOfFreedom() {
    return rows - rank;
  }

  int iterations() {
    return iterations;
  }

  /** Residual deviance of the last step. */
  double residualDeviance() {
    return deviance;
  }

  double largestCount() {
    return largestCount;
  }

  double priorWeight(int row) {
    return prior[row];
  }
}
