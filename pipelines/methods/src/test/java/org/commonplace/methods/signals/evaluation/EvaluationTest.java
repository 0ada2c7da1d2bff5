package org.commonplace.methods.signals.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.commonplace.methods.SharedData;
import org.commonplace.methods.signals.Detector;
import org.commonplace.methods.signals.Frequency;
import org.commonplace.methods.signals.Series;
import org.junit.jupiter.api.Test;

final class EvaluationTest {

  @Test
  void theScenariosAreThePublishedOnes() {
    List<NamedCsvRecord> rows = SharedData.rows("vectors/spikes/noufaily42_scenarios.csv");
    assertThat(WeeklyScenario.ALL).hasSize(42).hasSameSizeAs(rows);
    for (NamedCsvRecord row : rows) {
      WeeklyScenario scenario = WeeklyScenario.ALL.get((int) number(row, "scenario") - 1);
      assertThat(scenario)
          .isEqualTo(
              new WeeklyScenario(
                  (int) number(row, "scenario"),
                  number(row, "theta"),
                  number(row, "phi"),
                  number(row, "trend") * number(row, "beta"),
                  number(row, "g1"),
                  number(row, "g2"),
                  (int) number(row, "m")));
    }
  }

  private static double number(NamedCsvRecord row, String column) {
    return Double.parseDouble(row.getField(column));
  }

  @Test
  void aDrawDependsOnItsSeedAndHasTheMeanAndSpreadOfItsScenario() {
    WeeklyBenchmark benchmark = new WeeklyBenchmark();
    assertThat(counts(benchmark.draw(5, 19, 3))).isEqualTo(counts(benchmark.draw(5, 19, 3)));
    assertThat(counts(benchmark.draw(5, 19, 3))).isNotEqualTo(counts(benchmark.draw(6, 19, 3)));
    assertThat(counts(benchmark.draw(5, 19, 3))).isNotEqualTo(counts(benchmark.draw(5, 19, 4)));
    for (int scenario : new int[] {7, 13, 19, 37}) {
      double[] early = new double[312 * 30];
      for (int replicate = 1; replicate <= 30; replicate++) {
        double[] all = counts(benchmark.draw(1, scenario, replicate));
        System.arraycopy(all, 0, early, (replicate - 1) * 312, 312);
      }
      WeeklyScenario parameters = WeeklyScenario.ALL.get(scenario - 1);
      double mean = Arrays.stream(early).average().orElseThrow();
      double variance =
          Arrays.stream(early).map(y -> (y - mean) * (y - mean)).average().orElseThrow();
      assertThat(mean).isCloseTo(parameters.mean(1), within(0.05 * mean));
      assertThat(variance / mean)
          .isCloseTo(parameters.dispersion(), within(0.15 * variance / mean));
    }
  }

  @Test
  void neighbouringSeedsShareNoDraws() {
    double[] one = counts(new WeeklyBenchmark().draw(1, 31, 1));
    double[] other = counts(new WeeklyBenchmark().draw(2, 31, 1));
    for (int shift = -30; shift <= 30; shift++) {
      int equal = 0;
      for (int t = 30; t < one.length - 30; t++) {
        equal += one[t] == other[t + shift] ? 1 : 0;
      }
      assertThat(equal / (double) (one.length - 60)).as("shift %s", shift).isLessThan(0.15);
    }
  }

  @Test
  void outbreaksLieInTheTestedWeeksAndAreThere() {
    LabelledSeries drawn = new WeeklyBenchmark().draw(1, 37, 10);
    assertThat(drawn.testFrom()).isEqualTo(575);
    assertThat(drawn.testTo()).isEqualTo(623);
    assertThat(Arrays.stream(drawn.outbreakCases()).sum()).isBetween(100, 180);
    assertThat(drawn.means()[0]).isCloseTo(Math.exp(5), within(1e-9));
  }

  private static double[] counts(LabelledSeries drawn) {
    double[] counts = new double[drawn.series().length()];
    Arrays.setAll(counts, drawn.series()::count);
    return counts;
  }

  @Test
  void measuresAreThoseOfThePublishedComparisons() {
    Series series = Series.of("x", Frequency.WEEKLY, LocalDate.of(2020, 1, 6), new double[8]);
    LabelledSeries drawn =
        new LabelledSeries(1, series, 0, new int[] {0, 0, 0, 2, 1, 0, 1, 0}, new double[8], 1);
    boolean[] signals = {false, true, false, false, true, true, false, false};
    SeriesOutcome outcome = SeriesOutcome.of(drawn, signals);
    assertThat(outcome).isEqualTo(new SeriesOutcome(1, 3, 1, 1, 1, 0, 1 / 4.0, 1, 2, 2, 3));
    SeriesOutcome missed = SeriesOutcome.of(drawn, new boolean[8]);
    assertThat(missed).isEqualTo(new SeriesOutcome(1, 3, 0, 1, 0, 0, 1, 0, 3, 0, 5));
    List<SeriesOutcome> both = List.of(outcome, missed);
    assertThat(Measure.FALSE_POSITIVE_RATE.of(both).value()).isEqualTo(1 / 6.0);
    assertThat(Measure.FALSE_POSITIVE_RATE.of(both).standardError())
        .isCloseTo(Math.sqrt(0.25 + 0.25) / 6, within(1e-12));
    assertThat(Measure.DETECTION.of(both).value()).isEqualTo(0.5);
    assertThat(Measure.F1.of(both).value()).isEqualTo(2 / 9.0);
    assertThat(Measure.PREDICTIVE_VALUE.of(List.of(missed)).value()).isNaN();
  }

  @Test
  void ourDetectorHoldsItsAlphaAndFindsMoreThanFarrington() {
    Evaluation.Test test = Evaluation.of(new WeeklyBenchmark(), 31, 10);
    Judgement ours = Judgement.of(Detector.named("excess-windows"));
    Evaluation own = test.judge(ours);
    assertThat(own.series()).isEqualTo(420);
    assertThat(own.byScenario()).hasSize(42);
    double rate = own.overall().get(Measure.FALSE_POSITIVE_RATE).value();
    assertThat(rate).isBetween(0.006, 0.014);
    Evaluation matched = test.judgeAt(ours, 0.01);
    Evaluation farrington = test.judgeAt(Judgement.of(Detector.named("farrington-noufaily")), 0.01);
    assertThat(matched.overall().get(Measure.FALSE_POSITIVE_RATE).value()).isLessThan(0.0101);
    assertThat(matched.overall().get(Measure.F1).value())
        .isGreaterThan(farrington.overall().get(Measure.F1).value() + 0.05);
    assertThatThrownBy(() -> Evaluation.of(new WeeklyBenchmark(), 1, 0))
        .hasMessageContaining("at least 1 replicate");
  }
}
