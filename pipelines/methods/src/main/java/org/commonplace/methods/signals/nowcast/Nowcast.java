package org.commonplace.methods.signals.nowcast;

import java.util.ArrayList;
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
 *
 * @param delays what was learned of each delay, from 0; those after them are settled
 * @param shifts by how many periods the dates of each vintage that was used, oldest first, had to
 *     be moved to mean the same as those of the latest; 0 unless the source changed what it dates
 *     by
 */
public record Nowcast(List<LearnedDelay> delays, List<Integer> shifts) {
  /** A period is provisional while past revisions moved this share of its cases. */
  public static final double PROVISIONAL_SHARE = 0.01;

  /** Vintages that are learned from, per delay: reporting changes, and old ones mislead. */
  private static final int VINTAGES_PER_DELAY = 3;

  public Nowcast {
    delays = List.copyOf(delays);
    shifts = List.copyOf(shifts);
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
    return new Nowcast(ChainLadder.learn(aligned, largestDelay), shifts);
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
    requirePast(delay);
    RevisionLaw law = delay < delays.size() ? delays.get(delay).law() : RevisionLaw.SETTLED;
    return law.predict(newest);
  }

  private static void requirePast(int delay) {
    if (delay < 0) {
      throw new IllegalArgumentException("a delay of " + delay + " periods lies in the future");
    }
  }

  /**
   * Whether counts of this delay are still likely to change by more than a negligible share: all up
   * to the first delay from which on past revisions moved less.
   */
  public boolean isProvisional(int delay) {
    requirePast(delay);
    return delay < delays.size()
        && delays.subList(0, delay + 1).stream()
            .allMatch(each -> each.law().moved() >= PROVISIONAL_SHARE);
  }

  /** Share of the settled cases that was reported after so many periods; NaN if unknown. */
  public double completeness(int delay) {
    return delay < delays.size() ? delays.get(delay).completeness() : 1;
  }

  /** Past vintages that show what counts of this delay came to. */
  public int vintagesSeen(int delay) {
    return delay < delays.size() ? delays.get(delay).vintages() : 0;
  }
}
