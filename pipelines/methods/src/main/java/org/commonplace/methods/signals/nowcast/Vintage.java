package org.commonplace.methods.signals.nowcast;

/**
 * What was known of several series at one time. Periods are numbered, days or weeks since any
 * start; the delay of a period is the number of periods from it to the time of the vintage.
 */
public final class Vintage {
  private final int asOf;
  private final int first;
  private final double[][] counts;

  private Vintage(int asOf, int first, double[][] counts) {
    this.asOf = asOf;
    this.first = first;
    this.counts = counts;
  }

  /**
   * A vintage.
   *
   * @param asOf the period in which it was published
   * @param first the period of the first column
   * @param counts for each series, the same in every vintage, its counts by period; NaN where there
   *     is none. The rows may differ in length.
   * @throws IllegalArgumentException if a count is of a period after {@code asOf}
   */
  public static Vintage of(int asOf, int first, double[][] counts) {
    double[][] copy = new double[counts.length][];
    for (int s = 0; s < counts.length; s++) {
      copy[s] = counts[s].clone();
      if (first + copy[s].length - 1 > asOf) {
        throw new IllegalArgumentException(
            "series "
                + s
                + " of the vintage of period "
                + asOf
                + " has counts until "
                + (first + copy[s].length - 1)
                + "; a vintage knows nothing of the future");
      }
    }
    return new Vintage(asOf, first, copy);
  }

  /** The period in which it was published. */
  public int asOf() {
    return asOf;
  }

  public int series() {
    return counts.length;
  }

  int first() {
    return first;
  }

  /** The count of a period; NaN if there is none, or a negative one. */
  public double count(int series, int period) {
    int i = period - first;
    boolean within = i >= 0 && i < counts[series].length;
    return within && counts[series][i] >= 0 ? counts[series][i] : Double.NaN;
  }

  /** The same counts under later period numbers; earlier ones if {@code periods} is negative. */
  Vintage shifted(int periods) {
    return new Vintage(asOf + periods, first + periods, counts);
  }
}
