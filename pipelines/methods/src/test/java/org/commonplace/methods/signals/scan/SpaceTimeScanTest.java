package org.commonplace.methods.signals.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;

final class SpaceTimeScanTest {
  private static final int SIDE = 8;
  private static final int DAYS = 5;

  @Test
  void theScoreIsTheLargestOfAllZonesAndDurations() {
    SplittableRandom random = new SplittableRandom(1);
    Zones zones = grid();
    double[][] expected = expected(2);
    double[][] counts = counts(random, expected, 1);
    Cluster best = SpaceTimeScan.of(zones).withReplicates(19).scan(counts, expected).get(0);
    double largest = 0;
    for (int centre = 0; centre < SIDE * SIDE; centre++) {
      int[] nearest = zones.nearest(centre);
      for (int size = 1; size <= nearest.length; size++) {
        for (int days = 1; days <= DAYS; days++) {
          double c = 0;
          double b = 0;
          for (int k = 0; k < size; k++) {
            for (int d = DAYS - days; d < DAYS; d++) {
              c += counts[nearest[k]][d];
              b += expected[nearest[k]][d];
            }
          }
          largest = Math.max(largest, c > b ? c * Math.log(c / b) + b - c : 0);
        }
      }
    }
    assertThat(best.score()).isEqualTo(largest, within(1e-9));
    double c = best.observed();
    double b = best.expected();
    assertThat(best.score()).isEqualTo(c * Math.log(c / b) + b - c, within(1e-9));
  }

  @Test
  void twoOutbreaksAreFoundApart() throws Exception {
    double[][] expected = expected(2);
    double[][] counts = counts(new SplittableRandom(2), expected, 1);
    // A cross around place 18 for three days, and place 61 alone on the last day.
    for (int place : new int[] {18, 17, 19, 10, 26}) {
      for (int d = DAYS - 3; d < DAYS; d++) {
        counts[place][d] += 4;
      }
    }
    counts[61][DAYS - 1] += 14;
    SpaceTimeScan scan = SpaceTimeScan.of(grid()).withReplicates(199);
    List<Cluster> clusters = scan.scan(counts, expected);
    Cluster first = clusters.get(0);
    assertThat(first.places()).contains(18, 17, 19, 10, 26);
    assertThat(first.days()).isEqualTo(3);
    assertThat(first.rankPValue()).isEqualTo(1 / 200.0);
    assertThat(first.pValue()).isLessThan(1e-6);
    assertThat(first.recurrenceDays(7)).isEqualTo(7 / first.pValue());
    Cluster second = clusters.get(1);
    assertThat(second.places()).containsExactly(61);
    assertThat(second.radius()).isZero();
    assertThat(second.days()).isEqualTo(1);
    assertThat(second.pValue()).isLessThan(0.05);
    Set<Integer> seen = new HashSet<>();
    clusters.forEach(
        cluster -> cluster.places().forEach(place -> assertThat(seen.add(place)).isTrue()));
    ForkJoinPool one = new ForkJoinPool(1);
    try {
      assertThat(one.submit(() -> scan.scan(counts, expected)).get()).isEqualTo(clusters);
    } finally {
      one.shutdown();
    }
  }

  /** The last two days have 30 % and 70 % of their cases; five neighbours have twice as many. */
  @Test
  void aClusterOfIncompleteDaysIsNotHidden() {
    double[][] settled = expected(12);
    double[][] doubled = expected(12);
    for (int place : new int[] {18, 17, 19, 10, 26}) {
      doubled[place][DAYS - 1] *= 2;
      doubled[place][DAYS - 2] *= 2;
    }
    double[][] counts = counts(new SplittableRandom(4), soFar(doubled, 0.3, 0.7), 1);
    SpaceTimeScan scan = SpaceTimeScan.of(grid()).withReplicates(99);
    assertThat(scan.scan(counts, settled))
        .noneSatisfy(hidden -> assertThat(hidden.places()).hasSizeGreaterThan(3));
    Cluster found = scan.scan(counts, expectedSoFar(counts, settled, 0.3, 0.7)).get(0);
    assertThat(found.places()).containsExactlyInAnyOrder(18, 17, 19, 10, 26);
    assertThat(found.days()).isEqualTo(2);
    assertThat(found.pValue()).isLessThan(1e-4);
    assertThat(found.relativeRisk()).isBetween(1.7, 2.5);
  }

  /** The last two days are reported faster than any before. */
  @Test
  void fastReportsMakeNoCluster() {
    double[][] settled = expected(100);
    double[][] counts = counts(new SplittableRandom(5), soFar(settled, 0.45, 0.8), 1);
    SpaceTimeScan scan = SpaceTimeScan.of(grid()).withReplicates(99);
    assertThat(scan.scan(counts, soFar(settled, 0.3, 0.7)).get(0).pValue()).isLessThan(1e-9);
    assertThat(scan.scan(counts, expectedSoFar(counts, settled, 0.3, 0.7)))
        .allSatisfy(cluster -> assertThat(cluster.pValue()).isGreaterThan(0.05));
  }

  @Test
  void aShareIsNeverBelowTheLearnedNorRaisedAboveOne() {
    double[] expected = {100, 200, 300, 400};
    assertThat(ReportedShare.of(0.5, new double[] {10, 20, 30, 40}, expected)).isEqualTo(0.5);
    assertThat(ReportedShare.of(0.5, new double[] {80, 160, 240, 320}, expected))
        .as("less a standard deviation of the 400 in the middle")
        .isEqualTo(0.76);
    assertThat(ReportedShare.of(0.5, new double[] {200, 400, 600, 800}, expected)).isEqualTo(1);
    assertThat(ReportedShare.of(1.1, new double[] {200, 400, 600, 800}, expected)).isEqualTo(1.1);
    assertThat(ReportedShare.of(0.5, new double[] {Double.NaN}, new double[1])).isEqualTo(0.5);
  }

  /** Shares of the last day and of the one before. */
  private static double[][] soFar(double[][] settled, double last, double before) {
    double[][] known = new double[settled.length][];
    for (int place = 0; place < settled.length; place++) {
      known[place] = settled[place].clone();
      known[place][DAYS - 1] *= last;
      known[place][DAYS - 2] *= before;
    }
    return known;
  }

  private static double[][] expectedSoFar(
      double[][] counts, double[][] settled, double last, double before) {
    return soFar(
        settled,
        ReportedShare.of(last, day(counts, DAYS - 1), day(settled, DAYS - 1)),
        ReportedShare.of(before, day(counts, DAYS - 2), day(settled, DAYS - 2)));
  }

  private static double[] day(double[][] table, int day) {
    return Arrays.stream(table).mapToDouble(days -> days[day]).toArray();
  }

  @Test
  void quietDaysSignalAsOftenAsThePValueSays() {
    SplittableRandom random = new SplittableRandom(3);
    double[][] expected = expected(1.5);
    double[] dispersion = new double[SIDE * SIDE];
    Arrays.fill(dispersion, 2);
    int rounds = 300;
    int poisson = 0;
    int spread = 0;
    int ignored = 0;
    for (int round = 0; round < rounds; round++) {
      SpaceTimeScan scan = SpaceTimeScan.of(grid()).withReplicates(39).withSeed(round);
      double[][] even = counts(random, expected, 1);
      double[][] uneven = counts(random, expected, 2);
      poisson += scan.scan(even, expected).get(0).pValue() <= 0.1 ? 1 : 0;
      spread += scan.scan(uneven, expected, dispersion).get(0).pValue() <= 0.1 ? 1 : 0;
      ignored += scan.scan(uneven, expected).get(0).pValue() <= 0.1 ? 1 : 0;
    }
    // 0.1 with a standard error of 0.017
    assertThat(poisson / (double) rounds).isBetween(0.05, 0.15);
    assertThat(spread / (double) rounds).isBetween(0.05, 0.15);
    assertThat(ignored / (double) rounds).isGreaterThan(0.4);
  }

  @Test
  void aDayWithoutACountTakesItsExpectedCasesWithIt() {
    double[][] expected = expected(2);
    double[][] counts = counts(new SplittableRandom(4), expected, 1);
    SpaceTimeScan scan = SpaceTimeScan.of(grid()).withReplicates(19);
    counts[5][DAYS - 1] = Double.NaN;
    List<Cluster> missing = scan.scan(counts, expected);
    counts[5][DAYS - 1] = 0;
    expected[5][DAYS - 1] = 0;
    assertThat(scan.scan(counts, expected)).isEqualTo(missing);
    double[][] none = new double[SIDE * SIDE][DAYS];
    assertThat(scan.scan(none, expected)).isEmpty();
    counts[0][0] = -1;
    assertThatThrownBy(() -> scan.scan(counts, expected))
        .hasMessageStartingWith("place 0, day 0: counts and expected cases must not be negative");
  }

  @Test
  void zonesGrowByDistanceUpToTheirLimits() {
    double[] latitude = {53.8, 53.8, 53.8, 53.8, 53.8, 53.8};
    double[] longitude = {-1.5, -1.4, -1.3, -1.0, -1.5, 0};
    Zones zones = Zones.around(latitude, longitude);
    assertThat(zones.nearest(0)).containsExactly(0, 4, 1);
    assertThat(zones.nearest(4)).containsExactly(4, 0, 1);
    // 0.1 degree at latitude 53.8 is 111.195 km x cos(53.8) / 10
    assertThat(zones.radius(0, 3)).isEqualTo(6.567, within(0.002));
    assertThat(Zones.around(latitude, longitude, 5, 5).nearest(1)).containsExactly(1);
    assertThat(Zones.around(latitude, longitude, 2, 50).nearest(1)).containsExactly(1, 0);
    assertThatThrownBy(() -> Zones.around(new double[] {95}, new double[] {0}))
        .hasMessage("place 0 is at latitude 95.0, longitude 0.0");
  }

  private static Zones grid() {
    double[] latitude = new double[SIDE * SIDE];
    double[] longitude = new double[SIDE * SIDE];
    for (int i = 0; i < latitude.length; i++) {
      int row = i / SIDE;
      int column = i % SIDE;
      latitude[i] = 0.01 * row;
      longitude[i] = 0.0100001 * column;
    }
    return Zones.around(latitude, longitude, 12, Double.POSITIVE_INFINITY);
  }

  private static double[][] expected(double level) {
    double[][] expected = new double[SIDE * SIDE][DAYS];
    for (int place = 0; place < expected.length; place++) {
      Arrays.fill(expected[place], level * (1 + place % 3) / 2);
    }
    return expected;
  }

  private static double[][] counts(SplittableRandom random, double[][] expected, double phi) {
    double[][] counts = new double[expected.length][DAYS];
    for (int place = 0; place < expected.length; place++) {
      for (int d = 0; d < DAYS; d++) {
        double mean = expected[place][d];
        double level =
            phi == 1
                ? mean
                : GammaDistribution.of(mean / (phi - 1), phi - 1)
                    .inverseCumulativeProbability(random.nextDouble());
        counts[place][d] =
            level < 1e-9
                ? 0
                : PoissonDistribution.of(level).inverseCumulativeProbability(random.nextDouble());
      }
    }
    return counts;
  }
}
