package org.commonplace.methods.signals;

import java.util.Arrays;

/**
 * What a series would count if nothing happened: a quasi-Poisson regression of its past on trend,
 * two harmonics of the calendar year and, for days, the weekday and public holidays; days follow
 * the {@link RecentLevel} too.
 *
 * <p>Four things set it apart from a textbook fit. Trend, harmonics and weekdays are pulled towards
 * none, as much as a prior with the standard deviations below says, so that a short or sparse past
 * does not invent seasons, and what it cannot tell adds to the uncertainty of the mean. Past
 * outbreaks and gaps in reporting, points or pairs of them that chance explains with probability
 * {@link OddPoints#TAIL} only, are left out; but what lasts is a new level and starts the past
 * anew. And what the leaving out takes from the mean and the dispersion of a past without outbreaks
 * is given back, {@link TailMoments}; otherwise the more skewed a series, the more false alarms.
 *
 * <p>Mutable: a workspace for one series and one thread.
 */
final class SeasonalBaseline {
  private static final int LONGEST_YEARS = 8;
  private static final int ROUNDS = 3;

  private static final int MOST_ITERATIONS = 30;
  private static final double TOLERANCE = 1e-7;
  private static final TailMoments TAIL = TailMoments.above(OddPoints.TAIL);

  // Half a case more than there were, so that a past without any has a mean; and standard
  // deviations of the prior, on the scale of the log mean.
  private static final double PRIOR_CASES = 0.5;
  private static final double TREND_PER_YEAR = 0.25;
  private static final double SEASON = 0.5;
  private static final double WEEKDAY = 1;

  private static final int YEARS_OF_A_SEASON = 3;

  /** More than one point of so many is left out only where the level moved. */
  private static final int UNSETTLED = 6;

  /** Days with less than this share of the average, those of closed services, vary by nothing. */
  private static final double CLOSED = 0.02;

  private final Series series;
  private final boolean days;
  private final boolean follows;
  private final int columns;
  private final int seasonColumn;
  private final double[] design;
  private final double[] logCounts;
  private final double[] eta;
  private final double[] mean;
  private final boolean[] usable;
  private final OddPoints odd;
  private final double[] fitted;
  private final NormalEquations equations;

  private int from;
  private int end;
  private int rows;
  private double cases;
  private double dispersion;
  private double around;
  private double tailShift;
  private double levelVariance;
  private RecentLevel recent;

  SeasonalBaseline(Series series) {
    this.series = series;
    this.days = series.frequency() == Frequency.DAILY;
    this.follows = days || series.frequency() == Frequency.WEEKLY;
    CalendarDesign calendar = CalendarDesign.of(series);
    this.seasonColumn = calendar.seasonColumn();
    this.columns = calendar.columns();
    this.design = calendar.rows();
    int n = series.length();
    this.logCounts = new double[n];
    this.eta = new double[n];
    this.mean = new double[n];
    this.usable = new boolean[n];
    this.odd = new OddPoints(series);
    this.fitted = new double[follows ? n : 0];
    this.equations = new NormalEquations(columns);
    for (int t = 0; t < n; t++) {
      logCounts[t] = Math.log(series.count(t));
    }
  }

  /** Fits on the points before {@code end}, eight years at most. */
  Reason fit(int end) {
    this.end = end;
    this.from = Math.max(0, end - LONGEST_YEARS * series.frequency().pointsPerYear());
    rows = 0;
    cases = 0;
    double exposure = 0;
    for (int t = from; t < end; t++) {
      double count = series.count(t);
      usable[t] = !Double.isNaN(count) && !Double.isNaN(offset(t));
      if (usable[t]) {
        rows++;
        cases += count;
        exposure += Math.exp(offset(t));
      }
    }
    if (2 * rows < end - from || rows < 2) {
      return Reason.TOO_FEW_BASELINE_COUNTS;
    }
    dispersion = 1;
    tailShift = 0;
    double start = Math.log((cases + PRIOR_CASES) / exposure);
    double squares = 0;
    for (int t = from; t < end; t++) {
      eta[t] = start + offset(t);
      mean[t] = Math.exp(eta[t]);
      double residual = series.count(t) - mean[t];
      squares += usable[t] ? residual * residual / mean[t] : 0;
    }
    around = squares / rows;
    int round = 1;
    while (true) {
      if (!regress()) {
        return Reason.NO_CONVERGENCE;
      }
      estimateDispersion();
      if (round == 1) {
        // A change of level widens the spread around the fit, not that from point to point.
        dispersion = Math.max(1, Math.min(dispersion, dispersionOfSteps()));
        if (startAtNewLevel()) {
          continue;
        }
      }
      if (round == ROUNDS || !odd.leaveOut(mean, dispersion, from, end, usable)) {
        break;
      }
      round++;
    }
    levelVariance = wander();
    recent = null;
    if (follows && (levelVariance > 0 || unsettled())) {
      learnRecentLevel();
    }
    return Reason.NONE;
  }

  /** The logarithm of the people at risk; 0 if the series has none. */
  private double offset(int t) {
    if (!series.hasPopulation()) {
      return 0;
    }
    double population = series.population(t);
    return population > 0 ? Math.log(population) : Double.NaN;
  }

  private boolean regress() {
    double previous = Double.POSITIVE_INFINITY;
    for (int iteration = 1; iteration <= MOST_ITERATIONS; iteration++) {
      equations.clear();
      for (int t = from; t < end; t++) {
        if (usable[t]) {
          double count = series.count(t) + PRIOR_CASES / rows;
          double response = eta[t] - offset(t) + (count - mean[t]) / mean[t];
          equations.add(design, t * columns, mean[t], response);
        }
      }
      addPrior();
      if (!equations.solve()) {
        return false;
      }
      double deviance = 0;
      for (int t = from; t < end; t++) {
        // The first steps from a constant can overshoot.
        double next = equations.value(design, t * columns) + offset(t);
        eta[t] = Math.max(eta[t] - 3, Math.min(eta[t] + 3, next));
        mean[t] = Math.exp(eta[t]);
        if (usable[t]) {
          double count = series.count(t);
          deviance += mean[t] - count + (count > 0 ? count * (logCounts[t] - eta[t]) : 0);
        }
      }
      if (Math.abs(deviance - previous) < TOLERANCE * (Math.abs(deviance) + 0.1)) {
        return true;
      }
      previous = deviance;
    }
    return !Double.isNaN(previous);
  }

  private void addPrior() {
    // Of few years a wave could as well be a season or a trend, so that all variation speaks
    // against these; of more, only what points differ from each other by chance.
    boolean few = end - from < YEARS_OF_A_SEASON * series.frequency().pointsPerYear();
    double doubt = follows && few ? Math.max(dispersion, around) : dispersion;
    equations.addToDiagonal(CalendarDesign.TREND, doubt / (TREND_PER_YEAR * TREND_PER_YEAR));
    for (int j = 2; j < columns; j++) {
      boolean season = j >= seasonColumn;
      double deviation = season ? SEASON : WEEKDAY;
      equations.addToDiagonal(j, (season ? doubt : dispersion) / (deviation * deviation));
    }
  }

  private void estimateDispersion() {
    double sum = 0;
    double kept = 0;
    double shift = 0;
    double least = days ? CLOSED * cases / rows : 0;
    int counted = 0;
    for (int t = from; t < end; t++) {
      if (usable[t] && mean[t] >= least) {
        double skewness = (2 * dispersion - 1) / Math.sqrt(dispersion * mean[t]);
        double residual = series.count(t) - mean[t];
        sum += residual * residual / mean[t];
        kept += 1 - TAIL.square(skewness);
        counted++;
        shift += TAIL.mean(skewness) * Math.sqrt(dispersion / mean[t]);
      }
    }
    double degrees = Math.max(1, kept - columns);
    dispersion = Math.max(1, sum / degrees);
    tailShift = counted == 0 ? 0 : shift / counted;
  }

  /**
   * How much the level wanders from one quarter of a year to another, as the variance of its
   * logarithm: what quarters differ from the fit more than their points can explain (DerSimonian
   * and Laird). Differences within one standard error of none count as none.
   */
  private double wander() {
    int quarter = quarter();
    int blocks = 0;
    double heterogeneity = 0;
    double weights = 0;
    double squaredWeights = 0;
    for (int first = from; first < end; first += quarter) {
      double excess = 0;
      double means = 0;
      for (int t = first; t < Math.min(end, first + quarter); t++) {
        excess += usable[t] ? series.count(t) - mean[t] : 0;
        means += usable[t] ? mean[t] : 0;
      }
      if (means > 0) {
        double weight = means / dispersion;
        heterogeneity += excess * excess / (dispersion * means);
        weights += weight;
        squaredWeights += weight * weight;
        blocks++;
      }
    }
    double chance = blocks - 2 + Math.sqrt(2.0 * blocks);
    double scale = weights - squaredWeights / weights;
    return blocks < 4 || heterogeneity <= chance ? 0 : (heterogeneity - chance) / scale;
  }

  /** Points of a quarter of a year; half a year of months, of which a quarter has too few. */
  private int quarter() {
    return Math.max(6, series.frequency().pointsPerYear() / 4);
  }

  private double dispersionOfSteps() {
    double sum = 0;
    int steps = 0;
    double before = Double.NaN;
    for (int t = from; t < end; t++) {
      double residual = usable[t] ? (series.count(t) - mean[t]) / Math.sqrt(mean[t]) : Double.NaN;
      if (!Double.isNaN(residual - before)) {
        sum += (residual - before) * (residual - before);
        steps++;
      }
      before = residual;
    }
    return steps == 0 ? Double.POSITIVE_INFINITY : sum / (2 * steps);
  }

  private boolean present(int t) {
    return !Double.isNaN(series.count(t)) && !Double.isNaN(offset(t));
  }

  /** What lasts is no outbreak but a new level: then the past starts there. */
  private boolean startAtNewLevel() {
    int year = series.frequency().pointsPerYear();
    double[] counts = new double[end - from];
    for (int t = from; t < end; t++) {
      counts[t - from] = present(t) ? series.count(t) : Double.NaN;
    }
    double[] means = Arrays.copyOfRange(mean, from, end);
    int start = NewLevel.start(counts, means, dispersion, days ? year : year / 2, year);
    if (start == 0) {
      return false;
    }
    int present = 0;
    double since = 0;
    for (int t = from + start; t < end; t++) {
      present += present(t) ? 1 : 0;
      since += present(t) ? series.count(t) : 0;
    }
    if (2 * present <= end - from - start) {
      return false;
    }
    from += start;
    rows = present;
    cases = since;
    return true;
  }

  /** Whether more points of the last half year were left out than outbreaks have. */
  private boolean unsettled() {
    int out = 0;
    int first = Math.max(from, end - series.frequency().pointsPerYear() / 2);
    for (int t = first; t < end; t++) {
      out += present(t) && !usable[t] ? 1 : 0;
    }
    return out * UNSETTLED > end - first;
  }

  private void learnRecentLevel() {
    for (int t = from; t < fitted.length; t++) {
      fitted[t] = fitted(t);
    }
    RecentLevel level = new RecentLevel(series, fitted, from, end, dispersion);
    if (level.lasts()) {
      recent = level;
    }
  }

  private double fitted(int t) {
    return Math.exp(equations.value(design, t * columns) + offset(t) + tailShift);
  }

  /** Cases expected at {@code t}; NaN without population. */
  double expected(int t) {
    return recent != null ? fitted[t] * recent.factor(t) : fitted(t);
  }

  /** Variance of the logarithm of {@link #expected}. */
  double logVariance(int t) {
    double unexplained = recent != null ? recent.variance(t) : levelVariance;
    return dispersion * equations.unscaledVariance(design, t * columns) + unexplained;
  }

  /** The first point that was fitted: the series' start, eight years back, or a new level. */
  int from() {
    return from;
  }

  /** Variance per mean, at least 1. */
  double dispersion() {
    return dispersion;
  }

  /** Cases in the past that was fitted. */
  double cases() {
    return cases;
  }
}
