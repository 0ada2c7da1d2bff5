package org.commonplace.methods.signals.nowcast;

/**
 * Finds vintages whose dates mean something else: a source that once dated a count by the day of
 * publication and now by the day before looks, compared date by date, as if it revised everything.
 *
 * <p>Old periods hardly change any more, so two vintages must agree on them. If they do so only
 * when one is moved by a period or two, it is moved.
 */
final class Alignment {
  private static final int MOST_PERIODS = 2;

  /** Moved, the old periods must differ by no more than this share of their cases. */
  private static final double AGREES = 0.05;

  /** Moved, they must differ so many times less than unmoved. */
  private static final double CLEARER = 4;

  private Alignment() {}

  /**
   * How many periods the older vintage must be moved to mean the same as the newer one; usually 0.
   *
   * @param settledDelay the delay from which on counts hardly change
   */
  static int shift(Vintage older, Vintage newer, int settledDelay) {
    int best = 0;
    double unmoved = disagreement(older, newer, settledDelay, 0);
    double least = Double.isNaN(unmoved) ? 0 : Math.min(AGREES, unmoved / CLEARER);
    for (int periods = -MOST_PERIODS; periods <= MOST_PERIODS; periods++) {
      double share = disagreement(older, newer, settledDelay, periods);
      if (share < least) {
        least = share;
        best = periods;
      }
    }
    return best;
  }

  /** Absolute differences of the old periods as a share of their cases; NaN if there are none. */
  private static double disagreement(Vintage older, Vintage newer, int settledDelay, int shift) {
    double difference = 0;
    double cases = 0;
    int last = older.asOf() - settledDelay - MOST_PERIODS;
    for (int s = 0; s < older.series(); s++) {
      for (int period = older.first(); period <= last; period++) {
        double then = older.count(s, period);
        double now = newer.count(s, period + shift);
        if (!Double.isNaN(then - now)) {
          difference += Math.abs(then - now);
          cases += now;
        }
      }
    }
    return difference / cases;
  }
}
