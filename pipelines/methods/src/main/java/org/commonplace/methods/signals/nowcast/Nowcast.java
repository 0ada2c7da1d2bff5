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
 * vintage are alike in all series: few vintages tell little of how much the next one differs. That
 * part is taken from how uneven the additions are from one delay to the next, and counts twice over
 * the number of vintages; it vanishes as vintages are kept.
 */
public final class Nowcast {
  /** A period is provisional while past revisions moved this share of its cases. */
  public static final double PROVISIONAL_SHARE = 0.01;

  /** A spread is fitted on so many figures; more would tell nothing more of it. */
  private static final int MOST_FITTED = 3000;

  /** Vintages that are learned from, per delay: reporting changes, and old ones mislead. */
  private static final int VINTAGES_PER_DELAY = 3;

  /** Rates that differ by more than a factor of e tell of few cases, not of vintages. */
  private static final double LARGEST_UNEVENNESS = 1;

  /** Standard deviation of a normal variable per median absolute deviation. */
  private static final double MEDIAN_TO_DEVIATION = 1.4826;

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
    RevisionLaw[] raw = laws.clone();
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
                  + unevenness(raw, delay),
              mean.removals(),
              removalSpread + removals.relativeVarianceOfTotal(removalSpread),
              settled > 0 ? moved / settled : 0);
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
      means[delay] =
          new RevisionLaw(
              Shrinkage.of(DelayCells::additions, cells[delay], alike),
              own.onZero(),
              0,
              Shrinkage.of(DelayCells::removals, cells[delay], alike),
              0,
              own.moved());
    }
    return means;
  }

  /**
   * Variance of the logarithm of the addition rate that all series share, from the second
   * differences of the rates around {@code delay}: a smooth decline has none, and independent
   * deviations have six times their variance there. The first, steepest step of the decline is left
   * out.
   */
  private double unevenness(RevisionLaw[] raw, int delay) {
    List<Double> differences = new ArrayList<>();
    for (int d = Math.max(2, delay - 3);
        d <= Math.min(laws.length - 2, Math.max(4, delay + 3));
        d++) {
      double before = raw[d - 1].perCase();
      double here = raw[d].perCase();
      double after = raw[d + 1].perCase();
      if (before > 0 && here > 0 && after > 0) {
        differences.add(Math.abs(Math.log(before) - 2 * Math.log(here) + Math.log(after)));
      }
    }
    if (differences.isEmpty() || cells[delay].vintages() == 0) {
      return 0;
    }
    differences.sort(Comparator.naturalOrder());
    double deviation = MEDIAN_TO_DEVIATION * differences.get(differences.size() / 2) / Math.sqrt(6);
    double variance = Math.min(LARGEST_UNEVENNESS, deviation * deviation);
    return 2 * Math.expm1(variance) / cells[delay].vintages();
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
