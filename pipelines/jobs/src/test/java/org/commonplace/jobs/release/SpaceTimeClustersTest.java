package org.commonplace.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.kernel.KernelSettings;
import org.commonplace.schemas.IndicatorDefinitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpaceTimeClustersTest {
  /** The first and the last, by size, hold a place with a hidden count. */
  private static final String CLUSTERS =
      """
      SELECT 'INF-01' AS indicator, 'week' AS frequency, cluster, centre, position, place,
        1.26 AS radius, DATE '2025-04-07' AS first, DATE '2025-04-20' AS last,
        observed::DOUBLE AS observed, observed / 4.0 AS expected, 0.001::DOUBLE AS p_value,
        'infinity'::DOUBLE AS recurrence_days
      FROM (VALUES (0, 'A6', 0, 'A6', 90), (0, 'A6', 1, 'A5', 90), (1, 'A2', 0, 'A2', 30),
        (2, 'A1', 0, 'A1', 20), (2, 'A1', 1, 'A3', 20)) v(cluster, centre, position, place, observed)
      """;

  private static final String RELEASED =
      """
      SELECT 'INF-01' AS indicator, place, '' AS group_by, 'suppressed' AS state,
        period_start, period_start + INTERVAL 6 DAY AS period_end
      FROM (VALUES ('A3', DATE '2025-01-06'), ('A5', DATE '2025-04-14'), ('A2', DATE '2025-04-21'))
        v(place, period_start)
      """;

  @Test
  void aClusterWithAHiddenCountHasNoNumbersAndNoRank(@TempDir Path folder) {
    ReleaseFixture.in(folder);
    try (Kernel kernel = Kernel.open(KernelSettings.single().reading(List.of(folder.toString())))) {
      List<Map<String, Object>> clusters =
          SpaceTimeClusters.of(
              kernel,
              CLUSTERS,
              HiddenCounts.create(kernel, RELEASED),
              IndicatorDefinitions.load(Optional.empty()),
              ReleaseFixture.places(kernel, folder));
      assertThat(clusters).extracting(each -> each.get("centre")).containsExactly("A2", "A1", "A6");
      assertThat(clusters.get(0).get("text"))
          .isEqualTo(
              "More than expected in Beech from 7 April 2025 to 20 April 2025: gastroenteritis"
                  + " cases, weekly, 30 counted and 7.5 expected. By chance a cluster like it comes"
                  + " about once in 100 years or more.");
      assertThat(clusters.get(0)).containsEntry("relativeRisk", CanonicalJson.rounded(4.0, 1));
      for (Map<String, Object> hidden : clusters.subList(1, 3)) {
        assertThat(hidden).containsEntry("state", "suppressed");
        for (String number :
            List.of("observed", "expected", "relativeRisk", "pValue", "recurrenceDays")) {
          assertThat(hidden).containsEntry(number, null);
        }
        assertThat(hidden.get("text").toString())
            .endsWith("; the numbers are hidden to protect people.");
      }
      assertThat(clusters.get(1)).containsEntry("places", List.of("A1", "A3"));
    }
  }
}
