package org.commonplace.methods.signals;

/**
 * Finds the point from which on a series is on another level: where the sum of the residuals so far
 * is farthest from what it were without a change. It must be far beyond what chance or a short wave
 * can do.
 */
final class NewLevel {
  /** Standard deviations that a sum of residuals must be away from 0 to be a change of level. */
  private static final double FAR = 7;

  /** Standard deviations of one point that the new level must be away from the old one. */
  private static final double LEAST_STEP = 1;

  private NewLevel() {}

  /**
   * The index of the first residual of the latest level; 0 if there is one level only.
   *
   * @param residuals standardised, and cut so that outbreaks do not carry the sum; 0 where there is
   *     none
   * @param least points that a level lasts for: more than a wave does, as far as can be told from
   *     such points
   */
  static int start(double[] residuals, int least) {
    int n = residuals.length;
    double total = 0;
    for (double residual : residuals) {
      total += residual;
    }
    double sum = 0;
    double farthest = 0;
    int start = 0;
    for (int t = 0; t < n - least; t++) {
      sum += residuals[t];
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
    return farthest < FAR ? 0 : start;
  }
}
