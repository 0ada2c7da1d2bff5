package org.commonplace.methods.signals.nowcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.commonplace.methods.interval.Span;
import org.commonplace.methods.signals.Detection;
import org.commonplace.methods.signals.Reason;
import org.junit.jupiter.api.Test;

final class NowcastTest {
  private static final int DELAYS = 6;
  private static final double[] REPORTED = {0.5, 0.75, 0.88, 0.95, 0.98, 1};

  @Test
  void aFullTriangleGivesTheFactorsOfTheChainLadder() {
    // Rows are periods, columns delays 0 to 3; the latest vintage is the diagonal.
    double[][] triangle = {
      {10, 15, 18, 20},
      {12, 19, 21, 22},
      {8, 13, 17, 19},
      {20, 28, 33, 0},
      {14, 22, 0, 0},
      {16, 0, 0, 0}
    };
    List<Vintage> vintages = new ArrayList<>();
    for (int asOf = 0; asOf < triangle.length; asOf++) {
      double[] row = new double[asOf + 1];
      for (int period = 0; period <= asOf; period++) {
        row[period] = triangle[period][Math.min(3, asOf - period)];
      }
      vintages.add(Vintage.of(asOf, 0, new double[][] {row}));
    }
    double third = (20 + 22 + 19) / (18.0 + 21 + 17);
    double second = (18 + 21 + 17 + 33) / (15.0 + 19 + 13 + 28);
    double first = (15 + 19 + 13 + 28 + 22) / (10.0 + 12 + 8 + 20 + 14);
    Nowcast nowcast = Nowcast.learn(vintages, 3);
    assertThat(nowcast.completeness(2)).isEqualTo(1 / third, within(1e-12));
    assertThat(nowcast.completeness(1)).isEqualTo(1 / (third * second), within(1e-12));
    assertThat(nowcast.completeness(0)).isEqualTo(1 / (third * second * first), within(1e-12));
    assertThat(nowcast.predict(16, 0).mean()).isEqualTo(16 * third * second * first, within(1e-9));
    assertThat(nowcast.predict(16, 3)).isEqualTo(new NowcastCount(16, 0, 0, 0, 0, 0));
    Collections.shuffle(vintages, new Random(1));
    assertThat(Nowcast.learn(vintages, 3).predict(16, 0)).isEqualTo(nowcast.predict(16, 0));
  }

  @Test
  void oneVintageTeachesNothing() {
    Nowcast nowcast = Nowcast.learn(List.of(Vintage.of(9, 5, new double[][] {{1, 2, 3, 4}})), 4);
    assertThat(nowcast.isProvisional(0)).isFalse();
    assertThat(nowcast.vintagesSeen(0)).isZero();
    assertThat(nowcast.completeness(0)).isNaN();
    assertThat(nowcast.predict(7, 0).limits(0.95)).isEqualTo(new Span(7, 7));
    assertThatThrownBy(() -> Vintage.of(7, 5, new double[][] {{1, 2, 3, 4}}))
        .hasMessage(
            "series 0 of the vintage of period 7 has counts until 8; a vintage knows nothing of the"
                + " future");
  }

  @Test
  void datesThatMeanSomethingElseAreMoved() {
    Source source = new Source(new SplittableRandom(2), 4, 60);
    List<Vintage> vintages = source.vintages(40, 45, 50, 59);
    Nowcast straight = Nowcast.learn(vintages, DELAYS);
    List<Vintage> mixed = new ArrayList<>(vintages);
    mixed.set(0, vintages.get(0).shifted(-1));
    mixed.set(1, vintages.get(1).shifted(-1));
    Nowcast repaired = Nowcast.learn(mixed, DELAYS);
    assertThat(straight.shifts()).containsExactly(0, 0, 0, 0);
    assertThat(repaired.shifts()).containsExactly(1, 1, 0, 0);
    assertThat(repaired.predict(30, 0)).isEqualTo(straight.predict(30, 0));
  }

  @Test
  void intervalsHoldTheSettledCountsAsOftenAsTheySay() {
    int counts = 0;
    int within50 = 0;
    int within95 = 0;
    double error = 0;
    double errorOfNewest = 0;
    SplittableRandom random = new SplittableRandom(8);
    for (int round = 0; round < 40; round++) {
      Source source = new Source(random, 10, 45);
      // Two of the vintages before the last were not kept.
      Nowcast nowcast =
          Nowcast.learn(
              source.vintages(14, 15, 16, 17, 19, 20, 22, 24, 25, 26, 28, 29, 30), DELAYS);
      for (int delay = 0; delay < 3; delay++) {
        assertThat(nowcast.isProvisional(delay)).isTrue();
        for (int s = 0; s < 10; s++) {
          NowcastCount count = nowcast.predict(source.known(s, 30 - delay, 30), delay);
          double truth = source.known(s, 30 - delay, 44);
          Span half = count.limits(0.5);
          Span most = count.limits(0.95);
          assertThat(most.low()).isLessThanOrEqualTo(half.low());
          assertThat(most.high()).isGreaterThanOrEqualTo(half.high());
          counts++;
          within50 += half.low() <= truth && truth <= half.high() ? 1 : 0;
          within95 += most.low() <= truth && truth <= most.high() ? 1 : 0;
          error += Math.abs(count.median() - truth);
          errorOfNewest += Math.abs(count.newest() - truth);
        }
      }
    }
    assertThat(within50 / (double) counts).isBetween(0.45, 0.58);
    assertThat(within95 / (double) counts).isBetween(0.92, 0.98);
    assertThat(error).isLessThan(0.6 * errorOfNewest);
  }

  @Test
  void thousandsOfPlacesTakeSeconds() {
    // 3,000 places and 20 vintages of which each knows 60 days: 20 x 42 x 3,000 figures.
    int places = 3000;
    SplittableRandom random = new SplittableRandom(9);
    double[][] settled = new double[places][80];
    for (double[] row : settled) {
      for (int t = 0; t < row.length; t++) {
        row[t] = random.nextInt(12);
      }
    }
    List<Vintage> vintages = new ArrayList<>();
    for (int asOf = 60; asOf < 80; asOf++) {
      double[][] counts = new double[places][];
      for (int s = 0; s < places; s++) {
        counts[s] = Arrays.copyOf(settled[s], asOf + 1);
        counts[s][asOf] = Math.rint(0.5 * counts[s][asOf]);
        counts[s][asOf - 1] = Math.rint(0.8 * counts[s][asOf - 1]);
      }
      vintages.add(Vintage.of(asOf, 0, counts));
    }
    long start = System.nanoTime();
    Nowcast nowcast = Nowcast.learn(vintages, 42);
    double width = 0;
    for (int s = 0; s < places; s++) {
      Span limits = nowcast.predict(vintages.get(19).count(s, 79), 0).limits(0.95);
      width += limits.high() - limits.low();
    }
    assertThat(width / places).isBetween(0.5, 8.0);
    assertThat(nowcast.isProvisional(1)).isTrue();
    assertThat(nowcast.isProvisional(30)).isFalse();
    assertThat((System.nanoTime() - start) / 1e9).as("seconds").isLessThan(20);
  }

  @Test
  void momentsAndTailsAreThoseOfTheDifference() {
    NowcastCount count = new NowcastCount(40, 6, 0.4, 3, 0.2, 0.1);
    double mean = 0;
    double square = 0;
    for (int y = 1; y < 400; y++) {
      mean += count.atLeast(y);
      square += (2 * y - 1) * count.atLeast(y);
    }
    assertThat(mean).isEqualTo(count.mean(), within(0.02));
    assertThat(square - mean * mean).isEqualTo(count.variance(), within(0.03 * count.variance()));
    assertThat(count.atLeast(count.median())).isGreaterThan(0.5);
    assertThat(count.atLeast(count.median() + 1)).isLessThanOrEqualTo(0.5);
    NowcastCount rare = new NowcastCount(40, 0.05, 1, 0.2, 1, 0.1);
    assertThat(rare.median()).isEqualTo(40);
    assertThat(rare.limits(0.5)).isEqualTo(new Span(40, 40));
  }

  @Test
  void limitsOfWhateverNowcastAreInOrder() {
    SplittableRandom random = new SplittableRandom(12);
    for (int i = 0; i < 150; i++) {
      double newest = Math.rint(Math.pow(10, 5 * random.nextDouble()) - 1);
      NowcastCount count =
          new NowcastCount(
              newest,
              i % 4 == 0 ? 0 : newest * Math.pow(10, -4 * random.nextDouble()),
              Math.pow(2, 19 * random.nextDouble() - 12),
              i % 3 == 0 ? 0 : newest * Math.pow(10, -1 - 3 * random.nextDouble()),
              Math.pow(2, 19 * random.nextDouble() - 12),
              0.25 * random.nextDouble());
      Span half = count.limits(0.5);
      Span most = count.limits(0.95);
      assertThat(most.low()).as("%s", count).isBetween(0.0, half.low());
      assertThat(count.median()).as("%s", count).isBetween(half.low() - 1, half.high() + 1);
      assertThat(most.high()).as("%s", count).isGreaterThanOrEqualTo(half.high()).isFinite();
      assertThat(count.atLeast(most.high() + 2)).as("%s", count).isLessThan(0.03);
    }
  }

  @Test
  void aProvisionalCountNeedsMoreToSignal() {
    SplittableRandom random = new SplittableRandom(4);
    NormalDistribution normal = NormalDistribution.of(0, 1);
    double expected = 60;
    double alpha = 0.05;
    double way = normal.inverseSurvivalProbability(alpha) * Math.sqrt(2 * expected);
    int rounds = 4000;
    int plain = 0;
    int widened = 0;
    for (int i = 0; i < rounds; i++) {
      double settled = negativeBinomial(random, expected, 2);
      double known = 0.6 * settled + Math.sqrt(0.24 * settled) * gauss(random);
      double newest = Math.max(0, Math.rint(known));
      NowcastCount nowcast = new NowcastCount(newest, newest / 0.6 - newest, 0.03, 0, 0, 0);
      Detection detection =
          new Detection(
              LocalDate.of(2024, 1, 1),
              newest,
              expected,
              expected + way,
              0,
              0.5,
              false,
              Reason.NONE);
      Detection tested = ProvisionalTest.of(detection, nowcast, alpha);
      assertThat(tested.threshold()).isGreaterThan(detection.threshold());
      assertThat(tested.signal()).isEqualTo(tested.score() > 1);
      plain += tested.observed() > detection.threshold() ? 1 : 0;
      widened += tested.signal() ? 1 : 0;
    }
    assertThat(plain / (double) rounds).isGreaterThan(0.07);
    assertThat(widened / (double) rounds).isBetween(0.03, 0.062);
  }

  private static double gauss(SplittableRandom random) {
    return NormalDistribution.of(0, 1).inverseCumulativeProbability(random.nextDouble());
  }

  private static double negativeBinomial(SplittableRandom random, double mean, double phi) {
    double level =
        GammaDistribution.of(mean / (phi - 1), phi - 1)
            .inverseCumulativeProbability(random.nextDouble());
    return poisson(random, level);
  }

  private static double poisson(SplittableRandom random, double mean) {
    return mean < 1e-9
        ? 0
        : PoissonDistribution.of(mean).inverseCumulativeProbability(random.nextDouble());
  }

  /** Counts reported with delays that differ by vintage and place, some taken back later. */
  private static final class Source {
    private final double[][][] known;
    private final int periods;

    Source(SplittableRandom random, int series, int periods) {
      this.periods = periods;
      this.known = new double[series][periods][DELAYS];
      for (int period = 0; period < periods; period++) {
        double shared = Math.exp(0.2 * gauss(random));
        for (int s = 0; s < series; s++) {
          double level = (5 + 12 * s) * Math.exp(0.3 * Math.sin(period / 5.0));
          double settled = negativeBinomial(random, level, 1.5);
          double sum = 0;
          for (int d = 0; d < DELAYS; d++) {
            double share = REPORTED[d] - (d == 0 ? 0 : REPORTED[d - 1]);
            double mean = settled * share * (d == 0 ? 1 : shared);
            sum += poisson(random, mean) - (d == 2 ? poisson(random, 0.02 * sum) : 0);
            known[s][period][d] = Math.max(0, sum);
          }
        }
      }
    }

    double known(int series, int period, int asOf) {
      return known[series][period][Math.min(DELAYS - 1, asOf - period)];
    }

    List<Vintage> vintages(int... asOf) {
      List<Vintage> vintages = new ArrayList<>();
      for (int time : asOf) {
        double[][] counts = new double[known.length][Math.min(periods, time + 1)];
        for (int s = 0; s < counts.length; s++) {
          for (int period = 0; period < counts[s].length; period++) {
            counts[s][period] = known(s, period, time);
          }
        }
        vintages.add(Vintage.of(time, 0, counts));
      }
      return vintages;
    }
  }
}
