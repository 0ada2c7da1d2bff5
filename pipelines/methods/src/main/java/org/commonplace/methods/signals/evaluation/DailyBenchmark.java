package org.commonplace.methods.signals.evaluation;

import java.time.LocalDate;
import java.util.SortedSet;
import org.commonplace.methods.signals.Frequency;
import org.commonplace.methods.signals.HolidayCalendar;
import org.commonplace.methods.signals.Series;

/**
 * Seven years of 364 days in 16 signals, with weekdays, bank holidays, in three signals a seasonal
 * outbreak a year that is part of the normal, and one outbreak to be found in the last 49 weeks,
 * the only ones tested.
 *
 * <p>Replicate r has an outbreak of 2, 3, 5 and 10 standard deviations of a day per day of the
 * week, in turn. The bank holidays are those of England on the dates that the series is given, and
 * the series knows them.
 */
public final class DailyBenchmark implements Benchmark {
  private static final LocalDate FIRST_MONDAY = LocalDate.of(2010, 1, 4);
  private static final int WEEKS = 7 * 52;
  private static final int TESTED_WEEKS = 49;
  private static final int[] SIZES = {2, 3, 5, 10};
  private static final double DELAY_DEVIATION = 0.5;
  private static final double DAYS_PER_DELAY = 4;
  private static final double SEASONAL_DAYS_PER_DELAY = 50;

  @Override
  public String name() {
    return "daily";
  }

  @Override
  public int[] scenarios() {
    return DailySignal.ALL.stream().mapToInt(DailySignal::number).toArray();
  }

  @Override
  public LabelledSeries draw(long seed, int scenario, int replicate) {
    DailySignal signal = DailySignal.numbered(scenario);
    Draws draws = new Draws(seed, scenario, replicate);
    int days = signal.days();
    int length = WEEKS * days;
    double[] counts = new double[length];
    double[] means = new double[length];
    for (int t = 1; t <= length; t++) {
      means[t - 1] = signal.mean(t) / signal.divisor();
      counts[t - 1] = draws.count(signal.mean(t), signal.dispersion()) / signal.divisor();
    }
    for (int year = 0; year < WEEKS / 52; year++) {
      addSeasonal(draws, signal, year * 52 * days, counts);
    }
    int firstTested = length - TESTED_WEEKS * days;
    int[] current = new int[length - firstTested];
    int start = firstTested + draws.below(current.length);
    double factor = SIZES[(replicate - 1) % SIZES.length];
    DailySignal scale = scale(signal);
    int size = size(draws, factor * days * scale.deviation(start + 1));
    addOutbreak(draws, signal, start, size, DAYS_PER_DELAY, counts, firstTested, current);
    return calendar(signal, replicate, counts, means, current);
  }

  /** The published programs take the deviation of another signal for these two. */
  private static DailySignal scale(DailySignal signal) {
    return switch (signal.number()) {
      case 14 -> DailySignal.numbered(1);
      case 15 -> DailySignal.numbered(14);
      default -> signal;
    };
  }

  private static int size(Draws draws, double mean) {
    int size;
    do {
      size = draws.poisson(mean);
    } while (size < 2);
    return size;
  }

  /** Influenza and the like: once a year, not to be found. */
  private static void addSeasonal(Draws draws, DailySignal signal, int year, double[] counts) {
    int number = signal.number();
    if (number != 6 && number != 7 && number != 16) {
      return;
    }
    int start = year + (number == 16 ? 209 + draws.below(21) : draws.below(20));
    double factor = number == 6 ? 80 : number == 7 ? 50 : 150;
    DailySignal scale = number == 16 ? DailySignal.numbered(7) : signal;
    int size = size(draws, 3 * signal.days() * factor * scale.deviation(start + 1));
    addOutbreak(
        draws, signal, start, size, SEASONAL_DAYS_PER_DELAY, counts, counts.length, new int[0]);
  }

  /** Spreads the cases by log-normal delay and then by what each weekday reports. */
  private static void addOutbreak(
      Draws draws,
      DailySignal signal,
      int start,
      int size,
      double daysPerDelay,
      double[] counts,
      int firstTested,
      int[] found) {
    double[] cases = new double[counts.length];
    for (int i = 0; i < size; i++) {
      int day = start + (int) Math.floor(draws.delay(DELAY_DEVIATION) * daysPerDelay);
      if (day < counts.length - 1) {
        cases[day]++;
      }
    }
    for (int t = start; t < counts.length; t++) {
      double reported = Math.rint(cases[t] * weekdayWeight(signal, t % signal.days()));
      counts[t] += reported;
      if (t >= firstTested) {
        found[t - firstTested] += (int) reported;
      }
    }
  }

  /** Weeks start on Monday. */
  private static double weekdayWeight(DailySignal signal, int weekday) {
    if (signal.days() == 7) {
      return weekday >= 5 ? 2 : 1;
    }
    return switch (weekday) {
      case 0 -> 1.5;
      case 1, 4 -> 1.1;
      default -> 1;
    };
  }

  /** Puts the counted days on the calendar, with weekends and bank holidays. */
  private static LabelledSeries calendar(
      DailySignal signal, int replicate, double[] counts, double[] means, int[] current) {
    int days = signal.days();
    double[] all = new double[WEEKS * 7];
    double[] allMeans = new double[all.length];
    int firstTested = all.length - TESTED_WEEKS * 7;
    int[] cases = new int[all.length - firstTested];
    SortedSet<LocalDate> holidays =
        HolidayCalendar.ENGLAND_AND_WALES.days(FIRST_MONDAY, FIRST_MONDAY.plusWeeks(WEEKS + 1));
    double carried = 1;
    for (int t = 0; t < counts.length; t++) {
      int day = t / days * 7 + t % days;
      double factor = carried;
      carried = 1;
      if (holidays.contains(FIRST_MONDAY.plusDays(day))) {
        factor = days == 7 ? 2 : 0;
        carried = days == 7 ? 1 : 1.5;
      }
      all[day] = Math.rint(counts[t] * factor);
      allMeans[day] = means[t] * factor;
      int tested = t - (counts.length - current.length);
      if (tested >= 0) {
        cases[day - firstTested] = (int) Math.rint(current[tested] * factor);
      }
    }
    double[] testedMeans = new double[cases.length];
    System.arraycopy(allMeans, firstTested, testedMeans, 0, cases.length);
    return new LabelledSeries(
        signal.number(),
        Series.of("daily-" + signal.number() + "-" + replicate, Frequency.DAILY, FIRST_MONDAY, all)
            .withHolidays(holidays),
        firstTested,
        cases,
        testedMeans,
        signal.dispersion());
  }
}
