package org.commonplace.methods.signals;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.commonplace.methods.signals.FarringtonSettings.Anniversary;
import org.commonplace.methods.signals.FarringtonSettings.Errors;
import org.commonplace.methods.signals.FarringtonSettings.Exposure;
import org.commonplace.methods.signals.FarringtonSettings.Method;
import org.commonplace.methods.signals.FarringtonSettings.Reweighting;
import org.commonplace.methods.signals.FarringtonSettings.Trend;
import org.commonplace.methods.signals.FarringtonSettings.Years;

/**
 * Farrington flexible: a quasi-Poisson regression on the same season of past years, in which past
 * outbreaks are weighted down, gives the count that chance would exceed with probability alpha.
 *
 * <p>Farrington and others (1996), Noufaily and others (2013), in the form of {@code
 * farringtonFlexible} of the R package surveillance 1.20.3, whose numbers it reproduces. Two things
 * of that package are kept because its users compare with them: the dispersion behind standard
 * errors uses the reweighting weights (see {@link LogLinearFit#dispersionByPriorWeights}), and
 * {@link FarringtonResult#packageScore}. Two are not: when recent cases are too few the package
 * erases the expected count and the threshold, here they stay and only the signal is withheld; and
 * where the past has no case at all the package often has no answer, here the threshold is next to
 * 0.
 */
public final class FarringtonFlexible implements Detector, Adjustable {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final ThreadLocal<Workspace> WORKSPACE = ThreadLocal.withInitial(Workspace::new);

  /** No place counts this many cases in a period; beyond it the limit of the mean is no limit. */
  private static final double LARGEST_MEAN = 1e9;

  private final String name;
  private final FarringtonSettings settings;
  private final double normalQuantile;

  public FarringtonFlexible(String name, FarringtonSettings settings) {
    this.name = name;
    this.settings = settings;
    this.normalQuantile = NORMAL.inverseSurvivalProbability(settings.alpha());
  }

  @Override
  public String name() {
    return name;
  }

  public FarringtonSettings settings() {
    return settings;
  }

  @Override
  public FarringtonFlexible withAlpha(double alpha) {
    return new FarringtonFlexible(name, settings.toBuilder().alpha(alpha).build());
  }

  /** The same with the settings that a name carries; see {@link FarringtonOptions}. */
  @Override
  public FarringtonFlexible changed(NamedSettings named) {
    return new FarringtonFlexible(named.name(), FarringtonOptions.changed(settings, named));
  }

  /** The same for rates, counts per person at risk, unless its name says otherwise. */
  public FarringtonFlexible perPopulation() {
    if (NamedSettings.of(name).gives("populationOffset")) {
      return this;
    }
    return new FarringtonFlexible(name, settings.toBuilder().exposure(Exposure.POPULATION).build());
  }

  @Override
  public Baseline baseline(Series series, int t) {
    Workspace workspace = WORKSPACE.get();
    int years = findAnniversaries(workspace, series, t);
    int first = Math.max(0, workspace.references[years] - settings.halfWindow());
    return Baseline.of(series, first, t - settings.excludedRecent());
  }

  @Override
  public List<Detection> detect(Series series, int from, int to) {
    List<Detection> detections = new ArrayList<>(Math.max(0, to - from + 1));
    Workspace workspace = WORKSPACE.get();
    workspace.read(series);
    for (int k = from; k <= to; k++) {
      FarringtonResult fit = fit(workspace, series, k);
      detections.add(
          new Detection(
              series.date(k),
              fit.observed(),
              fit.expected(),
              fit.threshold(),
              fit.exceedance(),
              fit.pValue(),
              fit.signal(),
              fit.reason()));
    }
    return detections;
  }

  /** Tests the points {@code from} to {@code to}, both included, with all that the fits give. */
  public List<FarringtonResult> fit(Series series, int from, int to) {
    List<FarringtonResult> results = new ArrayList<>(Math.max(0, to - from + 1));
    Workspace workspace = WORKSPACE.get();
    workspace.read(series);
    for (int k = from; k <= to; k++) {
      results.add(fit(workspace, series, k));
    }
    return results;
  }

  private FarringtonResult fit(Workspace workspace, Series series, int k) {
    double observed = series.observed(k);
    if (series.frequency() == Frequency.DAILY) {
      return FarringtonResult.impossible(observed, Reason.UNSUITED_FREQUENCY);
    }
    if (series.absence(k) != Reason.NONE) {
      return FarringtonResult.impossible(observed, series.absence(k));
    }
    int years = findAnniversaries(workspace, series, k);
    if (years == 0 || (years < settings.pastYears() && settings.years() == Years.EXACT)) {
      return FarringtonResult.impossible(observed, Reason.TOO_SHORT);
    }
    double offset = offset(series, k);
    if (Double.isNaN(offset)) {
      return FarringtonResult.impossible(observed, Reason.MISSING_POPULATION);
    }
    if (!labelSeasons(workspace, k, years)) {
      return FarringtonResult.impossible(observed, Reason.TOO_MANY_PERIODS);
    }
    double timeAtK = addRows(workspace, series, k, years);
    Reason obstacle = fitRegression(workspace.fit, years, timeAtK, offset);
    return obstacle == Reason.NONE
        ? judge(workspace, series, k, years, timeAtK, offset)
        : FarringtonResult.impossible(observed, obstacle);
  }

  private double offset(Series series, int i) {
    if (settings.exposure() == Exposure.NONE) {
      return 0;
    }
    double population = series.population(i);
    return population > 0 ? Math.log(population) : Double.NaN;
  }

  /** Writes the indices of the tested point and its anniversaries; returns how many years fit. */
  private int findAnniversaries(Workspace workspace, Series series, int k) {
    int[] references = workspace.references(settings.pastYears() + 1);
    references[0] = k;
    for (int i = 1; i <= settings.pastYears(); i++) {
      int reference =
          settings.anniversary() == Anniversary.FIXED_LAG || series.frequency() == Frequency.MONTHLY
              ? k - i * series.frequency().pointsPerYear()
              : k - weeksBack(series.date(k), i);
      if (reference < 0) {
        return i - 1;
      }
      references[i] = reference;
    }
    return settings.pastYears();
  }

  /** Weeks from the same weekday nearest to the date {@code years} earlier until {@code date}. */
  private static int weeksBack(LocalDate date, int years) {
    LocalDate earlier = date.minusYears(years);
    if (earlier.getDayOfMonth() != date.getDayOfMonth()) {
      earlier = earlier.plusDays(1); // 29 February becomes 1 March
    }
    // Weekdays are counted from Sunday, which decides on which side of the date we start.
    int shift = earlier.getDayOfWeek().getValue() % 7 - date.getDayOfWeek().getValue() % 7;
    LocalDate one = earlier.minusDays(shift);
    LocalDate other = one.isAfter(earlier) ? one.minusDays(7) : one.plusDays(7);
    boolean oneIsNearer =
        Math.abs(ChronoUnit.DAYS.between(one, earlier))
            <= Math.abs(ChronoUnit.DAYS.between(other, earlier));
    return Math.toIntExact(ChronoUnit.DAYS.between(oneIsNearer ? one : other, date) / 7);
  }

  /**
   * Labels the points by season: the last level is the window around each anniversary, the others
   * divide what lies between two windows. 0 marks a point that is not part of the fit.
   */
  private boolean labelSeasons(Workspace workspace, int k, int years) {
    int[] references = workspace.references;
    int[] labels = workspace.labels;
    int w = settings.halfWindow();
    int periods = settings.seasonalPeriods();
    Arrays.fill(labels, 0, k + 1, 0);
    for (int i = 1; i <= years; i++) {
      int reference = references[i];
      Arrays.fill(labels, Math.max(0, reference - w), Math.min(reference + w, k) + 1, periods);
      if (periods > 1) {
        int between = references[i - 1] - 2 * w - 1 - reference;
        if (between < periods - (2 * w + 1) || between < 0) {
          return false;
        }
        int shortLength = between / (periods - 1);
        int longOnes = between % (periods - 1);
        int next = reference + w + 1;
        for (int label = 1; label < periods; label++) {
          int length = label <= longOnes ? shortLength + 1 : shortLength;
          Arrays.fill(labels, next, next + length, label);
          next += length;
        }
      }
    }
    Arrays.fill(labels, Math.max(0, k - settings.excludedRecent()), k + 1, 0);
    return true;
  }

  /** Hands the labelled points to the regression; returns the time covariate of point k. */
  private double addRows(Workspace workspace, Series series, int k, int years) {
    LogLinearFit fit = workspace.fit;
    boolean byCalendar = settings.anniversary() == Anniversary.CALENDAR;
    boolean monthly = series.frequency() == Frequency.MONTHLY;
    fit.clear(k + 1, settings.seasonalPeriods());
    // Time is counted in steps from the first row by calendar, in indices otherwise. The two differ
    // beyond a shift only where the steps are uneven, and months are.
    int first = Math.max(0, workspace.references[years] - settings.halfWindow());
    double step = byCalendar && monthly ? daysBetween(series, 0, 1) : 1;
    for (int i = first; i < k; i++) {
      double count = series.count(i);
      double offset = offset(series, i);
      if (workspace.labels[i] != 0 && !Double.isNaN(count) && !Double.isNaN(offset)) {
        double time =
            !byCalendar ? i + 1 : monthly ? daysBetween(series, first, i) / step : i - first;
        fit.add(
            count,
            time,
            offset,
            workspace.labels[i],
            workspace.logCounts[i],
            workspace.startEtas[i],
            workspace.twoThirds[i]);
      }
    }
    return !byCalendar ? k + 1 : monthly ? daysBetween(series, first, k) / step : k - first;
  }

  private static double daysBetween(Series series, int from, int to) {
    return ChronoUnit.DAYS.between(series.date(from), series.date(to));
  }

  /** Fits with trend if allowed and kept, else without. */
  private Reason fitRegression(LogLinearFit fit, int years, double timeAtK, double offset) {
    if (settings.trend() == Trend.IF_SIGNIFICANT && years >= 3) {
      Reason obstacle = fitReweighted(fit, Trend.IF_SIGNIFICANT);
      if (obstacle != Reason.NONE) {
        return obstacle;
      }
      if (fit.sloped() && keepsTrend(fit, timeAtK, offset)) {
        return Reason.NONE;
      }
      fit.resetPriorWeights();
    }
    return fitReweighted(fit, Trend.NEVER);
  }

  private Reason fitReweighted(LogLinearFit fit, Trend trend) {
    boolean sloped = trend == Trend.IF_SIGNIFICANT && fit.fitWithTrend();
    // Without a single case every step lowers the mean; where it stops makes no difference.
    if (!sloped && !fit.fitWithoutTrend() && fit.largestCount() > 0) {
      return Reason.NO_CONVERGENCE;
    }
    if (fit.degreesOfFreedom() < 1 || !fit.occupied(settings.seasonalPeriods())) {
      return Reason.TOO_FEW_BASELINE_COUNTS;
    }
    if (settings.reweighting() == Reweighting.ONCE) {
      fit.weightDownOutbreaks(Math.max(1, fit.dispersion()), settings.weightsThreshold());
      // The package takes this fit as it is, converged or not.
      boolean converged = sloped ? fit.fitWithTrend() : fit.fitWithoutTrend();
      if (!converged && Double.isNaN(fit.residualDeviance())) {
        return Reason.NO_CONVERGENCE;
      }
    }
    return Reason.NONE;
  }

  private boolean keepsTrend(LogLinearFit fit, double timeAtK, double offset) {
    boolean significant =
        settings.trendPValue() >= 1
            || fit.slopePValue(errorDispersion(fit)) < settings.trendPValue();
    double mean = Math.exp(fit.predictor(settings.seasonalPeriods(), timeAtK) + offset);
    return significant && mean <= fit.largestCount();
  }

  private double errorDispersion(LogLinearFit fit) {
    return settings.reweighting() == Reweighting.ONCE && settings.errors() == Errors.FLEXIBLE
        ? fit.dispersionByPriorWeights()
        : fit.dispersion();
  }

  private FarringtonResult judge(
      Workspace workspace, Series series, int k, int years, double timeAtK, double offset) {
    LogLinearFit fit = workspace.fit;
    int season = settings.seasonalPeriods();
    double observed = series.count(k);
    double phi = Math.max(1, fit.dispersion());
    double eta = fit.predictor(season, timeAtK) + offset;
    double dispersion = settings.errors() == Errors.PEARSON ? phi : errorDispersion(fit);
    double etaError = Math.sqrt(dispersion * fit.unscaledVariance(season, timeAtK));
    double mean = Math.exp(eta);
    double threshold;
    double pValue;
    double packageScore;
    if (settings.method() == Method.DELTA) {
      double exponent =
          switch (settings.power()) {
            case NONE -> 1;
            case ONE_HALF -> 0.5;
            case TWO_THIRDS -> 2.0 / 3.0;
          };
      double error = mean * etaError;
      double tau = phi + error * error / mean;
      double spread =
          switch (settings.power()) {
            case NONE -> Math.sqrt(mean * tau);
            case ONE_HALF -> Math.sqrt(tau / 4);
            case TWO_THIRDS -> Math.sqrt(4.0 / 9.0 * Math.cbrt(mean) * tau);
          };
      double centre = Math.pow(mean, exponent);
      threshold = Math.pow(centre + normalQuantile * spread, 1 / exponent);
      pValue = NORMAL.survivalProbability((Math.pow(observed, exponent) - centre) / spread);
      packageScore = (observed - mean) / (threshold - mean);
    } else {
      double at =
          settings.method() == Method.MUAN ? Math.exp(eta + normalQuantile * etaError) : mean;
      if (at > LARGEST_MEAN) {
        return FarringtonResult.impossible(observed, Reason.UNBOUNDED_MEAN);
      }
      threshold = CountTail.quantile(settings.alpha(), normalQuantile, at, phi);
      pValue = CountTail.atLeast(observed, at, phi);
      packageScore = (observed - eta) / (threshold - eta);
    }
    boolean enough = recentCases(series, k) >= settings.recentCases();
    return new FarringtonResult(
        observed,
        mean,
        threshold,
        Detection.exceedance(observed, mean, threshold),
        packageScore,
        pValue,
        phi,
        fit.sloped() ? fit.slope() : Double.NaN,
        years,
        enough && observed > threshold && observed > 0,
        enough ? remark(fit, years) : Reason.FEW_RECENT_CASES);
  }

  private Reason remark(LogLinearFit fit, int years) {
    if (fit.largestCount() == 0) {
      return Reason.EMPTY_BASELINE;
    }
    return years < settings.pastYears() ? Reason.SHORT_BASELINE : Reason.NONE;
  }

  private double recentCases(Series series, int k) {
    double sum = 0;
    for (int i = Math.max(0, k - settings.recentPoints() + 1); i <= k; i++) {
      double count = series.count(i);
      sum += Double.isNaN(count) ? 0 : count;
    }
    return sum;
  }

  /** The arrays that a fit needs, and what is computed once for a series. */
  private static final class Workspace {
    private final LogLinearFit fit = new LogLinearFit();
    private int[] references = new int[0];
    private int[] labels = new int[0];
    private double[] logCounts = new double[0];
    private double[] startEtas = new double[0];
    private double[] twoThirds = new double[0];

    private int[] references(int size) {
      if (references.length < size) {
        references = new int[size];
      }
      return references;
    }

    private void read(Series series) {
      int length = series.length();
      if (labels.length < length) {
        labels = new int[length];
        logCounts = new double[length];
        startEtas = new double[length];
        twoThirds = new double[length];
      }
      for (int i = 0; i < length; i++) {
        double count = series.count(i);
        double root = Math.cbrt(count);
        logCounts[i] = Math.log(count);
        startEtas[i] = Math.log(count + 0.1);
        twoThirds[i] = root * root;
      }
    }
  }
}
