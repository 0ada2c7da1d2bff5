package org.commonplace.methods.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RareEventsTest {
  private static final LocalDate MONDAY = LocalDate.of(2014, 1, 6);

  @Test
  void theFirstCaseForAYearSignalsAndTheNextDoesNot() {
    double[] counts = new double[120];
    counts[3] = 2;
    counts[90] = 1;
    counts[91] = 4;
    Series series = Series.of("x", Frequency.WEEKLY, MONDAY, counts);
    Detector detector = Detector.named("first-case");
    Detection first = detector.detect(series, 90, 90).get(0);
    assertThat(first.signal()).isTrue();
    // 1 - sqrt(52 / 53)
    assertThat(first.pValue()).isEqualTo(1 - Math.sqrt(52 / 53.0), within(1e-12));
    assertThat(detector.detect(series, 89, 89).get(0).signal()).isFalse();
    assertThat(detector.detect(series, 91, 91).get(0).reason()).isEqualTo(Reason.RECENT_CASES);
    assertThat(detector.detect(series, 51, 51).get(0).reason()).isEqualTo(Reason.TOO_SHORT);
    assertThat(FirstCase.forAYear().after(100).detect(series, 90, 90).get(0).signal()).isFalse();
    assertThat(FirstCase.forAYear().after(40).detect(series, 90, 90).get(0).signal()).isTrue();
    assertThatThrownBy(() -> FirstCase.forAYear().after(0))
        .hasMessage("first-case: a case is the first for 1 period or more, not 0");
  }

  @Test
  void oneGapIsTestedWhereItCanSignalAlone() {
    // Twelve cases, 200 days apart, and the next after two days.
    double[] counts = new double[2400];
    for (int t = 0; t < counts.length; t += 200) {
      counts[t] = 1;
    }
    counts[2202] = 1;
    Series series = Series.of("x", Frequency.DAILY, MONDAY, counts);
    // 11 cases before the last gap: 11 gaps of 200, tested against 2 + 1 days.
    Detection time = Detector.named("t-chart").withAlpha(0.02).detect(series, 2202, 2202).get(0);
    assertThat(time.pValue()).isEqualTo(1 - Math.pow(2200 / 2203.0, 11), within(1e-12));
    assertThat(time.signal()).isTrue();
    assertThat(time.threshold()).isZero();
    assertThat(time.expected()).isEqualTo(11 / 2200.0);
    // Beta(11, 2200.5): P(0) = 11 / 2211.5, P(1) = P(0) 2200.5 / 2212.5, ...
    double p0 = 11 / 2211.5;
    double p1 = p0 * 2200.5 / 2212.5;
    double p2 = p1 * 2201.5 / 2213.5;
    Detection periods = Detector.named("g-chart").withAlpha(0.02).detect(series, 2202, 2202).get(0);
    assertThat(periods.pValue()).isEqualTo(p0 + p1 + p2, within(1e-9));
    assertThat(Detector.named("g-chart").detect(series, 2300, 2300).get(0).pValue()).isEqualTo(1);
  }

  @Test
  void aBurstSignalsWithAsManyCasesAsTheThresholdSays() {
    double[] counts = new double[300];
    for (int t = 0; t < 290; t += 9) {
      counts[t] = 1;
    }
    for (String name : new String[] {"g-chart", "t-chart"}) {
      double threshold = last(name, counts, 0).threshold();
      assertThat(threshold).isBetween(1.0, 4.0);
      assertThat(last(name, counts, threshold).signal()).isFalse();
      assertThat(last(name, counts, threshold).pValue()).isGreaterThan(0.01);
      Detection signal = last(name, counts, threshold + 1);
      assertThat(signal.signal()).isTrue();
      assertThat(signal.pValue()).isLessThanOrEqualTo(0.01);
      assertThat(signal.score()).isGreaterThan(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"g-chart", "t-chart"})
  void quietYearsSignalNoMoreOftenThanAlphaSays(String name) {
    SplittableRandom random = new SplittableRandom(6);
    Detector detector = Detector.named(name).withAlpha(0.05);
    int signals = 0;
    int cases = 0;
    for (int round = 0; round < 60; round++) {
      double[] counts = new double[500];
      for (int t = 0; t < counts.length; t++) {
        counts[t] = random.nextDouble() < 0.1 ? 1 : 0;
      }
      Series series = Series.of("x", Frequency.WEEKLY, MONDAY, counts);
      for (Detection detection : detector.detect(series, 200, 499)) {
        cases += detection.observed() > 0 ? 1 : 0;
        signals += detection.signal() ? 1 : 0;
      }
    }
    assertThat(signals / (double) cases).isBetween(0.005, 0.055);
  }

  @Test
  void manyCasesAreNotForTheseCharts() {
    double[] counts = new double[100];
    Arrays.fill(counts, 3);
    assertThat(last("g-chart", counts, 3).reason()).isEqualTo(Reason.NOT_RARE);
    assertThat(last("t-chart", new double[100], 1).reason())
        .isEqualTo(Reason.TOO_FEW_BASELINE_COUNTS);
  }

  private static Detection last(String name, double[] counts, double latest) {
    double[] changed = counts.clone();
    changed[counts.length - 1] = latest;
    Series series = Series.of("x", Frequency.WEEKLY, MONDAY, changed);
    return Detector.named(name).detect(series, counts.length - 1, counts.length - 1).get(0);
  }
}
