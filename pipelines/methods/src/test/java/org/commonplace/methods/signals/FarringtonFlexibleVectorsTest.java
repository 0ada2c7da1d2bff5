package org.commonplace.methods.signals;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.commonplace.methods.signals.FarringtonSettings.Anniversary;
import org.commonplace.methods.signals.FarringtonSettings.Exposure;
import org.commonplace.methods.signals.FarringtonSettings.Method;
import org.commonplace.methods.signals.FarringtonSettings.Power;
import org.commonplace.methods.signals.FarringtonSettings.Reweighting;
import org.commonplace.methods.signals.FarringtonSettings.Trend;
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
    FarringtonFlexible detector =
        new FarringtonFlexible(tag, read(entry.get("control"), SpikeVectors.hasDates(input)));
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

  /** Translates the package's control list, rejecting what it does not know. */
  static FarringtonSettings read(JsonNode control, boolean dated) {
    FarringtonSettings.Builder settings =
        FarringtonSettings.packageDefaults().toBuilder()
            .anniversary(dated ? Anniversary.CALENDAR : Anniversary.FIXED_LAG);
    if (control.has("w")) {
      settings.excludedRecent(control.get("w").asInt());
    }
    control
        .fields()
        .forEachRemaining(
            field -> {
              JsonNode value = field.getValue();
              switch (field.getKey()) {
                case "b" -> settings.pastYears(value.asInt());
                case "w" -> settings.halfWindow(value.asInt());
                case "noPeriods" -> settings.seasonalPeriods(value.asInt());
                case "pastWeeksNotIncluded" -> settings.excludedRecent(value.asInt());
                case "weightsThreshold" -> settings.weightsThreshold(value.asDouble());
                case "pThresholdTrend" -> settings.trendPValue(value.asDouble());
                case "alpha" -> settings.alpha(value.asDouble());
                case "reweight" ->
                    settings.reweighting(value.asBoolean() ? Reweighting.ONCE : Reweighting.NONE);
                case "trend" ->
                    settings.trend(value.asBoolean() ? Trend.IF_SIGNIFICANT : Trend.NEVER);
                case "populationOffset" ->
                    settings.exposure(value.asBoolean() ? Exposure.POPULATION : Exposure.NONE);
                case "limit54" ->
                    settings.recentCases(value.get(0).asInt()).recentPoints(value.get(1).asInt());
                case "thresholdMethod" ->
                    settings.method(
                        Map.of(
                                "delta", Method.DELTA,
                                "nbPlugin", Method.NB_PLUGIN,
                                "muan", Method.MUAN)
                            .get(value.asText()));
                case "powertrans" ->
                    settings.power(
                        Map.of("none", Power.NONE, "1/2", Power.ONE_HALF, "2/3", Power.TWO_THIRDS)
                            .get(value.asText()));
                case "range", "glmWarnings" -> {}
                default -> throw new IllegalArgumentException("Unknown setting " + field.getKey());
              }
            });
    return settings.build();
  }
}
