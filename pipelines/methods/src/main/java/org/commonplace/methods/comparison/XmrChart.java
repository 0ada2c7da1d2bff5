package org.commonplace.methods.comparison;

import static org.commonplace.methods.comparison.ControlChart.Phase;

import java.util.Arrays;

/**
 * How to draw an XmR chart (NHS Making Data Count): mean of the baseline months, limits at 2.66
 * mean moving ranges, moving ranges that are themselves out of control left out once.
 *
 * <p>Its limits know nothing of the denominators: for proportions and rates of small places see
 * {@link AttributeChart}.
 */
public final class XmrChart {
  /** Fewer months with a value than this give no limits. */
  public static final int LEAST_BASELINE = ChartSettings.LEAST_BASELINE;

  private static final double LIMIT_FACTOR = 2.66;

  /** Whether moving ranges that are themselves out of control widen the limits. */
  public enum Screening {
    ONCE,
    NONE
  }

  /** Which points the rule of two in three counts. */
  public enum TwoInThree {
    /** All beyond two thirds of the way to the limit. */
    NEAR_OR_BEYOND,
    /** Only those that the limit does not mark by itself, as in NHSRplotthedots. */
    NEAR_ONLY
  }

  private final ChartSettings settings;

  private XmrChart(ChartSettings settings) {
    this.settings = settings;
  }

  /** A chart whose limits rest on all months, without target. */
  public static XmrChart of(Polarity polarity) {
    return new XmrChart(ChartSettings.of(polarity));
  }

  /**
   * Limits rest on the first so many months with a value of each stretch.
   *
   * @throws IllegalArgumentException for fewer than {@link #LEAST_BASELINE}
   */
  public XmrChart withBaseline(int months) {
    return new XmrChart(settings.withBaseline(months));
  }

  /**
   * A target, in the unit of the indicator.
   *
   * @throws IllegalArgumentException for NaN
   */
  public XmrChart withTarget(double value) {
    return new XmrChart(settings.withTarget(value));
  }

  /**
   * New limits begin at these months (indexes into the series).
   *
   * @throws IllegalArgumentException if they do not rise from 1
   */
  public XmrChart withRebases(int... months) {
    return new XmrChart(settings.withRebases(months));
  }

  /** What to do with moving ranges that are themselves out of control; left out by default. */
  public XmrChart withScreening(Screening value) {
    return new XmrChart(settings.withScreening(value));
  }

  /** Which points the rule of two in three counts; all by default. */
  public XmrChart withTwoInThree(TwoInThree value) {
    return new XmrChart(settings.withTwoInThree(value));
  }

  /**
   * Draws the chart.
   *
   * @param series one number for every month in order, none left out; NaN for a month without value
   */
  public ControlChart draw(double[] series) {
    ControlChart.Builder chart = new ControlChart.Builder(settings, series);
    double[] half = new double[series.length];
    for (int stretch = 0, from = 0; from < series.length; stretch++) {
      int to = settings.endOfStretch(stretch, series.length);
      Phase phase = phase(series, from, to);
      if (phase.baseline() < LEAST_BASELINE || Double.isNaN(phase.upper())) {
        chart.withoutLimits(from, to);
      } else {
        Arrays.fill(half, from, to, phase.upper() - phase.mean());
        chart.phase(phase, half);
      }
      from = to;
    }
    return chart.build();
  }

  private Phase phase(double[] series, int from, int to) {
    int count = 0;
    double sum = 0;
    int end = from;
    for (int i = from; i < to && count < settings.baseline(); i++) {
      if (!Double.isNaN(series[i])) {
        sum += series[i];
        count++;
      }
      end = i + 1;
    }
    double mean = sum / count;
    double half =
        Math.max(
            LIMIT_FACTOR * MovingRange.mean(series, from, end, settings.screening()),
            ChartRules.ROUNDING * Math.abs(mean));
    return new Phase(from, to, mean, mean - half, mean + half, count);
  }
}
