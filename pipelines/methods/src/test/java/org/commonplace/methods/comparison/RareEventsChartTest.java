package org.commonplace.methods.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.commonplace.methods.comparison.ControlChart.Limits;
import org.commonplace.methods.comparison.ControlChart.PointCode;
import org.commonplace.methods.comparison.ControlChart.Variation;
import org.junit.jupiter.api.Test;

class RareEventsChartTest {
  @Test
  void chanceRaisesFewFlagsWhereAChartOfTheDaysThemselvesRaisesMany() {
    SplittableRandom random = new SplittableRandom(111);
    double[] days = new double[2000];
    for (int i = 0; i < days.length; i++) {
      days[i] = -50 * Math.log(1 - random.nextDouble());
    }
    ControlChart chart = RareEventsChart.ofHarms().draw(days);
    Limits limits = chart.limits().get(0);
    assertThat(limits.lower()).isBetween(0.0, 1.0);
    assertThat(limits.upper()).isGreaterThan(200);
    assertThat(limits.mean()).isBetween(25.0, 50.0);
    long outside = Arrays.stream(days).filter(gap -> gap > limits.upper()).count();
    Limits plain = XmrChart.of(Polarity.NEUTRAL).draw(days).limits().get(0);
    assertThat(outside).isLessThan(15);
    assertThat(Arrays.stream(days).filter(gap -> gap > plain.upper()).count())
        .isGreaterThan(2 * outside);
  }

  @Test
  void aLongGapIsAnImprovementAndARunOfShortOnesAConcern() {
    double[] steady = {40, 60, 35, 80, 20, 55, 45, 70, 30, 50, 65, 25, 42, 58};
    RareEventsChart chart = RareEventsChart.ofHarms().withBaseline(14);
    double[] long1 = with(steady, 500);
    assertThat(chart.draw(long1).variation()).isEqualTo(Variation.IMPROVEMENT);
    double[] shorter = with(steady, 20, 25, 18, 22, 30, 19, 25);
    assertThat(chart.draw(shorter).codes().get(20)).isEqualTo(PointCode.RUN_BELOW_MEAN);
    assertThat(chart.draw(shorter).variation()).isEqualTo(Variation.CONCERN);
    assertThat(RareEventsChart.ofEvents().withBaseline(14).draw(long1).variation())
        .isEqualTo(Variation.NEUTRAL_HIGH);
    ControlChart gap = chart.draw(with(steady, Double.NaN, 0));
    assertThat(gap.codes().get(14)).isEqualTo(PointCode.MISSING);
    assertThatThrownBy(() -> chart.draw(new double[] {4, -1})).hasMessageContaining("gap 1");
    assertThat(chart.draw(new double[] {4, 5}).limits()).containsOnly(Limits.NONE);
  }

  private static double[] with(double[] start, double... more) {
    double[] joined = Arrays.copyOf(start, start.length + more.length);
    System.arraycopy(more, 0, joined, start.length, more.length);
    return joined;
  }
}
