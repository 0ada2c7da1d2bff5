package org.commonplace.methods.signals.scan;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Share of the cases of a period that can be known so far, so that incomplete counts are scanned
 * against what is expected so far.
 *
 * <p>One period is not reported as fast as another, and in all places alike. A share that is
 * learned from earlier periods would make clusters of places with many cases whenever reports come
 * faster; so it is raised to that of the third of the places in the middle, of which no cluster is.
 * A rise of all places at once is no matter of a scan.
 */
public final class ReportedShare {
  private ReportedShare() {}

  /**
   * The share of one period.
   *
   * @param learned share that counts of this delay had in the past, above 0; 1 if settled
   * @param counts cases of the places so far; NaN where there is no count
   * @param expected settled cases expected of the places
   * @return the learned share or a higher one, which is never raised above 1
   */
  public static double of(double learned, double[] counts, double[] expected) {
    int[] byExcess =
        IntStream.range(0, counts.length)
            .filter(i -> counts[i] >= 0 && expected[i] > 0)
            .boxed()
            .sorted(
                Comparator.comparingDouble(
                    i -> (counts[i] - learned * expected[i]) / Math.sqrt(expected[i])))
            .mapToInt(i -> i)
            .toArray();
    int third = byExcess.length / 3;
    int[] middle = Arrays.copyOfRange(byExcess, third, byExcess.length - third);
    double known = Arrays.stream(middle).mapToDouble(i -> counts[i]).sum();
    double all = Arrays.stream(middle).mapToDouble(i -> expected[i]).sum();
    double least = (known - Math.sqrt(known)) / all;
    return all > 0 ? Math.max(learned, Math.min(1, least)) : learned;
  }
}
