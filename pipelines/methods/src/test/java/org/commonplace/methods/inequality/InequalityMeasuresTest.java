package org.commonplace.methods.inequality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.assertj.core.data.Percentage;
import org.commonplace.methods.comparison.Polarity;
import org.commonplace.methods.interval.Absence;
import org.commonplace.methods.interval.Amounts;
import org.commonplace.methods.interval.Counts;
import org.commonplace.methods.interval.Estimate;
import org.commonplace.methods.interval.Estimates;
import org.commonplace.methods.interval.Wilson;
import org.junit.jupiter.api.Test;

class InequalityMeasuresTest {
  /** The data of WHO's published test of its own package. */
  private static final double[] PEOPLE = {78, 91, 162, 103, 105};

  private static final double[] VALUES = {20, 30, 40, 50, 60};
  private static final double[] ERRORS = {0.4, 0.5, 0.6, 0.45, 0.8};

  private static final AttributableRisk UP = AttributableRisk.against(4, Polarity.HIGH_IS_GOOD);

  /** All measures that move smoothly with the values, on five groups. */
  private static final List<BiFunction<Amounts, Estimates, Estimates>> MEASURES =
      List.of(
          (people, values) -> Concentration.absolute(5, people, values),
          (people, values) -> Concentration.relative(5, people, values),
          (people, values) -> Concentration.erreygers(5, people, values, 100),
          (people, values) -> Concentration.wagstaff(5, people, values, 100),
          (people, values) -> Dispersion.betweenGroupVariance(5, people, values),
          (people, values) -> Dispersion.indexOfDisparity(5, people, values),
          (people, values) -> Dispersion.theil(5, people, values),
          (people, values) -> Dispersion.meanLogDeviation(5, people, values),
          (people, values) -> UP.risks(5, people, values),
          (people, values) -> UP.fractions(5, people, values));

  @Test
  void publishedCheckValuesAreReproduced() {
    assertThat(value(Concentration.absolute(5, people(), values())))
        .isCloseTo(7.3284202, Percentage.withPercentage(1e-4));
    assertThat(value(Concentration.relative(5, people(), values())))
        .isCloseTo(0.1777686, Percentage.withPercentage(1e-4));
    assertThat(value(UP.fractions(5, people(), values())))
        .isCloseTo(45.544548, Percentage.withPercentage(1e-4));
  }

  @Test
  void measuresHaveTheirDefinition() {
    double total = Arrays.stream(PEOPLE).sum();
    double mean = 0;
    for (int g = 0; g < 5; g++) {
      mean += PEOPLE[g] / total * VALUES[g];
    }
    double variance = 0;
    double disparity = 0;
    double theil = 0;
    double deviation = 0;
    double aci = 0;
    double before = 0;
    for (int g = 0; g < 5; g++) {
      double share = PEOPLE[g] / total;
      variance += share * Math.pow(VALUES[g] - mean, 2);
      disparity += 100 * share * Math.abs(VALUES[g] - mean) / mean;
      theil += 1000 * share * VALUES[g] / mean * Math.log(VALUES[g] / mean);
      deviation -= 1000 * share * Math.log(VALUES[g] / mean);
      aci += 2 * share * (VALUES[g] - mean) * (before + share / 2 - 0.5);
      before += share;
    }
    assertNear(Concentration.erreygers(5, people(), values(), 100), 4 * aci / 100);
    assertNear(Concentration.wagstaff(5, people(), values(), 100), aci / mean / (1 - mean / 100));
    assertNear(Dispersion.betweenGroupVariance(5, people(), values()), variance);
    assertNear(Dispersion.indexOfDisparity(5, people(), values()), disparity);
    assertNear(Dispersion.theil(5, people(), values()), theil);
    assertNear(Dispersion.meanLogDeviation(5, people(), values()), deviation);
    assertNear(UP.risks(5, people(), values()), 60 - mean);
  }

  private static void assertNear(Estimates actual, double expected) {
    assertThat(value(actual)).isCloseTo(expected, Percentage.withPercentage(1e-10));
  }

  @Test
  void limitsAreThoseOfDrawnValues() {
    int draws = 4000;
    SplittableRandom random = new SplittableRandom(41);
    double[][] drawn = new double[draws][5];
    for (double[] each : drawn) {
      for (int g = 0; g < 5; g++) {
        each[g] = VALUES[g] + ERRORS[g] * random.nextGaussian();
      }
    }
    for (BiFunction<Amounts, Estimates, Estimates> measure : MEASURES) {
      Estimates actual = measure.apply(people(), values());
      double[] results = new double[draws];
      for (int i = 0; i < draws; i++) {
        results[i] = value(measure.apply(people(), GroupRows.withErrors(drawn[i], ERRORS)));
      }
      Arrays.sort(results);
      double width = actual.upper95(0) - actual.lower95(0);
      assertThat(actual.lower95(0)).isCloseTo(results[draws / 40], within(width * 0.08));
      assertThat(actual.upper95(0)).isCloseTo(results[draws - draws / 40], within(width * 0.08));
      assertThat(actual.lower998(0)).isLessThan(actual.lower95(0));
      assertThat(actual.upper998(0)).isGreaterThan(actual.upper95(0));
    }
  }

  @Test
  void mergingGroupsOfOneValueAndScalingPeopleChangeNothing() {
    double[] split = {78, 91, 62, 100, 103, 105};
    double[] splitValues = {20, 30, 40, 40, 50, 60};
    Estimates six = GroupRows.withErrors(splitValues, new double[6]);
    Amounts people = Amounts.exact(split);
    assertNear(
        Concentration.absolute(6, people, six),
        value(Concentration.absolute(5, people(), values())),
        1e-9);
    assertNear(
        Dispersion.theil(6, people, six), value(Dispersion.theil(5, people(), values())), 1e-9);
    double[] many = Arrays.stream(PEOPLE).map(p -> p * 1000).toArray();
    for (BiFunction<Amounts, Estimates, Estimates> measure : MEASURES) {
      assertNear(
          measure.apply(Amounts.exact(many), values()),
          value(measure.apply(people(), values())),
          1e-9);
    }
  }

  private static void assertNear(Estimates actual, double expected, double tolerance) {
    assertThat(value(actual)).isCloseTo(expected, within(tolerance));
  }

  @Test
  void measuresWithoutAnOrderDoNotDependOnIt() {
    Amounts turned = Amounts.exact(GroupRows.turned(PEOPLE));
    Estimates turnedValues =
        GroupRows.withErrors(GroupRows.turned(VALUES), GroupRows.turned(ERRORS));
    assertNear(
        Dispersion.indexOfDisparity(5, turned, turnedValues),
        value(Dispersion.indexOfDisparity(5, people(), values())),
        1e-12);
    assertNear(
        Concentration.absolute(5, turned, turnedValues),
        -value(Concentration.absolute(5, people(), values())),
        1e-9);
    assertNear(
        AttributableRisk.againstBest(Polarity.HIGH_IS_GOOD).risks(5, turned, turnedValues),
        value(UP.risks(5, people(), values())),
        1e-12);
  }

  @Test
  void equalGroupsHaveNoInequality() {
    double[] even = {7, 7, 7, 7, 7};
    for (BiFunction<Amounts, Estimates, Estimates> measure : MEASURES) {
      assertThat(value(measure.apply(people(), GroupRows.withErrors(even, ERRORS))))
          .isCloseTo(0, within(1e-12));
    }
  }

  @Test
  void anUnfavourablePotentialIsZero() {
    // High is good and the reference is the worst group: nothing to gain from its value.
    AttributableRisk down = AttributableRisk.against(0, Polarity.HIGH_IS_GOOD);
    Estimates actual = down.risks(5, people(), values());
    assertThat(actual.at(0)).isInstanceOf(Estimate.Value.class);
    assertThat(value(actual)).isZero();
    assertThat(actual.upper998(0)).isZero();
    AttributableRisk low = AttributableRisk.againstBest(Polarity.LOW_IS_GOOD);
    assertThat(value(low.risks(5, people(), values()))).isNegative();
    assertThat(low.fractions(5, people(), values()).upper95(0)).isNegative();
    assertThatThrownBy(() -> AttributableRisk.againstBest(Polarity.NEUTRAL))
        .hasMessageContaining("good");
    assertThatThrownBy(() -> UP.risks(4, people(), values())).hasMessageContaining("not one of 4");
  }

  @Test
  void absentMeasuresSayWhy() {
    Estimates zero = GroupRows.withErrors(new double[] {0, 1, 2, 3, 4}, ERRORS);
    assertThat(Dispersion.meanLogDeviation(5, people(), zero).absence(0))
        .isEqualTo(Absence.NOT_APPLICABLE);
    assertThat(value(Dispersion.theil(5, people(), zero))).isPositive();
    assertThat(Dispersion.theil(5, people(), zero).upper95(0)).isNaN();
    Estimates none = GroupRows.withErrors(new double[5], ERRORS);
    assertThat(Concentration.relative(5, people(), none).absence(0))
        .isEqualTo(Absence.NOT_APPLICABLE);
    assertThat(Dispersion.indexOfDisparity(5, people(), none).absence(0))
        .isEqualTo(Absence.NOT_APPLICABLE);
    assertThat(UP.fractions(5, people(), none).absence(0)).isEqualTo(Absence.NOT_APPLICABLE);
    assertThat(Concentration.erreygers(5, people(), values(), 50).absence(0))
        .isEqualTo(Absence.FAILED_VALIDATION);
    Amounts holed = Amounts.exact(78, 91, Double.NaN, 103, 105);
    assertThat(Concentration.absolute(5, holed, values()).absence(0)).isEqualTo(Absence.MISSING);
    Estimates absent =
        Wilson.proportions(Counts.exact(1, 2, 3, 4, 9), Counts.exact(5, 5, 5, 5, 5), 1);
    assertThat(Dispersion.betweenGroupVariance(5, people(), absent).absence(0))
        .isEqualTo(Absence.EXCEEDS_DENOMINATOR);
    assertThatThrownBy(() -> Concentration.erreygers(5, people(), values(), 0))
        .hasMessageContaining("bound");
    assertThatThrownBy(() -> Concentration.absolute(1, people(), values()))
        .hasMessageContaining("2 groups");
  }

  @Test
  void theGapHasNewcombesLimitsAndTheRatioDonnersAndZous() {
    // Newcombe 1998, table II, first case, method 10: 56/70 - 48/80, 0.0524 to 0.3339.
    Estimates two = Wilson.proportions(Counts.exact(48, 56), Counts.exact(80, 70), 1);
    Estimates gap = GroupGap.between(1, 0).differences(2, two);
    assertThat(gap.lower95(0)).isCloseTo(0.0524, within(5e-5));
    assertThat(gap.upper95(0)).isCloseTo(0.3339, within(5e-5));
    Estimates ratio = GroupGap.between(1, 0).ratios(2, two);
    Estimates inverse = GroupGap.between(0, 1).ratios(2, two);
    assertThat(value(ratio)).isEqualTo(0.8 / 0.6);
    assertThat(ratio.lower95(0)).isBetween(ratio.lower998(0), value(ratio));
    assertThat(ratio.upper95(0)).isBetween(value(ratio), ratio.upper998(0));
    // The limits turn with the ratio.
    assertThat(inverse.lower95(0)).isCloseTo(1 / ratio.upper95(0), within(1e-12));
    assertThat(inverse.upper998(0)).isCloseTo(1 / ratio.lower998(0), within(1e-12));
    double x = 0.8;
    double y = 0.6;
    double l = two.lower95(1);
    double u = two.upper95(0);
    assertThat(ratio.lower95(0))
        .isCloseTo(
            (x * y - Math.sqrt(x * y * x * y - l * u * (2 * x - l) * (2 * y - u)))
                / (u * (2 * y - u)),
            within(1e-12));
  }

  @Test
  void gapsThatDoNotExistSayWhy() {
    Estimates none =
        Wilson.proportions(Counts.exact(0, 5, Counts.MISSING, 5), Counts.exact(50, 50, 50, 50), 1);
    assertThat(GroupGap.between(1, 0).ratios(2, none).absence(0)).isEqualTo(Absence.NOT_APPLICABLE);
    assertThat(GroupGap.between(1, 0).differences(2, none).absence(1)).isEqualTo(Absence.MISSING);
    Estimates zeroOnTop = GroupGap.between(0, 1).ratios(2, none);
    assertThat(value(zeroOnTop)).isZero();
    assertThat(zeroOnTop.lower95(0)).isZero();
    assertThat(zeroOnTop.upper95(0)).isPositive();
    assertThatThrownBy(() -> GroupGap.between(1, 1)).hasMessageContaining("two groups");
    assertThatThrownBy(() -> GroupGap.between(1, 2).ratios(2, none)).hasMessageContaining("of 2");
  }

  @Test
  void gapsOfIntervalsCoverThoseOfEveryValueWithin() {
    Estimates wide =
        Wilson.proportions(
            Counts.between(new long[] {2, 8}, new long[] {4, 9}), Counts.exact(30, 30), 1);
    Estimates gap = GroupGap.between(1, 0).differences(2, wide);
    for (long a = 2; a <= 4; a++) {
      for (long b = 8; b <= 9; b++) {
        Estimates one =
            GroupGap.between(1, 0)
                .differences(2, Wilson.proportions(Counts.exact(a, b), Counts.exact(30, 30), 1));
        assertThat(gap.valueLow(0)).isLessThanOrEqualTo(value(one));
        assertThat(gap.valueHigh(0)).isGreaterThanOrEqualTo(value(one));
        assertThat(gap.lower95(0)).isLessThanOrEqualTo(one.lower95(0) + 1e-12);
        assertThat(gap.upper998(0)).isGreaterThanOrEqualTo(one.upper998(0) - 1e-12);
      }
    }
  }

  private static double value(Estimates estimates) {
    return estimates.valueLow(0);
  }

  private static Amounts people() {
    return Amounts.exact(PEOPLE);
  }

  private static Estimates values() {
    return GroupRows.withErrors(VALUES, ERRORS);
  }
}
