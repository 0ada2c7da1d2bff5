package org.commonplace.methods.signals;

/**
 * OutbreakP: the likelihood ratio of means that never fall against one constant mean, of all counts
 * so far; above 100, or another limit, it signals.
 *
 * <p>In the form of {@code algo.outbreakP} of the R package surveillance 1.20.3 (Fris&eacute;n and
 * others, 2009). Meant for the start of an influenza season: on a series with a trend it signals
 * for ever. The threshold is the count that would just lift the ratio to the limit.
 */
public final class OutbreakP implements Pointwise, Adjustable {
  private static final double USUAL_LIMIT = 100;

  private final String name;
  private final double logLimit;

  private OutbreakP(String name, double limit) {
    this.name = name;
    this.logLimit = Math.log(limit);
  }

  /** Signals above a likelihood ratio of 100. */
  public static OutbreakP usual() {
    return new OutbreakP("outbreak-p", USUAL_LIMIT);
  }

  /** The same with the limit {@code k}. */
  @Override
  public OutbreakP changed(NamedSettings named) {
    return new OutbreakP(named.name(), named.above("k", USUAL_LIMIT, 1));
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
  public OutbreakP withAlpha(double probability) {
    return this;
  }

  @Override
  public Detection test(Series series, int t) {
    Isotonic past = new Isotonic(t + 1);
    for (int i = 0; i < t; i++) {
      double count = series.count(i);
      if (!Double.isNaN(count)) {
        past.add(count);
      }
    }
    double observed = series.count(t);
    if (past.counts() < 1) {
      return Detection.impossible(series.date(t), observed, Reason.TOO_SHORT);
    }
    double expected = past.mean();
    double threshold =
        Trigger.count(count -> past.logRatioWith(count), logLimit, Math.max(1, expected));
    double statistic = past.logRatioWith(observed);
    return new Detection(
        series.date(t),
        observed,
        expected,
        threshold,
        statistic / logLimit,
        Double.NaN,
        statistic > logLimit,
        Reason.NONE);
  }

  /** The logarithm of the statistic, which can be far above the largest double. */
  double logStatistic(Series series, int t) {
    return test(series, t).score() * logLimit;
  }

  /** The isotonic regression of the counts so far, by pooling adjacent violators. */
  private static final class Isotonic {
    private final double[] sums;
    private final int[] sizes;
    private int blocks;
    private int counts;
    private double total;

    private Isotonic(int most) {
      this.sums = new double[most];
      this.sizes = new int[most];
    }

    private int counts() {
      return counts;
    }

    private double mean() {
      return total / counts;
    }

    private void add(double count) {
      double sum = count;
      int size = 1;
      while (blocks > 0 && sums[blocks - 1] * size > sum * sizes[blocks - 1]) {
        blocks--;
        sum += sums[blocks];
        size += sizes[blocks];
      }
      sums[blocks] = sum;
      sizes[blocks] = size;
      blocks++;
      counts++;
      total += count;
    }

    /** The log ratio if {@code count} came next. */
    private double logRatioWith(double count) {
      double sum = count;
      int size = 1;
      int kept = blocks;
      while (kept > 0 && sums[kept - 1] * size > sum * sizes[kept - 1]) {
        kept--;
        sum += sums[kept];
        size += sizes[kept];
      }
      double mean = (total + count) / (counts + 1);
      double ratio = part(sum, size, mean);
      for (int i = 0; i < kept; i++) {
        ratio += part(sums[i], sizes[i], mean);
      }
      return ratio;
    }

    private static double part(double sum, int size, double mean) {
      return sum > 0 ? sum * Math.log(sum / size / mean) : 0;
    }
  }
}
