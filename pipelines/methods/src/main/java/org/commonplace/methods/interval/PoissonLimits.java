package org.commonplace.methods.interval;

/**
 * Limits of a Poisson mean given a count, in events: exact below ten events, Byar's approximation
 * from ten (Breslow and Day 1987; APHO Technical Briefing 3).
 */
public final class PoissonLimits {
  static final PoissonLimits P95 = new PoissonLimits(Confidence.P95);
  static final PoissonLimits P998 = new PoissonLimits(Confidence.P998);

  private static final int SWITCH = 10;

  private final Confidence confidence;
  private final double z;
  private final double[] exactLower = new double[SWITCH];
  private final double[] exactUpper = new double[SWITCH];

  private PoissonLimits(Confidence confidence) {
    this.confidence = confidence;
    this.z = confidence.normalQuantile();
    for (int count = 0; count < SWITCH; count++) {
      Span exact = exact(count);
      exactLower[count] = exact.low();
      exactUpper[count] = exact.high();
    }
  }

  /** Limits at a level; those of the two published levels are kept. */
  public static PoissonLimits at(Confidence confidence) {
    return confidence.level() == Confidence.P95.level()
        ? P95
        : confidence.level() == Confidence.P998.level() ? P998 : new PoissonLimits(confidence);
  }

  static RateMethod methodFor(long count) {
    return count < SWITCH ? RateMethod.EXACT : RateMethod.BYAR;
  }

  /** The lower limit of a count that is not negative; NaN where Byar's would be negative. */
  public double lower(long count) {
    if (count < SWITCH) {
      return exactLower[(int) count];
    }
    double limit = count * cube(1 - 1 / (9.0 * count) - z / (3 * Math.sqrt((double) count)));
    return limit < 0 ? Double.NaN : limit;
  }

  /** The upper limit of a count that is not negative. */
  public double upper(long count) {
    if (count < SWITCH) {
      return exactUpper[(int) count];
    }
    double next = count + 1.0;
    return next * cube(1 - 1 / (9 * next) + z / (3 * Math.sqrt(next)));
  }

  /**
   * The exact limits of any count that is not negative: the means at which so many events or more,
   * and so many or fewer, have the probability that the level leaves out on each side.
   */
  public Span exact(long count) {
    boolean certain = confidence.level() == 1;
    double events = (double) count;
    return new Span(
        count == 0 || certain ? 0 : Quantile.gammaLower(confidence.tail(), events),
        certain ? Double.POSITIVE_INFINITY : Quantile.gammaUpper(confidence.tail(), events + 1));
  }

  private static double cube(double x) {
    return x * x * x;
  }
}
