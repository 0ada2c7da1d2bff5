package org.commonplace.methods.signals;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.commonplace.methods.signals.FarringtonSettings.Anniversary;
import org.commonplace.methods.signals.LikelihoodRatio.Spread;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The R package's answers for every method but Farrington flexible and EARS, row by row. */
final class ClassicVectorsTest {
  private static final double EXACT = 1e-9;
  private static final double BY_REGRESSION = 1e-7;
  private static final double STOPS_EARLY = 1e-4;

  static Stream<String> tags() {
    List<String> tags = new ArrayList<>();
    SpikeVectors.json("manifest.json").fieldNames().forEachRemaining(tags::add);
    return tags.stream().filter(tag -> !tag.startsWith("ears_") && !tag.contains("__"));
  }

  @Test
  void allAreThere() {
    assertThat(tags()).hasSize(27 + 4);
  }

  @ParameterizedTest
  @MethodSource("tags")
  void equalsThePackage(String tag) {
    JsonNode entry = SpikeVectors.json("manifest.json").get(tag);
    String input = entry.get("input").asText().replaceAll("^input_|\\.csv$", "");
    Series series = SpikeVectors.series(input).values().iterator().next();
    List<NamedCsvRecord> rows = SpikeVectors.rows("expected_" + tag + ".csv");
    assertThat(rows).hasSize(entry.get("rows").asInt());
    int first = entry.get("control").get("range").get(0).asInt() - 1;
    String algorithm = entry.get("algorithm").asText();
    Detector detector =
        detector(algorithm, entry.get("control"), SpikeVectors.hasDates(input), first);
    List<Detection> detections = detector.detect(series, first, first + rows.size() - 1);
    int alarms = 0;
    for (int i = 0; i < rows.size(); i++) {
      NamedCsvRecord row = rows.get(i);
      Detection detection = detections.get(i);
      String where = tag + " t=" + row.getField("t") + " " + detection;
      double expected = SpikeVectors.number(row, "upperbound");
      assertThat(detection.signal()).as(where).isEqualTo(row.getField("alarm").equals("1"));
      alarms += detection.signal() ? 1 : 0;
      double actual = upperbound(algorithm, detector, series, detection, row);
      double error =
          algorithm.equals("outbreakP")
              ? Math.abs(actual - expected) / expected
              : SpikeVectors.error(actual, expected);
      assertThat(error)
          .as(where + " gives " + actual + ", wanted " + expected)
          .isLessThanOrEqualTo(tolerance(algorithm));
    }
    assertThat(alarms).isEqualTo(entry.get("alarms").asInt());
  }

  private static Detector detector(String algorithm, JsonNode control, boolean dated, int first) {
    double alpha = control.path("alpha").asDouble();
    return switch (algorithm) {
      case "farrington" ->
          new FarringtonFlexible(
              algorithm,
              FarringtonSettings.original().toBuilder()
                  .pastYears(control.get("b").asInt())
                  .halfWindow(control.get("w").asInt())
                  .alpha(alpha / 2)
                  .anniversary(dated ? Anniversary.CALENDAR : Anniversary.FIXED_LAG)
                  .build());
      case "bayes1" -> Bayes.one().withAlpha(alpha);
      case "bayes2" -> Bayes.two().withAlpha(alpha);
      case "bayes3" -> Bayes.three().withAlpha(alpha);
      case "rki1" -> Rki.one();
      case "rki2" -> Rki.two();
      case "rki3" -> Rki.three();
      case "algo.cdc" -> Cdc.historicalLimits().withAlpha(alpha / 2);
      case "cusum_standard" ->
          Cusum.of(Cusum.Scale.STANDARD, Cusum.Mean.CONSTANT).withTraining(first);
      case "cusum_rossi" -> Cusum.of(Cusum.Scale.ROSSI, Cusum.Mean.CONSTANT).withTraining(first);
      case "cusum_glm_anscombe" ->
          Cusum.of(Cusum.Scale.ANSCOMBE, Cusum.Mean.SEASONAL).withTraining(first);
      case "outbreakP" -> new OutbreakP();
      case "glrpois" -> LikelihoodRatio.of(Spread.POISSON).withTraining(first);
      case "glrnb" -> LikelihoodRatio.of(Spread.NEGATIVE_BINOMIAL).withTraining(first);
      case "glrnb_alpha02" ->
          LikelihoodRatio.of(Spread.NEGATIVE_BINOMIAL)
              .withTraining(first)
              .withOverdispersion(alpha);
      case "cusumnb_theta" ->
          LikelihoodRatio.of(Spread.NEGATIVE_BINOMIAL)
              .withTraining(first)
              .withOverdispersion(alpha)
              .withLogChange(control.get("theta").asDouble());
      default -> throw new IllegalArgumentException("Unknown algorithm " + algorithm);
    };
  }

  /** What the package calls the upper bound of this algorithm. */
  private static double upperbound(
      String algorithm, Detector detector, Series series, Detection detection, NamedCsvRecord row) {
    int t = Integer.parseInt(row.getField("t")) - 1;
    return switch (algorithm) {
      case "farrington" ->
          detection.reason() == Reason.FEW_RECENT_CASES ? 0 : detection.threshold();
      case "algo.cdc" ->
          detection.threshold() - detection.observed() + SpikeVectors.number(row, "aggr");
      case "cusum_standard" -> Math.ceil(detection.threshold());
      case "outbreakP" -> Math.exp(((OutbreakP) detector).logStatistic(series, t));
      case "glrpois", "glrnb", "glrnb_alpha02", "cusumnb_theta" -> detection.score() * 5;
      default -> detection.threshold();
    };
  }

  private static double tolerance(String algorithm) {
    return switch (algorithm) {
      case "cusum_glm_anscombe", "glrpois", "glrnb" -> BY_REGRESSION;
      case "glrnb_alpha02", "cusumnb_theta" -> STOPS_EARLY;
      default -> EXACT;
    };
  }
}
