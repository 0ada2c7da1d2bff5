package org.commonplace.jobs.release;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.commonplace.methods.signals.Frequency;
import org.commonplace.methods.signals.growth.GrowthRate;
import org.commonplace.methods.signals.growth.LogLinearGrowth;
import org.commonplace.schemas.IndicatorDefinition;
import org.commonplace.schemas.IndicatorMethod;

/**
 * How fast watched counts of days or weeks grow ({@link LogLinearGrowth}). Made of published
 * counts: where one of the window is hidden, nothing is said, as leaving out the small ones would
 * bend the rate; nor where a correction makes one negative, or new boundaries begin within it.
 * Incomplete counts enter as what they will come to ({@link CompletedCounts}). Where the counts
 * that can be used end more than a window before the latest, their growth is history and not told
 * either.
 *
 * @param rate how fast
 * @param window the periods that it is of, in words
 * @param lastDay their last day
 * @param allowance that late reports are allowed for, if so, in words
 */
record CountGrowth(GrowthRate rate, String window, LocalDate lastDay, String allowance) {
  private static final int WEEKS = 5;
  private static final int DAYS = 21;

  /** The growth of a series; empty where nothing can be said. */
  static Optional<CountGrowth> of(Series series) {
    IndicatorDefinition definition = series.definition();
    if (definition.signals().detectors().isEmpty()
        || definition.method() != IndicatorMethod.COUNT) {
      return Optional.empty();
    }
    return switch (series.step()) {
      case DAY -> of(series, Frequency.DAILY, DAYS, "day");
      case WEEK -> of(series, Frequency.WEEKLY, WEEKS, "week");
      case MONTH, QUARTER, YEAR -> Optional.empty();
    };
  }

  private static Optional<CountGrowth> of(
      Series series, Frequency frequency, int window, String step) {
    CompletedCounts completed = new CompletedCounts(series);
    int to = completed.last();
    int from = to - window + 1;
    if (from < 0 || series.latest() - to > window || series.hasBreak(from, to)) {
      return Optional.empty();
    }
    double[] counts = IntStream.rangeClosed(from, to).mapToDouble(completed::count).toArray();
    if (Arrays.stream(counts).anyMatch(Double::isNaN)) {
      return Optional.empty();
    }
    GrowthRate rate =
        LogLinearGrowth.of(
            org.commonplace.methods.signals.Series.of(
                series.place().code(), frequency, series.rows().get(from).periodStart(), counts),
            window,
            window - 1);
    return Double.isNaN(rate.perDay())
        ? Optional.empty()
        : Optional.of(
            new CountGrowth(
                rate,
                Words.count(window, step, step + "s"),
                series.rows().get(to).periodEnd(),
                completed.allowance(from, to)));
  }

  /** The periods that it is of and their last day, in words. */
  String span() {
    return window + " to " + PeriodWords.day(lastDay);
  }

  /** The growth in a sentence. */
  String sentence() {
    return "Over the " + span() + allowance + ": " + rate.words() + ".";
  }
}
