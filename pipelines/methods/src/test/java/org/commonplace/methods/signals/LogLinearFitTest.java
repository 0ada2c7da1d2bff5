package org.commonplace.methods.signals;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every intermediate of ten fits of the R package. */
final class LogLinearFitTest {

  static Stream<JsonNode> fits() {
    JsonNode all = SpikeVectors.json("farringtonFlexible_intermediates.json");
    return IntStream.range(0, all.size()).mapToObj(all::get);
  }

  @Test
  void allFitsAreThere() {
    assertThat(fits()).hasSize(10);
  }

  @ParameterizedTest
  @MethodSource("fits")
  void equalsThePackageAtEveryStep(JsonNode vector) {
    LogLinearFit fit = rows(vector);
    int season = vector.get("control").get("noPeriods").asInt();
    double threshold = vector.get("control").get("weightsThreshold").asDouble();

    assertThat(fit.fitWithTrend()).isTrue();
    JsonNode first = vector.get("fit1");
    coefficients(fit, first.get("names"), first.get("coef"));
    assertThat(fit.iterations()).isEqualTo(first.get("iter").asInt());
    near(fit.residualDeviance(), first.get("deviance"));
    near(fit.dispersion(), first.get("dispersion"));
    for (int i = 0; i < fit.rows(); i++) {
      near(fit.leverage(i), first.get("hat").get(i));
    }

    fit.weightDownOutbreaks(Math.max(1, fit.dispersion()), threshold);
    for (int i = 0; i < fit.rows(); i++) {
      near(fit.priorWeight(i), vector.get("weights").get(i));
    }

    fit.fitWithTrend();
    JsonNode second = vector.get("fit2");
    coefficients(fit, first.get("names"), second.get("coef"));
    assertThat(fit.iterations()).isEqualTo(second.get("iter").asInt());
    near(fit.residualDeviance(), second.get("deviance"));
    near(Math.max(1, fit.dispersion()), second.get("phi"));
    double errorDispersion = fit.dispersionByPriorWeights();
    near(errorDispersion, second.get("dispersion_after_weights_overwrite"));
    near(fit.slopePValue(errorDispersion), second.get("p_trend"));

    double time = vector.get("predict_wtime").asDouble();
    JsonNode predict = vector.get("predict");
    near(fit.predictor(season, time), predict.get("link"));
    near(Math.sqrt(errorDispersion * fit.unscaledVariance(season, time)), predict.get("se_link"));
  }

  private static LogLinearFit rows(JsonNode vector) {
    JsonNode rows = vector.get("rows");
    LogLinearFit fit = new LogLinearFit();
    fit.clear(rows.size(), vector.get("control").get("noPeriods").asInt());
    for (int i = 0; i < rows.size(); i++) {
      double y = rows.get(i).get("response").asDouble();
      fit.add(
          y,
          rows.get(i).get("wtime").asDouble(),
          0,
          vector.get("seasgroups").get(i).asInt(),
          Math.log(y),
          Math.log(y + 0.1),
          Math.pow(y, 2.0 / 3.0));
    }
    return fit;
  }

  /** R's treatment contrasts: the intercept is level 1, the others are differences from it. */
  private static void coefficients(LogLinearFit fit, JsonNode names, JsonNode values) {
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i).asText();
      double actual =
          switch (name) {
            case "(Intercept)" -> fit.predictor(1, 0);
            case "wtime" -> fit.slope();
            default ->
                fit.predictor(Integer.parseInt(name.replaceAll("\\D", "")), 0)
                    - fit.predictor(1, 0);
          };
      near(actual, values.get(i));
    }
  }

  private static void near(double actual, JsonNode expected) {
    assertThat(SpikeVectors.error(actual, expected.asDouble())).isLessThanOrEqualTo(1e-9);
  }
}
