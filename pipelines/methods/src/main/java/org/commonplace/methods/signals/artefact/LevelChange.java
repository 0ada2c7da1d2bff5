package org.commonplace.methods.signals.artefact;

import java.util.ArrayList;
import java.util.List;
import org.commonplace.methods.signals.Frequency;
import org.commonplace.methods.signals.Medians;
import org.commonplace.methods.signals.Series;

/**
 * A step in a series: flat before, flat after, and all of the way in one period. Waves and
 * outbreaks rise over several periods or do not stay.
 *
 * @param at index of the first point of the new level
 * @param factor the new level over the old one; the round factor if it is one
 * @param round whether the factor is 7, 10, 12, 30, 100 or 1000 or one of these the other way, or
 *     so large that no cases can have risen or fallen by it
 */
record LevelChange(int at, double factor, boolean round) {
  private static final double[] ROUND = {7, 10, 12, 30, 100, 1000};

  /** Levels with less between them are no step: seasons begin and end so. */
  private static final double LEAST_FACTOR = 3;

  /** No disease multiplies its cases so from one period to the next. */
  static final double IMPOSSIBLE = 30;

  /** How far, as a logarithm, a factor may be from a round one in any case, and at most. */
  private static final double ROUND_SLACK = 0.05;

  private static final double MOST_SLACK = 0.25;

  /** How far, as a logarithm, a factor is from a round one that it is precisely, and its error. */
  private static final double PRECISE = 0.15;

  private static final double PRECISE_ERROR = 0.1;

  /** Share of points that may be on the other side of the middle of the step. */
  private static final double STRAYS = 0.1;

  /** How far, as a logarithm, the halves of a level may be apart, and as a share of the step. */
  private static final double FLAT = 0.3;

  private static final double FLAT_SHARE = 0.25;

  /** How much of the step, as logarithms, lies between the quarters beside it. */
  private static final double BESIDE = 0.65;

  /** How much of the step, as logarithms, the first point of the new level takes. */
  private static final double AT_ONCE = 0.6;

  // Cases in a period that the lower level has at least, and that the higher one of an impossible
  // factor has: below it, chance and the start of a season make steps too.
  private static final double LEAST_LOW = 10;
  private static final double LEAST_LOW_ROUND = 3;
  private static final double LEAST_HIGH_IMPOSSIBLE = 60;

  /** The steps of a series, in time. */
  static List<LevelChange> of(Series series) {
    LocalLevel level = LocalLevel.of(series);
    double[] values = new double[series.length()];
    for (int t = 0; t < values.length; t++) {
      values[t] = level.weekday(t) > 0 ? series.count(t) / level.weekday(t) : Double.NaN;
    }
    List<LevelChange> changes = new ArrayList<>();
    int shortest = LocalLevel.window(series.frequency());
    int lasting = lasting(series.frequency());
    for (int t = shortest; t + shortest <= values.length; t++) {
      LevelChange change = at(values, t, shortest);
      if (change != null) {
        change = change.soon(values, shortest, level.dispersion());
      }
      if (change == null) {
        change = at(values, t, lasting);
        change = change == null ? null : change.lasting(values, lasting, level.dispersion());
      }
      if (change != null) {
        changes.add(change);
        t += shortest - 1;
      }
    }
    return changes;
  }

  /** Points that a level has to last for if its factor is none of the usual mistakes. */
  private static int lasting(Frequency frequency) {
    return switch (frequency) {
      case DAILY -> 56;
      case WEEKLY -> 8;
      case MONTHLY -> 6;
    };
  }

  /**
   * The same if it needs not last to be told from an outbreak that stays for a month: it is so
   * large that no disease can do it, or precisely round. Else null.
   */
  private LevelChange soon(double[] values, int length, double dispersion) {
    double high = Math.max(median(values, at - length, at), median(values, at, at + length));
    double low = Math.min(median(values, at - length, at), median(values, at, at + length));
    if (Math.abs(Math.log(factor)) >= Math.log(IMPOSSIBLE) && high >= LEAST_HIGH_IMPOSSIBLE) {
      return rounded(values, length, dispersion).asRound();
    }
    double nearest = nearestRound(factor);
    boolean precise =
        low >= LEAST_LOW_ROUND
            && error(values, length, dispersion) <= PRECISE_ERROR
            && Math.abs(Math.log(factor / nearest)) <= PRECISE;
    return precise ? new LevelChange(at, nearest, true) : null;
  }

  private LevelChange asRound() {
    return new LevelChange(at, factor, true);
  }

  /** The same if it cannot be chance or a season; with the round factor if it could be that. */
  private LevelChange lasting(double[] values, int length, double dispersion) {
    double low = Math.min(median(values, at - length, at), median(values, at, at + length));
    LevelChange likely = rounded(values, length, dispersion);
    return low >= (likely.round ? LEAST_LOW_ROUND : LEAST_LOW) ? likely : null;
  }

  /** The same with the round factor if chance could make it of that. */
  private LevelChange rounded(double[] values, int length, double dispersion) {
    double slack = ROUND_SLACK + 2.5 * error(values, length, dispersion);
    double nearest = nearestRound(factor);
    return Math.abs(Math.log(factor / nearest)) < Math.min(MOST_SLACK, slack)
        ? new LevelChange(at, nearest, true)
        : this;
  }

  /** Standard error of the logarithm of the factor, of medians of so many points. */
  private double error(double[] values, int length, double dispersion) {
    double before = median(values, at - length, at);
    double after = median(values, at, at + length);
    return 1.25 * Math.sqrt(dispersion / length * (1 / before + 1 / after));
  }

  private static double nearestRound(double factor) {
    double nearest = ROUND[0];
    for (double round : ROUND) {
      for (double way : new double[] {round, 1 / round}) {
        boolean nearer = Math.abs(Math.log(factor / way)) < Math.abs(Math.log(factor / nearest));
        nearest = nearer ? way : nearest;
      }
    }
    return nearest;
  }

  private static LevelChange at(double[] values, int t, int length) {
    if (t < length || t + length > values.length) {
      return null;
    }
    double before = median(values, t - length, t);
    double after = median(values, t, t + length);
    double step = Math.log(after / before);
    boolean large = before > 0 && after > 0 && Math.abs(step) >= Math.log(LEAST_FACTOR);
    if (!large) {
      return null;
    }
    double middle = Math.sqrt(before * after);
    boolean apart =
        onOtherSide(values, t - length, t, middle, step < 0) <= STRAYS * length
            && onOtherSide(values, t, t + length, middle, step > 0) <= STRAYS * length;
    double still = Math.min(FLAT, FLAT_SHARE * Math.abs(step)) + chance(before, after, length);
    boolean flat = moves(values, t - length, t) <= still && moves(values, t, t + length) <= still;
    int quarter = Math.max(2, length / 4);
    double beside = median(values, t, t + quarter) / median(values, t - quarter, t);
    boolean atOnce =
        Math.log(values[t] / before) / step >= AT_ONCE
            && Math.log(values[t - 1] / before) / step <= 1 - AT_ONCE
            && Math.log(beside) / step >= BESIDE;
    return apart && flat && atOnce ? new LevelChange(t, after / before, false) : null;
  }

  /** How far chance alone moves the halves of the lower level apart, as a logarithm. */
  private static double chance(double before, double after, int length) {
    return 1.25 * Math.sqrt(4 / (length * Math.min(before, after)));
  }

  /** Missing points count as strays. */
  private static int onOtherSide(double[] values, int from, int to, double middle, boolean below) {
    int strays = 0;
    for (int i = from; i < to; i++) {
      boolean right = below ? values[i] > middle : values[i] < middle;
      strays += right ? 0 : 1;
    }
    return strays;
  }

  private static double moves(double[] values, int from, int to) {
    int middle = (from + to) / 2;
    return Math.abs(Math.log(median(values, middle, to) / median(values, from, middle)));
  }

  private static double median(double[] values, int from, int to) {
    double[] present = new double[to - from];
    int n = 0;
    for (int i = from; i < to; i++) {
      if (!Double.isNaN(values[i])) {
        present[n++] = values[i];
      }
    }
    return Medians.of(present, n);
  }
}
