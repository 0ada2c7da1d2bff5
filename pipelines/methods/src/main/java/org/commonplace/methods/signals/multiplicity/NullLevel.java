package org.commonplace.methods.signals.multiplicity;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.commonplace.methods.signals.CountTail;

/**
 * How often a test of counts reaches a p-value when nothing happens.
 *
 * <p>A continuous p-value is at most t with probability t. A count leaves gaps: of the values that
 * can occur, the largest one up to t decides, and a place that expects 0.1 cases cannot reach a
 * p-value of 0.05 with more than 0.0047 of its weeks.
 */
@FunctionalInterface
public interface NullLevel {

  /** P(p-value &lt;= t) when nothing happens. */
  double atMost(double t);

  /** The level of a p-value without gaps. */
  static NullLevel continuous() {
    return t -> Math.max(0, Math.min(1, t));
  }

  /**
   * The level of P(Y &gt;= count).
   *
   * @param mean cases expected; zero or more
   * @param phi variance per mean, at least 1
   */
  static NullLevel ofTail(double mean, double phi) {
    return t -> attained(mean, phi, t, Tie.WHOLE);
  }

  /**
   * The level of the mid-p, P(Y &gt; count) + P(Y = count) / 2. It exceeds t at some t and stays
   * below it at others, and is t on average.
   *
   * @param mean cases expected; zero or more
   * @param phi variance per mean, at least 1
   */
  static NullLevel ofMidTail(double mean, double phi) {
    return t -> attained(mean, phi, t, Tie.HALF);
  }

  private static double attained(double mean, double phi, double t, Tie tie) {
    if (t >= 1) {
      return 1;
    }
    if (!(t > 0)) {
      return 0;
    }
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability(t);
    // The smallest count whose own tail is small enough; with half its probability left out, the
    // one before may be too, and none before that.
    double count = CountTail.quantile(t, z, mean, phi) + 1;
    double level = CountTail.atLeast(count, mean, phi);
    return switch (tie) {
      case WHOLE -> level;
      case HALF -> {
        double before = CountTail.atLeast(count - 1, mean, phi);
        yield (before + level) / 2 <= t ? before : level;
      }
    };
  }

  /** How much of the probability of the observed count belongs to its tail. */
  enum Tie {
    WHOLE,
    HALF
  }
}
