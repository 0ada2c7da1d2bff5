package org.commonplace.jobs.indicators;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.commonplace.schemas.Frequency;
import org.commonplace.schemas.IndicatorWindow;

/** Which periods an indicator has. */
final class Periods {
  private Periods() {}

  /**
   * One period.
   *
   * @param start first day
   * @param end last day
   * @param firstDay first day that counts towards its value
   */
  record Period(LocalDate start, LocalDate end, LocalDate firstDay) {
    static Period of(Frequency frequency, IndicatorWindow window, LocalDate start) {
      LocalDate end = frequency.endOf(start);
      return new Period(start, end, window.firstDay(start, end));
    }

    /** The calendar months that the days from a day to the period's end touch. */
    private static List<YearMonth> months(LocalDate from, LocalDate to) {
      List<YearMonth> months = new ArrayList<>();
      for (YearMonth month = YearMonth.from(from);
          !month.isAfter(YearMonth.from(to));
          month = month.plusMonths(1)) {
        months.add(month);
      }
      return months;
    }

    List<YearMonth> months() {
      return months(start, end);
    }

    /** The months that a value is made of: of a stock the last alone. */
    List<YearMonth> monthsOf(IndicatorWindow window) {
      return window == IndicatorWindow.AS_AT_END
          ? List.of(YearMonth.from(end))
          : months(firstDay, end);
    }
  }

  /** The periods that start on or after a day and end on or before another, in order. */
  static List<Period> between(
      Frequency frequency, IndicatorWindow window, LocalDate first, LocalDate last) {
    List<Period> periods = new ArrayList<>();
    LocalDate start = frequency.startOf(first);
    if (start.isBefore(first)) {
      start = frequency.next(start);
    }
    while (!frequency.endOf(start).isAfter(last)) {
      periods.add(Period.of(frequency, window, start));
      start = frequency.next(start);
    }
    return periods;
  }

  /**
   * The periods of an indicator made of people's rows: those that lie wholly between the first
   * month that anybody delivered and the last that somebody was to deliver.
   */
  static List<Period> delivered(
      Frequency frequency, IndicatorWindow window, List<Contributor> contributors, LocalDate end) {
    Optional<YearMonth> first =
        contributors.stream().map(Contributor::first).min(YearMonth::compareTo);
    Optional<YearMonth> last =
        contributors.stream().map(Contributor::lastExpected).max(YearMonth::compareTo);
    if (first.isEmpty() || last.isEmpty()) {
      return List.of();
    }
    LocalDate until = last.get().atEndOfMonth();
    return between(frequency, window, first.get().atDay(1), until.isBefore(end) ? until : end);
  }

  /** What deliveries say of a period, for the contributors of a place. */
  record Status(State state, String reason) {
    /** From the one that allows most to the one that allows least. */
    enum State {
      COMPLETE,
      /** Something is missing that may still come. */
      INCOMPLETE,
      /** The value needs days from before the first delivery, which will never come. */
      BEFORE_DATA,
      NOTHING_SENT
    }

    /** What two datasets allow that a value needs both of. */
    Status and(Status other) {
      if (state != other.state) {
        return state.compareTo(other.state) > 0 ? this : other;
      }
      return reason.equals(other.reason) || other.reason.isEmpty()
          ? this
          : new Status(state, reason.isEmpty() ? other.reason : reason + "; " + other.reason);
    }
  }

  /**
   * Whether the deliveries behind a period are there. A stock looks at its last month alone.
   *
   * @param lookBackMonths months before the window that a value needs too
   * @param lookAheadDays days after it that a value needs too
   */
  static Status status(
      Period period,
      IndicatorWindow window,
      int lookBackMonths,
      int lookAheadDays,
      List<Contributor> contributors) {
    List<YearMonth> own =
        window == IndicatorWindow.AS_AT_END
            ? List.of(YearMonth.from(period.end()))
            : period.months();
    List<YearMonth> all = period.monthsOf(window);
    boolean anySent = false;
    boolean anyExpected = false;
    TreeSet<String> gaps = new TreeSet<>();
    for (Contributor each : contributors) {
      for (YearMonth month : own) {
        anyExpected |= each.expects(month);
        anySent |= each.covered().contains(month);
      }
      for (YearMonth month : all) {
        if (each.expects(month) && !each.covered().contains(month)) {
          gaps.add(each.partner() + " sent nothing for " + month);
        }
      }
    }
    if (!anySent) {
      return new Status(
          Status.State.NOTHING_SENT, anyExpected ? String.join("; ", gaps) : "nothing was due");
    }
    YearMonth needed = YearMonth.from(period.firstDay()).minusMonths(lookBackMonths);
    YearMonth first =
        contributors.stream().map(Contributor::first).min(YearMonth::compareTo).orElseThrow();
    if (window != IndicatorWindow.AS_AT_END && needed.isBefore(first)) {
      String begins = "data begins in " + first + ", the value needs it from " + needed;
      // The first delivery may tell of the time before it; nobody knows whether of all of it.
      boolean told = contributors.stream().anyMatch(each -> !each.earliest().isAfter(needed));
      if (!told && (window.overlaps() || lookBackMonths > 0)) {
        return new Status(Status.State.BEFORE_DATA, begins);
      }
      // A feed's first period may be published whole though its first rows are dated late in it.
      gaps.add(begins);
    }
    if (lookAheadDays > 0 && !isSeen(period, lookAheadDays, contributors)) {
      gaps.add("what follows up to " + period.end().plusDays(lookAheadDays) + " is not all in yet");
    }
    return gaps.isEmpty()
        ? new Status(Status.State.COMPLETE, "")
        : new Status(Status.State.INCOMPLETE, String.join("; ", gaps));
  }

  private static boolean isSeen(Period period, int days, List<Contributor> contributors) {
    return Period.months(period.end(), period.end().plusDays(days)).stream()
        .skip(1)
        .allMatch(month -> contributors.stream().allMatch(each -> each.covered().contains(month)));
  }
}
