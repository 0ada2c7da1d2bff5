package org.commonplace.methods.signals.artefact;

import java.util.ArrayList;
import java.util.List;
import org.commonplace.methods.signals.Frequency;
import org.commonplace.methods.signals.Medians;
import org.commonplace.methods.signals.Series;

/**
 * The search for the steps of one series.
 *
 * <p>What no disease can do, and what is precisely a round factor, needs not last. Any other step
 * has to last for two months, and longer if chance could hide that the higher level moves: a wave
 * rises over several periods, and is not flat. Sooner it cannot be told, however early chance is
 * excluded: of 142 rises of public weekly series from 2 to 12 cases to five times as many, 135
 * lasted for four weeks and 131 for eight, as waves do. Until then a signal is the right answer.
 *
 * <p>Neither level is there on the other side of the step within half a year, unless another step
 * leads back to it: what comes back by itself was a wave, and what was there before it ends one.
 * Where the season of earlier years is known, this is asked of the counts without it, too.
 */
final class LevelSearch {
  /** Levels with less between them are no step: seasons begin and end so. */
  private static final double LEAST_FACTOR = 3;

  /** From one point to the next, a step has this factor at least. */
  private static final double LEAST_NEXT = 1.5;

  /** Standard errors of chance that may hide moves of the higher level, by how long it lasted. */
  private static final double[] HIDDEN = {1, 0.5, -1};

  /** Years of which the season is told. */
  private static final int SEASON_YEARS = 3;

  // Cases in a period that the lower level has at least, and that the higher one of an impossible
  // factor has: below it, chance and the start of a season make steps too.
  private static final double LEAST_LOW = 3;
  private static final double LEAST_HIGH_IMPOSSIBLE = 60;

  private final double[] values;
  private final double dispersion;
  private final int year;

  /** Points that tell the levels beside a step. */
  private final int shortest;

  /** Points that a level has to last for if its factor is none of the usual mistakes. */
  private final int[] lasting;

  private final int half;

  LevelSearch(Series series) {
    LocalLevel level = LocalLevel.of(series);
    this.values = new double[series.length()];
    for (int t = 0; t < values.length; t++) {
      values[t] = level.weekday(t) > 0 ? series.count(t) / level.weekday(t) : Double.NaN;
    }
    this.dispersion = level.dispersion();
    this.year = year(series.frequency());
    this.shortest = LocalLevel.window(series.frequency());
    this.lasting = lasting(series.frequency());
    this.half = year / 2;
  }

  private static int[] lasting(Frequency frequency) {
    return switch (frequency) {
      case DAILY -> new int[] {56, 91, 182};
      case WEEKLY -> new int[] {8, 13, 26};
      case MONTHLY -> new int[] {6};
    };
  }

  /** Points of whole weeks, so that weekdays meet. */
  private static int year(Frequency frequency) {
    return switch (frequency) {
      case DAILY -> 364;
      case WEEKLY -> 52;
      case MONTHLY -> 12;
    };
  }

  /** The steps, in time. */
  List<LevelChange> changes() {
    List<LevelChange> found = new ArrayList<>();
    for (int t = shortest; t + shortest <= values.length; t++) {
      LevelChange change = at(t);
      if (change != null) {
        found.add(change);
        t += shortest - 1;
      }
    }
    return found.stream()
        .filter(each -> stays(each, values, found) || stays(each, withoutSeason(each.at()), found))
        .toList();
  }

  private LevelChange at(int t) {
    if (Math.max(values[t], values[t - 1]) < LEAST_NEXT * Math.min(values[t], values[t - 1])) {
      return null;
    }
    Step near = new Step(values, t, shortest);
    if (!near.separates(LEAST_NEXT) || !near.atOnce(shortest)) {
      return null;
    }
    if (impossible(near)) {
      return LevelChange.of(near, dispersion).asRound();
    }
    double roughness = roughness(t);
    if (!near.sharp(shortest, roughness)) {
      return null;
    }
    if (precise(near)) {
      return LevelChange.of(near, dispersion);
    }
    LevelChange change = lasting(t, withoutSeason(t), roughness);
    return change == null ? lasting(t, values, roughness) : change;
  }

  private boolean impossible(Step step) {
    return step.separates(LevelChange.IMPOSSIBLE)
        && step.higher() >= LEAST_HIGH_IMPOSSIBLE
        && step.flatAfter(dispersion)
        && (step.factor() < 1 || step.lower() >= LEAST_LOW || wasAbove(step));
  }

  /**
   * From next to none, the first outbreak of all can rise so; what was there before can come back.
   */
  private boolean wasAbove(Step step) {
    for (int t = 0; t + shortest <= step.at(); t++) {
      if (Step.median(values, t, t + shortest) > step.middle()) {
        return true;
      }
    }
    return false;
  }

  private boolean precise(Step step) {
    return step.separates(LEAST_FACTOR)
        && step.lower() >= LEAST_LOW
        && step.flat(dispersion, -1)
        && LevelChange.isPrecise(step, dispersion);
  }

  private LevelChange lasting(int t, double[] counts, double roughness) {
    for (int i = 0; i < lasting.length; i++) {
      if (t >= lasting[i] && t + lasting[i] <= counts.length) {
        Step step = new Step(counts, t, lasting[i]);
        if (step.separates(LEAST_FACTOR)
            && step.atOnce(shortest)
            && step.flat(roughness, HIDDEN[i])
            && step.lower() >= LEAST_LOW) {
          return LevelChange.of(step, dispersion);
        }
      }
    }
    return null;
  }

  private boolean stays(LevelChange change, double[] counts, List<LevelChange> all) {
    double middle = new Step(counts, change.at(), shortest).middle();
    if (!(middle > 0)) {
      return false;
    }
    int end = Math.min(counts.length, change.at() + half);
    for (int u = change.at() + 1; u + shortest <= end; u++) {
      if (beyond(Step.median(counts, u, u + shortest), middle, !change.rises())) {
        return leadsBack(change, all, change.at() + 1, u + shortest);
      }
    }
    for (int u = change.at() - 1; u - shortest >= Math.max(0, change.at() - half); u--) {
      if (beyond(Step.median(counts, u - shortest, u), middle, change.rises())) {
        return leadsBack(change, all, u - shortest, change.at() - 1);
      }
    }
    return true;
  }

  private static boolean beyond(double level, double middle, boolean above) {
    return above ? level > middle : level < middle;
  }

  private static boolean leadsBack(LevelChange change, List<LevelChange> all, int from, int to) {
    return all.stream()
        .anyMatch(each -> each.at() >= from && each.at() <= to && each.rises() != change.rises());
  }

  /** The counts around a step without what earlier years had in the same weeks; NaN if unknown. */
  private double[] withoutSeason(int t) {
    int from = Math.max(0, t - half);
    int to = Math.min(values.length, t + half);
    double[] season = new double[values.length];
    for (int i = from; i < to; i++) {
      season[i] = earlierYears(i);
    }
    double level = Step.median(season, from, to);
    double[] without = values.clone();
    for (int i = from; i < to; i++) {
      without[i] = season[i] > 0 ? values[i] * level / season[i] : Double.NaN;
    }
    return without;
  }

  private double earlierYears(int t) {
    double sum = 0;
    int years = 0;
    for (int i = t - year; i >= 0 && years < SEASON_YEARS; i -= year) {
      sum += Step.mean(values, Math.max(0, i - shortest / 2), i + shortest / 2 + 1);
      years++;
    }
    return sum / years;
  }

  /**
   * Variance per mean of the points around, by how far each is from the middle of its neighbours,
   * which a wave is not; at least 1.
   */
  private double roughness(int t) {
    int reach = lasting[0];
    double[] squares = new double[2 * reach];
    int n = fill(squares, 0, Math.max(0, t - reach), t);
    n = fill(squares, n, t, Math.min(values.length, t + reach));
    return Math.max(1, Medians.of(squares, n) / LocalLevel.MEDIAN_SQUARE);
  }

  private int fill(double[] squares, int filled, int from, int to) {
    double level = Step.median(values, from, to);
    int n = filled;
    for (int i = from + 1; i + 1 < to; i++) {
      double off = values[i] - (values[i - 1] + values[i + 1]) / 2;
      if (!Double.isNaN(off) && level > 0) {
        squares[n++] = off * off / (1.5 * level);
      }
    }
    return n;
  }
}
