package org.commonplace.methods.signals.multiplicity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.commonplace.methods.signals.CountTail;
import org.junit.jupiter.api.Test;

final class QValuesTest {
  /** The 15 p-values of Benjamini and Hochberg (1995), section 3.3. */
  private static final double[] PUBLISHED = {
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
    0.6528, 0.7590, 1.0
  };

  @Test
  void thePublishedExampleHasFourSignalsAtFivePercent() {
    double[] q = QValues.benjaminiHochberg(PUBLISHED);
    assertThat(Arrays.stream(q).filter(x -> x <= 0.05).count()).isEqualTo(4);
    assertThat(q[0]).isEqualTo(0.0015, within(1e-15));
    assertThat(q[3]).isEqualTo(0.035625, within(1e-15));
    // The sixth is lowered by the seventh's 15/7 x 0.0298.
    assertThat(q[5]).isEqualTo(15 * 0.0298 / 7, within(1e-15));
    assertThat(QValues.benjaminiYekutieli(PUBLISHED)[0])
        .isEqualTo(0.0015 * 3.318228993228993, within(1e-15));
  }

  @Test
  void orderAndUntestedPlacesChangeNothing() {
    List<Double> mixed = new ArrayList<>(Arrays.stream(PUBLISHED).boxed().toList());
    mixed.add(Double.NaN);
    mixed.add(0.0019);
    Collections.reverse(mixed);
    double[] p = mixed.stream().mapToDouble(Double::doubleValue).toArray();
    double[] q = QValues.benjaminiHochberg(p);
    double[] plain = QValues.benjaminiHochberg(Arrays.stream(p).filter(x -> x >= 0).toArray());
    assertThat(q[1]).isNaN();
    assertThat(q[0]).isEqualTo(plain[0]);
    assertThat(Arrays.copyOfRange(q, 2, q.length))
        .containsExactly(Arrays.copyOfRange(plain, 1, plain.length));
    for (int i = 0; i < p.length; i++) {
      for (int j = 0; j < p.length; j++) {
        assertThat(!(p[i] <= p[j]) || q[i] <= q[j]).isTrue();
      }
    }
  }

  @Test
  void nothingTestedIsNoSignalAndNoError() {
    assertThat(QValues.benjaminiHochberg(new double[0])).isEmpty();
    assertThat(QValues.benjaminiHochberg(new double[] {Double.NaN})[0]).isNaN();
    assertThatThrownBy(() -> QValues.benjaminiHochberg(new double[] {0.5, -0.1}))
        .hasMessage("p-value 1 is -0.1; it must be from 0 to 1, or NaN if not tested");
  }

  @Test
  void theLevelOfACountIsTheLargestTailUpToIt() {
    for (double mean : new double[] {0.02, 0.9, 7, 300}) {
      for (double phi : new double[] {1, 2.5}) {
        NullLevel whole = NullLevel.ofTail(mean, phi);
        NullLevel half = NullLevel.ofMidTail(mean, phi);
        for (int count = 1; count < 2 * mean + 4; count++) {
          double tail = CountTail.atLeast(count, mean, phi);
          double next = CountTail.atLeast(count + 1, mean, phi);
          if (tail > 0.999) {
            continue;
          }
          assertThat(whole.atMost(tail)).isEqualTo(tail);
          assertThat(whole.atMost(tail * (1 - 1e-9))).isEqualTo(next);
          assertThat(half.atMost((tail + next) / 2)).isEqualTo(tail);
          assertThat(half.atMost((tail + next) / 2 * (1 - 1e-9))).isEqualTo(next);
        }
        assertThat(whole.atMost(1)).isEqualTo(1);
      }
    }
  }

  @Test
  void sparsePlacesDoNotDiluteTheOthers() {
    int places = 400;
    List<NullLevel> levels = new ArrayList<>();
    double[] p = new double[places];
    for (int i = 0; i < places; i++) {
      double mean = i < 20 ? 30 : 0.011;
      int count = i == 0 ? 52 : i < 20 ? 30 : 0;
      p[i] = CountTail.atLeast(count, mean, 1);
      levels.add(NullLevel.ofTail(mean, 1));
    }
    double[] plain = QValues.benjaminiHochberg(p);
    double[] discrete = QValues.discrete(p, levels);
    assertThat(plain[0]).isGreaterThan(0.05);
    assertThat(discrete[0]).isLessThan(0.03);
    for (int i = 0; i < places; i++) {
      assertThat(discrete[i]).isLessThanOrEqualTo(plain[i]);
    }
    FalseAlarms alarms = FalseAlarms.at(0.01, p, levels);
    assertThat(alarms.alarms()).isEqualTo(1);
    assertThat(alarms.tested()).isEqualTo(places);
    assertThat(alarms.expected()).isBetween(0.1, 0.25);
    assertThat(alarms.falseShare()).isEqualTo(alarms.expected());
    assertThat(FalseAlarms.at(0.01, p).expected()).isEqualTo(4);
  }

  @Test
  void theFalseDiscoveryRateIsHeld() {
    SplittableRandom random = new SplittableRandom(11);
    int rounds = 300;
    double plain = 0;
    double discrete = 0;
    double foundPlain = 0;
    double foundDiscrete = 0;
    for (int round = 0; round < rounds; round++) {
      double[] p = new double[120];
      List<NullLevel> levels = new ArrayList<>();
      for (int i = 0; i < p.length; i++) {
        double mean = i % 3 == 0 ? 6 : 0.05;
        double raised = i < 12 ? mean * 3 : mean;
        p[i] = CountTail.atLeast(poisson(random, raised), mean, 1);
        levels.add(NullLevel.ofTail(mean, 1));
      }
      double[] q = QValues.benjaminiHochberg(p);
      double[] d = QValues.discrete(p, levels);
      plain += falseShare(q, 12);
      discrete += falseShare(d, 12);
      foundPlain += found(q, 12);
      foundDiscrete += found(d, 12);
    }
    // 0.2 with a standard error of about 0.012
    assertThat(plain / rounds).isLessThan(0.2);
    assertThat(discrete / rounds).isBetween(0.08, 0.22);
    assertThat(foundDiscrete).isGreaterThan(1.05 * foundPlain);
  }

  private static double falseShare(double[] q, int raised) {
    long signals = Arrays.stream(q).filter(x -> x <= 0.2).count();
    return signals == 0 ? 0 : (signals - found(q, raised)) / signals;
  }

  private static double found(double[] q, int raised) {
    return Arrays.stream(q, 0, raised).filter(x -> x <= 0.2).count();
  }

  private static int poisson(SplittableRandom random, double mean) {
    return PoissonDistribution.of(mean).inverseCumulativeProbability(random.nextDouble());
  }
}
