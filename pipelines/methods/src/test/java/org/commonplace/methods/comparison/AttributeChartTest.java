package org.commonplace.methods.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.commonplace.methods.comparison.ControlChart.Assurance;
import org.commonplace.methods.comparison.ControlChart.Limits;
import org.commonplace.methods.comparison.ControlChart.PointCode;
import org.commonplace.methods.comparison.ControlChart.Variation;
import org.junit.jupiter.api.Test;

class AttributeChartTest {
  private static final double NAN = Double.NaN;
  private static final double[] EVENTS = {10, 12, 9, 11, 10, 8, 11, 9, 12, 10, 9, 11, 10, 8};
  private static final double[] PEOPLE = {
    100, 120, 90, 110, 100, 95, 105, 100, 110, 100, 90, 110, 100, 85
  };

  @Test
  void limitsAreThreeStandardErrorsOfEachMonthsOwnDenominator() {
    double mean = sum(EVENTS) / sum(PEOPLE);
    ControlChart p =
        AttributeChart.ofProportions(Polarity.LOW_IS_GOOD).withMultiplier(100).draw(EVENTS, PEOPLE);
    ControlChart u =
        AttributeChart.ofRates(Polarity.LOW_IS_GOOD).withMultiplier(1000).draw(EVENTS, PEOPLE);
    for (int i = 0; i < EVENTS.length; i++) {
      double half = 3 * Math.sqrt(mean * (1 - mean) / PEOPLE[i]);
      assertThat(p.limits().get(i).mean()).isCloseTo(100 * mean, within(1e-10));
      assertThat(p.limits().get(i).upper()).isCloseTo(100 * (mean + half), within(1e-10));
      assertThat(p.limits().get(i).lower())
          .isCloseTo(100 * Math.max(0, mean - half), within(1e-10));
      assertThat(u.limits().get(i).upper())
          .isCloseTo(1000 * (mean + 3 * Math.sqrt(mean / PEOPLE[i])), within(1e-10));
      assertThat(u.limits().get(i).lower()).isNotNegative();
    }
    assertThat(p.codes()).containsOnly(PointCode.COMMON_CAUSE);
    assertThat(p.phases().get(0).baseline()).isEqualTo(14);
  }

  @Test
  void theSameShareIsSpecialWithManyPeopleAndNotWithFew() {
    double[] events = with(EVENTS, 20);
    AttributeChart chart = AttributeChart.ofProportions(Polarity.LOW_IS_GOOD).withBaseline(14);
    ControlChart many = chart.draw(events, with(PEOPLE, 100));
    assertThat(many.codes().get(14)).isEqualTo(PointCode.ABOVE_LIMIT);
    assertThat(many.variation()).isEqualTo(Variation.CONCERN);
    ControlChart few = chart.draw(with(EVENTS, 2), with(PEOPLE, 10));
    assertThat(few.codes().get(14)).isEqualTo(PointCode.COMMON_CAUSE);
  }

  @Test
  void laneyWidensTheLimitsOfLargeCountsAndLeavesThoseOfPureChance() {
    SplittableRandom random = new SplittableRandom(71);
    int months = 400;
    double[] people = new double[months];
    double[] chance = new double[months];
    double[] overdispersed = new double[months];
    Arrays.fill(people, 1_000_000);
    for (int i = 0; i < months; i++) {
      chance[i] = Math.rint(100_000 + random.nextGaussian() * Math.sqrt(1_000_000 * 0.1 * 0.9));
      overdispersed[i] = Math.rint(100_000 + random.nextGaussian() * 3000);
    }
    AttributeChart plain = AttributeChart.ofProportions(Polarity.NEUTRAL);
    AttributeChart laney = plain.withLaney();
    assertThat(width(laney.draw(chance, people)))
        .isCloseTo(width(plain.draw(chance, people)), within(0.15 * 0.0018));
    // Three standard deviations of 0.003 on each side.
    assertThat(width(laney.draw(overdispersed, people))).isCloseTo(0.018, within(0.002));
    long marked =
        plain.draw(overdispersed, people).codes().stream()
            .filter(code -> code != PointCode.COMMON_CAUSE)
            .count();
    assertThat(marked).isGreaterThan(300);
    assertThat(plain.withLaneyFrom(200_000).draw(overdispersed, people).limits())
        .isEqualTo(plain.draw(overdispersed, people).limits());
    assertThat(plain.withLaneyFrom(50_000).draw(overdispersed, people).limits())
        .isEqualTo(laney.draw(overdispersed, people).limits());
  }

  private static double width(ControlChart chart) {
    Limits limits = chart.limits().get(0);
    return limits.upper() - limits.lower();
  }

  @Test
  void aMissingMonthIsAGapWithoutLimits() {
    double[] events = with(EVENTS, NAN, 10, 5, 5);
    double[] people = with(PEOPLE, 100, 0, 4, 100);
    ControlChart p = AttributeChart.ofProportions(Polarity.LOW_IS_GOOD).draw(events, people);
    for (int i = 14; i < 17; i++) {
      assertThat(p.codes().get(i)).isEqualTo(PointCode.MISSING);
      assertThat(p.limits().get(i)).isEqualTo(Limits.NONE);
    }
    assertThat(p.codes().get(17)).isEqualTo(PointCode.COMMON_CAUSE);
    // More events than people is no proportion, but it is a rate.
    ControlChart u = AttributeChart.ofRates(Polarity.LOW_IS_GOOD).draw(events, people);
    assertThat(u.codes().get(16)).isNotEqualTo(PointCode.MISSING);
    ControlChart latest =
        AttributeChart.ofRates(Polarity.LOW_IS_GOOD).draw(with(EVENTS, NAN), with(PEOPLE, 100));
    assertThat(latest.variation()).isEqualTo(Variation.LATEST_MISSING);
    assertThat(latest.phases().get(0).upper()).isEqualTo(latest.limits().get(13).upper());
  }

  @Test
  void runsAndTrendsAreSeenAsInAnXmrChartAndNotAcrossAGap() {
    double[] people = new double[21];
    Arrays.fill(people, 100);
    double[] low = with(EVENTS, 9, 9, 9, 9, 9, 9, 9);
    AttributeChart chart = AttributeChart.ofProportions(Polarity.LOW_IS_GOOD).withBaseline(14);
    ControlChart run = chart.draw(low, people);
    assertThat(run.codes().get(20)).isEqualTo(PointCode.RUN_BELOW_MEAN);
    assertThat(run.variation()).isEqualTo(Variation.IMPROVEMENT);
    low[16] = NAN;
    assertThat(chart.draw(low, people).codes().get(20)).isEqualTo(PointCode.COMMON_CAUSE);
    double[] rising = with(EVENTS, 7, 8, 9, 10, 11, 12, 13);
    assertThat(chart.draw(rising, people).codes().get(20)).isEqualTo(PointCode.RISING_TREND);
  }

  @Test
  void assuranceIsReadAtTheLatestMonthsLimits() {
    AttributeChart chart =
        AttributeChart.ofProportions(Polarity.LOW_IS_GOOD).withMultiplier(100).withTarget(25);
    assertThat(chart.draw(EVENTS, PEOPLE).assurance()).isEqualTo(Assurance.CONSISTENTLY_PASS);
    // With five people in the latest month nothing is sure.
    assertThat(chart.draw(with(EVENTS, 1), with(PEOPLE, 5)).assurance())
        .isEqualTo(Assurance.HIT_AND_MISS);
    assertThat(chart.withTarget(10).draw(EVENTS, PEOPLE).assurance())
        .isEqualTo(Assurance.HIT_AND_MISS);
    assertThat(AttributeChart.ofRates(Polarity.NEUTRAL).draw(EVENTS, PEOPLE).assurance())
        .isEqualTo(Assurance.NO_TARGET);
  }

  @Test
  void aRebaseStartsNewLimitsAndAShortStretchHasNone() {
    double[] events = with(EVENTS, doubled(EVENTS));
    double[] people = with(PEOPLE, PEOPLE);
    AttributeChart chart = AttributeChart.ofProportions(Polarity.NEUTRAL);
    ControlChart rebased = chart.withRebases(14).draw(events, people);
    assertThat(rebased.phases()).hasSize(2);
    assertThat(rebased.codes()).containsOnly(PointCode.COMMON_CAUSE);
    assertThat(chart.draw(events, people).codes()).contains(PointCode.RUN_ABOVE_MEAN);
    ControlChart split = chart.withRebases(14, 20).draw(events, people);
    assertThat(split.phases()).hasSize(1);
    assertThat(split.codes().get(16)).isEqualTo(PointCode.NO_LIMITS);
    assertThat(split.variation()).isEqualTo(Variation.TOO_FEW);
    assertThatThrownBy(() -> chart.withLaneyFrom(-1)).hasMessageContaining("zero or more");
    assertThatThrownBy(() -> chart.draw(EVENTS, people)).hasMessageContaining("14 rows");
  }

  @Test
  void seriesWithoutAnyEventRaiseNoFlagAndTheFirstEventDoes() {
    double[] none = new double[20];
    double[] people = new double[20];
    Arrays.fill(people, 50);
    for (AttributeChart chart :
        new AttributeChart[] {
          AttributeChart.ofRates(Polarity.LOW_IS_GOOD),
          AttributeChart.ofProportions(Polarity.LOW_IS_GOOD).withLaney()
        }) {
      assertThat(chart.draw(none, people).codes()).containsOnly(PointCode.COMMON_CAUSE);
      double[] one = none.clone();
      one[19] = 1;
      assertThat(chart.withBaseline(19).draw(one, people).codes().get(19))
          .isEqualTo(PointCode.ABOVE_LIMIT);
    }
  }

  @Test
  void xmrChartsTellTheirLimitsByMonthToo() {
    ControlChart chart = XmrChart.of(Polarity.NEUTRAL).withRebases(14).draw(with(EVENTS, 1, 2));
    assertThat(chart.limits()).hasSize(16);
    assertThat(chart.limits().get(0).upper()).isEqualTo(chart.phases().get(0).upper());
    assertThat(chart.limits().get(15)).isEqualTo(Limits.NONE);
  }

  private static double sum(double[] column) {
    return Arrays.stream(column).sum();
  }

  private static double[] doubled(double[] column) {
    return Arrays.stream(column).map(x -> x * 2).toArray();
  }

  private static double[] with(double[] start, double... more) {
    double[] joined = Arrays.copyOf(start, start.length + more.length);
    System.arraycopy(more, 0, joined, start.length, more.length);
    return joined;
  }
}
