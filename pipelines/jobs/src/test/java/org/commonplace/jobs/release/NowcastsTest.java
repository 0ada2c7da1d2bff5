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

class NowcastsTest {
  /** Two detectors say the same of two weeks of two places; the first week is complete. */
  private static final String SIGNALS =
      """
      SELECT 'INF-01' AS indicator, place, 'week' AS frequency, date, detector,
        date > DATE '2025-04-07' AS provisional, 20.0::DOUBLE AS observed, 26.0::DOUBLE AS nowcast,
        25.0::DOUBLE AS nowcast_lower50, 28.0::DOUBLE AS nowcast_upper50,
        22.0::DOUBLE AS nowcast_lower95, 33.0::DOUBLE AS nowcast_upper95
      FROM (VALUES ('A1'), ('A2')) p(place), (VALUES ('excess-windows'), ('ears-c2')) d(detector),
        (VALUES (DATE '2025-04-07'), (DATE '2025-04-14')) t(date)
      """;

  private static final String RELEASED =
      """
      SELECT 'INF-01' AS indicator, 'A2' AS place, '' AS group_by, 'suppressed' AS state,
        DATE '2025-04-14' AS period_start, DATE '2025-04-20' AS period_end
      """;

  @Test
  void aProvisionalCountThatIsShownIsToldWithWhatItWillComeTo(@TempDir Path folder) {
    ReleaseFixture.in(folder);
    try (Kernel kernel = Kernel.open(KernelSettings.single().reading(List.of(folder.toString())))) {
      List<Map<String, Object>> nowcasts =
          Nowcasts.read(kernel, SIGNALS, HiddenCounts.create(kernel, RELEASED))
              .documents(
                  IndicatorDefinitions.load(Optional.empty()),
                  ReleaseFixture.places(kernel, folder));
      assertThat(nowcasts).as("the other count is hidden").hasSize(1);
      assertThat(nowcasts.get(0))
          .containsEntry("place", "A1")
          .containsEntry("dates", List.of("2025-04-14"))
          .containsEntry(
              "text",
              "20 so far in the week of 14 April 2025; about 26 once all is in (95% interval 22 to"
                  + " 33).");
    }
  }
}
