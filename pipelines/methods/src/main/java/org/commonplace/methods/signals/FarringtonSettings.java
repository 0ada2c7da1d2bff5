package org.commonplace.methods.signals;

/**
 * The choices of {@link FarringtonFlexible}. Start from {@link #packageDefaults} or {@link
 * #noufaily} and change single ones.
 *
 * @param pastYears years of history that are compared with, "b"; at least 1
 * @param years what to do if the series is shorter than that
 * @param halfWindow points on either side of each anniversary that form the reference window, "w"
 * @param seasonalPeriods levels of the seasonal factor, the reference window being one of them; 1
 *     fits the reference windows alone
 * @param excludedRecent points before the tested one that are left out of the fit, so that a
 *     starting outbreak does not raise its own baseline
 * @param reweighting whether past outbreaks are weighted down
 * @param weightsThreshold Anscombe residual above which a past count is weighted down
 * @param trend whether a linear time trend may be fitted
 * @param trendPValue p-value below which the trend is kept; 1 keeps it unless it extrapolates
 * @param exposure whether the model is for rates or for counts
 * @param anniversary how the same point of earlier years is found
 * @param method how the threshold is computed
 * @param errors which dispersion the standard errors rest on
 * @param power scale on which {@link Method#DELTA} takes the counts to be normal
 * @param alpha one-sided error probability, in (0, 0.5)
 * @param recentCases cases that the last {@code recentPoints} points must have for a signal
 * @param recentPoints points, including the tested one, over which recent cases are added up
 */
public record FarringtonSettings(
    int pastYears,
    Years years,
    int halfWindow,
    int seasonalPeriods,
    int excludedRecent,
    Reweighting reweighting,
    double weightsThreshold,
    Trend trend,
    double trendPValue,
    Exposure exposure,
    Anniversary anniversary,
    Method method,
    Errors errors,
    Power power,
    double alpha,
    int recentCases,
    int recentPoints) {

  /** What to do when the series does not reach back as many years as asked for. */
  public enum Years {
    /** Do not fit. */
    EXACT,
    /** Fit on the whole years there are, at least one. */
    UP_TO
  }

  /** Whether past outbreaks are weighted down. */
  public enum Reweighting {
    NONE,
    ONCE
  }

  /** Whether a linear time trend may be fitted. */
  public enum Trend {
    NEVER,
    IF_SIGNIFICANT
  }

  /** Whether the model is for counts, or for counts per person at risk. */
  public enum Exposure {
    NONE,
    POPULATION
  }

  /** How the same point of an earlier year is found. */
  public enum Anniversary {
    /** By calendar date, moved to the nearest same weekday. Years of 53 weeks need no care. */
    CALENDAR,
    /** A fixed number of points back: 52 weeks or 12 months. */
    FIXED_LAG
  }

  /** How the threshold is computed. */
  public enum Method {
    /** Normal quantile on a power scale, with the uncertainty of the mean (Farrington 1996). */
    DELTA,
    /** Negative binomial quantile at the fitted mean (Noufaily 2013). */
    NB_PLUGIN,
    /** Negative binomial quantile at the upper limit of the mean. */
    MUAN
  }

  /** Which dispersion the standard errors of trend and mean rest on. */
  public enum Errors {
    /** The one that the R function {@code farringtonFlexible} ends up with after reweighting. */
    FLEXIBLE,
    /** Pearson's, as in the method of 1996. */
    PEARSON
  }

  /** Scale on which the counts are taken to be normal. */
  public enum Power {
    NONE,
    ONE_HALF,
    TWO_THIRDS
  }

  public FarringtonSettings {
    require(pastYears >= 1, "pastYears", pastYears, "at least 1");
    require(halfWindow >= 0, "halfWindow", halfWindow, "at least 0");
    require(seasonalPeriods >= 1, "seasonalPeriods", seasonalPeriods, "at least 1");
    require(excludedRecent >= 0, "excludedRecent", excludedRecent, "at least 0");
    require(weightsThreshold > 0, "weightsThreshold", weightsThreshold, "above 0");
    require(trendPValue >= 0 && trendPValue <= 1, "trendPValue", trendPValue, "between 0 and 1");
    require(alpha > 0 && alpha < 0.5, "alpha", alpha, "above 0 and below 0.5");
    require(recentCases >= 0, "recentCases", recentCases, "at least 0");
    require(recentPoints >= 1, "recentPoints", recentPoints, "at least 1");
  }

  private static void require(boolean holds, String setting, double value, String wanted) {
    if (!holds) {
      throw new IllegalArgumentException(
          "Farrington flexible: " + setting + " is " + value + "; it must be " + wanted);
    }
  }

  /** The defaults of the R package surveillance. They are not what Noufaily proposed. */
  public static FarringtonSettings packageDefaults() {
    return new FarringtonSettings(
        5,
        Years.EXACT,
        3,
        1,
        3,
        Reweighting.ONCE,
        2.58,
        Trend.IF_SIGNIFICANT,
        0.05,
        Exposure.NONE,
        Anniversary.CALENDAR,
        Method.DELTA,
        Errors.FLEXIBLE,
        Power.TWO_THIRDS,
        0.05,
        5,
        4);
  }

  /** The proposal of Noufaily and others (2013), at the error probability of their comparisons. */
  public static FarringtonSettings noufaily() {
    return packageDefaults().toBuilder()
        .seasonalPeriods(10)
        .excludedRecent(26)
        .trendPValue(1)
        .method(Method.NB_PLUGIN)
        .alpha(0.01)
        .build();
  }

  /**
   * The method of Farrington and others (1996), as {@code farrington} of the R package. Its limit
   * is two-sided there: alpha is half of what the package is given.
   */
  public static FarringtonSettings original() {
    return packageDefaults().toBuilder()
        .excludedRecent(0)
        .weightsThreshold(1)
        .errors(Errors.PEARSON)
        .alpha(0.025)
        .build();
  }

  /** "Original" of the CDC's ESSENCE, as the R package Rnssp has it. */
  public static FarringtonSettings essenceOriginal() {
    return packageDefaults().toBuilder()
        .pastYears(4)
        .weightsThreshold(1)
        .recentCases(6)
        .recentPoints(5)
        .build();
  }

  /** "Modified" of the CDC's ESSENCE, as the R package Rnssp has it. */
  public static FarringtonSettings essenceModified() {
    return noufaily().toBuilder()
        .pastYears(4)
        .trendPValue(0.05)
        .alpha(0.05)
        .recentCases(6)
        .recentPoints(5)
        .build();
  }

  /** Starts a changed copy. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Changes single settings; {@link #build} checks them. */
  public static final class Builder {
    private int pastYears;
    private Years years;
    private int halfWindow;
    private int seasonalPeriods;
    private int excludedRecent;
    private Reweighting reweighting;
    private double weightsThreshold;
    private Trend trend;
    private double trendPValue;
    private Exposure exposure;
    private Anniversary anniversary;
    private Method method;
    private Errors errors;
    private Power power;
    private double alpha;
    private int recentCases;
    private int recentPoints;

    private Builder(FarringtonSettings settings) {
      this.pastYears = settings.pastYears;
      this.years = settings.years;
      this.halfWindow = settings.halfWindow;
      this.seasonalPeriods = settings.seasonalPeriods;
      this.excludedRecent = settings.excludedRecent;
      this.reweighting = settings.reweighting;
      this.weightsThreshold = settings.weightsThreshold;
      this.trend = settings.trend;
      this.trendPValue = settings.trendPValue;
      this.exposure = settings.exposure;
      this.anniversary = settings.anniversary;
      this.method = settings.method;
      this.errors = settings.errors;
      this.power = settings.power;
      this.alpha = settings.alpha;
      this.recentCases = settings.recentCases;
      this.recentPoints = settings.recentPoints;
    }

    public Builder pastYears(int value) {
      this.pastYears = value;
      return this;
    }

    public Builder years(Years value) {
      this.years = value;
      return this;
    }

    public Builder halfWindow(int value) {
      this.halfWindow = value;
      return this;
    }

    public Builder seasonalPeriods(int value) {
      this.seasonalPeriods = value;
      return this;
    }

    public Builder excludedRecent(int value) {
      this.excludedRecent = value;
      return this;
    }

    public Builder reweighting(Reweighting value) {
      this.reweighting = value;
      return this;
    }

    public Builder weightsThreshold(double value) {
      this.weightsThreshold = value;
      return this;
    }

    public Builder trend(Trend value) {
      this.trend = value;
      return this;
    }

    public Builder trendPValue(double value) {
      this.trendPValue = value;
      return this;
    }

    public Builder exposure(Exposure value) {
      this.exposure = value;
      return this;
    }

    public Builder anniversary(Anniversary value) {
      this.anniversary = value;
      return this;
    }

    public Builder method(Method value) {
      this.method = value;
      return this;
    }

    public Builder errors(Errors value) {
      this.errors = value;
      return this;
    }

    public Builder power(Power value) {
      this.power = value;
      return this;
    }

    public Builder alpha(double value) {
      this.alpha = value;
      return this;
    }

    public Builder recentCases(int value) {
      this.recentCases = value;
      return this;
    }

    public Builder recentPoints(int value) {
      this.recentPoints = value;
      return this;
    }

    public FarringtonSettings build() {
      return new FarringtonSettings(
          pastYears,
          years,
          halfWindow,
          seasonalPeriods,
          excludedRecent,
          reweighting,
          weightsThreshold,
          trend,
          trendPValue,
          exposure,
          anniversary,
          method,
          errors,
          power,
          alpha,
          recentCases,
          recentPoints);
    }
  }
}
