package org.commonplace.methods.comparison;

import static org.commonplace.methods.comparison.ControlChart.Assurance;
import static org.commonplace.methods.comparison.ControlChart.Phase;
import static org.commonplace.methods.comparison.ControlChart.PointCode;
import static org.commonplace.methods.comparison.ControlChart.Variation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How to draw an XmR chart: mean of the baseline months, limits at 2.66 mean moving ranges, moving
 * ranges that are themselves out of control left out once.
 */
public final class XmrChart {
  /** Fewer months with a value than this give no limits. */
  public static final int LEAST_BASELINE = 12;

  private static final double LIMIT_FACTOR = 2.66;
  private static final double RANGE_LIMIT_FACTOR = 3.267;
  private static final int RUN = 7;

  /** Fewer ranges between neighbouring months than this say too little of the spread. */
  private static final int LEAST_RANGES = LEAST_BASELINE / 2;

  /** Differences of this fraction of the mean are rounding and no difference. */
  private static final double ROUNDING = 1e-12;

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

  private final Polarity polarity;
  private final int baseline;
  private final double target;
  private final int[] rebases;
  private final Screening screening;
  private final TwoInThree twoInThree;

  private XmrChart(
      Polarity polarity,
      int baseline,
      double target,
      int[] rebases,
      Screening screening,
      TwoInThree twoInThree) {
    this.polarity = polarity;
    this.baseline = baseline;
    this.target = target;
    this.rebases = rebases;
    this.screening = screening;
    this.twoInThree = twoInThree;
  }

  /** A chart whose limits rest on all months, without target. */
  public static XmrChart of(Polarity polarity) {
    return new XmrChart(
        polarity,
        Integer.MAX_VALUE,
        Double.NaN,
        new int[0],
        Screening.ONCE,
        TwoInThree.NEAR_OR_BEYOND);
  }

  /** Limits rest on the first so many months with a value of each stretch. */
  public XmrChart withBaseline(int months) {
    if (months < LEAST_BASELINE) {
      throw new IllegalArgumentException(
          "a baseline needs at least " + LEAST_BASELINE + " months, but has " + months);
    }
    return new XmrChart(polarity, months, target, rebases, screening, twoInThree);
  }

  /** A target, in the unit of the indicator. */
  public XmrChart withTarget(double value) {
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException("a target must be a number");
    }
    return new XmrChart(polarity, baseline, value, rebases, screening, twoInThree);
  }

  /** New limits begin at these months (indexes into the series, rising). */
  public XmrChart withRebases(int... months) {
    for (int i = 0; i < months.length; i++) {
      if (months[i] <= (i == 0 ? 0 : months[i - 1])) {
        throw new IllegalArgumentException(
            "rebase months must rise from 1, but are " + Arrays.toString(months));
      }
    }
    return new XmrChart(polarity, baseline, target, months.clone(), screening, twoInThree);
  }

  public XmrChart withScreening(Screening value) {
    return new XmrChart(polarity, baseline, target, rebases, value, twoInThree);
  }

  public XmrChart withTwoInThree(TwoInThree value) {
    return new XmrChart(polarity, baseline, target, rebases, screening, value);
  }

  /**
   * Draws the chart.
   *
   * @param series one number for every month in order, none left out; NaN for a month without value
   */
  public ControlChart draw(double[] series) {
    PointCode[] codes = new PointCode[series.length];
    List<Phase> phases = new ArrayList<>();
    int from = 0;
    for (int next = 0; from < series.length; next++) {
      int to = next < rebases.length ? Math.min(rebases[next], series.length) : series.length;
      Phase phase = phase(series, from, to);
      if (phase.baseline() < LEAST_BASELINE || Double.isNaN(phase.upper())) {
        for (int i = from; i < to; i++) {
          codes[i] = Double.isNaN(series[i]) ? PointCode.MISSING : PointCode.NO_LIMITS;
        }
      } else {
        phases.add(phase);
        code(series, phase, codes);
      }
      from = to;
    }
    PointCode latest = series.length == 0 ? PointCode.NO_LIMITS : codes[series.length - 1];
    Phase last = phases.isEmpty() ? null : phases.get(phases.size() - 1);
    boolean limited = last != null && last.to() == series.length;
    return new ControlChart(
        phases,
        Arrays.asList(codes),
        limited ? variation(latest) : Variation.TOO_FEW,
        limited ? assurance(last) : Double.isNaN(target) ? Assurance.NO_TARGET : Assurance.TOO_FEW);
  }

  private Phase phase(double[] series, int from, int to) {
    int count = 0;
    double sum = 0;
    int end = from;
    for (int i = from; i < to && count < baseline; i++) {
      if (!Double.isNaN(series[i])) {
        sum += series[i];
        count++;
      }
      end = i + 1;
    }
    double mean = sum / count;
    double half = Math.max(LIMIT_FACTOR * meanRange(series, from, end), ROUNDING * Math.abs(mean));
    return new Phase(from, to, mean, mean - half, mean + half, count);
  }

  /** NaN when too few months have a neighbour. */
  private double meanRange(double[] series, int from, int to) {
    double all = meanRangeBelow(series, from, to, Double.POSITIVE_INFINITY);
    if (screening == Screening.NONE) {
      return all;
    }
    double screened = meanRangeBelow(series, from, to, RANGE_LIMIT_FACTOR * all);
    // In a series of zeros with one event the screen leaves no range at all, and limits of no width
    // would call every month special.
    return screened > 0 ? screened : all;
  }

  private static double meanRangeBelow(double[] series, int from, int to, double bound) {
    double sum = 0;
    int kept = 0;
    int ranges = 0;
    for (int i = from + 1; i < to; i++) {
      double range = Math.abs(series[i] - series[i - 1]);
      ranges += Double.isNaN(range) ? 0 : 1;
      if (range < bound) {
        sum += range;
        kept++;
      }
    }
    return ranges < LEAST_RANGES ? Double.NaN : kept == 0 ? 0 : sum / kept;
  }

  private void code(double[] series, Phase phase, PointCode[] codes) {
    int from = phase.from();
    int to = phase.to();
    for (int i = from; i < to; i++) {
      codes[i] = Double.isNaN(series[i]) ? PointCode.MISSING : PointCode.COMMON_CAUSE;
    }
    // In the order of the rules: what an earlier rule has marked, a later one leaves.
    for (int i = from; i < to; i++) {
      if (series[i] > phase.upper()) {
        codes[i] = PointCode.ABOVE_LIMIT;
      } else if (series[i] < phase.lower()) {
        codes[i] = PointCode.BELOW_LIMIT;
      }
    }
    markTrends(series, from, to, codes);
    markTwoOfThree(series, phase, codes);
    markRuns(series, phase, codes);
  }

  private static void markTrends(double[] series, int from, int to, PointCode[] codes) {
    int length = 1;
    int direction = 0;
    for (int i = from + 1; i < to; i++) {
      int step = sign(series[i] - series[i - 1]);
      length = step == 0 ? 1 : step == direction ? length + 1 : 2;
      direction = step;
      if (length >= RUN) {
        mark(codes, i, step > 0 ? PointCode.RISING_TREND : PointCode.FALLING_TREND);
      }
    }
  }

  private static void markRuns(double[] series, Phase phase, PointCode[] codes) {
    int length = 0;
    int side = 0;
    for (int i = phase.from(); i < phase.to(); i++) {
      int here = side(series[i], phase);
      length = here == 0 ? 0 : here == side ? length + 1 : 1;
      side = here;
      if (length >= RUN) {
        mark(codes, i, here > 0 ? PointCode.RUN_ABOVE_MEAN : PointCode.RUN_BELOW_MEAN);
      }
    }
  }

  private void markTwoOfThree(double[] series, Phase phase, PointCode[] codes) {
    for (int i = phase.from() + 2; i < phase.to(); i++) {
      int side = side(series[i], phase);
      int near = 0;
      boolean oneSide = side != 0;
      for (int j = i - 2; j <= i; j++) {
        oneSide &= side(series[j], phase) == side;
        near += isNear(series[j], phase) ? 1 : 0;
      }
      if (!oneSide || near < 2) {
        continue;
      }
      for (int j = i - 2; j <= i; j++) {
        if (isNear(series[j], phase) && codes[j] == PointCode.COMMON_CAUSE) {
          codes[j] = side > 0 ? PointCode.TWO_OF_THREE_HIGH : PointCode.TWO_OF_THREE_LOW;
        }
      }
    }
  }

  private boolean isNear(double value, Phase phase) {
    boolean beyond = value > phase.upper() || value < phase.lower();
    return (value > phase.nearUpper() || value < phase.nearLower())
        && (twoInThree == TwoInThree.NEAR_OR_BEYOND || !beyond);
  }

  /** Marks the seven months that end here, where no earlier rule has. */
  private static void mark(PointCode[] codes, int end, PointCode code) {
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

  private static int side(double value, Phase phase) {
    double difference = value - phase.mean();
    return Math.abs(difference) <= ROUNDING * Math.abs(phase.mean()) ? 0 : sign(difference);
  }

  private Variation variation(PointCode latest) {
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

  private Assurance assurance(Phase phase) {
    if (Double.isNaN(target) || polarity == Polarity.NEUTRAL) {
      return Assurance.NO_TARGET;
    }
    if (target > phase.upper()) {
      return polarity == Polarity.HIGH_IS_GOOD
          ? Assurance.CONSISTENTLY_FAIL
          : Assurance.CONSISTENTLY_PASS;
    }
    if (target < phase.lower()) {
      return polarity == Polarity.HIGH_IS_GOOD
          ? Assurance.CONSISTENTLY_PASS
          : Assurance.CONSISTENTLY_FAIL;
    }
    return Assurance.HIT_AND_MISS;
  }
}
