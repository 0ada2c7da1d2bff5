package org.commonplace.methods.signals.nowcast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.commonplace.methods.signals.Frequency;

/**
 * Nowcast of a group of series that are reported alike, from the vintages that were kept.
 *
 * <p>The means are those of the chain ladder (Mack 1993): the share of a count that is reported
 * after d periods is the sum of all figures of delay d in past vintages over the sum of what those
 * came to, where a count that is itself not settled yet is first completed by the shares of the
 * longer delays. Without a missing vintage that is the usual chain of factors; with missing ones,
 * or two vintages alone, it still holds. Figures of zero, which have no share to grow by, have a
 * mean of their own.
 *
 * <p>The uncertainty is negative binomial and learned from what the past revisions did, for
 * additions and removals apart, by delay and pooled with neighbouring delays. Revisions of one
 * vintage are alike in all series: few vintages tell little of how much the next one differs. Two
 * things stand for that, and both vanish as vintages are kept. Cases come in batches, so that a
 * rate differs from vintage to vintage the more the smaller it is; how much is taken from how
 * uneven the rates are from one delay to the next. And a vintage may be revised like none before,
 * with a probability of one to the number of vintages seen and three more, {@link
 * NowcastCount#unlike}.
 */
public final class Nowcast {
  /** A period is provisional while past revisions moved this share of its cases. */
  public static final double PROVISIONAL_SHARE = 0.01;

  /** A spread is fitted on so many figures; more would tell nothing more of it. */
  private static final int MOST_FITTED = 3000;

  /** Vintages that are learned from, per delay: reporting changes, and old ones mislead. */
  private static final int VINTAGES_PER_DELAY = 3;

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
  private final List<Integer> shifts;
  private final DelayCells[] cells;
  private final RevisionLaw[] laws;

  private Nowcast(List<Vintage> vintages, List<Integer> shifts, int largestDelay) {
    this.vintages = vintages;
    this.shifts = shifts;
    this.cells = new DelayCells[largestDelay];
    this.laws = new RevisionLaw[largestDelay];
    Arrays.fill(laws, RevisionLaw.SETTLED);
  }

  /** Periods after which a count is taken as settled: six weeks of days, ten weeks, six months. */
  public static int usualLargestDelay(Frequency frequency) {
    return switch (frequency) {
      case DAILY -> 42;
      case WEEKLY -> 10;
      case MONTHLY -> 6;
    };
  }

  /**
   * Learns from vintages of the same series. One vintage alone teaches nothing: then every count is
   * its own nowcast, and no period is known to be provisional. Of many, the latest three times the
   * largest delay are used.
   *
   * @param vintages in any order, each of another period
   * @param largestDelay the delay at which counts are taken as settled, in periods
   * @throws IllegalArgumentException if there is no vintage, two are of one period, or the series
   *     differ in number
   */
  public static Nowcast learn(List<Vintage> vintages, int largestDelay) {
    if (vintages.isEmpty() || largestDelay < 1) {
      throw new IllegalArgumentException("a nowcast needs a vintage and a delay of one period");
    }
    List<Vintage> sorted =
        vintages.stream().sorted(Comparator.comparingInt(Vintage::asOf)).toList();
    int used = Math.min(sorted.size(), 1 + VINTAGES_PER_DELAY * largestDelay);
    List<Vintage> latest = sorted.subList(sorted.size() - used, sorted.size());
    requireAlike(latest);
    Vintage newest = latest.get(used - 1);
    List<Integer> shifts =
        latest.stream().map(vintage -> Alignment.shift(vintage, newest, largestDelay)).toList();
    List<Vintage> aligned = new ArrayList<>();
    for (int i = 0; i < used; i++) {
      aligned.add(latest.get(i).shifted(shifts.get(i)));
    }
    Nowcast nowcast = new Nowcast(aligned, shifts, largestDelay);
    nowcast.learnMeans();
    nowcast.learnSpreads();
    return nowcast;
  }

  private static void requireAlike(List<Vintage> sorted) {
    for (int i = 1; i < sorted.size(); i++) {
      Vintage vintage = sorted.get(i);
      Vintage before = sorted.get(i - 1);
      if (vintage.asOf() == before.asOf()) {
        throw new IllegalArgumentException("two vintages are of period " + vintage.asOf());
      }
      if (vintage.series() != before.series()) {
        throw new IllegalArgumentException(
            "the vintage of period "
                + vintage.asOf()
                + " has "
                + vintage.series()
                + " series, the one before "
                + before.series());
      }
    }
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

  private RevisionLaw law(int delay) {
    if (delay < 0) {
      throw new IllegalArgumentException("a delay of " + delay + " periods lies in the future");
    }
    return delay < laws.length ? laws[delay] : RevisionLaw.SETTLED;
  }

  /**
   * What a count will come to.
   *
   * @param newest the newest figure, in cases; zero or more
   * @param delay periods from the counted one to the vintage, zero or more
   */
  public NowcastCount predict(double newest, int delay) {
    if (!(newest >= 0)) {
      throw new IllegalArgumentException(
          "a figure of " + newest + " cannot be completed; leave missing and negative ones out");
    }
    return law(delay).predict(newest);
  }

  /** Whether counts of this delay are still likely to change by more than a negligible share. */
  public boolean isProvisional(int delay) {
    return law(delay).moved() >= PROVISIONAL_SHARE;
  }

  /** Share of the settled cases that was reported after so many periods; NaN if unknown. */
  public double completeness(int delay) {
    if (delay >= cells.length) {
      return 1;
    }
    return cells[delay].settledSum() > 0
        ? cells[delay].newestSum() / cells[delay].settledSum()
        : Double.NaN;
  }

  /** Past vintages that show what counts of this delay came to. */
  public int vintagesSeen(int delay) {
    return delay < cells.length ? cells[delay].vintages() : 0;
  }

  /**
   * By how many periods the dates of each vintage that was used, oldest first, had to be moved to
   * mean the same as those of the latest; 0 unless the source changed what it dates by.
   */
  public List<Integer> shifts() {
    return shifts;
  }
}
