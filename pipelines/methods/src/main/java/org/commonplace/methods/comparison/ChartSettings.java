package org.commonplace.methods.comparison;

import java.util.Arrays;
import org.commonplace.methods.comparison.XmrChart.Screening;
import org.commonplace.methods.comparison.XmrChart.TwoInThree;

/**
 * What all control charts share.
 *
 * @param polarity which way the indicator should go
 * @param baseline months with a value at the start of each stretch that the limits rest on
 * @param target in the unit of the indicator; NaN is none
 * @param rebases months (indexes into the series, rising from 1) at which new limits begin
 * @param screening whether moving ranges that are themselves out of control widen the limits
 * @param twoInThree which points the rule of two in three counts
 */
record ChartSettings(
    Polarity polarity,
    int baseline,
    double target,
    int[] rebases,
    Screening screening,
    TwoInThree twoInThree) {
  /** Fewer months with a value than this give no limits. */
  static final int LEAST_BASELINE = 12;

  static ChartSettings of(Polarity polarity) {
    return new ChartSettings(
        polarity,
        Integer.MAX_VALUE,
        Double.NaN,
        new int[0],
        Screening.ONCE,
        TwoInThree.NEAR_OR_BEYOND);
  }

  ChartSettings withBaseline(int months) {
    if (months < LEAST_BASELINE) {
      throw new IllegalArgumentException(
          "a baseline needs at least " + LEAST_BASELINE + " months, but has " + months);
    }
    return new ChartSettings(polarity, months, target, rebases, screening, twoInThree);
  }

  ChartSettings withTarget(double value) {
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException("a target must be a number");
    }
    return new ChartSettings(polarity, baseline, value, rebases, screening, twoInThree);
  }

  ChartSettings withRebases(int... months) {
    for (int i = 0; i < months.length; i++) {
      if (months[i] <= (i == 0 ? 0 : months[i - 1])) {
        throw new IllegalArgumentException(
            "rebase months must rise from 1, but are " + Arrays.toString(months));
      }
    }
    return new ChartSettings(polarity, baseline, target, months.clone(), screening, twoInThree);
  }

  ChartSettings withScreening(Screening value) {
    return new ChartSettings(polarity, baseline, target, rebases, value, twoInThree);
  }

  ChartSettings withTwoInThree(TwoInThree value) {
    return new ChartSettings(polarity, baseline, target, rebases, screening, value);
  }

  /** The index after the last month of the stretch that is the so-many-th. */
  int endOfStretch(int stretch, int months) {
    return stretch < rebases.length ? Math.min(rebases[stretch], months) : months;
  }

  boolean hasTarget() {
    return !Double.isNaN(target);
  }
}
