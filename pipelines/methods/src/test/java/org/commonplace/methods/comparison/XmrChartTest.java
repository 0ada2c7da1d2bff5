package org.commonplace.methods.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.SplittableRandom;
import org.commonplace.methods.comparison.ControlChart.Assurance;
import org.commonplace.methods.comparison.ControlChart.Phase;
import org.commonplace.methods.comparison.ControlChart.PointCode;
import org.commonplace.methods.comparison.ControlChart.Variation;
import org.junit.jupiter.api.Test;

class XmrChartTest {
  private static final double NAN = Double.NaN;
  private static final double[] QUIET = {10, 12, 9, 11, 10, 8, 11, 9, 12, 10, 9, 11, 10, 11};

  @Test
  void limitsAreMeanPlusMinus266MeanRangesWithoutTheWildOnes() {
    // Mean 10 and ranges of 2 by construction, but for one jump of 40 each way.
    double[] series = {9, 11, 9, 11, 9, 11, 9, 11, 9, 11, 9, 11, 51, 11, 9, 11, 9, 11};
    Phase phase = XmrChart.of(Polarity.NEUTRAL).draw(series).phases().get(0);
    double mean = (9 * 8 + 11 * 9 + 51) / 18.0;
    assertThat(phase.mean()).isCloseTo(mean, within(1e-12));
    assertThat(phase.upper()).isCloseTo(mean + 2.66 * 2, within(1e-12));
    assertThat(phase.lower()).isCloseTo(mean - 2.66 * 2, within(1e-12));
    assertThat(phase.baseline()).isEqualTo(18);
  }

  @Test
  void aQuietSeriesIsCommonCauseAndAssuranceDependsOnTheTarget() {
    XmrChart chart = XmrChart.of(Polarity.LOW_IS_GOOD);
    ControlChart quiet = chart.draw(QUIET);
    assertThat(quiet.codes()).containsOnly(PointCode.COMMON_CAUSE);
    assertThat(quiet.variation()).isEqualTo(Variation.COMMON_CAUSE);
    assertThat(quiet.assurance()).isEqualTo(Assurance.NO_TARGET);
    assertThat(chart.withTarget(10).draw(QUIET).assurance()).isEqualTo(Assurance.HIT_AND_MISS);
    assertThat(chart.withTarget(30).draw(QUIET).assurance()).isEqualTo(Assurance.CONSISTENTLY_PASS);
    assertThat(chart.withTarget(1).draw(QUIET).assurance()).isEqualTo(Assurance.CONSISTENTLY_FAIL);
  }

  @Test
  void eachRuleIsSeenAndReadWithThePolarity() {
    XmrChart chart = XmrChart.of(Polarity.HIGH_IS_GOOD).withBaseline(14);
    assertThat(latest(chart, with(QUIET, 25))).isEqualTo(PointCode.ABOVE_LIMIT);
    assertThat(latest(chart, with(QUIET, 1))).isEqualTo(PointCode.BELOW_LIMIT);
    assertThat(latest(chart, with(QUIET, 7, 8, 9, 10, 11, 12, 13)))
        .isEqualTo(PointCode.RISING_TREND);
    assertThat(latest(chart, with(QUIET, 9, 14.4, 10.9, 14.6)))
        .isEqualTo(PointCode.TWO_OF_THREE_HIGH);
    assertThat(latest(chart, with(QUIET, 9, 9.5, 9, 9.5, 9, 9.5, 9)))
        .isEqualTo(PointCode.RUN_BELOW_MEAN);
    assertThat(chart.draw(with(QUIET, 25)).variation()).isEqualTo(Variation.IMPROVEMENT);
    assertThat(chart.draw(with(QUIET, 1)).variation()).isEqualTo(Variation.CONCERN);
    assertThat(XmrChart.of(Polarity.NEUTRAL).withBaseline(14).draw(with(QUIET, 1)).variation())
        .isEqualTo(Variation.NEUTRAL_LOW);
  }

  @Test
  void sixAreNotSevenAndATieEndsATrend() {
    XmrChart chart = XmrChart.of(Polarity.HIGH_IS_GOOD).withBaseline(14);
    assertThat(latest(chart, with(QUIET, 8, 9, 10, 11, 12, 13))).isEqualTo(PointCode.COMMON_CAUSE);
    assertThat(latest(chart, with(QUIET, 7, 8, 9, 10, 10, 11, 12, 13)))
        .isEqualTo(PointCode.COMMON_CAUSE);
    assertThat(latest(chart, with(QUIET, 12, 9, 9.5, 9, 9.5, 9, 9.5)))
        .isEqualTo(PointCode.COMMON_CAUSE);
  }

  @Test
  void noRuleSeesARunAcrossAMissingMonth() {
    XmrChart chart = XmrChart.of(Polarity.HIGH_IS_GOOD).withBaseline(14);
    assertThat(latest(chart, with(QUIET, 9, 9.5, 9, NAN, 9.5, 9, 9.5, 9)))
        .isEqualTo(PointCode.COMMON_CAUSE);
    assertThat(latest(chart, with(QUIET, 7, 8, 9, NAN, 10, 11, 12, 13)))
        .isEqualTo(PointCode.COMMON_CAUSE);
    assertThat(latest(chart, with(QUIET, 9, 14.4, NAN, 10.9, 14.6)))
        .isEqualTo(PointCode.COMMON_CAUSE);
    ControlChart gap = chart.draw(with(QUIET, NAN));
    assertThat(gap.variation()).isEqualTo(Variation.LATEST_MISSING);
    assertThat(gap.codes().get(14)).isEqualTo(PointCode.MISSING);
  }

  @Test
  void aLevelChangeDuringAGapDoesNotWidenTheLimits() {
    double[] series = with(QUIET, NAN, NAN);
    double[] stepped = with(series, 30, 31, 30);
    Phase phase = XmrChart.of(Polarity.NEUTRAL).draw(stepped).phases().get(0);
    assertThat(phase.upper() - phase.mean()).isLessThan(2.66 * 2.1);
  }

  @Test
  void constantSeriesAndSeriesOfZerosRaiseNoFlag() {
    double[] constant = new double[24];
    Arrays.fill(constant, 0.1);
    assertThat(XmrChart.of(Polarity.LOW_IS_GOOD).draw(constant).codes())
        .containsOnly(PointCode.COMMON_CAUSE);
    double[] rare = new double[24];
    rare[10] = 3;
    ControlChart chart = XmrChart.of(Polarity.LOW_IS_GOOD).draw(rare);
    assertThat(chart.codes().get(10)).isEqualTo(PointCode.ABOVE_LIMIT);
    assertThat(Collections.frequency(chart.codes(), PointCode.BELOW_LIMIT)).isZero();
  }

  @Test
  void fewerThanTwelveMonthsOrScatteredOnesHaveNoLimits() {
    ControlChart few = XmrChart.of(Polarity.NEUTRAL).draw(Arrays.copyOf(QUIET, 11));
    assertThat(few.phases()).isEmpty();
    assertThat(few.variation()).isEqualTo(Variation.TOO_FEW);
    assertThat(few.codes()).containsOnly(PointCode.NO_LIMITS);
    double[] scattered = new double[26];
    for (int i = 0; i < scattered.length; i++) {
      scattered[i] = i % 2 == 0 ? i : NAN;
    }
    assertThat(XmrChart.of(Polarity.NEUTRAL).draw(scattered).phases()).isEmpty();
    assertThat(XmrChart.of(Polarity.NEUTRAL).draw(new double[0]).variation())
        .isEqualTo(Variation.TOO_FEW);
  }

  @Test
  void aRebaseStartsNewLimits() {
    double[] series = with(QUIET, shifted(QUIET, 50));
    ControlChart chart = XmrChart.of(Polarity.NEUTRAL).withRebases(14).draw(series);
    assertThat(chart.phases()).hasSize(2);
    assertThat(chart.codes()).containsOnly(PointCode.COMMON_CAUSE);
    assertThat(chart.latestPhase().orElseThrow().mean()).isGreaterThan(55);
    assertThatThrownBy(() -> XmrChart.of(Polarity.NEUTRAL).withRebases(5, 5))
        .hasMessageContaining("[5, 5]");
    assertThatThrownBy(() -> XmrChart.of(Polarity.NEUTRAL).withBaseline(11))
        .hasMessageContaining("12");
  }

  @Test
  void codesDoNotDependOnUnitOrSign() {
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 200; round++) {
      double[] series = random.doubles(30, 0, 20).map(Math::rint).toArray();
      double[] scaled = Arrays.stream(series).map(value -> value * 1024).toArray();
      double[] mirrored = Arrays.stream(series).map(value -> -value).toArray();
      XmrChart chart = XmrChart.of(Polarity.HIGH_IS_GOOD);
      assertThat(chart.draw(scaled).codes()).isEqualTo(chart.draw(series).codes());
      assertThat(chart.draw(mirrored).codes().stream().map(code -> -code.direction()))
          .isEqualTo(chart.draw(series).codes().stream().map(PointCode::direction).toList());
    }
  }

  private static PointCode latest(XmrChart chart, double[] series) {
    return chart.draw(series).codes().get(series.length - 1);
  }

  private static double[] with(double[] start, double... more) {
    double[] joined = Arrays.copyOf(start, start.length + more.length);
    System.arraycopy(more, 0, joined, start.length, more.length);
    return joined;
  }

  private static double[] shifted(double[] series, double by) {
    return Arrays.stream(series).map(value -> value + by).toArray();
  }
}
