package org.commonplace.methods.signals;

import org.commonplace.methods.comparison.ControlChart;
import org.commonplace.methods.comparison.Polarity;
import org.commonplace.methods.comparison.XmrChart;

/**
 * The rules of an XmR chart, drawn of the points up to the tested one: it signals when a rule marks
 * that point as special cause on the high side.
 */
public final class XmrRules implements Pointwise {
  /** Three years of weeks, seven of months: older limits are no limits of today. */
  private static final int LONGEST = 156;

  @Override
  public String name() {
    return "xmr";
  }

  @Override
  public Limit limit() {
    return Limit.FIXED;
  }

  @Override
  public XmrRules withAlpha(double probability) {
    return this;
  }

  @Override
  public Baseline baseline(Series series, int t) {
    return Baseline.of(series, Math.max(0, t - LONGEST + 1), t + 1);
  }

  @Override
  public Detection test(Series series, int t) {
    double observed = series.count(t);
    int first = Math.max(0, t - LONGEST + 1);
    double[] counts = new double[t - first + 1];
    for (int i = first; i <= t; i++) {
      counts[i - first] = series.count(i);
    }
    ControlChart chart = XmrChart.of(Polarity.NEUTRAL).draw(counts);
    if (chart.latestPhase().isEmpty()) {
      return Detection.impossible(
          series.date(t),
          observed,
          t < XmrChart.LEAST_BASELINE ? Reason.TOO_SHORT : Reason.TOO_FEW_BASELINE_COUNTS);
    }
    ControlChart.Phase phase = chart.latestPhase().orElseThrow();
    return new Detection(
        series.date(t),
        observed,
        phase.mean(),
        phase.upper(),
        Detection.exceedance(observed, phase.mean(), phase.upper()),
        Double.NaN,
        chart.variation() == ControlChart.Variation.NEUTRAL_HIGH,
        Reason.NONE);
  }
}
