package org.commonplace.methods.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.commonplace.methods.interval.Counts;
import org.commonplace.methods.interval.Estimates;
import org.commonplace.methods.interval.StudentMean;
import org.commonplace.methods.interval.Wilson;
import org.junit.jupiter.api.Test;

class RankRangesTest {
  @Test
  void aPlaceIsSurelyBehindOnlyThoseWhoseIntervalsDoNotTouchItsOwn() {
    Estimates places =
        Wilson.proportions(
            Counts.exact(500, 510, 700, 5, Counts.MISSING),
            Counts.exact(1000, 1000, 1000, 10, 10),
            100);
    RankRanges high = RankRanges.highestFirst(places);
    assertThat(ranks(high, 0)).containsExactly(3, 2, 4, 2, 4);
    assertThat(ranks(high, 1)).containsExactly(2, 2, 4, 2, 4);
    assertThat(ranks(high, 2)).containsExactly(1, 1, 2, 1, 2);
    assertThat(ranks(high, 3)).containsExactly(3, 1, 4, 1, 4);
    assertThat(ranks(high, 4)).containsExactly(0, 0, 0, 0, 0);
    RankRanges low = RankRanges.lowestFirst(places);
    assertThat(ranks(low, 2)).containsExactly(4, 3, 4, 3, 4);
    assertThat(low.rank(0)).isEqualTo(low.rank(3)).isEqualTo(1);
  }

  @Test
  void aPlaceWithoutLimitsHasARankAndCouldHaveAny() {
    Estimates means =
        StudentMean.means(
            Counts.exact(1, 9, 9), new double[] {5, 90, 9}, new double[] {25, 901, 10}, 1);
    RankRanges ranks = RankRanges.highestFirst(means);
    assertThat(ranks(ranks, 0)).containsExactly(2, 1, 3, 1, 3);
    assertThat(ranks(ranks, 1)).containsExactly(1, 1, 2, 1, 2);
  }

  @Test
  void rangesEqualThoseOfComparingEveryPair() {
    SplittableRandom random = new SplittableRandom(91);
    for (int round = 0; round < 100; round++) {
      int size = random.nextInt(1, 30);
      long[] people = random.longs(size, 5, 2000).toArray();
      long[] events = new long[size];
      for (int i = 0; i < size; i++) {
        events[i] = random.nextLong(0, people[i] + 1);
      }
      Estimates places = Wilson.proportions(Counts.exact(events), Counts.exact(people), 100);
      RankRanges ranks = RankRanges.highestFirst(places);
      for (int i = 0; i < size; i++) {
        int before = 0;
        int behind = 0;
        int higher = 0;
        for (int j = 0; j < size; j++) {
          before += places.lower95(j) > places.upper95(i) ? 1 : 0;
          behind += places.upper95(j) < places.lower95(i) ? 1 : 0;
          higher += places.valueLow(j) > places.valueLow(i) ? 1 : 0;
        }
        assertThat(ranks.best95(i)).isEqualTo(1 + before);
        assertThat(ranks.worst95(i)).isEqualTo(size - behind);
        assertThat(ranks.rank(i)).isEqualTo(1 + higher);
        assertThat(ranks.rank(i)).isBetween(ranks.best95(i), ranks.worst95(i));
        assertThat(ranks.best998(i)).isLessThanOrEqualTo(ranks.best95(i));
        assertThat(ranks.worst998(i)).isGreaterThanOrEqualTo(ranks.worst95(i));
      }
    }
  }

  private static int[] ranks(RankRanges ranks, int row) {
    return new int[] {
      ranks.rank(row),
      ranks.best95(row),
      ranks.worst95(row),
      ranks.best998(row),
      ranks.worst998(row)
    };
  }
}
