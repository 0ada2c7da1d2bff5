package org.commonplace.methods.signals;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;

final class CountTailTest {

  @Test
  void quantileIsTheSmallestCountWhoseTailIsAtMostAlpha() {
    for (double mean : new double[] {1e-12, 0.01, 0.7, 5, 80, 4000}) {
      for (double phi : new double[] {1, 1.0001, 1.6, 12, 5000}) {
        for (double alpha : new double[] {0.001, 0.01, 0.1}) {
          double z = NormalDistribution.of(0, 1).inverseSurvivalProbability(alpha);
          double quantile = CountTail.quantile(alpha, z, mean, phi);
          assertThat(CountTail.atLeast(quantile + 1, mean, phi)).isLessThanOrEqualTo(alpha);
          if (quantile > 0) {
            assertThat(CountTail.atLeast(quantile, mean, phi)).isGreaterThan(alpha);
          }
        }
      }
    }
  }

  @Test
  void quantileWithoutDispersionIsPoissons() {
    for (double mean = 0.25; mean < 60; mean *= 1.7) {
      assertThat(CountTail.quantile(0.01, 2.33, mean, 1))
          .isEqualTo(PoissonDistribution.of(mean).inverseSurvivalProbability(0.01));
    }
  }

  @Test
  void tailSumsTheNegativeBinomial() {
    // size 2.5, probability 0.4: P(0) = 0.4^2.5, P(y + 1) = P(y) (2.5 + y) / (y + 1) * 0.6
    double mass = Math.pow(0.4, 2.5);
    double below = 0;
    for (int y = 0; y < 20; y++) {
      assertThat(Math.abs(CountTail.atLeast(y, 2.5 * 1.5, 2.5) - (1 - below))).isLessThan(1e-14);
      below += mass;
      mass *= (2.5 + y) / (y + 1) * 0.6;
    }
  }
}
