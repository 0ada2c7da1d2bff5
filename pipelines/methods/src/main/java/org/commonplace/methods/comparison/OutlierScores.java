package org.commonplace.methods.comparison;

import java.util.Arrays;

/**
 * How far a number of a partner's submission lies from the others of its series, in standard
 * deviations; three or more deserves a question to the partner.
 *
 * <p>Unlike the z-scores of DHIS2, a number is held against the others and not against itself:
 * among n numbers, one can be at most &radic;(n - 1) standard deviations from a mean that includes
 * it, so in a short series nothing could ever be found. And a spread of zero, as of a series of
 * zeros, does not hide an outlier: the spread of counts is at least that of a Poisson count,
 * &radic;max(centre, 1).
 *
 * <p>NaN stands for a missing number and for no score: of a missing number, and of a series in
 * which fewer than three others have a value.
 */
public final class OutlierScores {
  /** The least others that a number can be held against. */
  public static final int LEAST_OTHERS = 3;

  /** Makes a median absolute deviation a standard deviation (Iglewicz and Hoaglin 1993). */
  private static final double DEVIATIONS = 0.6745;

  private OutlierScores() {}

  /** Each number against the mean and standard deviation (divisor n - 1) of the others. */
  public static double[] ofMeans(double[] counts) {
    double[] scores = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      double[] others = others(counts, i);
      if (others.length < LEAST_OTHERS || Double.isNaN(counts[i])) {
        scores[i] = Double.NaN;
        continue;
      }
      double mean = Arrays.stream(others).average().orElseThrow();
      double squares = Arrays.stream(others).map(x -> (x - mean) * (x - mean)).sum();
      double deviation = Math.sqrt(squares / (others.length - 1));
      scores[i] = (counts[i] - mean) / Math.max(deviation, ofPoisson(mean));
    }
    return scores;
  }

  /** Each number against the median and median absolute deviation of the others. */
  public static double[] ofMedians(double[] counts) {
    double[] scores = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      double[] others = others(counts, i);
      if (others.length < LEAST_OTHERS || Double.isNaN(counts[i])) {
        scores[i] = Double.NaN;
        continue;
      }
      double median = median(others);
      double deviation =
          median(Arrays.stream(others).map(x -> Math.abs(x - median)).toArray()) / DEVIATIONS;
      scores[i] = (counts[i] - median) / Math.max(deviation, ofPoisson(median));
    }
    return scores;
  }

  private static double[] others(double[] counts, int except) {
    double[] others = new double[counts.length];
    int kept = 0;
    for (int i = 0; i < counts.length; i++) {
      if (i != except && !Double.isNaN(counts[i])) {
        others[kept++] = counts[i];
      }
    }
    return Arrays.copyOf(others, kept);
  }

  private static double median(double[] numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : sorted[middle - 1] / 2 + sorted[middle] / 2;
  }

  private static double ofPoisson(double centre) {
    return Math.sqrt(Math.max(centre, 1));
  }
}
