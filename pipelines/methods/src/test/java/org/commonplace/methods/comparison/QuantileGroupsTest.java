package org.commonplace.methods.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;
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
}
