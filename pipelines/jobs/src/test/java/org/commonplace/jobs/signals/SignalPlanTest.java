package org.commonplace.jobs.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.commonplace.jobs.stage.StageFailure;
import org.commonplace.schemas.IndicatorDefinitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SignalPlanTest {
  @TempDir Path folder;

  @Test
  void aDetectorsNameMayCarrySettings() throws IOException {
    SignalPlan plan = planWith("farrington-flexible:b=4:noPeriods=10");
    assertThat(plan.watched().get("INF-01").detectors().get(1).name())
        .isEqualTo("farrington-flexible:b=4:noPeriods=10");
  }

  @Test
  void aDetectorThatCannotRunIsNamedWithItsFileAndField() {
    assertThatThrownBy(() -> planWith("farrington-flexible:b=0"))
        .isInstanceOf(StageFailure.class)
        .hasMessageContaining("INF-01.yaml, signals.detectors: farrington-flexible: b is \"0\"");
    assertThatThrownBy(() -> planWith("farrington-best"))
        .hasMessageContaining("no detection method \"farrington-best\"; choose one of");
    assertThatThrownBy(() -> planWith("seasonal-logit"))
        .hasMessageContaining("makes no sense of values of the kind count; use excess-windows");
    assertThatThrownBy(() -> planWith("excess-windows")).hasMessageContaining("is there twice");
  }

  /** The plan of the laboratory's infections with another second detector. */
  private SignalPlan planWith(String detector) throws IOException {
    try (InputStream shipped =
        IndicatorDefinitions.class.getResourceAsStream("/indicators/INF-01.yaml")) {
      String text = new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(text).contains("name: farrington-noufaily");
      Files.writeString(
          folder.resolve("INF-01.yaml"), text.replace("farrington-noufaily", detector));
    }
    return SignalPlan.of(IndicatorDefinitions.load(Optional.of(folder)).values());
  }
}
