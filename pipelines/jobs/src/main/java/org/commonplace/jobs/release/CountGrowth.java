package org.commonplace.jobs.release;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.commonplace.methods.signals.Frequency;
import org.commonplace.methods.signals.growth.GrowthRate;
import org.commonplace.methods.signals.growth.LogLinearGrowth;
import org.commonplace.schemas.IndicatorDefinition;
import org.commonplace.schemas.IndicatorMethod;

/**
 * How fast watched counts of days or weeks grow, in words ({@link LogLinearGrowth}). Made of
 * published counts: where one of the window is hidden, nothing is said, as leaving out the small
 * ones would bend the rate; nor where a correction makes one negative. Incomplete counts enter as
 * what they will come to ({@link CompletedCounts}).
 */
final class GrowthSentence {
  private static final int WEEKS = 5;
  private static final int DAYS = 21;

  private GrowthSentence() {}

  /** The sentence, or nothing. */
  static String of(Series series) {
    IndicatorDefinition definition = series.definition();
    if (definition.signals().detectors().isEmpty()
        || definition.method() != IndicatorMethod.COUNT) {
      return "";
    }
    return switch (series.step()) {
      case DAY -> sentence(series, Frequency.DAILY, DAYS, "day");
      case WEEK -> sentence(series, Frequency.WEEKLY, WEEKS, "week");
      case MONTH, QUARTER, YEAR -> "";
    };
  }

  private static String sentence(Series series, Frequency frequency, int window, String step) {
    CompletedCounts completed = new CompletedCounts(series);
    int to = completed.last();
    int from = to - window + 1;
    if (from < 0) {
      return "";
    }
    double[] counts = IntStream.rangeClosed(from, to).mapToDouble(completed::count).toArray();
    if (Arrays.stream(counts).anyMatch(Double::isNaN)) {
      return "";
    }
    GrowthRate growth =
        LogLinearGrowth.of(
            org.commonplace.methods.signals.Series.of(
                series.place().code(), frequency, series.rows().get(from).periodStart(), counts),
            window,
            window - 1);
    return Double.isNaN(growth.perDay())
        ? ""
        : "Over the "
            + Words.count(window, step, step + "s")
            + " to "
            + PeriodWords.day(series.rows().get(to).periodEnd())
            + completed.allowance(from, to)
            + ": "
            + growth.words()
            + ".";
  }
}
