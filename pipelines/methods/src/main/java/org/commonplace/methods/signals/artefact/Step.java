package org.commonplace.methods.signals.artefact;

import org.commonplace.methods.signals.Medians;

/**
 * Two stretches of a series, of the same length, that meet at a point, and what can be said of a
 * step from the level of the one to that of the other. Distances are differences of logarithms.
 *
 * <p>A wave can look like a step to medians. It is told from one by the two points beside the step,
 * which a wave takes on its way, and by the levels, which have to be shown to be flat: where noise
 * would hide a wave, nothing is shown.
 */
final class Step {
  /** Share of points that may be on the other side of the middle of the step. */
  private static final double STRAYS = 0.1;

  /** How far the halves of a level may be apart, and as a share of the step. */
  private static final double FLAT = 0.3;

  private static final double FLAT_SHARE = 0.25;

  /** How much of the step may be left to the points beside it. */
  private static final double ON_ITS_WAY = 0.4;

  /** How much of the step lies between the points near it. */
  private static final double BESIDE = 0.9;

  /** Standard deviations that a point beside the step may be off its level towards the other. */
  private static final double MOST_ON_ITS_WAY = 2.5;

  /** Standard deviation of points that chance is not the cause of. */
  private static final double UNEVEN = 0.05;

  /** Half a case: below it there is no logarithm to speak of. */
  private static final double LEAST_LEVEL = 0.5;

  /** The median has so many times the standard error of the mean. */
  private static final double OF_MEDIAN = 1.25;

  private final double[] values;
  private final int at;
  private final int length;
  private final double before;
  private final double after;

  /**
   * @param values of the periods, without weekday; NaN where none
   * @param at first point of the second stretch
   * @param length points of each stretch; both have to be in the series
   */
  Step(double[] values, int at, int length) {
    this.values = values;
    this.at = at;
    this.length = length;
    this.before = median(values, at - length, at);
    this.after = median(values, at, at + length);
  }

  /** First point of the second stretch. */
  int at() {
    return at;
  }

  /** The new level over the old one. */
  double factor() {
    return after / before;
  }

  /** The lower level. */
  double lower() {
    return Math.min(before, after);
  }

  /** The higher level. */
  double higher() {
    return Math.max(before, after);
  }

  /** The level that is as far from the one as from the other. */
  double middle() {
    return Math.sqrt(before * after);
  }

  /** How far apart the levels are; negative if the new one is lower. */
  private double height() {
    return Math.log(after / before);
  }

  /** Whether the levels are apart by this factor or more, and nearly all points by half of it. */
  boolean separates(double least) {
    return before > 0
        && after > 0
        && Math.abs(height()) >= Math.log(least)
        && onOtherSide(at - length, at, height() < 0) <= STRAYS * length
        && onOtherSide(at, at + length, height() > 0) <= STRAYS * length;
  }

  /** Missing points count as being there. */
  private int onOtherSide(int from, int to, boolean below) {
    double middle = middle();
    int strays = 0;
    for (int i = from; i < to; i++) {
      boolean right = below ? values[i] > middle : values[i] < middle;
      strays += right ? 0 : 1;
    }
    return strays;
  }

  /**
   * Whether nearly all of the step lies between two points, as far as the levels of {@code near}
   * points beside it tell.
   */
  boolean atOnce(int near) {
    double old = median(values, at - near, at);
    double young = median(values, at, at + near);
    double left = Math.max(0, Math.log(values[at - 1] / old) / height());
    double missing = Math.max(0, Math.log(young / values[at]) / height());
    return left + missing <= ON_ITS_WAY && Math.log(young / old) / height() >= BESIDE;
  }

  /**
   * Whether the two points beside the step are off the levels of {@code near} points by no more
   * than chance, so that the step has no point on its way.
   *
   * @param dispersion variance of a value per its mean
   */
  boolean sharp(int near, double dispersion) {
    double old = median(values, at - near, at);
    double young = median(values, at, at + near);
    double way = Math.signum(height());
    double left = way * Math.log(values[at - 1] / old) / deviation(old, dispersion);
    double missing = way * Math.log(young / values[at]) / deviation(young, dispersion);
    return Math.max(Math.max(left, missing), (left + missing) / Math.sqrt(2)) <= MOST_ON_ITS_WAY;
  }

  /**
   * Whether both levels are flat: the lower one but for chance, of which waves and their ends tell
   * nothing, and the higher one even if chance hides some of its moves.
   *
   * @param hidden standard errors of chance that may hide moves of the higher level; negative if
   *     chance may have made so many
   */
  boolean flat(double dispersion, double hidden) {
    double still = Math.min(FLAT, FLAT_SHARE * Math.abs(height()));
    boolean rises = after > before;
    return moves(at - length, at) + (rises ? -1 : hidden) * halvesError(before, dispersion) <= still
        && moves(at, at + length) + (rises ? hidden : -1) * halvesError(after, dispersion) <= still;
  }

  /** Whether chance can have moved the new level as it does. */
  boolean flatAfter(double dispersion) {
    return moves(at, at + length) <= FLAT + halvesError(after, dispersion);
  }

  private double moves(int from, int to) {
    int middle = (from + to) / 2;
    double first = Math.max(median(values, from, middle), LEAST_LEVEL);
    return Math.abs(Math.log(Math.max(median(values, middle, to), LEAST_LEVEL) / first));
  }

  private double halvesError(double level, double dispersion) {
    return OF_MEDIAN * deviation(level, dispersion) * Math.sqrt(4.0 / length);
  }

  /** Standard error of the logarithm of {@link #factor}. */
  double error(double dispersion) {
    return OF_MEDIAN * Math.sqrt(dispersion / length * (1 / before + 1 / after));
  }

  /** Standard deviation of the logarithm of a value. */
  private static double deviation(double level, double dispersion) {
    return Math.sqrt(dispersion / level + UNEVEN * UNEVEN);
  }

  /** The median of those of these points that have a value; NaN if none has. */
  static double median(double[] values, int from, int to) {
    double[] present = new double[to - from];
    int n = 0;
    for (int i = from; i < to; i++) {
      if (!Double.isNaN(values[i])) {
        present[n++] = values[i];
      }
    }
    return n == 0 ? Double.NaN : Medians.of(present, n);
  }

  /** The mean of those of these points that have a value; NaN if none has. */
  static double mean(double[] values, int from, int to) {
    double sum = 0;
    int n = 0;
    for (int i = from; i < to; i++) {
      if (!Double.isNaN(values[i])) {
        sum += values[i];
        n++;
      }
    }
    return sum / n;
  }
}
