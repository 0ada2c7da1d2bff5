package org.commonplace.methods.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

final class SeasonalSpreadTest {

  @Test
  void theWeeksOfASeasonVaryByWhatTheyDidInMostYears() {
    SeasonalSpread spread = after(208, week -> week % 52 < 7 ? 0.5 : 0.01);
    assertThat(spread.variance(211)).isCloseTo(0.5, within(1e-9));
    assertThat(spread.variance(230)).isCloseTo(0.01, within(1e-9));
  }

  @Test
  void aWaveOfOneYearIsNoSeason() {
    SeasonalSpread spread = after(208, week -> week >= 104 && week < 111 ? 0.5 : 0);
    assertThat(spread.variance(211)).isZero();
  }

  @Test
  void twoYearsMakeNoSeason() {
    assertThat(after(90, week -> 0.5).variance(20)).isZero();
  }

  private static SeasonalSpread after(int weeks, IntToDoubleFunction variance) {
    int[] seen = new int[weeks];
    double[] variances = new double[weeks];
    double[] weights = new double[weeks];
    Arrays.setAll(seen, week -> week);
    Arrays.setAll(variances, variance);
    Arrays.fill(weights, 1);
    return SeasonalSpread.of(seen, variances, weights, weeks);
  }
}
