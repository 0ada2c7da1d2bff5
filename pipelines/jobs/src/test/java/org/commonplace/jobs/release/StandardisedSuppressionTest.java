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

  @Test
  void anInequalityIsHiddenWhereOneOfItsFifthsIs() {
    var shipped = IndicatorDefinitions.shipped();
    Family coverage =
        Family.of(
                List.of(
                    ReleasedIndicator.of(shipped.get("PH-01")),
                    ReleasedIndicator.of(shipped.get("PH-02"))))
            .get(0);
    assertThat(coverage.name()).isEqualTo("PH-01+PH-02");
    try (Kernel kernel = Kernel.open(KernelSettings.single())) {
      // In W a fifth is hidden, in X one has no number; in C all five are shown.
      kernel.execute(
          """
          CREATE TABLE cells AS SELECT row_number() OVER () AS id, i.indicator, p.place,
            DATE '2026-03-31' AS period_end, i.group_by, i.group_value,
            CASE WHEN place = 'X' AND group_value = '3' THEN 'not_submitted' ELSE 'reported' END
              AS state
          FROM (VALUES ('W'), ('X'), ('C')) p(place),
            (SELECT 'PH-02' AS indicator, '' AS group_by, '' AS group_value UNION ALL
             SELECT 'PH-01', 'deprivation_quintile', q FROM
               (VALUES ('1'), ('2'), ('3'), ('4'), ('5'), ('unknown')) f(q)) i
          """);
      kernel.execute(
          "CREATE TABLE hidden AS SELECT id, 1::BIGINT AS low, 4::BIGINT AS high, 'suppressed' AS"
              + " word FROM cells WHERE place = 'W' AND group_value = '4'");

      SuppressFamily.hideInequalities(kernel, coverage);

      assertThat(
              kernel.rows(
                  "SELECT place || ' ' || indicator FROM cells JOIN hidden USING (id) ORDER BY ALL",
                  row -> row.getString(1)))
          .containsExactly("W PH-01", "W PH-02", "X PH-02");
    }
  }
}
