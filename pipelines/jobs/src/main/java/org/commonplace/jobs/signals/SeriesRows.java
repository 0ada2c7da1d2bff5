package org.commonplace.jobs.signals;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongUnaryOperator;
import org.commonplace.methods.signals.Frequency;
import org.commonplace.methods.signals.Series;

/**
 * Collects the dated counts of one series, in any order, and lays them on their grid. A date
 * without a row becomes a missing count.
 */
final class SeriesRows {
  private static final int FIRST_CAPACITY = 64;

  private final String id;
  private long[] days = new long[FIRST_CAPACITY];
  private double[] counts = new double[FIRST_CAPACITY];
  private double[] populations = new double[FIRST_CAPACITY];
  private boolean populated;
  private int size;

  SeriesRows(String id) {
    this.id = id;
  }

  /**
   * Adds one row.
   *
   * @param count cases; NaN if missing
   * @param population people at risk; NaN if not known
   */
  void add(LocalDate date, double count, double population) {
    if (size == days.length) {
      days = Arrays.copyOf(days, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
      populations = Arrays.copyOf(populations, 2 * size);
    }
    days[size] = date.toEpochDay();
    counts[size] = count;
    populations[size] = population;
    populated |= !Double.isNaN(population);
    size++;
  }

  String id() {
    return id;
  }

  /** The rows on a grid of this frequency. */
  Series on(Frequency frequency) {
    long firstDay = Arrays.stream(days, 0, size).min().orElseThrow();
    LocalDate start = LocalDate.ofEpochDay(firstDay);
    LocalDate last = LocalDate.ofEpochDay(Arrays.stream(days, 0, size).max().orElseThrow());
    int length = steps(frequency, start, last) + 1;
    double[] gridCounts = missing(length);
    double[] gridPopulations = missing(length);
    boolean[] taken = new boolean[length];
    for (int row = 0; row < size; row++) {
      LocalDate date = LocalDate.ofEpochDay(days[row]);
      int index = steps(frequency, start, date);
      if (!frequency.date(start, index).equals(date)) {
        throw new IrregularSeries(
            "series "
                + id
                + " has "
                + date
                + ", which is no "
                + frequency.name().toLowerCase(Locale.ROOT)
                + " step from its first date "
                + start);
      }
      if (taken[index]) {
        throw new IrregularSeries("series " + id + " has two rows for " + date);
      }
      taken[index] = true;
      gridCounts[index] = counts[row];
      gridPopulations[index] = populations[row];
    }
    Series series = Series.of(id, frequency, start, gridCounts);
    return populated ? series.withPopulation(gridPopulations) : series;
  }

  /** Whole steps from a date to another, which may be earlier. */
  static int steps(Frequency frequency, LocalDate start, LocalDate date) {
    long days = date.toEpochDay() - start.toEpochDay();
    return Math.toIntExact(
        switch (frequency) {
          case DAILY -> days;
          case WEEKLY -> days / 7;
          case MONTHLY ->
              12L * (date.getYear() - start.getYear())
                  + date.getMonthValue()
                  - start.getMonthValue();
        });
  }

  private static double[] missing(int length) {
    double[] array = new double[length];
    Arrays.fill(array, Double.NaN);
    return array;
  }

  /**
   * The frequency that the dates tell: steps of weeks, the same day of each month, or days. Samples
   * taken on one day of each week, whichever, move to its Monday; figures dated by the last day of
   * their month move to its first.
   */
  Frequency settle() {
    long[] sorted = Arrays.copyOf(days, size);
    Arrays.sort(sorted);
    for (int i = 1; i < size; i++) {
      if (sorted[i] == sorted[i - 1]) {
        throw new IrregularSeries(
            "series " + id + " has two rows for " + LocalDate.ofEpochDay(sorted[i]));
      }
    }
    if (everyStep(sorted, (before, day) -> (day - before) % 7 == 0)) {
      return Frequency.WEEKLY;
    }
    if (everyStep(sorted, (before, day) -> dayOfMonth(day) == dayOfMonth(before))) {
      return Frequency.MONTHLY;
    }
    if (Arrays.stream(sorted).allMatch(day -> dayOfMonth(day + 1) == 1)) {
      move(day -> day + 1 - LocalDate.ofEpochDay(day).getDayOfMonth());
      return Frequency.MONTHLY;
    }
    if (everyStep(sorted, (before, day) -> day - before > 1)
        && everyStep(sorted, (before, day) -> monday(day) > monday(before))) {
      move(SeriesRows::monday);
      return Frequency.WEEKLY;
    }
    if (everyStep(sorted, (before, day) -> day - before > 1)) {
      throw new IrregularSeries(
          "the dates of series "
              + id
              + " are neither daily, nor one of each week, nor monthly on one day of the month");
    }
    return Frequency.DAILY;
  }

  private interface Step {
    boolean test(long before, long day);
  }

  private static boolean everyStep(long[] sorted, Step step) {
    for (int i = 1; i < sorted.length; i++) {
      if (!step.test(sorted[i - 1], sorted[i])) {
        return false;
      }
    }
    return true;
  }

  private static int dayOfMonth(long day) {
    return LocalDate.ofEpochDay(day).getDayOfMonth();
  }

  private static long monday(long day) {
    return day - LocalDate.ofEpochDay(day).getDayOfWeek().getValue() + 1;
  }

  private void move(LongUnaryOperator day) {
    for (int row = 0; row < size; row++) {
      days[row] = day.applyAsLong(days[row]);
    }
  }

  /** The dates of a series do not make a grid. */
  static final class IrregularSeries extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private IrregularSeries(String message) {
      super(message);
    }
  }
}
