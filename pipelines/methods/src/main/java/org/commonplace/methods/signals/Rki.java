package org.commonplace.methods.signals;

/**
 * RKI 1, 2 and 3: a Poisson 95 % limit at the mean of the reference points while that is at most
 * 20, two standard deviations above it otherwise.
 *
 * <p>In the form of {@code algo.rki} of the R package surveillance 1.20.3. The limits come from a
 * table, so the method has no error probability to choose.
 */
public final class Rki implements Pointwise, Adjustable {
  /** Upper limit of the 95 % interval of a Poisson mean when 0, 1, ... 20 were counted. */
  private static final double[] POISSON_LIMIT = {
    3.285, 5.323, 6.686, 8.102, 9.598, 11.177, 12.817, 13.765, 14.921, 16.768, 17.633, 19.050,
    20.335, 21.364, 22.945, 23.762, 25.400, 26.306, 27.735, 28.966, 30.017
  };

  private final String name;
  private final ReferenceCounts references;

  private Rki(String name, ReferenceCounts references) {
    this.name = name;
    this.references = references;
  }

  /** The last six points. */
  public static Rki one() {
    return new Rki("rki-1", new ReferenceCounts(6, 0, 6));
  }

  /** The last six points, and thirteen of the year before. */
  public static Rki two() {
    return new Rki("rki-2", new ReferenceCounts(6, 1, 6));
  }

  /** Nine points of each of the two years before. */
  public static Rki three() {
    return new Rki("rki-3", new ReferenceCounts(0, 2, 4));
  }

  /** The same with the settings that a name carries; see {@link ReferenceCounts#changed}. */
  @Override
  public Rki changed(NamedSettings named) {
    return new Rki(named.name(), references.changed(named));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Limit limit() {
    return Limit.FIXED;
  }

  @Override
  public Rki withAlpha(double probability) {
    return this;
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
    double mean = past.mean();
    double threshold =
        mean > 20 ? mean + 2 * past.deviation() : POISSON_LIMIT[(int) Math.floor(mean)];
    return Detection.tested(series.date(t), observed, mean, threshold, Double.NaN);
  }
}
