package org.commonplace.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.kernel.KernelSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpisodeDriversTest {
  private static final LocalDate MONDAY = LocalDate.of(2025, 4, 7);

  /** The largest excess is that of Cedar, the smallest that of Ash; both have a hidden count. */
  private static final String SIGNALS =
      """
      SELECT 'INF-01' AS indicator, place, 'week' AS frequency, DATE '2025-04-07' AS date,
        true AS signal, place AS episode, DATE '2025-04-07' AS episode_first,
        DATE '2025-04-20' AS episode_last, excess::DOUBLE AS episode_excess
      FROM (VALUES ('A1', 2.0), ('A2', 5.0), ('A3', 9.0)) v(place, excess)
      """;

  private static final String RELEASED =
      """
      SELECT 'INF-01' AS indicator, place, '' AS group_by, 'suppressed' AS state,
        period_start, period_start + INTERVAL 6 DAY AS period_end
      FROM (VALUES ('A1', DATE '2025-01-06'), ('A3', DATE '2025-04-14'), ('A2', DATE '2025-04-21'))
        v(place, period_start)
      """;

  @Test
  void theOrderTellsNothingOfHiddenCounts(@TempDir Path folder) {
    ReleaseFixture.in(folder);
    try (Kernel kernel = Kernel.open(KernelSettings.single().reading(List.of(folder.toString())))) {
      Places places = ReleaseFixture.places(kernel, folder);
      HiddenCounts hidden = HiddenCounts.create(kernel, RELEASED);
      EpisodeDrivers drivers = EpisodeDrivers.of(kernel, SIGNALS, hidden, places);
      assertThat(drivers.of("INF-01", "W1", MONDAY, MONDAY.plusDays(13)))
          .as("the one that is shown, then the hidden ones by code; one hidden later is shown")
          .containsExactly("A2", "A1", "A3");
      assertThat(drivers.of("INF-01", "W1", MONDAY.plusDays(14), MONDAY.plusDays(20))).isEmpty();
    }
  }
}
