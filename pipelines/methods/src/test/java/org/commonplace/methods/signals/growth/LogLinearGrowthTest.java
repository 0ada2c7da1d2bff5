package org.commonplace.methods.signals.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.commonplace.methods.signals.Frequency;
import org.commonplace.methods.signals.Series;
import org.commonplace.methods.signals.growth.GrowthRate.Direction;
import org.junit.jupiter.api.Test;

final class LogLinearGrowthTest {
  private static final LocalDate MONDAY = LocalDate.of(2024, 1, 1);

  @Test
  void exponentialGrowthIsFoundInAnyUnitOfTime() {
    double[] counts = new double[8];
    for (int t = 0; t < counts.length; t++) {
      counts[t] = 500 * Math.exp(0.3 * t);
    }
    assertThat(growth(Frequency.WEEKLY, counts).perDay()).isEqualTo(0.3 / 7, within(1e-12));
    GrowthRate daily = growth(Frequency.DAILY, counts);
    assertThat(daily.perDay()).isEqualTo(0.3, within(1e-12));
    assertThat(daily.dispersion()).isEqualTo(1);
    assertThat(daily.doublingDays()).isEqualTo(2.3104906018664844, within(1e-9));
    assertThat(daily.words()).isEqualTo("doubling about every 2 days");
  }

  @Test
  void theRateIsThatOfPoissonRegression() {
    // Fitted by Newton's method on the two score equations, apart from this code.
    GrowthRate growth = growth(Frequency.WEEKLY, 3, 0, 4, 7, 2, 9);
    double a = 0;
    double b = 0;
    double[] y = {3, 0, 4, 7, 2, 9};
    for (int step = 0; step < 50; step++) {
      double s0 = 0;
      double s1 = 0;
      double i00 = 0;
      double i01 = 0;
      double i11 = 0;
      for (int t = 0; t < y.length; t++) {
        double mean = Math.exp(a + b * t);
        s0 += y[t] - mean;
        s1 += t * (y[t] - mean);
        i00 += mean;
        i01 += t * mean;
        i11 += t * t * mean;
      }
      double determinant = i00 * i11 - i01 * i01;
      a += (i11 * s0 - i01 * s1) / determinant;
      b += (i00 * s1 - i01 * s0) / determinant;
    }
    assertThat(growth.perDay()).isEqualTo(b / 7, within(1e-10));
    assertThat(growth.direction()).isEqualTo(Direction.CANNOT_TELL);
    assertThat(growth.words()).isEqualTo("cannot tell whether rising or falling");
  }

  @Test
  void fewCasesHaveLimitsToo() {
    GrowthRate burst = growth(Frequency.DAILY, 0, 0, 0, 0, 0, 0, 9);
    assertThat(burst.perDay()).isInfinite().isPositive();
    assertThat(burst.limits95().low()).isBetween(0.1, 2.0);
    assertThat(burst.words()).isEqualTo("rising");
    GrowthRate ended = growth(Frequency.DAILY, 9, 0, 0, 0, 0, 0, 0);
    assertThat(ended.limits95().high()).isEqualTo(-burst.limits95().low(), within(1e-9));
    assertThat(ended.words()).isEqualTo("falling");
    GrowthRate one = growth(Frequency.DAILY, 0, 0, 0, 0, 0, 0, 1);
    assertThat(one.direction()).isEqualTo(Direction.CANNOT_TELL);
    for (double[] nothing :
        new double[][] {
          {0, 0, 0, 0, 0}, {3, 4, 5}, {Double.NaN, 4, Double.NaN, 3, 2}, {Double.NaN, Double.NaN}
        }) {
      GrowthRate none = growth(Frequency.WEEKLY, nothing);
      assertThat(none.perDay()).isNaN();
      assertThat(none.limits95().exists()).isFalse();
      assertThat(none.direction()).isEqualTo(Direction.CANNOT_TELL);
    }
  }

  @Test
  void mirroredCountsFallAsFastAsTheOthersRise() {
    GrowthRate rising = growth(Frequency.WEEKLY, 4, 7, 9, 20, 31, 50);
    GrowthRate falling = growth(Frequency.WEEKLY, 50, 31, 20, 9, 7, 4);
    assertThat(falling.perDay()).isEqualTo(-rising.perDay(), within(1e-12));
    assertThat(falling.daysLimits().low()).isEqualTo(rising.daysLimits().low(), within(1e-9));
    assertThat(rising.words()).isEqualTo("doubling about every 10 days (7 to 14)");
    assertThat(falling.words()).isEqualTo("halving about every 10 days (7 to 14)");
  }

  @Test
  void quietWeekendsAreNoSpread() {
    double[] counts = new double[28];
    for (int t = 0; t < counts.length; t++) {
      counts[t] = (t % 7 < 5 ? 90 : 20) * Math.exp(0.02 * t);
    }
    GrowthRate growth = growth(Frequency.DAILY, counts);
    assertThat(growth.perDay()).isEqualTo(0.02, within(1e-9));
    assertThat(growth.dispersion()).isEqualTo(1);
    assertThat(growth.limits95().low()).isGreaterThan(0.0145);
  }

  @Test
  void ninetyFivePercentLimitsHoldTheRateAsOftenAsTheySay() {
    SplittableRandom random = new SplittableRandom(7);
    for (double level : new double[] {2, 40}) {
      for (double phi : new double[] {1, 3}) {
        int held = 0;
        int rounds = 600;
        for (int round = 0; round < rounds; round++) {
          double[] counts = new double[8];
          for (int t = 0; t < counts.length; t++) {
            counts[t] = draw(random, level * Math.exp(0.1 * t), phi);
          }
          GrowthRate growth = growth(Frequency.DAILY, counts);
          boolean none = !growth.limits95().exists();
          held +=
              none || (growth.limits95().low() <= 0.1 && growth.limits95().high() >= 0.1) ? 1 : 0;
        }
        // Floored at Poisson, the spread is wide rather than narrow when there is none.
        assertThat(held / (double) rounds).as("%s, %s", level, phi).isBetween(0.92, 0.99);
      }
    }
  }

  @Test
  void aWindowOutsideTheSeriesIsRefused() {
    Series series = Series.of("x", Frequency.WEEKLY, MONDAY, 1, 2, 3);
    assertThatThrownBy(() -> LogLinearGrowth.of(series, 4, 2))
        .hasMessage("periods -1 to 2 do not lie in Series[x, WEEKLY, 3 from 2024-01-01]");
  }

  private static int draw(SplittableRandom random, double mean, double phi) {
    double level =
        phi == 1
            ? mean
            : GammaDistribution.of(mean / (phi - 1), phi - 1)
                .inverseCumulativeProbability(random.nextDouble());
    return level < 1e-9
        ? 0
        : PoissonDistribution.of(level).inverseCumulativeProbability(random.nextDouble());
  }

  private static GrowthRate growth(Frequency frequency, double... counts) {
    return LogLinearGrowth.of(
        Series.of("x", frequency, MONDAY, counts), counts.length, counts.length - 1);
  }
}
