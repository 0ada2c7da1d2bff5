package org.commonplace.methods.signals;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
    String training = ":training=" + first;
    return switch (algorithm) {
      case "farrington" ->
          SpikeVectors.detector(
                  "farrington-1996:epochAsDate=" + dated, control, "b", "w", "reweight")
              .withAlpha(alpha / 2);
      case "bayes1", "bayes2", "bayes3" ->
          // Any of them is any other with its settings.
          SpikeVectors.detector("bayes-2", control, "b", "w", "actY").withAlpha(alpha);
      case "rki1", "rki2", "rki3" -> SpikeVectors.detector("rki-2", control, "b", "w", "actY");
      case "algo.cdc" -> SpikeVectors.detector("cdc", control, "b", "m").withAlpha(alpha / 2);
      case "cusum_standard" ->
          SpikeVectors.detector("cusum-standard" + training, control, "k", "h");
      case "cusum_rossi" -> SpikeVectors.detector("cusum-rossi" + training, control, "k", "h");
      case "cusum_glm_anscombe" ->
          SpikeVectors.detector("cusum-glm-anscombe" + training, control, "k", "h");
      case "outbreakP" -> SpikeVectors.detector("outbreak-p", control, "k");
      case "glrpois" -> SpikeVectors.detector("glr-poisson" + training, control, "c.ARL");
      case "glrnb" -> SpikeVectors.detector("glr-negative-binomial" + training, control, "c.ARL");
      case "glrnb_alpha02" ->
          SpikeVectors.detector(
              "glr-negative-binomial" + training + ":overdispersion=" + alpha, control, "c.ARL");
      case "cusumnb_theta" ->
          SpikeVectors.detector(
              "cusum-negative-binomial" + training + ":overdispersion=" + alpha,
              control,
              "c.ARL",
              "theta");
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
