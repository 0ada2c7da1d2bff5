package org.commonplace.methods.signals;

import java.util.ArrayList;
import java.util.List;

/**
 * The hybrid Shewhart chart of the Institute for Healthcare Improvement as a detector: draws the
 * chart of the days up to the tested one and signals when that day starts or confirms a change
 * upwards. See {@link HybridChart}.
 */
public final class HybridShewhart implements Pointwise {

  @Override
  public String name() {
    return "hybrid-shewhart";
  }

  @Override
  public Limit limit() {
    return Limit.FIXED;
  }

  @Override
  public HybridShewhart withAlpha(double probability) {
    return this;
  }

  @Override
  public Detection test(Series series, int t) {
    double observed = series.count(t);
    double[] counts = new double[t + 1];
    for (int i = 0; i <= t; i++) {
      counts[i] = series.observed(i);
    }
    List<HybridChart.Phase> phases = chart(series, counts);
    if (phases.isEmpty()) {
      return Detection.impossible(series.date(t), observed, Reason.TOO_SHORT);
    }
    HybridChart.Phase last = phases.get(phases.size() - 1);
    boolean upward = false;
    HybridChart.Phase judged = last;
    for (HybridChart.Phase phase : phases) {
      if (phase.signalled() == t) {
        judged = phase;
        upward = phase.ending().upward();
      }
    }
    double expected = judged.midline(t);
    double threshold = judged.upper(t);
    return new Detection(
        series.date(t),
        observed,
        expected,
        threshold,
        Detection.exceedance(observed, expected, threshold),
        Double.NaN,
        // In the days before a new phase has its limits, the old ones go on.
        upward || (last.signalled() >= 0 && last.ending().upward() && observed > threshold),
        Reason.NONE);
  }

  private static List<HybridChart.Phase> chart(Series series, double[] counts) {
    HybridDays.takeCorrectionsBack(counts);
    HybridDays.leaveDumpsOut(counts);
    List<HybridChart.Phase> phases = HybridChart.phases(counts);
    if (series.frequency() == Frequency.DAILY && !phases.isEmpty()) {
      double last = counts[counts.length - 1];
      HybridDays.evenOutWeekdays(counts, series.date(0), phases);
      return new ArrayList<>(Double.isNaN(last) ? phases : HybridChart.phases(counts));
    }
    return phases;
  }
}
