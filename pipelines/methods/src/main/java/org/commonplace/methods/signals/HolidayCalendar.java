package org.commonplace.methods.signals;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Public holidays of whole countries, by rule. Regional ones are left out.
 *
 * <p>Sources: gov.uk/bank-holidays and the Banking and Financial Dealings Act 1971; the German
 * states' holiday laws where they all agree; the Italian law 260 of 1949 as amended, last by law
 * 151 of 2025; 5 U.S.C. 6103.
 */
public enum HolidayCalendar {
  ENGLAND_AND_WALES {
    @Override
    void add(int year, Year days) {
      days.british(year);
      days.add(days.easter.plusDays(1));
      days.add(last(DayOfWeek.MONDAY, year, Month.AUGUST));
    }
  },
  SCOTLAND {
    @Override
    void add(int year, Year days) {
      days.british(year);
      days.onFreeDay(LocalDate.of(year, Month.JANUARY, 2));
      days.add(nth(1, DayOfWeek.MONDAY, year, Month.AUGUST));
      if (year >= 2007) {
        days.onFreeDay(LocalDate.of(year, Month.NOVEMBER, 30));
      }
    }
  },
  NORTHERN_IRELAND {
    @Override
    void add(int year, Year days) {
      days.british(year);
      days.add(days.easter.plusDays(1));
      days.add(last(DayOfWeek.MONDAY, year, Month.AUGUST));
      days.onFreeDay(LocalDate.of(year, Month.MARCH, 17));
      days.onFreeDay(LocalDate.of(year, Month.JULY, 12));
    }
  },
  GERMANY {
    @Override
    void add(int year, Year days) {
      days.add(LocalDate.of(year, Month.JANUARY, 1));
      days.add(days.easter.minusDays(2));
      days.add(days.easter.plusDays(1));
      days.add(LocalDate.of(year, Month.MAY, 1));
      days.add(days.easter.plusDays(39));
      days.add(days.easter.plusDays(50));
      days.add(LocalDate.of(year, Month.OCTOBER, 3));
      if (year == 2017) {
        days.add(LocalDate.of(year, Month.OCTOBER, 31));
      }
      days.add(LocalDate.of(year, Month.DECEMBER, 25));
      days.add(LocalDate.of(year, Month.DECEMBER, 26));
    }
  },
  ITALY {
    @Override
    void add(int year, Year days) {
      days.add(LocalDate.of(year, Month.JANUARY, 1));
      days.add(LocalDate.of(year, Month.JANUARY, 6));
      days.add(days.easter);
      days.add(days.easter.plusDays(1));
      days.add(LocalDate.of(year, Month.APRIL, 25));
      days.add(LocalDate.of(year, Month.MAY, 1));
      days.add(LocalDate.of(year, Month.JUNE, 2));
      days.add(LocalDate.of(year, Month.AUGUST, 15));
      if (year >= 2026) {
        days.add(LocalDate.of(year, Month.OCTOBER, 4));
      }
      days.add(LocalDate.of(year, Month.NOVEMBER, 1));
      days.add(LocalDate.of(year, Month.DECEMBER, 8));
      days.add(LocalDate.of(year, Month.DECEMBER, 25));
      days.add(LocalDate.of(year, Month.DECEMBER, 26));
    }
  },
  UNITED_STATES {
    @Override
    void add(int year, Year days) {
      days.observed(LocalDate.of(year, Month.JANUARY, 1));
      days.add(nth(3, DayOfWeek.MONDAY, year, Month.JANUARY));
      days.add(nth(3, DayOfWeek.MONDAY, year, Month.FEBRUARY));
      days.add(last(DayOfWeek.MONDAY, year, Month.MAY));
      if (year >= 2021) {
        days.observed(LocalDate.of(year, Month.JUNE, 19));
      }
      days.observed(LocalDate.of(year, Month.JULY, 4));
      days.add(nth(1, DayOfWeek.MONDAY, year, Month.SEPTEMBER));
      days.add(nth(2, DayOfWeek.MONDAY, year, Month.OCTOBER));
      days.observed(LocalDate.of(year, Month.NOVEMBER, 11));
      days.add(nth(4, DayOfWeek.THURSDAY, year, Month.NOVEMBER));
      days.observed(LocalDate.of(year, Month.DECEMBER, 25));
    }
  };

  abstract void add(int year, Year days);

  /** The name in settings. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The calendar of this code.
   *
   * @throws IllegalArgumentException if there is none; the message names those that there are
   */
  public static HolidayCalendar named(String code) {
    return Arrays.stream(values())
        .filter(calendar -> calendar.code().equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no calendar of holidays \""
                        + code
                        + "\"; choose one of "
                        + Arrays.stream(values())
                            .map(HolidayCalendar::code)
                            .collect(Collectors.joining(", "))));
  }

  /** The holidays from {@code first} to {@code last}, both included, ascending. */
  public SortedSet<LocalDate> days(LocalDate first, LocalDate last) {
    TreeSet<LocalDate> found = new TreeSet<>();
    // A New Year's Day on a Saturday is observed in the year before.
    for (int year = first.getYear(); year <= last.getYear() + 1; year++) {
      Year days = new Year(easter(year));
      add(year, days);
      found.addAll(days.found);
    }
    return Collections.unmodifiableSortedSet(new TreeSet<>(found.subSet(first, true, last, true)));
  }

  /** The holidays of a series, with those of the week before it and the week after. */
  public SortedSet<LocalDate> around(Series series) {
    return series.length() == 0
        ? Collections.emptySortedSet()
        : days(series.date(0).minusWeeks(1), series.date(series.length() - 1).plusWeeks(1));
  }

  /** Western Easter by the anonymous Gregorian rule. */
  static LocalDate easter(int year) {
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
    int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
    return LocalDate.of(year, f / 31, f % 31 + 1);
  }

  private static LocalDate nth(int n, DayOfWeek day, int year, Month month) {
    return LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(n, day));
  }

  private static LocalDate last(DayOfWeek day, int year, Month month) {
    return LocalDate.of(year, month, 1).with(TemporalAdjusters.lastInMonth(day));
  }

  /** The holidays of one year as they are gathered. */
  static final class Year {
    private final LocalDate easter;
    private final TreeSet<LocalDate> found = new TreeSet<>();

    private Year(LocalDate easter) {
      this.easter = easter;
    }

    private void add(LocalDate day) {
      found.add(day);
    }

    /** On the day, or on the next that is neither weekend nor holiday. */
    private void onFreeDay(LocalDate day) {
      LocalDate free = day;
      while (weekend(free) || found.contains(free)) {
        free = free.plusDays(1);
      }
      found.add(free);
    }

    /** On the day, on Friday if it is a Saturday, on Monday if it is a Sunday. */
    private void observed(LocalDate day) {
      found.add(
          switch (day.getDayOfWeek()) {
            case SATURDAY -> day.minusDays(1);
            case SUNDAY -> day.plusDays(1);
            default -> day;
          });
    }

    private static boolean weekend(LocalDate day) {
      return day.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue();
    }

    /** What all parts of the United Kingdom have in common, with the days given by proclamation. */
    private void british(int year) {
      onFreeDay(LocalDate.of(year, Month.JANUARY, 1));
      add(easter.minusDays(2));
      add(
          year == 1995 || year == 2020
              ? LocalDate.of(year, Month.MAY, 8)
              : nth(1, DayOfWeek.MONDAY, year, Month.MAY));
      switch (year) {
        case 2002 -> {
          add(LocalDate.of(year, Month.JUNE, 3));
          add(LocalDate.of(year, Month.JUNE, 4));
        }
        case 2012 -> {
          add(LocalDate.of(year, Month.JUNE, 4));
          add(LocalDate.of(year, Month.JUNE, 5));
        }
        case 2022 -> {
          add(LocalDate.of(year, Month.JUNE, 2));
          add(LocalDate.of(year, Month.JUNE, 3));
          add(LocalDate.of(year, Month.SEPTEMBER, 19));
        }
        default -> add(last(DayOfWeek.MONDAY, year, Month.MAY));
      }
      if (year == 1999) {
        add(LocalDate.of(year, Month.DECEMBER, 31));
      }
      if (year == 2011) {
        add(LocalDate.of(year, Month.APRIL, 29));
      }
      if (year == 2023) {
        add(LocalDate.of(year, Month.MAY, 8));
      }
      onFreeDay(LocalDate.of(year, Month.DECEMBER, 25));
      onFreeDay(LocalDate.of(year, Month.DECEMBER, 26));
    }
  }
}
