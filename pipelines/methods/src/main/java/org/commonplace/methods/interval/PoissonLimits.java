package org.commonplace.methods.interval;

/**
 * Limits of a Poisson mean given a count: exact below ten events, Byar's approximation from ten.
 */
final class PoissonLimits {
  static final PoissonLimits P95 = new PoissonLimits(Confidence.P95);
  static final PoissonLimits P998 = new PoissonLimits(Confidence.P998);

  private static final int SWITCH = 10;

  private final double z;
  private final double[] exactLower = new double[SWITCH];
  private final double[] exactUpper = new double[SWITCH];

  PoissonLimits(Confidence confidence) {
    this.z = confidence.normalQuantile();
    for (int count = 0; count < SWITCH; count++) {
      boolean certain = confidence.level() == 1;
      exactLower[count] = count == 0 || certain ? 0 : Quantile.gammaLower(confidence.tail(), count);
      exactUpper[count] =
          certain ? Double.POSITIVE_INFINITY : Quantile.gammaUpper(confidence.tail(), count + 1);
    }
  }

  static RateMethod methodFor(long count) {
    return count < SWITCH ? RateMethod.EXACT : RateMethod.BYAR;
  }

  /** NaN where Byar's lower limit would be negative. */
  double lower(long count) {
    if (count < SWITCH) {
      return exactLower[(int) count];
    }
    double limit = count * cube(1 - 1 / (9.0 * count) - z / (3 * Math.sqrt((double) count)));
    return limit < 0 ? Double.NaN : limit;
  }

  double upper(long count) {
    if (count < SWITCH) {
      return exactUpper[(int) count];
    }
    double next = count + 1.0;
    return next * cube(1 - 1 / (9 * next) + z / (3 * Math.sqrt(next)));
  }

  private static double cube(double x) {
    return x * x * x;
  }
}
