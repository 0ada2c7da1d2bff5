package org.commonplace.jobs.signals;

import org.commonplace.methods.signals.Detector;
import org.commonplace.methods.signals.Ears;
import org.commonplace.methods.signals.FarringtonFlexible;
import org.commonplace.methods.signals.Frequency;
import org.commonplace.methods.signals.Series;
import org.commonplace.methods.signals.WeeklyTotals;

/**
 * A detector and a series in the forms in which they go together: Farrington tests the weeks of a
 * daily series, and rates where the people at risk are known.
 */
record Suited(Detector detector, Series series) {
  static Suited of(Detector detector, Series series) {
    if (detector instanceof FarringtonFlexible farrington) {
      return new Suited(
          series.hasPopulation() ? farrington.perPopulation() : farrington, weeks(series));
    }
    return new Suited(detector, series);
  }

  /** The whole weeks of a daily series; the days themselves if they do not hold one. */
  private static Series weeks(Series series) {
    if (series.frequency() != Frequency.DAILY) {
      return series;
    }
    Series weekly = WeeklyTotals.of(series);
    return weekly.length() > 0 ? weekly : series;
  }

  /**
   * The same for the many small places of a coalition, where EARS would call one case after a week
   * without any a spike: its standard deviation is taken to be one case at least, unless its
   * settings say otherwise.
   */
  static Suited forSmallPlaces(Detector detector, Series series) {
    return detector instanceof Ears ears
        ? of(ears.withSmallestDeviation(1), series)
        : of(detector, series);
  }
}
