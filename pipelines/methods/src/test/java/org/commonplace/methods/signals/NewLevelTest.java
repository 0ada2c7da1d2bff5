package org.commonplace.methods.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

final class NewLevelTest {
  private static final int HALF_A_YEAR = 26;
  private static final int YEAR = 52;

  @Test
  void aSteadyLevelIsTakenAsOneAfterHalfAYear() {
    assertThat(start(180, t -> t < 150 ? 20 : 60)).isCloseTo(150, within(2));
    assertThat(start(170, t -> t < 150 ? 20 : 60)).isZero();
    assertThat(start(180, t -> 20)).isZero();
  }

  @Test
  void whatRisesAndFallsMustLastForAYear() {
    IntToDoubleFunction waves =
        t -> t < 150 ? 100 : 1000 * (1 + 0.8 * Math.sin((t - 150) * Math.PI / 15));
    assertThat(start(185, waves)).isZero();
    assertThat(start(215, waves)).isCloseTo(150, within(2));
  }

  @Test
  void noCasesForHalfAYearAreNoLevelYet() {
    assertThat(start(185, t -> t < 150 ? 20 : 0)).isZero();
    assertThat(start(215, t -> t < 150 ? 20 : 0)).isCloseTo(150, within(2));
  }

  @Test
  void missingCountsTellNothing() {
    assertThat(start(180, t -> t % 5 == 0 ? Double.NaN : t < 150 ? 20 : 60))
        .isCloseTo(150, within(2));
  }

  private static int start(int length, IntToDoubleFunction level) {
    Random random = new Random(8);
    double[] counts = new double[length];
    for (int t = 0; t < length; t++) {
      double mean = level.applyAsDouble(t);
      counts[t] = Math.max(0, Math.rint(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double[] means = new double[length];
    Arrays.fill(means, Arrays.stream(counts).filter(count -> count >= 0).average().orElseThrow());
    return NewLevel.start(counts, means, 2, HALF_A_YEAR, YEAR);
  }
}
