package org.commonplace.methods.signals;

/**
 * The first case for a long time, or ever: where none came in so many periods, any case signals.
 *
 * <p>No baseline of counts can be fitted to a place without any, and one case of some diseases is
 * an event. The p-value is that of a count after n periods without a case under the non-informative
 * prior, negative binomial of size 1/2 and probability n / (n + 1), as in {@link Bayes}.
 */
public final class FirstCase implements Pointwise {
  private static final int YEAR = 0;

  private final int periods;

  private FirstCase(int periods) {
    this.periods = periods;
  }

  /** The first case for a year. */
  public static FirstCase forAYear() {
    return new FirstCase(YEAR);
  }

  /** The first case for so many periods, 1 or more. */
  public FirstCase after(int quietPeriods) {
    if (quietPeriods < 1) {
      throw new IllegalArgumentException(
          "first-case: a case is the first for 1 period or more, not " + quietPeriods);
    }
    return new FirstCase(quietPeriods);
  }

  @Override
  public String name() {
    return "first-case";
  }

  @Override
  public FirstCase withAlpha(double probability) {
    return this;
  }

  @Override
  public Limit limit() {
    return Limit.FIXED;
  }

  @Override
  public Baseline baseline(Series series, int t) {
    return Baseline.of(series, t - quiet(series), t);
  }

  private int quiet(Series series) {
    return periods == YEAR ? series.frequency().pointsPerYear() : periods;
  }

  @Override
  public Detection test(Series series, int t) {
    int quiet = quiet(series);
    double observed = series.count(t);
    if (t < quiet) {
      return Detection.impossible(series.date(t), observed, Reason.TOO_SHORT);
    }
    int known = 0;
    for (int i = t - quiet; i < t; i++) {
      if (series.count(i) > 0) {
        return Detection.impossible(series.date(t), observed, Reason.RECENT_CASES);
      }
      known += Double.isNaN(series.count(i)) ? 0 : 1;
    }
    if (2 * known < quiet || known == 0) {
      return Detection.impossible(series.date(t), observed, Reason.TOO_FEW_BASELINE_COUNTS);
    }
    double mean = 0.5 / known;
    double phi = (known + 1.0) / known;
    return Detection.tested(
        series.date(t), observed, mean, 0, CountTail.atLeast(observed, mean, phi));
  }
}
