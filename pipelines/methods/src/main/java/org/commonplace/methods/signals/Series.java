package org.commonplace.methods.signals;

import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One series of counts on a regular grid of dates. A period without a count holds NaN, never 0.
 *
 * <p>A negative count, the correction of an earlier one, is kept as it was observed; the methods
 * treat it as missing, because it says nothing about the cases of its own period.
 *
 * <p>The arrays are copied in and never handed out.
 */
public final class Series {
  private final String id;
  private final Frequency frequency;
  private final LocalDate start;
  private final double[] counts;
  private final double[] population;
  private final SortedSet<LocalDate> holidays;

  private Series(
      String id,
      Frequency frequency,
      LocalDate start,
      double[] counts,
      double[] population,
      SortedSet<LocalDate> holidays) {
    this.id = id;
    this.frequency = frequency;
    this.start = start;
    this.counts = counts;
    this.population = population;
    this.holidays = holidays;
  }

  /**
   * A series that starts at {@code start} and has one count for every period of {@code frequency}.
   *
   * @param counts cases per period; NaN where the count is missing
   */
  public static Series of(String id, Frequency frequency, LocalDate start, double... counts) {
    for (int i = 0; i < counts.length; i++) {
      if (Double.isInfinite(counts[i])) {
        throw new IllegalArgumentException(
            "Series " + id + ", " + frequency.date(start, i) + ": the count is infinite");
      }
    }
    return new Series(
        id, frequency, start, counts.clone(), new double[0], Collections.emptySortedSet());
  }

  /** The same series with the people at risk in every period. */
  public Series withPopulation(double... people) {
    if (people.length != counts.length) {
      throw new IllegalArgumentException(
          "Series "
              + id
              + " has "
              + counts.length
              + " counts but "
              + people.length
              + " populations; give one population for every count");
    }
    return new Series(id, frequency, start, counts, people.clone(), holidays);
  }

  /** The same counts, not of anybody. */
  public Series withoutPopulation() {
    return new Series(id, frequency, start, counts, new double[0], holidays);
  }

  /** The same series in a place with these public holidays. */
  public Series withHolidays(SortedSet<LocalDate> days) {
    SortedSet<LocalDate> copy = Collections.unmodifiableSortedSet(new TreeSet<>(days));
    return new Series(id, frequency, start, counts, population, copy);
  }

  public String id() {
    return id;
  }

  public Frequency frequency() {
    return frequency;
  }

  public int length() {
    return counts.length;
  }

  /** What was counted in period {@code index}; NaN if missing, negative if a correction. */
  public double observed(int index) {
    return counts[index];
  }

  /** Cases in period {@code index} that a method may use; NaN if missing or negative. */
  public double count(int index) {
    return counts[index] >= 0 ? counts[index] : Double.NaN;
  }

  /** Why {@link #count} is NaN; {@link Reason#NONE} if it is not. */
  Reason absence(int index) {
    if (counts[index] >= 0) {
      return Reason.NONE;
    }
    return Double.isNaN(counts[index]) ? Reason.MISSING_COUNT : Reason.NEGATIVE_COUNT;
  }

  /** Whether the people at risk are known. */
  public boolean hasPopulation() {
    return population.length > 0;
  }

  /** People at risk in period {@code index}; NaN if unknown. */
  public double population(int index) {
    return hasPopulation() ? population[index] : Double.NaN;
  }

  /** The public holidays of the place, also outside of these dates; empty if unknown. */
  public SortedSet<LocalDate> holidays() {
    return holidays;
  }

  public LocalDate date(int index) {
    return frequency.date(start, index);
  }

  /** The index of {@code date}, or -1 if the series has no such point. */
  public int index(LocalDate date) {
    int index = frequency.stepsBefore(start, date);
    return index < counts.length && date(index).equals(date) ? index : -1;
  }

  /** The first index on or after {@code date}; {@link #length()} if there is none. */
  public int indexFrom(LocalDate date) {
    return Math.min(frequency.stepsBefore(start, date), counts.length);
  }

  @Override
  public String toString() {
    return "Series[" + id + ", " + frequency + ", " + counts.length + " from " + start + "]";
  }
}
