package org.commonplace.methods.signals.growth;

import java.util.ArrayList;
import java.util.List;

/**
 * The instantaneous reproduction number of Cori, Ferguson, Fraser and Cauchemez (2013), as in R's
 * EpiEstim: with I the cases and w the serial interval, L(t) = sum of w(s) I(t - s) is the
 * infectiousness of period t, and over a window R is gamma distributed with shape a + sum I and
 * rate 1 / b + sum L, a and b being shape and scale of the prior.
 *
 * <p>Unlike there, a period may be missing: a window that holds it, or whose infectiousness rests
 * on missing periods by more than 1 %, has no estimate.
 *
 * <p>Incomplete newest periods pull R down: leave them out, or give their nowcasts.
 */
public final class Cori {
  private static final double NEGLIGIBLE = 0.01;

  private final SerialInterval interval;
  private final int window;
  private final double priorShape;
  private final double priorScale;

  private Cori(SerialInterval interval, int window, double priorShape, double priorScale) {
    this.interval = interval;
    this.window = window;
    this.priorShape = priorShape;
    this.priorScale = priorScale;
  }

  /** Windows of 7 periods and a prior with mean 5 and standard deviation 5, as EpiEstim has. */
  public static Cori with(SerialInterval interval) {
    return new Cori(interval, 7, 1, 5);
  }

  /** The same with windows of so many periods, at least 1. */
  public Cori withWindow(int periods) {
    if (periods < 1) {
      throw new IllegalArgumentException("a window has " + periods + " periods; it needs one");
    }
    return new Cori(interval, periods, priorShape, priorScale);
  }

  /** The same with another prior of R; both above 0. */
  public Cori withPrior(double mean, double sd) {
    if (!(mean > 0) || !(sd > 0)) {
      throw new IllegalArgumentException(
          "the prior has mean "
              + mean
              + " and standard deviation "
              + sd
              + "; both must be above 0");
    }
    return new Cori(interval, window, mean * mean / (sd * sd), sd * sd / mean);
  }

  /**
   * R for every window from that which starts at the second period to that which ends at the last.
   * A window has no estimate before one mean serial interval has passed.
   *
   * @param incidence cases per period, the unit of the serial interval; NaN if missing
   */
  public List<Reproduction> estimate(double... incidence) {
    double[] infectiousness = infectiousness(incidence);
    double mean = interval.mean();
    List<Reproduction> all = new ArrayList<>();
    for (int to = window; to < incidence.length; to++) {
      int from = to - window + 1;
      double cases = 0;
      double pressure = 0;
      for (int t = from; t <= to; t++) {
        cases += incidence[t];
        pressure += infectiousness[t];
      }
      boolean known = to + 1 > mean && !Double.isNaN(cases + pressure);
      all.add(
          known
              ? new Reproduction(from, to, priorShape + cases, 1 / (1 / priorScale + pressure))
              : Reproduction.unknown(from, to));
    }
    return all;
  }

  /** Cases of earlier periods by how much they infect in each period; NaN if too few are known. */
  double[] infectiousness(double... incidence) {
    double[] all = new double[incidence.length];
    for (int t = 0; t < incidence.length; t++) {
      double unknown = 0;
      for (int lag = 1; lag <= Math.min(t, interval.lags()); lag++) {
        double cases = incidence[t - lag];
        if (Double.isNaN(cases)) {
          unknown += interval.weight(lag);
        } else {
          all[t] += interval.weight(lag) * cases;
        }
      }
      if (unknown > NEGLIGIBLE) {
        all[t] = Double.NaN;
      }
    }
    return all;
  }
}
