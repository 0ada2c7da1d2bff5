package org.commonplace.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.commonplace.methods.signals.Detector;
import org.commonplace.methods.signals.evaluation.Benchmark;
import org.commonplace.methods.signals.evaluation.DailyBenchmark;
import org.commonplace.methods.signals.evaluation.Evaluation;
import org.commonplace.methods.signals.evaluation.Judgement;
import org.commonplace.methods.signals.evaluation.Measure;
import org.commonplace.methods.signals.evaluation.WeeklyBenchmark;
import org.junit.jupiter.api.Test;

class EvaluationDocumentTest {
  /** Ten are the fewest with every size of outbreak. */
  private static final int REPLICATES = 10;

  private static final double STANDARD_ERRORS = 4;

  @Test
  void theShippedTablesSayWhatTheDetectorsDoToday() {
    JsonNode document = CanonicalJson.tree(EvaluationDocument.shipped());
    assertThat(new ReleaseSchemas().mistakes("evaluation", document.toString())).isEmpty();
    assertThat(document.path("benchmarks").findValuesAsText("benchmark"))
        .containsExactly("daily", "weekly");
    for (JsonNode benchmark : document.path("benchmarks")) {
      assertThat(benchmark.path("replicates").asInt()).isGreaterThanOrEqualTo(100);
      Benchmark drawn =
          benchmark.path("benchmark").asText().equals("daily")
              ? new DailyBenchmark()
              : new WeeklyBenchmark();
      Evaluation today =
          Evaluation.of(drawn, benchmark.path("seed").asLong(), REPLICATES)
              .judge(Judgement.of(Detector.named("excess-windows")));
      JsonNode shipped = benchmark.path("methods").path(0);
      assertThat(shipped.path("detector").asText()).isEqualTo("excess-windows");
      for (Measure measure :
          new Measure[] {Measure.FALSE_POSITIVE_RATE, Measure.DETECTION, Measure.SENSITIVITY}) {
        Measure.Value now = today.overall().get(measure);
        assertThat(shipped.path("values").path(measure.code()).path("value").asDouble())
            .as(benchmark.path("benchmark").asText() + " " + measure)
            .isCloseTo(now.value(), within(STANDARD_ERRORS * now.standardError()));
      }
    }
  }
}
