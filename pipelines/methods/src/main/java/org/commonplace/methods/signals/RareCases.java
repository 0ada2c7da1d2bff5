package org.commonplace.methods.signals;

/**
 * Whether cases are so rare that a series is better told by the time between them than by their
 * number in a period (Benneyan 2001): a chart of counts that are mostly zero has no lower limit,
 * and a regression on them has next to nothing to fit.
 */
public final class RareCases {
  private RareCases() {}

  /**
   * Whether more than half of the periods that have a count have no case. It is the median that is
   * zero, so one outbreak does not make a rare disease a frequent one.
   */
  public static boolean in(Series series) {
    int known = 0;
    int none = 0;
    for (int t = 0; t < series.length(); t++) {
      if (!Double.isNaN(series.count(t))) {
        known++;
        none += series.count(t) == 0 ? 1 : 0;
      }
    }
    return 2 * none > known;
  }
}
