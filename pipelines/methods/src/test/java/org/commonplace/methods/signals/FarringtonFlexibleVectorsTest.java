package org.commonplace.methods.signals;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The R package's answers, fit by fit. */
final class FarringtonFlexibleVectorsTest {

  static Stream<String> settings() {
    return SpikeVectors.tags("farringtonFlexible");
  }

  @Test
  void allSettingsAreThere() {
    assertThat(settings()).hasSize(25);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void equalsThePackage(String tag) {
    JsonNode entry = SpikeVectors.json("manifest.json").get(tag);
    String input = entry.get("input").asText().replaceAll("^input_|\\.csv$", "");
    FarringtonFlexible detector = named(entry.get("control"), SpikeVectors.hasDates(input));
    Map<String, Series> series = SpikeVectors.series(input);
    List<NamedCsvRecord> rows = SpikeVectors.rows("expected_farringtonFlexible_" + tag + ".csv");
    assertThat(rows).hasSize(entry.get("fits").asInt());
    for (NamedCsvRecord row : rows) {
      int k = Integer.parseInt(row.getField("t")) - 1;
      FarringtonResult fit = detector.fit(series.get(row.getField("unit")), k, k).get(0);
      boolean erased = fit.reason() == Reason.FEW_RECENT_CASES;
      String where = tag + " " + row.getField("unit") + " t=" + (k + 1) + " " + fit;
      assertThat(fit.signal()).as(where).isEqualTo(row.getField("alarm").equals("1"));
      assertThat(fit.trendKept()).as(where).isEqualTo(row.getField("trendUsed").equals("1"));
      near(where, "expected", erased ? Double.NaN : fit.expected(), row, 1e-9);
      near(where, "upperbound", erased ? Double.NaN : fit.threshold(), row, 1e-9);
      near(where, "score", fit.packageScore(), row, 1e-9);
      near(where, "pvalue", fit.pValue(), row, 1e-8);
      near(where, "phi", fit.dispersion(), row, 1e-9);
      near(where, "trendCoef", fit.trend(), row, 1e-9);
    }
  }

  private static void near(
      String where, String column, double actual, NamedCsvRecord row, double tolerance) {
    double expected = SpikeVectors.number(row, column);
    assertThat(SpikeVectors.error(actual, expected))
        .as("%s %s is %s, wanted %s", where, column, actual, expected)
        .isLessThanOrEqualTo(tolerance);
  }

  private static FarringtonFlexible named(JsonNode control, boolean dated) {
    List<String> settings = new ArrayList<>();
    control.fieldNames().forEachRemaining(settings::add);
    settings.removeAll(List.of("range", "glmWarnings", "alpha"));
    FarringtonFlexible detector =
        (FarringtonFlexible)
            SpikeVectors.detector(
                "farrington-flexible:epochAsDate=" + dated,
                control,
                settings.toArray(String[]::new));
    return control.has("alpha") ? detector.withAlpha(control.get("alpha").asDouble()) : detector;
  }
}
