package org.commonplace.methods.signals;

/**
 * How much of what the last weeks of a daily series were above or below a fit is still there in the
 * next: waves come at another time and in another size than in the years before, and levels change
 * in ways that no harmonic and no straight trend follows.
 *
 * <p>The level of a time is the median log ratio of counted to fitted cases of three weeks, of
 * which the last ended a week before, so that an outbreak does not raise what it is compared with.
 * How much of a level lasts is learned from the past: by regression of a week's log ratio on the
 * level before it. What does not last beyond chance is not used.
 */
final class RecentLevel {
  private static final int WEEK = 7;
  private static final int WEEKS = 3;

  /** Weeks of the past that it takes to learn. */
  private static final int LEAST_PAIRS = 26;

  private static final double LEAST_STANDARD_ERRORS = 2;
  private static final double PRIOR_CASES = 0.5;

  /** Variance of log ratios beyond chance by which weeks are weighted. */
  private static final double WORKING_VARIANCE = 0.02;

  private final Series series;
  private final double[] fitted;
  private final int from;
  private final double dispersion;
  private double lasts;
  private double variance;

  /**
   * Learns.
   *
   * @param fitted what the fit expects from day {@code from} on; kept, not copied
   * @param end the day after the last one that was fitted
   * @param dispersion variance of a count per its mean
   */
  RecentLevel(Series series, double[] fitted, int from, int end, double dispersion) {
    this.series = series;
    this.fitted = fitted;
    this.from = from;
    this.dispersion = dispersion;
    learn(end);
  }

  private void learn(int end) {
    int most = Math.max(0, (end - from) / WEEK);
    double[] levels = new double[most];
    double[] next = new double[most];
    double[] weights = new double[most];
    int pairs = 0;
    for (int t = from + (WEEKS + 1) * WEEK; t + WEEK <= end; t += WEEK) {
      levels[pairs] = level(t);
      next[pairs] = logRatio(t);
      double cases = casesFitted(t);
      weights[pairs] = cases / (dispersion + cases * WORKING_VARIANCE);
      pairs += Double.isNaN(levels[pairs] + next[pairs]) ? 0 : 1;
    }
    if (pairs >= LEAST_PAIRS) {
      regress(levels, next, weights, pairs);
    }
  }

  private void regress(double[] levels, double[] next, double[] weights, int pairs) {
    double products = 0;
    double squares = 0;
    for (int i = 0; i < pairs; i++) {
      products += weights[i] * levels[i] * next[i];
      squares += weights[i] * levels[i] * levels[i];
    }
    double slope = squares > 0 ? Math.min(1, products / squares) : 0;
    double total = 0;
    double excess = 0;
    double scores = 0;
    for (int i = 0; i < pairs; i++) {
      double residual = next[i] - slope * levels[i];
      double chance = 1 / weights[i] - WORKING_VARIANCE;
      double score = weights[i] * levels[i] * residual;
      total += weights[i];
      excess += weights[i] * (residual * residual - chance);
      scores += score * score;
    }
    if (slope > LEAST_STANDARD_ERRORS * Math.sqrt(scores) / squares) {
      lasts = slope;
      variance = Math.max(0, excess / total);
    }
  }

  /** Whether recent weeks tell anything of the next. */
  boolean lasts() {
    return lasts > 0;
  }

  /** What the fit of day {@code t} is multiplied with; 1 if nothing is known. */
  double factor(int t) {
    double level = lasts > 0 ? level(t) : 0;
    return Double.isNaN(level) ? 1 : Math.exp(lasts * level);
  }

  /** Variance of the logarithm of the mean around fit and level. */
  double variance() {
    return variance;
  }

  /** The level of the weeks that ended a week before {@code t}; NaN if most are missing. */
  private double level(int t) {
    double[] ratios = new double[WEEKS];
    int n = 0;
    for (int first = t - (WEEKS + 1) * WEEK; first < t - WEEK; first += WEEK) {
      double ratio = first < from ? Double.NaN : logRatio(first);
      if (!Double.isNaN(ratio)) {
        ratios[n++] = ratio;
      }
    }
    return 2 * n < WEEKS ? Double.NaN : Medians.of(ratios, n);
  }

  /** Of the week that starts on day {@code first}; NaN if no day of it has a count. */
  private double logRatio(int first) {
    double counted = 0;
    int days = 0;
    for (int t = first; t < first + WEEK; t++) {
      counted += known(t) ? series.count(t) : 0;
      days += known(t) ? 1 : 0;
    }
    return days == 0
        ? Double.NaN
        : Math.log((counted + PRIOR_CASES) / (casesFitted(first) + PRIOR_CASES));
  }

  private double casesFitted(int first) {
    double sum = 0;
    for (int t = first; t < first + WEEK; t++) {
      sum += known(t) ? fitted[t] : 0;
    }
    return sum;
  }

  private boolean known(int t) {
    return !Double.isNaN(series.count(t) + fitted[t]);
  }
}
