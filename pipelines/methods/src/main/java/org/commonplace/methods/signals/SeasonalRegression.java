package org.commonplace.methods.signals;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The detector for what is measured rather than counted, and for shares: a linear regression of the
 * logarithm or the logit on trend, season and weekday, after Serfling (1963).
 *
 * <p>As Serfling did with epidemic weeks, points far from the fit are left out of it, and it is
 * made anew. Trend, season and weekdays are pulled towards none as in {@link SeasonalBaseline}, so
 * that a short past does not invent seasons. Points have the variance of drawing a share of a known
 * total, and one that all have in common, by moments (DerSimonian and Laird).
 *
 * <p>A measurement of 0 lies below what can be measured; half the smallest positive one so far
 * takes its place. The expected value is the median.
 */
public final class SeasonalRegression implements Detector {
  private static final int LONGEST_YEARS = 8;
  private static final int LARGEST_GAP_WEEKS = 8;
  private static final int ROUNDS = 4;

  /** Standard deviations away from the fit at which chance leaves one point in 500. */
  private static final double FAR = 3.09;

  /** Variance of logarithms below which values are the same. */
  private static final double LEAST_VARIANCE = 1e-9;

  // Standard deviations of the prior of what a year's trend, a harmonic and a weekday add.
  private static final double TREND_PER_YEAR = 0.25;
  private static final double SEASON = 0.5;
  private static final double WEEKDAY = 1;

  private final MeasurementScale scale;
  private final double alpha;

  private SeasonalRegression(MeasurementScale scale, double alpha) {
    Alphas.require(scale.detector(), alpha);
    this.scale = scale;
    this.alpha = alpha;
  }

  /** For positive measurements, one-sided alpha 0.01. */
  public static SeasonalRegression ofMeasurements() {
    return new SeasonalRegression(MeasurementScale.LOG, 0.01);
  }

  /** For counts out of the population of the series, one-sided alpha 0.01. */
  public static SeasonalRegression ofShares() {
    return new SeasonalRegression(MeasurementScale.LOGIT, 0.01);
  }

  @Override
  public String name() {
    return scale.detector();
  }

  @Override
  public String version() {
    return "1.2";
  }

  @Override
  public SeasonalRegression withAlpha(double probability) {
    return new SeasonalRegression(scale, probability);
  }

  @Override
  public Baseline baseline(Series series, int t) {
    int end = t - gap(series.frequency(), t);
    return Baseline.of(series, first(series, end), end);
  }

  @Override
  public boolean expectsWeekdays() {
    return true;
  }

  private static int first(Series series, int end) {
    return Math.max(0, end - LONGEST_YEARS * series.frequency().pointsPerYear());
  }

  @Override
  public List<Detection> detect(Series series, int from, int to) {
    Fit fit = new Fit(series);
    List<Detection> detections = new ArrayList<>(Math.max(0, to - from + 1));
    for (int t = from; t <= to; t++) {
      int end = t - gap(series.frequency(), t);
      Reason obstacle = unusable(series, t);
      if (obstacle == Reason.NONE) {
        obstacle = end < leastBaseline(series.frequency()) ? Reason.TOO_SHORT : fit.fit(end);
      }
      detections.add(
          obstacle == Reason.NONE
              ? fit.test(t)
              : Detection.impossible(series.date(t), series.observed(t), obstacle));
    }
    return detections;
  }

  /** Why a value cannot be transformed; none if it can. */
  private Reason unusable(Series series, int t) {
    if (series.absence(t) != Reason.NONE || scale == MeasurementScale.LOG) {
      return series.absence(t);
    }
    double total = series.population(t);
    if (!(total > 0)) {
      return Reason.MISSING_POPULATION;
    }
    return series.count(t) > total ? Reason.ABOVE_TOTAL : Reason.NONE;
  }

  /** Points before the tested one that an outbreak may have begun in. */
  private static int gap(Frequency frequency, int t) {
    int largest =
        switch (frequency) {
          case DAILY -> 7 * LARGEST_GAP_WEEKS;
          case WEEKLY -> LARGEST_GAP_WEEKS;
          case MONTHLY -> 2;
        };
    return Math.min(largest, t / 4);
  }

  private static int leastBaseline(Frequency frequency) {
    return switch (frequency) {
      case DAILY -> 28;
      case WEEKLY -> 12;
      case MONTHLY -> 8;
    };
  }

  /** The fit of one point's past. */
  private final class Fit {
    private final Series series;
    private final CalendarDesign calendar;
    private final NormalEquations equations;
    private final double[] response;
    private final boolean[] usable;
    private final boolean[] kept;

    private int from;
    private int end;
    private int rows;
    private double variance;

    private Fit(Series series) {
      int n = series.length();
      this.series = series;
      this.calendar = CalendarDesign.of(series);
      this.equations = new NormalEquations(calendar.columns());
      this.response = new double[n];
      this.usable = new boolean[n];
      this.kept = new boolean[n];
      double smallest = Double.POSITIVE_INFINITY;
      for (int t = 0; t < n; t++) {
        double value = series.count(t);
        usable[t] = unusable(series, t) == Reason.NONE;
        if (value > 0) {
          smallest = Math.min(smallest, value);
        } else if (scale == MeasurementScale.LOG) {
          value = smallest / 2;
          usable[t] &= !Double.isInfinite(smallest);
        }
        response[t] = usable[t] ? scale.transformed(value, series.population(t)) : Double.NaN;
      }
    }

    private Reason fit(int end) {
      this.end = end;
      this.from = first(series, end);
      System.arraycopy(usable, from, kept, from, end - from);
      rows = countKept();
      if (2 * rows < end - from || rows < 3) {
        return Reason.TOO_FEW_BASELINE_COUNTS;
      }
      double mean = 0;
      for (int i = from; i < end; i++) {
        mean += kept[i] ? response[i] / rows : 0;
      }
      variance = 0;
      for (int i = from; i < end; i++) {
        variance += kept[i] ? (response[i] - mean) * (response[i] - mean) / (rows - 1) : 0;
      }
      for (int round = 1; round <= ROUNDS; round++) {
        if (scale == MeasurementScale.LOG && variance < LEAST_VARIANCE) {
          return Reason.NO_VARIATION;
        }
        if (!regress(round == 1 ? mean : Double.NaN)) {
          return Reason.NO_CONVERGENCE;
        }
        estimateVariance();
        if (round < ROUNDS) {
          leaveOut();
        }
      }
      return Reason.NONE;
    }

    private int countKept() {
      int count = 0;
      for (int i = from; i < end; i++) {
        count += kept[i] ? 1 : 0;
      }
      return count;
    }

    private int at(int t) {
      return t * calendar.columns();
    }

    /**
     * Least squares with the weights of the fit so far.
     *
     * @param start the transformed mean to weigh with before there is a fit; NaN after
     */
    private boolean regress(double start) {
      double[] spread = new double[end - from];
      for (int i = from; i < end; i++) {
        double near = Double.isNaN(start) ? equations.value(calendar.rows(), at(i)) : start;
        spread[i - from] =
            kept[i] ? variance + scale.samplingVariance(near, series.population(i)) : Double.NaN;
      }
      equations.clear();
      for (int i = from; i < end; i++) {
        if (kept[i]) {
          equations.add(calendar.rows(), at(i), 1 / spread[i - from], response[i]);
        }
      }
      for (int j = 1; j < calendar.columns(); j++) {
        double deviation =
            j == CalendarDesign.TREND
                ? TREND_PER_YEAR
                : j < calendar.seasonColumn() ? WEEKDAY : SEASON;
        equations.addToDiagonal(j, 1 / (deviation * deviation));
      }
      return equations.solve();
    }

    /** What the points vary more than drawing makes them, by moments. */
    private void estimateVariance() {
      double squares = 0;
      double drawn = 0;
      for (int i = from; i < end; i++) {
        if (kept[i]) {
          double fitted = equations.value(calendar.rows(), at(i));
          squares += (response[i] - fitted) * (response[i] - fitted);
          drawn += scale.samplingVariance(fitted, series.population(i));
        }
      }
      rows = countKept();
      variance = Math.max(0, squares / degrees() - drawn / rows);
    }

    /** Rows beyond the columns that the past can tell; at least 3. */
    private double degrees() {
      return Math.max(3, rows - calendar.columns());
    }

    private void leaveOut() {
      for (int i = from; i < end; i++) {
        if (usable[i]) {
          double fitted = equations.value(calendar.rows(), at(i));
          double spread = variance + scale.samplingVariance(fitted, series.population(i));
          double residual = response[i] - fitted;
          kept[i] = residual * residual <= FAR * FAR * spread;
        }
      }
      rows = countKept();
    }

    private Detection test(int t) {
      double fitted = equations.value(calendar.rows(), at(t));
      double total = series.population(t);
      double deviation =
          Math.sqrt(
              variance
                  + scale.samplingVariance(fitted, total)
                  + equations.unscaledVariance(calendar.rows(), at(t)));
      TDistribution student = TDistribution.of(degrees());
      double limit = fitted + student.inverseSurvivalProbability(alpha) * deviation;
      // Below what can be measured there is nothing more than expected, whatever stands for it.
      boolean unmeasured = scale == MeasurementScale.LOG && !(series.count(t) > 0);
      double tested = unmeasured ? Math.min(response[t], fitted) : response[t];
      return Detection.tested(
          series.date(t),
          series.count(t),
          scale.value(fitted, total),
          scale.value(limit, total),
          student.survivalProbability((tested - fitted) / deviation));
    }
  }
}
