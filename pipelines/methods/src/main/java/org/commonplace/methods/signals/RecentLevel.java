package org.commonplace.methods.signals;

/**
 * How much of what the last weeks of a series of days or weeks were above or below a fit is still
 * there in the next: waves come at another time and in another size than in the years before, and
 * levels change in ways that no harmonic and no straight trend follows.
 *
 * <p>The level of a time is the median log ratio of counted to fitted cases of three weeks, of
 * which the last ended a week before, so that an outbreak does not raise what it is compared with.
 * How much of a level lasts is learned from the past: by regression of a week's log ratio on the
 * level before it. What does not last beyond chance is not used.
 */
final class RecentLevel {
  private static final int WEEKS = 3;

  /** Weeks of the past that it takes to learn. */
  private static final int LEAST_PAIRS = 26;

  /** It is tested anew with every fit of a series, so that two would often be chance. */
  private static final double LEAST_STANDARD_ERRORS = 3;

  private static final double PRIOR_CASES = 0.5;

  /** Weeks with fewer cases to be expected tell of chance only. */
  private static final double LEAST_CASES = 2;

  /** The median of the square of a standard normal variable. */
  private static final double MEDIAN_SQUARE = 0.455;

  /** Variance of log ratios beyond chance by which weeks are weighted. */
  private static final double WORKING_VARIANCE = 0.02;

  private final Series series;
  private final double[] fitted;
  private final int from;

  /** Points of a week. */
  private final int week;

  private final double dispersion;
  private double lasts;
  private double variance;
  private SeasonalSpread seasons = SeasonalSpread.NONE;

  /**
   * Learns.
   *
   * @param fitted what the fit expects from point {@code from} on; kept, not copied
   * @param end the point after the last one that was fitted
   * @param dispersion variance of a count per its mean
   */
  RecentLevel(Series series, double[] fitted, int from, int end, double dispersion) {
    this.series = series;
    this.fitted = fitted;
    this.from = from;
    this.dispersion = dispersion;
    this.week = series.frequency() == Frequency.DAILY ? 7 : 1;
    learn(end);
  }

  private void learn(int end) {
    int most = Math.max(0, (end - from) / week);
    int[] weeks = new int[most];
    double[] levels = new double[most];
    double[] next = new double[most];
    double[] weights = new double[most];
    int pairs = 0;
    for (int t = from + (WEEKS + 1) * week; t + week <= end; t += week) {
      weeks[pairs] = t / week;
      levels[pairs] = level(t);
      next[pairs] = logRatio(t);
      double cases = casesFitted(t);
      weights[pairs] = cases / (dispersion + cases * WORKING_VARIANCE);
      pairs += Double.isNaN(levels[pairs] + next[pairs]) ? 0 : 1;
    }
    if (pairs >= LEAST_PAIRS) {
      regress(weeks, levels, next, weights, pairs);
    }
  }

  private void regress(int[] weeks, double[] levels, double[] next, double[] weights, int pairs) {
    double products = 0;
    double squares = 0;
    for (int i = 0; i < pairs; i++) {
      products += weights[i] * levels[i] * next[i];
      squares += weights[i] * levels[i] * levels[i];
    }
    double slope = squares > 0 ? Math.min(1, products / squares) : 0;
    double scores = 0;
    double[] squaredResiduals = new double[pairs];
    for (int i = 0; i < pairs; i++) {
      double residual = next[i] - slope * levels[i];
      double score = weights[i] * levels[i] * residual;
      scores += score * score;
      squaredResiduals[i] = residual * residual;
    }
    if (slope > LEAST_STANDARD_ERRORS * Math.sqrt(scores) / squares) {
      lasts = slope;
      learnVariance(weeks, squaredResiduals, weights, pairs);
    }
  }

  /**
   * What the squared residuals are more than chance makes them: their mean, or their middle where
   * that is less, so that the few steep rises of the past do not hide the next. Of days, of which
   * every one of a season's rise would signal, a season's own is the least.
   */
  private void learnVariance(int[] weeks, double[] squaredResiduals, double[] weights, int pairs) {
    double[] excess = new double[pairs];
    double[] middle = new double[pairs];
    double total = 0;
    double sum = 0;
    for (int i = 0; i < pairs; i++) {
      double chance = 1 / weights[i] - WORKING_VARIANCE;
      excess[i] = squaredResiduals[i] - chance;
      middle[i] = squaredResiduals[i] / MEDIAN_SQUARE - chance;
      total += weights[i];
      sum += weights[i] * excess[i];
    }
    variance = Math.max(0, Math.min(sum / total, Medians.of(middle, pairs)));
    if (week > 1) {
      seasons = SeasonalSpread.of(weeks, excess, weights, pairs);
    }
  }

  /** Whether recent weeks tell anything of the next. */
  boolean lasts() {
    return lasts > 0;
  }

  /** What the fit of point {@code t} is multiplied with; 1 if nothing is known. */
  double factor(int t) {
    double level = lasts > 0 ? level(t) : 0;
    return Double.isNaN(level) ? 1 : Math.exp(lasts * level);
  }

  /** Variance of the logarithm of the mean of point {@code t} around fit and level. */
  double variance(int t) {
    return Math.max(variance, seasons.variance(t / week));
  }

  /** The level of the weeks that ended a week before {@code t}; NaN if most are missing. */
  private double level(int t) {
    double[] ratios = new double[WEEKS];
    int n = 0;
    for (int first = t - (WEEKS + 1) * week; first < t - week; first += week) {
      double ratio = first < from ? Double.NaN : logRatio(first);
      if (!Double.isNaN(ratio)) {
        ratios[n++] = ratio;
      }
    }
    return 2 * n < WEEKS ? Double.NaN : Medians.of(ratios, n);
  }

  /** Of the week that starts at {@code first}; NaN if it has no count or can have but few cases. */
  private double logRatio(int first) {
    double counted = 0;
    int known = 0;
    for (int t = first; t < first + week; t++) {
      counted += known(t) ? series.count(t) : 0;
      known += known(t) ? 1 : 0;
    }
    double expected = casesFitted(first);
    return known == 0 || expected < LEAST_CASES
        ? Double.NaN
        : Math.log((counted + PRIOR_CASES) / (expected + PRIOR_CASES));
  }

  private double casesFitted(int first) {
    double sum = 0;
    for (int t = first; t < first + week; t++) {
      sum += known(t) ? fitted[t] : 0;
    }
    return sum;
  }

  private boolean known(int t) {
    return !Double.isNaN(series.count(t) + fitted[t]);
  }
}
