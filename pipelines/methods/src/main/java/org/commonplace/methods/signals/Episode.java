package org.commonplace.methods.signals;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Consecutive signals of one thing.
 *
 * @param first first day of the first period with a signal
 * @param last last day of the last period with a signal
 * @param status where it stands on the last day that was tested
 */
public record Episode(LocalDate first, LocalDate last, Status status) {

  /** Where an episode stands. */
  public enum Status {
    /** Its only signal is the latest there can be, or rests since. */
    NEW,
    /** It signalled more than once and has not rested for too long. */
    ONGOING,
    /** Too long a time without a signal followed. */
    ENDED
  }

  /**
   * One period in which a detector signalled.
   *
   * @param first its first day
   * @param last its last day
   */
  public record SignalledPeriod(LocalDate first, LocalDate last) {}

  /**
   * Joins periods that overlap or follow each other. Signals of several detectors, daily and
   * weekly, of the same series may be given together.
   *
   * @param testedUntil the last day of the last period that was tested
   * @param restDays days without a signal that do not end an episode, 0 or more
   */
  public static List<Episode> of(
      List<SignalledPeriod> periods, LocalDate testedUntil, int restDays) {
    List<SignalledPeriod> sorted = new ArrayList<>(periods);
    sorted.sort(Comparator.comparing(SignalledPeriod::first).thenComparing(SignalledPeriod::last));
    List<Episode> episodes = new ArrayList<>();
    int i = 0;
    while (i < sorted.size()) {
      SignalledPeriod start = sorted.get(i);
      LocalDate last = start.last();
      boolean several = false;
      for (i++; i < sorted.size() && follows(sorted.get(i), last, restDays); i++) {
        SignalledPeriod next = sorted.get(i);
        several |= next.first().isAfter(start.last());
        last = next.last().isAfter(last) ? next.last() : last;
      }
      episodes.add(
          new Episode(start.first(), last, status(last.plusDays(restDays), several, testedUntil)));
    }
    return episodes;
  }

  private static boolean follows(SignalledPeriod next, LocalDate last, int restDays) {
    return !next.first().isAfter(last.plusDays(restDays + 1L));
  }

  private static Status status(LocalDate last, boolean several, LocalDate testedUntil) {
    if (last.isBefore(testedUntil)) {
      return Status.ENDED;
    }
    return several ? Status.ONGOING : Status.NEW;
  }

  /** Whether {@code date} lies in the episode. */
  public boolean covers(LocalDate date) {
    return !date.isBefore(first) && !date.isAfter(last);
  }
}
