package org.commonplace.methods.signals;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;

/** Adds daily counts up to ISO weeks, Monday to Sunday, each dated by its Monday. */
public final class WeeklyTotals {
  private WeeklyTotals() {}

  /**
   * The whole ISO weeks of a daily series. Days before the first Monday and after the last Sunday
   * are left out: a week that is not over cannot be compared with whole ones. A week with a missing
   * day is missing; a negative correction counts in the week that it was made in. The population of
   * a week is that of its Monday.
   */
  public static Series of(Series daily) {
    if (daily.frequency() != Frequency.DAILY) {
      throw new IllegalArgumentException(
          "Series "
              + daily.id()
              + " is "
              + daily.frequency()
              + "; only daily counts can be added up to weeks");
    }
    LocalDate monday = daily.date(0).with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
    int first = Math.toIntExact(ChronoUnit.DAYS.between(daily.date(0), monday));
    int weeks = Math.max(0, (daily.length() - first) / 7);
    double[] counts = new double[weeks];
    double[] population = new double[weeks];
    Arrays.setAll(counts, week -> sumOfWeek(daily, first + 7 * week));
    Arrays.setAll(population, week -> daily.population(first + 7 * week));
    Series weekly = Series.of(daily.id(), Frequency.WEEKLY, monday, counts);
    return daily.hasPopulation() ? weekly.withPopulation(population) : weekly;
  }

  private static double sumOfWeek(Series daily, int monday) {
    double sum = 0;
    for (int day = monday; day < monday + 7; day++) {
      sum += daily.observed(day);
    }
    return sum;
  }
}
