package org.commonplace.methods.signals.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Prospective space-time scan, expectation-based Poisson: finds the circle of places and the number
 * of last days whose cases exceed the expected ones most, and says how rarely chance does as much
 * (Kulldorff 2001 for the scan; Neill 2009 for the score on baselines that are given).
 *
 * <p>The expected cases come from a baseline of each place's own, so season, trend and weekday are
 * dealt with before. Places whose counts vary more than Poisson are drawn so too: the p-value
 * allows for it, although the score does not.
 *
 * <p>Replicates are drawn by seed and number, so the result is the same on any number of threads.
 */
public final class SpaceTimeScan {
  private static final int LEAST_REPLICATES = 19;

  private final Zones zones;
  private final int replicates;
  private final long seed;
  private final int mostClusters;

  private SpaceTimeScan(Zones zones, int replicates, long seed, int mostClusters) {
    this.zones = zones;
    this.replicates = replicates;
    this.seed = seed;
    this.mostClusters = mostClusters;
  }

  /** A scan with 999 replicates, seed 1 and up to 10 clusters. */
  public static SpaceTimeScan of(Zones zones) {
    return new SpaceTimeScan(zones, 999, 1, 10);
  }

  /** The same with so many replicates, 19 or more; 99 are enough for the Gumbel p-value. */
  public SpaceTimeScan withReplicates(int count) {
    if (count < LEAST_REPLICATES) {
      throw new IllegalArgumentException(
          "a scan needs " + LEAST_REPLICATES + " replicates or more, but has " + count);
    }
    return new SpaceTimeScan(zones, count, seed, mostClusters);
  }

  /** The same with other random numbers. */
  public SpaceTimeScan withSeed(long number) {
    return new SpaceTimeScan(zones, replicates, number, mostClusters);
  }

  /** The same with so many clusters at most, 1 or more. */
  public SpaceTimeScan withMostClusters(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("a scan finds one cluster or more, not " + count);
    }
    return new SpaceTimeScan(zones, replicates, seed, count);
  }

  /**
   * Scans counts that are Poisson around what is expected.
   *
   * @see #scan(double[][], double[][], double[])
   */
  public List<Cluster> scan(double[][] counts, double[][] expected) {
    double[] poisson = new double[zones.places()];
    Arrays.fill(poisson, 1);
    return scan(counts, expected, poisson);
  }

  /**
   * The most likely cluster and after it those that share no place with a likelier one, by falling
   * score; empty if no circle has more cases than expected.
   *
   * @param counts for each place, in the order of the zones, the cases of each day, the last day
   *     last; a NaN day of a place is left out with what is expected on it
   * @param expected for each place and day the cases expected
   * @param dispersion for each place the variance of a count per mean, at least 1
   * @throws IllegalArgumentException if there is not a row for every place, the rows differ in
   *     length, or a number is out of range
   */
  public List<Cluster> scan(double[][] counts, double[][] expected, double[] dispersion) {
    int days = requireTable(counts, expected, dispersion);
    double[] observed = new double[zones.places() * days];
    double[] daily = new double[zones.places() * days];
    for (int place = 0; place < zones.places(); place++) {
      for (int d = 0; d < days; d++) {
        int day = days - 1 - d;
        boolean known = !Double.isNaN(counts[place][day]);
        observed[place * days + d] = known ? counts[place][day] : 0;
        daily[place * days + d] = known ? expected[place][day] : 0;
      }
    }
    cumulate(observed, days);
    double[] means = daily.clone();
    cumulate(means, days);
    NullCounts nothing = new NullCounts(days, daily, dispersion);
    double[] maxima =
        IntStream.range(0, replicates)
            .parallel()
            .mapToDouble(
                replicate ->
                    new ScanMaximum(zones, days, means).over(nothing.draw(seed, replicate)))
            .toArray();
    return clusters(observed, means, days, maxima);
  }

  /** Sums over the last 1, 2, ... days. */
  private static void cumulate(double[] byDay, int days) {
    for (int i = 0; i < byDay.length; i++) {
      if (i % days != 0) {
        byDay[i] += byDay[i - 1];
      }
    }
  }

  private int requireTable(double[][] counts, double[][] expected, double[] dispersion) {
    int n = zones.places();
    if (counts.length != n || expected.length != n || dispersion.length != n) {
      throw new IllegalArgumentException(
          "there are "
              + n
              + " places but "
              + counts.length
              + " rows of counts, "
              + expected.length
              + " of expected cases and "
              + dispersion.length
              + " dispersions");
    }
    int days = counts[0].length;
    for (int place = 0; place < n; place++) {
      if (days == 0 || counts[place].length != days || expected[place].length != days) {
        throw new IllegalArgumentException(
            "place " + place + " must have " + Math.max(1, days) + " days like the first place");
      }
      for (int d = 0; d < days; d++) {
        if (counts[place][d] < 0 || !(expected[place][d] >= 0) || !(dispersion[place] >= 1)) {
          throw new IllegalArgumentException(
              "place "
                  + place
                  + ", day "
                  + d
                  + ": counts and expected cases must not be negative and the dispersion 1 or more");
        }
      }
    }
    return days;
  }

  private List<Cluster> clusters(double[] observed, double[] means, int days, double[] maxima) {
    List<Found> found = new ArrayList<>();
    ScanMaximum scan = new ScanMaximum(zones, days, means);
    for (int centre = 0; centre < zones.places(); centre++) {
      double score = scan.around(centre, observed, 0);
      if (score > 0) {
        found.add(new Found(centre, scan.size(), scan.duration(), score));
      }
    }
    found.sort(Comparator.comparingDouble(Found::score).reversed().thenComparing(Found::centre));
    List<Cluster> clusters = new ArrayList<>();
    boolean[] taken = new boolean[zones.places()];
    for (Found one : found) {
      int[] places = Arrays.copyOf(zones.nearest(one.centre()), one.size());
      if (clusters.size() < mostClusters && Arrays.stream(places).noneMatch(p -> taken[p])) {
        Arrays.stream(places).forEach(place -> taken[place] = true);
        int last = one.days() - 1;
        clusters.add(
            cluster(
                one,
                places,
                Arrays.stream(places).mapToDouble(place -> observed[place * days + last]).sum(),
                Arrays.stream(places).mapToDouble(place -> means[place * days + last]).sum(),
                maxima));
      }
    }
    return clusters;
  }

  private Cluster cluster(
      Found found, int[] places, double observed, double expected, double[] maxima) {
    long asHigh = Arrays.stream(maxima).filter(maximum -> maximum >= found.score()).count();
    return new Cluster(
        found.centre(),
        Arrays.stream(places).boxed().toList(),
        zones.radius(found.centre(), found.size()),
        found.days(),
        observed,
        expected,
        found.score(),
        Gumbel.of(maxima).pValue(found.score()),
        (1 + asHigh) / (1.0 + maxima.length));
  }

  /** The best zone around one place. */
  private record Found(int centre, int size, int days, double score) {}
}
