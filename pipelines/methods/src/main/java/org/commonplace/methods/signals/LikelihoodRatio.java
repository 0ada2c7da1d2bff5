package org.commonplace.methods.signals;

/**
 * Generalised likelihood ratio: since which week, and by what factor, must the counts have risen to
 * be as likely as possible, and how much likelier is that than no change. At a limit it signals,
 * and starts again with the next point.
 *
 * <p>In the form of {@code algo.glrpois} and {@code algo.glrnb} of the R package surveillance
 * 1.20.3 (H&ouml;hle and Paul, 2008), for a change of the intercept; the mean is a regression on
 * trend and one harmonic of the year, fitted once. With a given factor of change it is the CUSUM of
 * the likelihood ratio. The threshold is the count that would just lift the statistic to its limit.
 */
public final class LikelihoodRatio implements Sequential, Adjustable {
  private static final double USUAL_LIMIT = 5;

  /** How counts spread around their mean. */
  public enum Spread {
    POISSON,
    /** Negative binomial with a size estimated from the training. */
    NEGATIVE_BINOMIAL
  }

  private final String name;
  private final Spread spread;
  private final double overdispersion;
  private final double logChange;
  private final double limit;
  private final Monitoring monitoring;

  private LikelihoodRatio(
      String name,
      Spread spread,
      double overdispersion,
      double logChange,
      double limit,
      Monitoring monitoring) {
    this.name = name;
    this.limit = limit;
    this.spread = spread;
    this.overdispersion = overdispersion;
    this.logChange = logChange;
    this.monitoring = monitoring;
  }

  /** Signals at 5; starts after three years, and anew each year. */
  public static LikelihoodRatio of(Spread spread) {
    return new LikelihoodRatio(
        spread == Spread.POISSON ? "glr-poisson" : "glr-negative-binomial",
        spread,
        Double.NaN,
        Double.NaN,
        USUAL_LIMIT,
        Monitoring.USUAL);
  }

  /** The CUSUM for a change of the log mean by {@code logChange}. */
  public static LikelihoodRatio cusum(Spread spread, double logChange) {
    return new LikelihoodRatio(
        spread == Spread.POISSON ? "cusum-poisson" : "cusum-negative-binomial",
        spread,
        Double.NaN,
        logChange,
        USUAL_LIMIT,
        Monitoring.USUAL);
  }

  /**
   * The same with the limit {@code c.ARL}, of a CUSUM the change of the log mean {@code theta}, of
   * negative binomial counts a given {@code overdispersion} (the package's {@code alpha}), and
   * monitoring as in {@link Monitoring#changed}.
   */
  @Override
  public LikelihoodRatio changed(NamedSettings named) {
    return new LikelihoodRatio(
        named.name(),
        spread,
        spread == Spread.POISSON
            ? overdispersion
            : named.above("overdispersion", overdispersion, 0),
        Double.isNaN(logChange) ? logChange : named.above("theta", logChange, 0),
        named.above("c.ARL", limit, 0),
        monitoring.changed(named));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Monitoring monitoring() {
    return monitoring;
  }

  @Override
  public Run begin(Series series, int start) {
    HarmonicFit.Terms terms =
        new HarmonicFit.Terms(1, HarmonicFit.Slope.LINEAR, series.frequency().pointsPerYear());
    HarmonicFit fit =
        spread == Spread.POISSON
            ? HarmonicFit.poisson(series, start, terms)
            : Double.isNaN(overdispersion)
                ? HarmonicFit.negativeBinomial(series, start, terms)
                : HarmonicFit.negativeBinomial(series, start, terms, overdispersion);
    return fit.converged()
        ? new RatioRun(series, fit, start)
        : Sequential.impossible(series, Reason.NO_CONVERGENCE);
  }

  private final class RatioRun implements Run {
    private final Series series;
    private final HarmonicFit fit;
    private final double a;

    // The points since the start or the last signal, and for each the sums from it until now.
    private final double[] counts;
    private final double[] means;
    private final double[] countSums;
    private final double[] meanSums;
    private int points;
    private double recursive;

    private RatioRun(Series series, HarmonicFit fit, int start) {
      this.series = series;
      this.fit = fit;
      this.a = fit.overdispersion();
      int most = series.length() - start;
      this.counts = new double[most];
      this.means = new double[most];
      this.countSums = new double[most + 1];
      this.meanSums = new double[most + 1];
    }

    @Override
    public Detection test(int t) {
      double observed = series.observed(t);
      if (series.absence(t) != Reason.NONE) {
        return Detection.impossible(series.date(t), observed, series.absence(t));
      }
      double expected = Math.exp(fit.predictor(t));
      means[points] = expected;
      double threshold = Trigger.count(this::statistic, limit, Math.max(1, expected));
      double statistic = statistic(observed);
      boolean signal = statistic >= limit;
      counts[points] = observed;
      points++;
      countSums[points] = countSums[points - 1] + observed;
      meanSums[points] = meanSums[points - 1] + expected;
      recursive = statistic;
      if (signal) {
        points = 0;
        recursive = 0;
      }
      return new Detection(
          series.date(t),
          observed,
          expected,
          threshold,
          statistic / limit,
          Double.NaN,
          signal,
          Reason.NONE);
    }

    /** The statistic if {@code count} came now. */
    private double statistic(double count) {
      counts[points] = count;
      if (!Double.isNaN(logChange)) {
        return Math.max(0, recursive + logRatio(points, points, logChange));
      }
      double most = 0;
      for (int first = points; first >= 0; first--) {
        most = Math.max(most, a == 0 ? poisson(first, count) : negativeBinomial(first));
      }
      return most;
    }

    private double poisson(int first, double count) {
      double cases = countSums[points] - countSums[first] + count;
      double mean = meanSums[points] - meanSums[first] + means[points];
      return cases > mean ? cases * Math.log(cases / mean) - (cases - mean) : 0;
    }

    /** Maximum over the change, by Newton; the ratio is concave in it. */
    private double negativeBinomial(int first) {
      double change = 0;
      for (int step = 0; step < 50; step++) {
        double slope = 0;
        double curvature = 0;
        double factor = Math.exp(change);
        for (int i = first; i <= points; i++) {
          double mean = means[i] * factor;
          double spread = 1 + a * mean;
          slope += (counts[i] - mean) / spread;
          curvature += mean * (1 + a * counts[i]) / (spread * spread);
        }
        if (step == 0 && slope <= 0) {
          return 0;
        }
        double move = Math.max(-1, Math.min(1, slope / curvature));
        change = Math.max(0, change + move);
        if (Math.abs(move) < 1e-10) {
          break;
        }
      }
      return logRatio(first, points, change);
    }

    private double logRatio(int first, int last, double change) {
      double sum = 0;
      double factor = Math.exp(change);
      for (int i = first; i <= last; i++) {
        sum +=
            a == 0
                ? counts[i] * change - means[i] * (factor - 1)
                : counts[i] * change
                    - (counts[i] + 1 / a)
                        * Math.log((1 + a * means[i] * factor) / (1 + a * means[i]));
      }
      return sum;
    }
  }
}
