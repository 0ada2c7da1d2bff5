package org.commonplace.methods.signals;

/**
 * The past counts that a point is compared with: those just before it, and those around it in
 * earlier years.
 *
 * @param recent points just before the tested one, at least 0
 * @param years earlier years, at least 0
 * @param halfWindow points on either side of the same point of an earlier year
 */
record ReferenceCounts(int recent, int years, int halfWindow) {
  private static final int MOST_POINTS = 1000;
  private static final int MOST_YEARS = 100;

  /**
   * These, with what a name changes as in the R functions {@code algo.bayes} and {@code algo.rki}:
   * {@code b} earlier years, {@code w} points on either side of the same point in them, and as many
   * of the year itself if {@code actY} is true.
   */
  ReferenceCounts changed(NamedSettings named) {
    int window = named.whole("w", halfWindow, 1, MOST_POINTS);
    boolean ownYear = named.either("actY", recent > 0, true, false);
    ReferenceCounts changed =
        new ReferenceCounts(ownYear ? window : 0, named.whole("b", years, 0, MOST_YEARS), window);
    if (changed.asked() < 2) {
      throw new IllegalArgumentException(
          named.name() + ": these settings leave fewer than 2 points to compare with");
    }
    return changed;
  }

  /** Count, sum and mean of the reference counts that are present, or why there are none. */
  record Summary(int points, double sum, double deviation, Reason reason) {
    double mean() {
      return sum / points;
    }
  }

  Summary at(Series series, int t) {
    int year = series.frequency().pointsPerYear();
    if (t < recent || (years > 0 && t < years * year + halfWindow)) {
      return new Summary(0, Double.NaN, Double.NaN, Reason.TOO_SHORT);
    }
    int points = 0;
    double sum = 0;
    double squares = 0;
    for (int block = 0; block <= years; block++) {
      int first = block == 0 ? t - recent : t - block * year - halfWindow;
      int end = block == 0 ? t : Math.min(t, t - block * year + halfWindow + 1);
      for (int i = first; i < end; i++) {
        double count = series.count(i);
        if (!Double.isNaN(count)) {
          points++;
          // Welford: the spread does not cancel where counts are large.
          double step = count - sum / Math.max(1, points - 1);
          squares += points == 1 ? 0 : step * step * (points - 1) / points;
          sum += count;
        }
      }
    }
    return 2 * points < asked() || points < 2
        ? new Summary(points, sum, Double.NaN, Reason.TOO_FEW_BASELINE_COUNTS)
        : new Summary(points, sum, Math.sqrt(squares / (points - 1)), Reason.NONE);
  }

  private int asked() {
    return recent + years * (2 * halfWindow + 1);
  }

  /** The past that they are of. */
  Baseline baseline(Series series, int t) {
    int year = series.frequency().pointsPerYear();
    int first = years > 0 ? t - years * year - halfWindow : t - recent;
    int end = recent > 0 ? t : t - year + halfWindow + 1;
    return Baseline.of(series, first, end);
  }
}
