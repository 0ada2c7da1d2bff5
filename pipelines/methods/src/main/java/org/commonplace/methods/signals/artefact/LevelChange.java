package org.commonplace.methods.signals.artefact;

import java.util.List;
import org.commonplace.methods.signals.Series;

/**
 * A step in a series: from one level to another in one period, and no wave.
 *
 * @param at index of the first point of the new level
 * @param factor the new level over the old one; the round factor if it is one
 * @param round whether the factor is 7, 10, 12, 30, 100 or 1000 or one of these the other way, or
 *     so large that no cases can have risen or fallen by it
 */
record LevelChange(int at, double factor, boolean round) {
  /** No disease multiplies its cases so from one period to the next. */
  static final double IMPOSSIBLE = 30;

  private static final double[] ROUND = {7, 10, 12, 30, 100, 1000};

  /** How far, as a logarithm, a factor may be from a round one in any case, and at most. */
  private static final double ROUND_SLACK = 0.05;

  private static final double MOST_SLACK = 0.25;

  /** Standard errors of its logarithm that a factor may be from a round one. */
  private static final double MOST_ERRORS = 2.5;

  /** How far, as a logarithm, a factor is from a round one that it is precisely, and its error. */
  private static final double PRECISE = 0.15;

  private static final double PRECISE_ERROR = 0.1;

  /** The steps of a series, in time. */
  static List<LevelChange> of(Series series) {
    return new LevelSearch(series).changes();
  }

  /** The step of these levels, with the round factor if chance could make it of that. */
  static LevelChange of(Step step, double dispersion) {
    double slack = ROUND_SLACK + MOST_ERRORS * step.error(dispersion);
    return distanceToRound(step) < Math.min(MOST_SLACK, slack)
        ? new LevelChange(step.at(), nearestRound(step.factor()), true)
        : new LevelChange(step.at(), step.factor(), false);
  }

  /** Whether the factor is precisely a round one. */
  static boolean isPrecise(Step step, double dispersion) {
    return step.error(dispersion) <= PRECISE_ERROR && distanceToRound(step) <= PRECISE;
  }

  /** The same, as one that no cases can have made. */
  LevelChange asRound() {
    return new LevelChange(at, factor, true);
  }

  boolean rises() {
    return factor > 1;
  }

  private static double distanceToRound(Step step) {
    return Math.abs(Math.log(step.factor() / nearestRound(step.factor())));
  }

  private static double nearestRound(double factor) {
    double nearest = ROUND[0];
    for (double round : ROUND) {
      for (double way : new double[] {round, 1 / round}) {
        boolean nearer = Math.abs(Math.log(factor / way)) < Math.abs(Math.log(factor / nearest));
        nearest = nearer ? way : nearest;
      }
    }
    return nearest;
  }
}
