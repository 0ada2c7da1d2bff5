package org.commonplace.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.kernel.KernelSettings;
import org.commonplace.schemas.IndicatorDefinitions;
import org.junit.jupiter.api.Test;

class StandardisedSuppressionTest {
  @Test
  void aStandardisedTotalIsHiddenWhereTheCountOfAnAgeIs() {
    Family falls =
        Family.of(List.of(ReleasedIndicator.of(IndicatorDefinitions.shipped().get("HLT-02b"))))
            .get(0);
    try (Kernel kernel = Kernel.open(KernelSettings.single())) {
      // In ward W one age is hidden in May; in the city and in April none is.
      kernel.execute(
          """
          CREATE TABLE cells AS SELECT row_number() OVER () AS id, 'HLT-02b' AS indicator, place,
            period_end::DATE AS period_end, group_by, group_value
          FROM (VALUES ('W', '2026-04-30'), ('W', '2026-05-31'), ('C', '2026-05-31'))
            p(place, period_end),
            (VALUES ('', ''), ('age_band', '65-79'), ('age_band', '80+')) g(group_by, group_value)
          """);
      kernel.execute(
          "CREATE TABLE hidden AS SELECT id, 1::BIGINT AS low, 4::BIGINT AS high, 'suppressed' AS"
              + " word FROM cells WHERE place = 'W' AND period_end = DATE '2026-05-31' AND"
              + " group_value = '80+'");

      SuppressFamily.hideStandardised(kernel, falls);

      assertThat(
              kernel.rows(
                  "SELECT place || ' ' || period_end || ' ' || group_value || coalesce(h.low, 0)"
                      + " FROM cells JOIN hidden h USING (id) ORDER BY ALL",
                  row -> row.getString(1)))
          .containsExactly("W 2026-05-31 0", "W 2026-05-31 80+1");
    }
  }
}
