package org.commonplace.jobs.indicators;

import java.time.LocalDate;
import org.commonplace.methods.comparison.ControlChart;
import org.commonplace.methods.interval.Absence;
import org.commonplace.methods.interval.Estimate;

/** One row of the values on its way to the file. Fields that later steps fill are set once. */
final class ValueRow {
  final SeriesKey series;
  final Periods.Period period;
  double numeratorLow = Double.NaN;
  double numeratorHigh = Double.NaN;

  /** Over the units that may count several times, the sum of the squares of their counts. */
  double numeratorSquares = Double.NaN;

  double denominatorLow = Double.NaN;
  double denominatorHigh = Double.NaN;

  /** Reference date of the population that is the denominator; null when it is none. */
  LocalDate denominatorDate;

  /** The counts by age band; null when the value is made of their sum. */
  Strata strata;

  /** Those of the whole place, which are compared with; null when nothing is. */
  Strata reference;

  /** Whether new boundaries begin in the period, so that it is not compared with those before. */
  boolean isBreak;

  /** The value; null when the state says that there is none. */
  Estimate.Value estimate;

  /** What the data behind it allows to be said; null when there is no number to judge. */
  NumberQuality quality;

  String state;
  String reason = "";
  String comparison95 = "not_compared";
  String comparison998 = "not_compared";

  /** The parent's row of the same period and group; null when there is none. */
  ValueRow parent;

  ControlChart.Phase phase;
  ControlChart.PointCode point;
  String variation;
  String assurance;

  ValueRow(SeriesKey series, Periods.Period period) {
    this.series = series;
    this.period = period;
  }

  /** Whether there are counts, and all that a value of them needs. */
  boolean mayHaveValue() {
    return !Double.isNaN(numeratorLow) && !state.equals(Absence.TOO_FEW.code());
  }

  /** The value when it is a single number, else NaN. */
  double value() {
    return estimate == null || !estimate.value().isExact() ? Double.NaN : estimate.value().low();
  }
}
