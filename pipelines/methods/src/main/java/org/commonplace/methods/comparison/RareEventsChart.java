package org.commonplace.methods.comparison;

import org.commonplace.methods.comparison.ControlChart.Limits;
import org.commonplace.methods.comparison.ControlChart.Phase;

/**
 * A T-chart of the days between events that are too rare to be counted by month: where most months
 * have none, a chart of counts sees nothing until it is too late.
 *
 * <p>Days between events of a steady process are exponential; to the power of 1 / 3.6 they are
 * nearly normal (Nelson 1994), so the {@link XmrChart} is drawn of that and brought back. Each
 * point is an event and the gap before it; longer gaps are fewer events. "Month" in the words of
 * {@link ControlChart} is here the number of the gap.
 */
public final class RareEventsChart {
  private static final double POWER = 3.6;

  private final XmrChart chart;

  private RareEventsChart(XmrChart chart) {
    this.chart = chart;
  }

  /** A chart of events that are bad: long gaps are an improvement, short ones a concern. */
  public static RareEventsChart ofHarms() {
    return new RareEventsChart(XmrChart.of(Polarity.HIGH_IS_GOOD));
  }

  /** A chart of events that are neither good nor bad. */
  public static RareEventsChart ofEvents() {
    return new RareEventsChart(XmrChart.of(Polarity.NEUTRAL));
  }

  /**
   * Limits rest on the first so many gaps.
   *
   * @throws IllegalArgumentException for fewer than {@link XmrChart#LEAST_BASELINE}
   */
  public RareEventsChart withBaseline(int gaps) {
    return new RareEventsChart(chart.withBaseline(gaps));
  }

  /**
   * Draws the chart.
   *
   * @param days whole or part days between each event and the one before it, zero or more, in
   *     order; NaN where the time without observation is unknown
   * @return a chart in days
   * @throws IllegalArgumentException if a gap is negative
   */
  public ControlChart draw(double[] days) {
    double[] even = new double[days.length];
    for (int i = 0; i < days.length; i++) {
      if (days[i] < 0) {
        throw new IllegalArgumentException(
            "gap " + i + " between events is negative: sort the events by date");
      }
      even[i] = Math.pow(days[i], 1 / POWER);
    }
    ControlChart drawn = chart.draw(even);
    return new ControlChart(
        drawn.phases().stream()
            .map(
                phase ->
                    new Phase(
                        phase.from(),
                        phase.to(),
                        back(phase.mean()),
                        back(phase.lower()),
                        back(phase.upper()),
                        phase.baseline()))
            .toList(),
        drawn.limits().stream()
            .map(
                limits ->
                    new Limits(back(limits.mean()), back(limits.lower()), back(limits.upper())))
            .toList(),
        drawn.codes(),
        drawn.variation(),
        drawn.assurance());
  }

  /** NaN stays NaN. */
  private static double back(double even) {
    return Math.pow(Math.max(0, even), POWER);
  }
}
