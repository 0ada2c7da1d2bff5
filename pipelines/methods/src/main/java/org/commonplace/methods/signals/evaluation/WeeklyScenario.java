package org.commonplace.methods.signals.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * One of the 42 weekly scenarios of Noufaily and others (Statistics in Medicine 32, 2013, 1206),
 * which B&eacute;dubourg and Le Strat (PLoS ONE 12, 2017, e0181227) compared 21 methods on.
 *
 * <p>The parameters are those on which the replications of the paper agree; seven bases, each
 * without and with trend, each with no, one and two harmonics of the year.
 *
 * @param number from 1 to 42
 * @param theta log mean at the start
 * @param dispersion variance per mean
 * @param slope change of the log mean per week; 0 without trend
 * @param cosine coefficient of each cosine
 * @param sine coefficient of each sine
 * @param harmonics pairs of cosine and sine
 */
record WeeklyScenario(
    int number,
    double theta,
    double dispersion,
    double slope,
    double cosine,
    double sine,
    int harmonics) {
  private static final int YEAR = 52;

  /** Theta, dispersion, slope, cosine and sine of the seven bases. */
  private static final double[][] BASES = {
    {0.1, 1.5, 0.0025, 0.6, 0.6},
    {-2, 2, 0.005, 0.1, 0.3},
    {1.5, 1, 0.003, 0.2, -0.4},
    {0.5, 5, 0.002, 0.5, 0.5},
    {2.5, 3, 0.001, 1, 0.1},
    {3.75, 1.1, 0.001, 0.1, -0.1},
    {5, 1.2, 0.0001, 0.05, 0.01}
  };

  static final List<WeeklyScenario> ALL = all();

  private static List<WeeklyScenario> all() {
    List<WeeklyScenario> scenarios = new ArrayList<>();
    for (double[] base : BASES) {
      for (int trend = 0; trend <= 1; trend++) {
        for (int harmonics = 0; harmonics <= 2; harmonics++) {
          int number = scenarios.size() + 1;
          scenarios.add(
              new WeeklyScenario(
                  number, base[0], base[1], trend * base[2], base[3], base[4], harmonics));
        }
      }
    }
    return List.copyOf(scenarios);
  }

  /** Cases expected in week {@code t}, from 1. */
  double mean(int t) {
    double log = theta + slope * t;
    for (int j = 1; j <= harmonics; j++) {
      double angle = 2 * Math.PI * j * t / YEAR;
      log += cosine * Math.cos(angle) + sine * Math.sin(angle);
    }
    return Math.exp(log);
  }
}
