package org.commonplace.methods.signals.multiplicity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.commonplace.methods.signals.CountTail;
import org.junit.jupiter.api.Test;

final class PlaceTreeTest {

  @Test
  void placesWithoutParentsAreOneList() {
    double[] p = {0.01, 0.2, 0.03, Double.NaN, 0.9};
    double[] q = new PlaceTree(-1, -1, -1, -1, -1).qValues(p);
    double[] list = QValues.benjaminiHochberg(p);
    for (int i = 0; i < p.length; i++) {
      if (Double.isNaN(list[i])) {
        assertThat(q[i]).isNaN();
      } else {
        assertThat(q[i]).isEqualTo(list[i], within(1e-12));
      }
    }
  }

  @Test
  void aDistrictIsTestedAtTheShareOfCitiesThatSignal() {
    // Cities 0 and 1; districts 2 and 3 of city 0, 4 of city 1. Cities have no series.
    double[] p = {Double.NaN, Double.NaN, 0.004, 0.03, 0.6};
    double[] q = new PlaceTree(-1, -1, 0, 0, 1).qValues(p);
    // City 0: Simes min(2 x 0.004, 0.03) = 0.008, and twice that in a family of two cities.
    assertThat(q[0]).isEqualTo(0.016, within(1e-12));
    assertThat(q[1]).isEqualTo(0.6, within(1e-12));
    // District 2: 0.008 in its family, tested at half the rate while one of two cities signals.
    assertThat(q[2]).isEqualTo(0.016, within(1e-12));
    assertThat(q[3]).isEqualTo(0.06, within(1e-12));
    assertThat(q[4]).isEqualTo(0.6, within(1e-12));
  }

  @Test
  void noPlaceSignalsBeforeThePlaceAboveIt() {
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 50; round++) {
      int[] parents = new int[60];
      double[] p = new double[60];
      for (int i = 0; i < parents.length; i++) {
        parents[i] = i < 3 ? -1 : random.nextInt(i);
        p[i] = random.nextInt(5) == 0 ? Double.NaN : Math.pow(random.nextDouble(), 3);
      }
      PlaceTree tree = new PlaceTree(parents);
      double[] q = tree.qValues(p);
      double[] joined = tree.subtreePValues(p);
      for (int i = 0; i < parents.length; i++) {
        assertThat(Double.isNaN(q[i])).isEqualTo(Double.isNaN(joined[i]));
        if (parents[i] >= 0 && !Double.isNaN(q[i])) {
          assertThat(q[i]).isBetween(q[parents[i]] - 1e-12, 1.0).isGreaterThan(joined[i] - 1e-12);
        }
      }
    }
  }

  @Test
  void theRateIsHeldAmongCitiesAndWithinThoseLookedAt() {
    // 20 cities of 10 districts; three districts of each of the first four cities are raised.
    int cities = 20;
    int districts = 10;
    int[] parents = new int[cities * (districts + 1)];
    for (int i = 0; i < parents.length; i++) {
      parents[i] = i < cities ? -1 : (i - cities) / districts;
    }
    PlaceTree tree = new PlaceTree(parents);
    SplittableRandom random = new SplittableRandom(3);
    int rounds = 200;
    double cityShare = 0;
    double districtShare = 0;
    double found = 0;
    for (int round = 0; round < rounds; round++) {
      double[] p = drawn(random, cities, districts);
      double[] q = tree.qValues(p);
      int signals = 0;
      int wrong = 0;
      double wrongWithin = 0;
      for (int city = 0; city < cities; city++) {
        if (q[city] <= 0.1) {
          signals++;
          wrong += city >= 4 ? 1 : 0;
          int below = 0;
          int wrongBelow = 0;
          for (int d = 0; d < districts; d++) {
            boolean signal = q[cities + city * districts + d] <= 0.1;
            boolean raised = city < 4 && d < 3;
            below += signal ? 1 : 0;
            wrongBelow += signal && !raised ? 1 : 0;
            found += signal && raised ? 1 : 0;
          }
          wrongWithin += below == 0 ? 0 : wrongBelow / (double) below;
        }
      }
      cityShare += signals == 0 ? 0 : wrong / (double) signals;
      districtShare += signals == 0 ? 0 : wrongWithin / signals;
    }
    assertThat(cityShare / rounds).isLessThan(0.1);
    assertThat(districtShare / rounds).isLessThan(0.1);
    assertThat(found / rounds).as("of 12 raised districts").isGreaterThan(4);
  }

  /** Poisson counts, 5 expected in a district; a city's is the sum of its districts. */
  private static double[] drawn(SplittableRandom random, int cities, int districts) {
    double[] p = new double[cities * (districts + 1)];
    for (int city = 0; city < cities; city++) {
      int sum = 0;
      for (int d = 0; d < districts; d++) {
        double mean = city < 4 && d < 3 ? 15 : 5;
        int count = PoissonDistribution.of(mean).inverseCumulativeProbability(random.nextDouble());
        sum += count;
        p[cities + city * districts + d] = CountTail.atLeast(count, 5, 1);
      }
      p[city] = CountTail.atLeast(sum, 5.0 * districts, 1);
    }
    return p;
  }

  @Test
  void aTreeThatIsNoneIsRefused() {
    assertThatThrownBy(() -> new PlaceTree(-1, 2, 1))
        .hasMessage("2 of 3 places are below themselves");
    assertThatThrownBy(() -> new PlaceTree(-1, 7))
        .hasMessage("the parent of place 1 is 7, which is no place");
  }
}
