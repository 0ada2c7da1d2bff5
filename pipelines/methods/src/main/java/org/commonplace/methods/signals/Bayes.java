package org.commonplace.methods.signals;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Bayes 1, 2 and 3: the counts of the reference points, taken as Poisson with Jeffreys' prior,
 * predict the next one as negative binomial.
 *
 * <p>In the form of {@code algo.bayes} of the R package surveillance 1.20.3. It has no seasons and
 * no dispersion beyond that of the mean: it finds much and raises many false alarms.
 */
public final class Bayes implements Pointwise, Adjustable {
  private final String name;
  private final ReferenceCounts references;
  private final double alpha;
  private final double normalQuantile;

  private Bayes(String name, ReferenceCounts references, double alpha) {
    Alphas.require(name, alpha);
    this.name = name;
    this.references = references;
    this.alpha = alpha;
    this.normalQuantile = NormalDistribution.of(0, 1).inverseSurvivalProbability(alpha);
  }

  /** The last six points. */
  public static Bayes one() {
    return new Bayes("bayes-1", new ReferenceCounts(6, 0, 6), 0.05);
  }

  /** The last six points, and thirteen of the year before. */
  public static Bayes two() {
    return new Bayes("bayes-2", new ReferenceCounts(6, 1, 6), 0.05);
  }

  /** Nine points of each of the two years before. */
  public static Bayes three() {
    return new Bayes("bayes-3", new ReferenceCounts(0, 2, 4), 0.05);
  }

  /** The same with the settings that a name carries; see {@link ReferenceCounts#changed}. */
  @Override
  public Bayes changed(NamedSettings named) {
    return new Bayes(named.name(), references.changed(named), alpha);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Bayes withAlpha(double probability) {
    return new Bayes(name, references, probability);
  }

  @Override
  public Baseline baseline(Series series, int t) {
    return references.baseline(series, t);
  }

  @Override
  public Detection test(Series series, int t) {
    ReferenceCounts.Summary past = references.at(series, t);
    double observed = series.count(t);
    if (past.reason() != Reason.NONE) {
      return Detection.impossible(series.date(t), observed, past.reason());
    }
    // Size S + 1/2 and probability n / (n + 1), written as mean and variance per mean.
    double mean = (past.sum() + 0.5) / past.points();
    double phi = (past.points() + 1.0) / past.points();
    double threshold = CountTail.quantile(alpha, normalQuantile, mean, phi);
    return Detection.tested(
        series.date(t), observed, mean, threshold, CountTail.atLeast(observed, mean, phi));
  }
}
