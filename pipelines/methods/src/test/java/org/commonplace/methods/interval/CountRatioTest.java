package org.commonplace.methods.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CountRatioTest {
  /** A statement of its own: the ratio whose score statistic is just at the level. */
  private static double score(long x, long y, double ratio) {
    return (x - ratio * y) / Math.sqrt((x + y) * ratio);
  }

  @Test
  void limitsAreTheRatiosThatTheScoreTestJustRejects() {
    SplittableRandom random = new SplittableRandom(3);
    for (int round = 0; round < 200; round++) {
      long x = random.nextLong(1, round < 100 ? 20 : 100_000);
      long y = random.nextLong(1, round < 100 ? 20 : 100_000);
      Estimates one = CountRatio.ratios(Counts.exact(x), Counts.exact(y), 1);
      assertThat(score(x, y, one.lower95(0))).isCloseTo(1.959963984540054, within(1e-9));
      assertThat(score(x, y, one.upper95(0))).isCloseTo(-1.959963984540054, within(1e-9));
      assertThat(score(x, y, one.lower998(0))).isCloseTo(3.090232306167813, within(1e-9));
      assertThat(score(x, y, one.upper998(0))).isCloseTo(-3.090232306167813, within(1e-9));
      assertThat(one.valueLow(0)).isEqualTo((double) x / y);
    }
  }

  @Test
  void limitsAreTheOddsOfWilsonsLimitsOfTheShare() {
    Span share = Wilson.limits(30, 50, Confidence.P95);
    Estimates ratio = CountRatio.ratios(Counts.exact(30), Counts.exact(20), 100);
    assertThat(ratio.valueLow(0)).isEqualTo(150);
    assertThat(ratio.lower95(0)).isCloseTo(100 * share.low() / (1 - share.low()), within(1e-9));
    assertThat(ratio.upper95(0)).isCloseTo(100 * share.high() / (1 - share.high()), within(1e-9));
  }

  @Test
  void aDenominatorOfChanceMakesItLessSureThanAFixedOne() {
    Estimates ratio = CountRatio.ratios(Counts.exact(24), Counts.exact(40), 1);
    Estimates rate = CrudeRate.rates(Counts.exact(24), Amounts.exact(40), 1);
    assertThat(ratio.lower95(0)).isLessThan(rate.lower95(0));
    assertThat(ratio.upper95(0)).isGreaterThan(rate.upper95(0));
  }

  @Test
  void aCountThatIsAnIntervalGivesTheWidestLimits() {
    Estimates wide =
        CountRatio.ratios(
            Counts.between(new long[] {1}, new long[] {4}),
            Counts.between(new long[] {10}, new long[] {12}),
            1);
    assertThat(wide.valueLow(0)).isEqualTo(1.0 / 12);
    assertThat(wide.valueHigh(0)).isEqualTo(0.4);
    assertThat(wide.lower95(0))
        .isEqualTo(CountRatio.ratios(Counts.exact(1), Counts.exact(12), 1).lower95(0));
    assertThat(wide.upper95(0))
        .isEqualTo(CountRatio.ratios(Counts.exact(4), Counts.exact(10), 1).upper95(0));
  }

  @Test
  void absentValuesSayWhyAndZeroIsAValue() {
    Estimates actual =
        CountRatio.ratios(
            Counts.between(
                new long[] {0, 3, -1, Counts.MISSING, 5}, new long[] {0, 3, -1, Counts.MISSING, 5}),
            Counts.between(new long[] {8, 0, 7, 9, 0}, new long[] {8, 0, 7, 9, 4}),
            1);
    assertThat(actual.valueLow(0)).isZero();
    assertThat(actual.lower95(0)).isZero();
    assertThat(actual.upper95(0))
        .isCloseTo(1.959963984540054 * 1.959963984540054 / 8, within(1e-12));
    assertThat(actual.absence(1)).isEqualTo(Absence.NOT_APPLICABLE);
    assertThat(actual.absence(2)).isEqualTo(Absence.FAILED_VALIDATION);
    assertThat(actual.absence(3)).isEqualTo(Absence.MISSING);
    assertThat(actual.absence(4)).isEqualTo(Absence.TOO_FEW);
  }
}
