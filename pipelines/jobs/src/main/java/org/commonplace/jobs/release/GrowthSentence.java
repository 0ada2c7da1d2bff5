package org.commonplace.jobs.release;

import org.commonplace.methods.signals.Frequency;
import org.commonplace.methods.signals.growth.GrowthRate;
import org.commonplace.methods.signals.growth.LogLinearGrowth;
import org.commonplace.schemas.IndicatorDefinition;
import org.commonplace.schemas.IndicatorMethod;

/**
 * How fast watched counts of days or weeks grow, in words ({@link LogLinearGrowth}). Made of
 * published counts: where one of the window is hidden, nothing is said, as leaving out the small
 * ones would bend the rate; nor where a correction makes one negative. Provisional counts at the
 * end look like a fall and are left off.
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
    int to = series.rows().size() - 1;
    while (to >= 0 && !isFinal(series.rows().get(to))) {
      to--;
    }
    int from = to - window + 1;
    if (from < 0) {
      return "";
    }
    double[] counts = new double[window];
    for (int i = 0; i < window; i++) {
      PublishedRow row = series.rows().get(from + i);
      if (row == null || !row.isShown() || row.numerator() == null || row.numerator() < 0) {
        return "";
      }
      counts[i] = row.numerator();
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
            + ": "
            + growth.words()
            + ".";
  }

  private static boolean isFinal(PublishedRow row) {
    return row != null && row.state().equals("reported");
  }
}
