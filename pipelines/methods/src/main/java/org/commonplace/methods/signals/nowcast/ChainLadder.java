package org.commonplace.methods.signals.nowcast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Learns how counts are revised, delay by delay, from vintages whose dates mean the same.
 *
 * <p>The share of a count that is reported after d periods is the sum of all figures of delay d in
 * past vintages over the sum of what those came to, where a count that is itself not settled yet is
 * first completed by the shares of the longer delays.
 */
final class ChainLadder {
  /** A spread is fitted on so many figures; more would tell nothing more of it. */
  private static final int MOST_FITTED = 3000;

  /** The median of the square of a standard normal variable. */
  private static final double MEDIAN_SQUARE = 0.455;

  // Before there is any evidence: a rate of one half differs by a tenth of itself from vintage to
  // vintage, one of 1 % by seven tenths. It counts as much as four differences between delays.
  private static final double PRIOR_BATCH = 0.005;
  private static final double PRIOR_DIFFERENCES = 4;

  /** No rate is taken to vary by more than this, as variance per square. */
  private static final double LARGEST_SHARED = 2;

  /** One vintage of so many more than were seen is revised like none of them. */
  private static final int MORE_THAN_SEEN = 3;

  private final List<Vintage> vintages;
  private final DelayCells[] cells;
  private final RevisionLaw[] laws;

  private ChainLadder(List<Vintage> vintages, int largestDelay) {
    this.vintages = vintages;
    this.cells = new DelayCells[largestDelay];
    this.laws = new RevisionLaw[largestDelay];
    Arrays.fill(laws, RevisionLaw.SETTLED);
  }

  /**
   * What is learned of each delay, from 0.
   *
   * @param vintages in time
   * @param largestDelay the delay at which counts are taken as settled, in periods
   */
  static List<LearnedDelay> learn(List<Vintage> vintages, int largestDelay) {
    ChainLadder ladder = new ChainLadder(vintages, largestDelay);
    ladder.learnMeans();
    ladder.learnSpreads();
    List<LearnedDelay> learned = new ArrayList<>();
    for (int delay = 0; delay < largestDelay; delay++) {
      learned.add(
          new LearnedDelay(
              ladder.laws[delay],
              ladder.cells[delay].completeness(),
              ladder.cells[delay].vintages()));
    }
    return List.copyOf(learned);
  }

  private void learnMeans() {
    for (int delay = laws.length - 1; delay >= 0; delay--) {
      DelayCells found = new DelayCells();
      for (int v = 0; v < vintages.size() - 1; v++) {
        int before = found.size();
        addCells(found, v, delay);
        found.endVintage(before);
      }
      cells[delay] = found;
      laws[delay] = found.means();
    }
  }

  private void addCells(DelayCells found, int v, int delay) {
    Vintage vintage = vintages.get(v);
    int period = vintage.asOf() - delay;
    for (int s = 0; s < vintage.series(); s++) {
      double newest = vintage.count(s, period);
      double settled = Double.NaN;
      for (int later = vintages.size() - 1; later > v && Double.isNaN(settled); later--) {
        Vintage other = vintages.get(later);
        settled = law(other.asOf() - period).settled(other.count(s, period));
      }
      if (!Double.isNaN(newest) && !Double.isNaN(settled)) {
        found.add(newest, settled);
      }
    }
  }

  private void learnSpreads() {
    double batch = batch();
    RevisionLaw[] means = shrunkMeans();
    for (int delay = 0; delay < laws.length; delay++) {
      CountSpread additions = new CountSpread();
      CountSpread removals = new CountSpread();
      double moved = 0;
      double settled = 0;
      int alike = 0;
      for (int d = firstAlike(delay); d <= lastAlike(delay); d++) {
        alike += cells[d].size();
      }
      for (int d = firstAlike(delay); d <= lastAlike(delay); d++) {
        cells[d].spread(means[d], 1 + alike / MOST_FITTED, additions, removals);
        moved += cells[d].moved();
        settled += cells[d].settledSum();
      }
      double additionSpread = additions.estimate();
      double removalSpread = removals.estimate();
      RevisionLaw mean = means[delay];
      laws[delay] =
          new RevisionLaw(
              mean.perCase(),
              mean.onZero(),
              additionSpread
                  + additions.relativeVarianceOfTotal(additionSpread)
                  + shared(batch, mean.perCase(), delay),
              mean.removals(),
              removalSpread
                  + removals.relativeVarianceOfTotal(removalSpread)
                  + shared(batch, mean.removals(), delay),
              settled > 0 ? moved / settled : 0,
              1.0 / (MORE_THAN_SEEN + cells[delay].vintages()));
    }
  }

  /** The newest period is like no other; beyond it a delay is like those around it. */
  private static int firstAlike(int delay) {
    return delay == 0 ? 0 : Math.max(1, delay - Math.max(1, delay / 4));
  }

  private int lastAlike(int delay) {
    return delay == 0 ? 0 : Math.min(laws.length - 1, delay + Math.max(1, delay / 4));
  }

  private RevisionLaw[] shrunkMeans() {
    RevisionLaw[] means = new RevisionLaw[laws.length];
    for (int delay = 0; delay < laws.length; delay++) {
      List<DelayCells> alike =
          Arrays.asList(cells).subList(firstAlike(delay), lastAlike(delay) + 1);
      RevisionLaw own = laws[delay];
      double hidden = hidden(alike);
      means[delay] =
          new RevisionLaw(
              hidden + Shrinkage.of(DelayCells::additions, cells[delay], alike),
              own.onZero(),
              0,
              hidden + Shrinkage.of(DelayCells::removals, cells[delay], alike),
              0,
              own.moved(),
              0);
    }
    return means;
  }

  private static double hidden(List<DelayCells> alike) {
    double hidden = 0;
    double newest = 0;
    for (DelayCells each : alike) {
      hidden += each.hidden() * each.newestSum();
      newest += each.newestSum();
    }
    return newest > 0 ? hidden / newest : 0;
  }

  /**
   * Variance of a rate from vintage to vintage that all series share, as a multiple of the rate:
   * from the second differences of its logarithm over the delays, of which a smooth decline has
   * none.
   */
  private double batch() {
    List<Double> found = new ArrayList<>();
    for (int d = 2; d < laws.length - 1; d++) {
      double before = laws[d - 1].perCase();
      double here = laws[d].perCase();
      double after = laws[d + 1].perCase();
      if (before > 0 && here > 0 && after > 0) {
        double difference = Math.log(before) - 2 * Math.log(here) + Math.log(after);
        found.add(difference * difference / (1 / before + 4 / here + 1 / after));
      }
    }
    found.sort(Comparator.naturalOrder());
    double sum = PRIOR_DIFFERENCES * PRIOR_BATCH;
    if (!found.isEmpty()) {
      sum += found.size() * found.get(found.size() / 2) / MEDIAN_SQUARE;
    }
    return sum / (PRIOR_DIFFERENCES + found.size());
  }

  /** Variance, per squared rate, of how the rate of the next vintage differs from those seen. */
  private double shared(double batch, double rate, int delay) {
    return rate > 0 && cells[delay].vintages() > 0
        ? 2 * Math.min(LARGEST_SHARED, batch / rate) / cells[delay].vintages()
        : 0;
  }

  /** Of a vintage that was moved before the period, which it has no count of, that of delay 0. */
  private RevisionLaw law(int delay) {
    return delay < laws.length ? laws[Math.max(0, delay)] : RevisionLaw.SETTLED;
  }
}
