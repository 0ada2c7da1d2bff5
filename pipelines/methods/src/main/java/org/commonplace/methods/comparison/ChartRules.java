package org.commonplace.methods.comparison;

import static org.commonplace.methods.comparison.ControlChart.Assurance;
import static org.commonplace.methods.comparison.ControlChart.Phase;
import static org.commonplace.methods.comparison.ControlChart.PointCode;
import static org.commonplace.methods.comparison.ControlChart.Variation;

import org.commonplace.methods.comparison.XmrChart.TwoInThree;

/**
 * The rules that find special causes in one stretch of a chart, in the order in which they count:
 * what an earlier rule has marked, a later one leaves.
 */
final class ChartRules {
  private static final int RUN = 7;

  /** Differences of this fraction of the mean are rounding and no difference. */
  static final double ROUNDING = 1e-12;

  private final double[] series;
  private final int from;
  private final int to;
  private final double mean;
  private final double[] half;
  private final TwoInThree twoInThree;
  private final PointCode[] codes;

  private ChartRules(
      double[] series, Phase phase, double[] half, TwoInThree twoInThree, PointCode[] codes) {
    this.series = series;
    this.from = phase.from();
    this.to = phase.to();
    this.mean = phase.mean();
    this.half = half;
    this.twoInThree = twoInThree;
    this.codes = codes;
  }

  /**
   * Fills the codes of a stretch.
   *
   * @param half for every month of the series how far its limits are from the mean
   */
  static void code(
      double[] series, Phase phase, double[] half, TwoInThree twoInThree, PointCode[] codes) {
    ChartRules rules = new ChartRules(series, phase, half, twoInThree, codes);
    rules.markOutside();
    rules.markTrends();
    rules.markTwoOfThree();
    rules.markRuns();
  }

  /** Fills the codes of a stretch without limits. */
  static void codeWithoutLimits(double[] series, int from, int to, PointCode[] codes) {
    for (int i = from; i < to; i++) {
      codes[i] = Double.isNaN(series[i]) ? PointCode.MISSING : PointCode.NO_LIMITS;
    }
  }

  private void markOutside() {
    for (int i = from; i < to; i++) {
      if (Double.isNaN(series[i])) {
        codes[i] = PointCode.MISSING;
      } else if (isOutside(i)) {
        codes[i] = series[i] > mean ? PointCode.ABOVE_LIMIT : PointCode.BELOW_LIMIT;
      } else {
        codes[i] = PointCode.COMMON_CAUSE;
      }
    }
  }

  private void markTrends() {
    int length = 1;
    int direction = 0;
    for (int i = from + 1; i < to; i++) {
      int step = sign(series[i] - series[i - 1]);
      length = step == 0 ? 1 : step == direction ? length + 1 : 2;
      direction = step;
      if (length >= RUN) {
        mark(i, step > 0 ? PointCode.RISING_TREND : PointCode.FALLING_TREND);
      }
    }
  }

  private void markRuns() {
    int length = 0;
    int side = 0;
    for (int i = from; i < to; i++) {
      int here = side(i);
      length = here == 0 ? 0 : here == side ? length + 1 : 1;
      side = here;
      if (length >= RUN) {
        mark(i, here > 0 ? PointCode.RUN_ABOVE_MEAN : PointCode.RUN_BELOW_MEAN);
      }
    }
  }

  private void markTwoOfThree() {
    for (int i = from + 2; i < to; i++) {
      int side = side(i);
      int near = 0;
      boolean oneSide = side != 0;
      for (int j = i - 2; j <= i; j++) {
        oneSide &= side(j) == side;
        near += isNear(j) ? 1 : 0;
      }
      if (!oneSide || near < 2) {
        continue;
      }
      for (int j = i - 2; j <= i; j++) {
        if (isNear(j) && codes[j] == PointCode.COMMON_CAUSE) {
          codes[j] = side > 0 ? PointCode.TWO_OF_THREE_HIGH : PointCode.TWO_OF_THREE_LOW;
        }
      }
    }
  }

  private boolean isOutside(int i) {
    return series[i] > mean + half[i] || series[i] < mean - half[i];
  }

  /** Beyond two thirds of the way to the limit. */
  private boolean isNear(int i) {
    boolean near = series[i] > mean + half[i] * 2 / 3 || series[i] < mean - half[i] * 2 / 3;
    return near && (twoInThree == TwoInThree.NEAR_OR_BEYOND || !isOutside(i));
  }

  /** Marks the seven months that end here, where no earlier rule has. */
  private void mark(int end, PointCode code) {
    for (int j = end - RUN + 1; j <= end; j++) {
      if (codes[j] == PointCode.COMMON_CAUSE) {
        codes[j] = code;
      }
    }
  }

  /** 0 for NaN too: a missing month is on no side and ends every run. */
  private static int sign(double difference) {
    return difference > 0 ? 1 : difference < 0 ? -1 : 0;
  }

  private int side(int i) {
    double difference = series[i] - mean;
    return Math.abs(difference) <= ROUNDING * Math.abs(mean) ? 0 : sign(difference);
  }

  static Variation variation(PointCode latest, Polarity polarity) {
    if (latest == PointCode.MISSING) {
      return Variation.LATEST_MISSING;
    }
    if (latest.direction() == 0) {
      return Variation.COMMON_CAUSE;
    }
    return switch (polarity) {
      case HIGH_IS_GOOD -> latest.direction() > 0 ? Variation.IMPROVEMENT : Variation.CONCERN;
      case LOW_IS_GOOD -> latest.direction() < 0 ? Variation.IMPROVEMENT : Variation.CONCERN;
      case NEUTRAL -> latest.direction() > 0 ? Variation.NEUTRAL_HIGH : Variation.NEUTRAL_LOW;
    };
  }

  static Assurance assurance(ChartSettings settings, double lower, double upper) {
    if (!settings.hasTarget() || settings.polarity() == Polarity.NEUTRAL) {
      return Assurance.NO_TARGET;
    }
    if (settings.target() > upper) {
      return settings.polarity() == Polarity.HIGH_IS_GOOD
          ? Assurance.CONSISTENTLY_FAIL
          : Assurance.CONSISTENTLY_PASS;
    }
    if (settings.target() < lower) {
      return settings.polarity() == Polarity.HIGH_IS_GOOD
          ? Assurance.CONSISTENTLY_PASS
          : Assurance.CONSISTENTLY_FAIL;
    }
    return Assurance.HIT_AND_MISS;
  }
}
