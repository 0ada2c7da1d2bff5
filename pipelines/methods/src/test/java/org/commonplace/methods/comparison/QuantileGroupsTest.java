package org.commonplace.methods.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.commonplace.methods.SharedData;
import org.junit.jupiter.api.Test;

class QuantileGroupsTest {
  @Test
  void tiesShareAGroupAsInTheReference() {
    List<NamedCsvRecord> rows = SharedData.rows("vectors/statistics/quantile_ties.csv");
    assertThat(rows).hasSize(53);
    double[] values =
        rows.stream().mapToDouble(row -> Double.parseDouble(row.getField("v"))).toArray();
    for (int groups : new int[] {4, 5, 10}) {
      int[] expected =
          rows.stream().mapToInt(row -> Integer.parseInt(row.getField("q" + groups))).toArray();
      assertThat(QuantileGroups.highestFirst(values, groups)).isEqualTo(expected);
    }
  }

  @Test
  void aPlaceWithoutValueIsInNoGroupAndFewerValuesThanGroupsGiveNone() {
    double nan = Double.NaN;
    assertThat(QuantileGroups.lowestFirst(new double[] {9, nan, 1, 5, 5}, 2))
        .isEqualTo(new int[] {2, 0, 1, 1, 1});
    assertThat(QuantileGroups.highestFirst(new double[] {1, 2, nan, 3}, 4))
        .isEqualTo(new int[] {0, 0, 0, 0});
    assertThat(QuantileGroups.highestFirst(new double[] {0.0, -0.0, 1, 2}, 2))
        .isEqualTo(new int[] {2, 2, 1, 1});
  }

  @Test
  void asManyValuesAsGroupsHaveOneEachAndEqualValuesAreAllInTheGroupOfTheFirst() {
    assertThat(QuantileGroups.lowestFirst(new double[] {30, 10, 20}, 3))
        .isEqualTo(new int[] {3, 1, 2});
    assertThat(QuantileGroups.highestFirst(new double[] {7, 7, 7, 7, 7}, 5))
        .isEqualTo(new int[] {1, 1, 1, 1, 1});
    assertThat(QuantileGroups.highestFirst(new double[0], 5)).isEmpty();
    assertThatThrownBy(() -> QuantileGroups.highestFirst(new double[] {1, 2}, 1))
        .hasMessageContaining("at least 2 groups");
  }

  @Test
  void groupsFollowTheFormulaOfTheReferenceRiseWithTheValueAndIgnoreOrderAndScale() {
    SplittableRandom random = new SplittableRandom(81);
    for (int round = 0; round < 300; round++) {
      int size = random.nextInt(1, 60);
      int groups = random.nextInt(2, 11);
      double[] values = random.doubles(size, 0, 25).map(Math::rint).toArray();
      values[random.nextInt(size)] = Double.NaN;
      int[] actual = QuantileGroups.lowestFirst(values, groups);
      long present = Arrays.stream(values).filter(value -> !Double.isNaN(value)).count();
      for (int i = 0; i < size; i++) {
        double value = values[i];
        if (Double.isNaN(value) || present < groups) {
          assertThat(actual[i]).isEqualTo(QuantileGroups.NONE);
          continue;
        }
        long rank = 1 + Arrays.stream(values).filter(other -> other < value).count();
        // Integers, because (N + 1 - rank) / (N / Q) in floating point may miss its ceiling.
        long ceiling = ((present + 1 - rank) * groups + present - 1) / present;
        assertThat(actual[i]).isEqualTo((int) Math.max(1, groups + 1 - ceiling));
        for (int j = 0; j < size; j++) {
          if (values[j] > value) {
            assertThat(actual[j]).isGreaterThanOrEqualTo(actual[i]);
          }
        }
      }
      double[] turned = new double[size];
      for (int i = 0; i < size; i++) {
        turned[size - 1 - i] = values[i] * 1024;
      }
      int[] ofTurned = QuantileGroups.lowestFirst(turned, groups);
      for (int i = 0; i < size; i++) {
        assertThat(ofTurned[size - 1 - i]).isEqualTo(actual[i]);
      }
    }
  }
}
