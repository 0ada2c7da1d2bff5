package org.commonplace.methods.signals.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import org.commonplace.methods.signals.Detector;
import org.commonplace.methods.signals.ExcessWindows;
import org.commonplace.methods.signals.Frequency;
import org.commonplace.methods.signals.Series;
import org.junit.jupiter.api.Test;

final class DailyBenchmarkTest {
  private final DailyBenchmark benchmark = new DailyBenchmark();

  @Test
  void fiveDaySignalsRestOnWeekendsAndHolidaysAndCatchUp() {
    assertThat(benchmark.scenarios()).hasSize(16).doesNotContain(2);
    Series series = benchmark.draw(3, 13, 1).series();
    assertThat(series.length()).isEqualTo(7 * 364);
    for (int t = 0; t < series.length(); t++) {
      if (series.date(t).getDayOfWeek().getValue() > 5) {
        assertThat(series.count(t)).isZero();
      }
    }
    int goodFriday = series.index(LocalDate.of(2011, 4, 22));
    assertThat(series.count(goodFriday)).isZero();
    assertThat(series.count(goodFriday + 3)).isZero();
    double usual = series.count(goodFriday + 18);
    assertThat(series.count(goodFriday + 4)).isCloseTo(1.5 * usual, within(0.35 * usual));
  }

  @Test
  void sevenDaySignalsDoubleOnHolidaysAndHaveTheirMean() {
    LabelledSeries drawn = benchmark.draw(3, 4, 2);
    Series series = drawn.series();
    int christmas = series.index(LocalDate.of(2012, 12, 25));
    assertThat(series.count(christmas))
        .isCloseTo(2 * series.count(christmas - 7), within(0.4 * series.count(christmas)));
    double[] means = drawn.means();
    int[] cases = drawn.outbreakCases();
    double observed = 0;
    for (int i = 0; i < means.length; i++) {
      observed += series.count(drawn.testFrom() + i) - cases[i];
    }
    double expected = Arrays.stream(means).sum();
    assertThat(observed).isCloseTo(expected, within(0.02 * expected));
    assertThat(Arrays.stream(cases).sum()).isGreaterThan(100);
  }

  @Test
  void someSignalsHaveASeasonThatIsNotToBeFound() {
    Series series = benchmark.draw(3, 6, 1).series();
    double january = 0;
    double expected = 0;
    for (int t = 0; t < 250; t++) {
      january += series.count(364 + t);
      expected += DailySignal.numbered(6).mean(260 + t * 5 / 7 + 1) / 10 * 5 / 7;
    }
    assertThat(january).isGreaterThan(1.3 * expected);
  }

  /** With the weekdays, holidays and yearly waves in it; 0.029 without a notion of these. */
  @Test
  void theDefaultDetectorKeepsItsFalsePositiveRate() {
    Map<Measure, Measure.Value> found =
        Evaluation.of(benchmark, 303, 3).judge(Judgement.of(ExcessWindows.usual())).overall();
    assertThat(found.get(Measure.FALSE_POSITIVE_RATE).value()).isBetween(0.006, 0.02);
    assertThat(found.get(Measure.DETECTION).value()).isGreaterThan(0.85);
  }

  @Test
  void detectorsOfWeeksJudgeEveryDay() {
    Judgement weeks = Judgement.onRunningWeeks(Detector.named("farrington-noufaily"));
    LabelledSeries drawn = benchmark.draw(3, 10, 4);
    Judgement.Verdict[] verdicts = weeks.judge(drawn);
    assertThat(verdicts).hasSize(343).doesNotContainNull();
    assertThat(verdicts[100].rank()).isBetween(0.0, 1.0);
    Series series = drawn.series();
    double[] sums = new double[(drawn.testFrom() + 101) / 7];
    for (int i = 0; i < 7 * sums.length; i++) {
      sums[sums.length - 1 - i / 7] += series.count(drawn.testFrom() + 100 - i);
    }
    Series alone =
        Series.of(
            "weeks",
            Frequency.WEEKLY,
            series.date(drawn.testFrom() + 100).minusWeeks(sums.length - 1),
            sums);
    assertThat(
            Detector.named("farrington-noufaily")
                .detect(alone, sums.length - 1, sums.length - 1)
                .get(0)
                .pValue())
        .isEqualTo(verdicts[100].rank());
  }
}
