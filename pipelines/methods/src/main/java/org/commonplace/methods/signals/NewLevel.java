package org.commonplace.methods.signals;

/**
 * Finds the point from which on a series is on another level: where the sum of the residuals so far
 * is farthest from what it were without a change. It must be far beyond what chance or a short wave
 * can do.
 *
 * <p>A level that is steady, because its points differ from its mean little more than from each
 * other, is taken as one sooner than one that rises and falls: that may be a long wave, after which
 * the old level comes back. So may a lower level be: the part of the year without a season, or
 * reports that stopped.
 */
final class NewLevel {
  /** Standard deviations that a sum of residuals must be away from 0 to be a change of level. */
  private static final double FAR = 7;

  /** Standard deviations of one point that the new level must be away from the old one. */
  private static final double LEAST_STEP = 1;

  /** Residuals are cut so that outbreaks do not carry their sum. */
  private static final double MOST_RESIDUAL = 3;

  /**
   * Variance around the mean of a level per variance from point to point, up to which it is steady:
   * 1 if its points are independent of each other.
   */
  private static final double STEADY = 4;

  /**
   * Times by which the latest quarter of a steady level may be above or below all of it, seasons
   * included: half a year does not tell them from a level.
   */
  private static final double STILL_THERE = 2;

  private final double[] counts;
  private final double[] means;
  private final double dispersion;

  private NewLevel(double[] counts, double[] means, double dispersion) {
    this.counts = counts;
    this.means = means;
    this.dispersion = dispersion;
  }

  /**
   * The index of the first count of the latest level; 0 if there is one level only.
   *
   * @param counts NaN where there is none
   * @param means what a fit to all of them expects
   * @param dispersion variance of a count per its mean
   * @param leastSteady points that a steady level lasts for
   * @param least points that any other lasts for: more than a wave does
   */
  static int start(double[] counts, double[] means, double dispersion, int leastSteady, int least) {
    NewLevel levels = new NewLevel(counts, means, dispersion);
    int start = levels.start(leastSteady);
    return start == 0 || leastSteady == least || levels.steadyFrom(start)
        ? start
        : levels.start(least);
  }

  private int start(int least) {
    int n = counts.length;
    double total = 0;
    for (int t = 0; t < n; t++) {
      total += cutResidual(t);
    }
    double sum = 0;
    double farthest = 0;
    int start = 0;
    for (int t = 0; t < n - 1; t++) {
      sum += cutResidual(t);
      double share = (t + 1) / (double) n;
      if (t + 1 >= least) {
        double apart = Math.abs(sum - share * total) / (n * share * (1 - share));
        double distance = apart * Math.sqrt(n * share * (1 - share));
        if (distance > farthest && apart > LEAST_STEP) {
          farthest = distance;
          start = t + 1;
        }
      }
    }
    return farthest < FAR || n - start < least ? 0 : start;
  }

  private double cutResidual(int t) {
    double residual = (counts[t] - means[t]) / Math.sqrt(dispersion * means[t]);
    return Double.isNaN(residual) ? 0 : Math.max(-MOST_RESIDUAL, Math.min(MOST_RESIDUAL, residual));
  }

  private boolean steadyFrom(int start) {
    int n = counts.length;
    int quarter = (n - start) / 4;
    double cases = mean(counts, start, n);
    double now = mean(counts, n - quarter, n) / cases;
    if (cases < mean(counts, 0, start) || now < 1 / STILL_THERE || now > STILL_THERE) {
      return false;
    }
    double level = cases / mean(means, start, n);
    double around = 0;
    double steps = 0;
    int points = 0;
    int pairs = 0;
    double before = Double.NaN;
    for (int t = start; t < counts.length; t++) {
      double mean = means[t] * level;
      double residual = (counts[t] - mean) / Math.sqrt(mean);
      double step = residual - before;
      around += Double.isNaN(residual) ? 0 : residual * residual;
      points += Double.isNaN(residual) ? 0 : 1;
      steps += Double.isNaN(step) ? 0 : step * step / 2;
      pairs += Double.isNaN(step) ? 0 : 1;
      before = residual;
    }
    return around / points <= STEADY * steps / pairs;
  }

  /** The mean where there is a count. */
  private double mean(double[] values, int from, int to) {
    double sum = 0;
    int present = 0;
    for (int t = from; t < to; t++) {
      boolean there = !Double.isNaN(counts[t] - means[t]);
      sum += there ? values[t] : 0;
      present += there ? 1 : 0;
    }
    return sum / present;
  }
}
