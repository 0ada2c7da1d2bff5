package org.commonplace.methods.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;
import org.commonplace.methods.SharedData;
import org.junit.jupiter.api.Test;

class FunnelTest {
  @Test
  void labelsOfProportionsEqualTheReference() {
    List<NamedCsvRecord> rows = SharedData.rows("vectors/statistics/funnel_proportion.csv");
    assertThat(rows).hasSize(33);
    double average =
        rows.stream().mapToLong(row -> number(row, "x")).sum()
            / (double) rows.stream().mapToLong(row -> number(row, "n")).sum();
    for (NamedCsvRecord row : rows) {
      assertThat(Funnel.proportion(number(row, "x"), number(row, "n"), average).text())
          .as("%s", row.getFields())
          .isEqualTo(row.getField("significance"));
    }
  }

  @Test
  void labelsOfRatiosAndRatesEqualTheReference() {
    for (NamedCsvRecord row : SharedData.rows("vectors/statistics/funnel_ratio.csv")) {
      long observed = Math.round(Double.parseDouble(row.getField("x")));
      assertThat(Funnel.ratio(observed, Double.parseDouble(row.getField("e"))).text())
          .as("%s", row.getFields())
          .isEqualTo(row.getField("significance"));
    }
    List<NamedCsvRecord> rates = SharedData.rows("vectors/statistics/funnel_rate_crude.csv");
    double average =
        rates.stream().mapToLong(row -> number(row, "x")).sum()
            / (double) rates.stream().mapToLong(row -> number(row, "pop")).sum();
    for (NamedCsvRecord row : rates) {
      assertThat(Funnel.rate(number(row, "x"), (double) number(row, "pop"), average).text())
          .as("%s", row.getFields())
          .isEqualTo(row.getField("significance"));
    }
  }

  @Test
  void aPlaceWithoutPeopleIsInNoFunnel() {
    assertThat(Funnel.proportion(0, 0, 0.5)).isEqualTo(FunnelLabel.NOT_APPLICABLE);
    assertThat(Funnel.rate(3, 0, 0.5)).isEqualTo(FunnelLabel.NOT_APPLICABLE);
  }

  private static long number(NamedCsvRecord row, String column) {
    return Long.parseLong(row.getField(column));
  }
}
