package org.commonplace.methods.signals.multiplicity;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.commonplace.methods.signals.CountTail;

/** How often a count with this mean and dispersion reaches a p-value when nothing happens. */
final class CountLevel {
  private CountLevel() {}

  /** For the p-value P(Y &gt;= count). */
  static double ofTail(double mean, double phi, double t) {
    return t >= 1 ? 1 : t > 0 ? CountTail.atLeast(smallest(mean, phi, t), mean, phi) : 0;
  }

  /** For the mid-p, P(Y &gt; count) + P(Y = count) / 2. */
  static double ofMidTail(double mean, double phi, double t) {
    if (t >= 1) {
      return 1;
    }
    if (!(t > 0)) {
      return 0;
    }
    // With half its probability left out the count before may do too, and none before that.
    double count = smallest(mean, phi, t);
    double level = CountTail.atLeast(count, mean, phi);
    double before = CountTail.atLeast(count - 1, mean, phi);
    return (before + level) / 2 <= t ? before : level;
  }

  /** The smallest count with P(Y &gt;= count) at most t. */
  private static double smallest(double mean, double phi, double t) {
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability(t);
    return CountTail.quantile(t, z, mean, phi) + 1;
  }
}
