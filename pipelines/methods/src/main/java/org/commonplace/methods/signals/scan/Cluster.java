package org.commonplace.methods.signals.scan;

import java.util.List;

/**
 * A circle of places with more cases over the last days than expected.
 *
 * @param centre the place in its middle
 * @param places all its places, the centre first and then by distance
 * @param radius kilometres from the centre's centroid to that of the farthest place; 0 for one
 *     place
 * @param days how many days it lasts, up to the last of the window
 * @param observed cases in it over these days
 * @param expected cases expected in it over these days
 * @param score log likelihood ratio of the excess
 * @param pValue probability that the highest score anywhere is as high where nothing happens, by
 *     the fitted Gumbel distribution
 * @param rankPValue the same by rank among the drawn replicates; never below 1 / (replicates + 1)
 */
public record Cluster(
    int centre,
    List<Integer> places,
    double radius,
    int days,
    double observed,
    double expected,
    double score,
    double pValue,
    double rankPValue) {

  public Cluster {
    places = List.copyOf(places);
  }

  /**
   * How long one has to wait on average for such a cluster where nothing happens.
   *
   * @param daysBetweenScans days from one scan to the next, as 1 or 7
   * @return days; infinite if the p-value is too small to tell
   */
  public double recurrenceDays(double daysBetweenScans) {
    return daysBetweenScans / pValue;
  }

  /** Cases per expected case; infinite if none is expected. */
  public double relativeRisk() {
    return observed / expected;
  }
}
