package org.commonplace.methods.signals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class RareCasesTest {
  @Test
  void casesAreRareWhereMostPeriodsHaveNone() {
    assertThat(rare(0, 0, 0, 40, 60)).as("one outbreak changes nothing").isTrue();
    assertThat(rare(0, 0, 1, 1)).as("half of them").isFalse();
    assertThat(rare(0, 0, Double.NaN, Double.NaN, 1)).as("missing counts are not none").isTrue();
    assertThat(rare(Double.NaN)).isFalse();
  }

  private static boolean rare(double... counts) {
    return RareCases.in(Series.of("x", Frequency.WEEKLY, LocalDate.of(2024, 1, 1), counts));
  }
}
