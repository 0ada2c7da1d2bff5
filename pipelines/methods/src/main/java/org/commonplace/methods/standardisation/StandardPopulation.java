package org.commonplace.methods.standardisation;

import java.util.Arrays;

/**
 * A standard population: the weight of each age band in a directly standardised rate.
 *
 * <p>Immutable. Weights are in people of the standard; only their proportions matter.
 */
public final class StandardPopulation {
  /**
   * The European Standard Population of 2013 (Eurostat, Revision of the European Standard
   * Population): 19 bands from 0-4 to 90 and over, 100,000 people.
   */
  public static final StandardPopulation EUROPEAN_2013 =
      new StandardPopulation(
          new int[] {0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90},
          new double[] {
            5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000, 7000, 6500, 6000, 5500,
            5000, 4000, 2500, 1500, 1000
          });

  private final int[] startAges;
  private final double[] weights;

  private StandardPopulation(int[] startAges, double[] weights) {
    this.startAges = startAges;
    this.weights = weights;
  }

  /**
   * A standard of one's own.
   *
   * @param startAges first age of each band in years, rising from 0 or above; the last band is open
   * @param weights people of the standard in each band, not negative, not all zero
   * @throws IllegalArgumentException if the ages do not rise or a weight is out of range
   */
  public static StandardPopulation of(int[] startAges, double[] weights) {
    if (startAges.length != weights.length) {
      throw new IllegalArgumentException(
          "a standard needs a weight for each band, but has "
              + startAges.length
              + " bands and "
              + weights.length
              + " weights");
    }
    for (int i = 0; i < startAges.length; i++) {
      if (startAges[i] < 0 || (i > 0 && startAges[i] <= startAges[i - 1])) {
        throw new IllegalArgumentException(
            "start ages must rise, but are " + Arrays.toString(startAges));
      }
    }
    return new StandardPopulation(startAges.clone(), checked(weights));
  }

  /**
   * The bands from {@code first} to {@code last} only, as for a rate of people of 65 and over.
   *
   * @param first first age of the first band kept
   * @param last first age of the last band kept
   * @throws IllegalArgumentException if either is not the first age of a band
   */
  public StandardPopulation bands(int first, int last) {
    int from = Arrays.binarySearch(startAges, first);
    int to = Arrays.binarySearch(startAges, last);
    if (from < 0 || to < from) {
      throw new IllegalArgumentException(
          "no bands start at "
              + first
              + " and, not before it, at "
              + last
              + "; bands start at "
              + Arrays.toString(startAges));
    }
    return of(
        Arrays.copyOfRange(startAges, from, to + 1), Arrays.copyOfRange(weights, from, to + 1));
  }

  /** How many bands there are. */
  public int size() {
    return weights.length;
  }

  /** The first age of each band, in years. */
  public int[] startAges() {
    return startAges.clone();
  }

  /** The weight of each band, in people of the standard. */
  public double[] weights() {
    return weights.clone();
  }

  /**
   * A copy of the weights.
   *
   * @throws IllegalArgumentException if one is negative or no number, or all are zero
   */
  static double[] checked(double[] weights) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      if (!(weights[i] >= 0) || Double.isInfinite(weights[i])) {
        throw new IllegalArgumentException(
            "weight "
                + i
                + " of the standard must be a number of zero or more, but is "
                + weights[i]);
      }
      sum += weights[i];
    }
    if (!(sum > 0)) {
      throw new IllegalArgumentException("a standard needs a band with a weight above zero");
    }
    return weights.clone();
  }
}
