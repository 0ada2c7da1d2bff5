package org.commonplace.methods.signals;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The R package's answers, row by row. */
final class EarsVectorsTest {

  static Stream<String> settings() {
    return SpikeVectors.tags("earsC");
  }

  @Test
  void allSettingsAreThere() {
    assertThat(settings()).hasSize(18);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void equalsThePackage(String tag) {
    JsonNode entry = SpikeVectors.json("manifest.json").get(tag);
    JsonNode control = entry.get("control");
    String rule = control.get("method").asText().toLowerCase(Locale.ROOT);
    Ears ears = (Ears) SpikeVectors.detector("ears-" + rule, control, "baseline", "minSigma");
    if (control.has("alpha")) {
      ears = ears.withAlpha(control.get("alpha").asDouble());
    }
    String input = entry.get("input").asText().replaceAll("^input_|\\.csv$", "");
    Series series = SpikeVectors.series(input).values().iterator().next();
    List<NamedCsvRecord> rows = SpikeVectors.rows("expected_" + tag + ".csv");
    List<Detection> detections = ears.detect(series, ears.firstTestable(), series.length() - 1);
    assertThat(detections).hasSameSizeAs(rows).hasSize(entry.get("rows").asInt());
    for (int i = 0; i < rows.size(); i++) {
      NamedCsvRecord row = rows.get(i);
      Detection detection = detections.get(i);
      String where = tag + " t=" + row.getField("t") + " " + detection;
      assertThat(detection.signal()).as(where).isEqualTo(row.getField("alarm").equals("1"));
      assertThat(SpikeVectors.error(detection.threshold(), SpikeVectors.number(row, "upperbound")))
          .as(where)
          .isLessThanOrEqualTo(1e-9);
    }
    assertThat(ears.detect(series, ears.firstTestable() - 1, ears.firstTestable() - 1))
        .extracting(Detection::reason)
        .containsExactly(Reason.TOO_SHORT);
  }
}
