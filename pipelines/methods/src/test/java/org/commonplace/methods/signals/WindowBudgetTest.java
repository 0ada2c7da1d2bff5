package org.commonplace.methods.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WindowBudgetTest {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  @ParameterizedTest
  @CsvSource({"2, 3", "3, 7"})
  void thePValueIsTheShareOfQuietPointsThatGetThere(int second, int third) {
    WindowBudget budget = new WindowBudget(0.5, new int[] {1, second, third}, 0.6, 0.3, 0.1);
    Random random = new Random(4);
    int draws = 400_000;
    int[] below = new int[3];
    double[] statistics = {0.2, 0.05, 0.01};
    for (int i = 0; i < draws; i++) {
      double one = random.nextGaussian();
      double two = one + Math.sqrt(second - 1) * random.nextGaussian();
      double three = two + Math.sqrt(third - second) * random.nextGaussian();
      double statistic = upper(one) / 0.6;
      if (upper(one) < 0.5) {
        statistic = Math.min(statistic, upper(two / Math.sqrt(second)) / 0.3);
        statistic = Math.min(statistic, upper(three / Math.sqrt(third)) / 0.1);
      }
      for (int j = 0; j < statistics.length; j++) {
        below[j] += statistic < statistics[j] ? 1 : 0;
      }
    }
    for (int j = 0; j < statistics.length; j++) {
      double share = below[j] / (double) draws;
      assertThat(budget.pValue(statistics[j]))
          .isCloseTo(share, within(4 * Math.sqrt(share / draws) + 0.01 * share));
    }
  }

  @Test
  void statisticAndPValueAreEachOthersInverse() {
    WindowBudget budget = new WindowBudget(0.3, new int[] {1, 2, 3}, 0.77, 0.15, 0.08);
    for (double alpha : new double[] {1e-9, 1e-4, 0.005, 0.01, 0.025, 0.05, 0.3}) {
      assertThat(budget.pValue(budget.statistic(alpha))).isCloseTo(alpha, within(1e-6 * alpha));
      assertThat(budget.statistic(alpha)).isBetween(0.9 * alpha, 1.7 * alpha);
    }
    assertThat(budget.pValue(0)).isZero();
  }

  @Test
  void aTailsMomentsAreThoseOfTheNormalAndOfTheExponential() {
    TailMoments tail = TailMoments.above(0.01);
    double z = NORMAL.inverseSurvivalProbability(0.01);
    assertThat(tail.mean(0)).isCloseTo(NORMAL.density(z), within(1e-3));
    assertThat(tail.square(0)).isCloseTo(0.01 + z * NORMAL.density(z), within(3e-3));
    double g = -Math.log(0.01);
    assertThat(tail.mean(2)).isCloseTo(0.01 * g, within(1e-6));
    assertThat(tail.square(2)).isCloseTo(0.01 * (g * g + 1), within(1e-6));
  }

  private static double upper(double z) {
    return NORMAL.survivalProbability(z);
  }
}
