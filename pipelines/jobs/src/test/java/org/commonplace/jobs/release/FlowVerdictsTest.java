package org.commonplace.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;

import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.kernel.KernelSettings;
import org.commonplace.schemas.IndicatorDefinitions;
import org.junit.jupiter.api.Test;

class FlowVerdictsTest {
  @Test
  void aFlowHoldsWhenThreeMonthsMetTheTargetAndFailsWhenOneMissedIt() {
    try (Kernel kernel = Kernel.open(KernelSettings.single())) {
      kernel.execute(
          "CREATE TABLE place_names AS SELECT * FROM (VALUES ('C', 'City', 'C'), ('W', 'Ward', 'C'))"
              + " v(place, name, root)");
      // The target is 15. June has no published value, September no row at all.
      kernel.execute(
          """
          CREATE TABLE published AS SELECT 'DQ-04' AS indicator, 'C' AS place, '' AS group_by,
            make_date(2025, month, 1) AS period_start,
            last_day(make_date(2025, month, 1)) AS period_end, value
          FROM (VALUES (1, 15.0), (2, 14.0), (3, 3.0), (4, 15.1), (5, 2.0), (6, NULL), (7, 2.0),
            (8, 2.0), (10, 2.0), (11, 2.0), (12, 2.0)) v(month, value)
          """);

      FlowVerdicts.create(kernel, IndicatorDefinitions.shipped().values(), "FROM published");

      assertThat(
              kernel.rows(
                  "SELECT month(period_end) || ' ' || flow FROM flow WHERE indicator = 'HSG-01' AND"
                      + " place = 'W' ORDER BY period_end",
                  row -> row.getString(1)))
          .containsExactly(
              "1 unknown",
              "2 unknown",
              "3 holds",
              "4 fails",
              "5 fails",
              "6 fails",
              "7 unknown",
              "8 unknown",
              "10 unknown",
              "11 unknown",
              "12 holds");
      assertThat(
              kernel.rows(
                  "SELECT DISTINCT indicator FROM flow ORDER BY indicator",
                  row -> row.getString(1)))
          .contains("HSG-01", "HSG-02")
          .doesNotContain("HSG-06");
    }
  }
}
