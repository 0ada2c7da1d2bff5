package org.commonplace.methods.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class OutlierScoresTest {
  @Test
  void anOutlierInAShortSeriesIsFound() {
    // Against a mean that includes it, a sixth number cannot reach 3: root of 5 is 2.2.
    double[] series = {100, 104, 98, 101, 97, 1000};
    assertThat(OutlierScores.ofMeans(series)[5]).isGreaterThan(50);
    assertThat(OutlierScores.ofMedians(series)[5]).isGreaterThan(50);
    for (int i = 0; i < 5; i++) {
      assertThat(OutlierScores.ofMedians(series)[i]).isBetween(-3.0, 3.0);
    }
  }

  @Test
  void aSeriesOfZerosDoesNotHideAnOutlierAndOneEventInItIsNone() {
    double[] zeros = {0, 0, 0, 0, 0, 0, 12};
    assertThat(OutlierScores.ofMedians(zeros)[6]).isEqualTo(12);
    assertThat(OutlierScores.ofMeans(zeros)[6]).isEqualTo(12);
    zeros[6] = 1;
    assertThat(OutlierScores.ofMedians(zeros)[6]).isLessThan(3);
    double[] constant = {400, 400, 400, 400, 430};
    assertThat(OutlierScores.ofMedians(constant)[4]).isEqualTo(1.5);
  }

  @Test
  void theScoreOfTheOthersHasItsDefinition() {
    double[] series = {10, 14, 12, 20};
    double mean = 12;
    double deviation = Math.max(2, Math.sqrt(mean));
    assertThat(OutlierScores.ofMeans(series)[3]).isCloseTo(8 / deviation, within(1e-12));
    double[] wide = {100, 300, 200, 900};
    assertThat(OutlierScores.ofMeans(wide)[3]).isCloseTo(700 / 100.0, within(1e-12));
    assertThat(OutlierScores.ofMedians(wide)[3]).isCloseTo(0.6745 * 700 / 100, within(1e-12));
  }

  @Test
  void missingNumbersAndShortSeriesHaveNoScore() {
    double nan = Double.NaN;
    double[] scores = OutlierScores.ofMeans(new double[] {5, nan, 6, 7, 50});
    assertThat(scores[1]).isNaN();
    assertThat(scores[4]).isGreaterThan(3);
    assertThat(OutlierScores.ofMedians(new double[] {5, nan, 6, 50})[3]).isNaN();
    assertThat(OutlierScores.ofMeans(new double[0])).isEmpty();
  }
}
