package org.commonplace.methods.signals.growth;

import java.util.Locale;
import org.apache.commons.numbers.gamma.RegularizedGamma;
import org.commonplace.methods.interval.Quantile;
import org.commonplace.methods.interval.Span;

/**
 * The reproduction number over a window: a gamma distribution.
 *
 * @param from first period of the window, 0-based
 * @param to last period of the window, 0-based
 * @param shape shape of the distribution; NaN if R cannot be estimated
 * @param scale scale of the distribution; NaN if R cannot be estimated
 */
public record Reproduction(int from, int to, double shape, double scale) {

  static Reproduction unknown(int from, int to) {
    return new Reproduction(from, to, Double.NaN, Double.NaN);
  }

  /** Whether there is an estimate. */
  public boolean exists() {
    return !Double.isNaN(shape);
  }

  /** The mean number of people whom one case infects; NaN if it cannot be estimated. */
  public double mean() {
    return shape * scale;
  }

  /** Standard deviation of the distribution. */
  public double sd() {
    return Math.sqrt(shape) * scale;
  }

  /**
   * The value below which R lies with this probability; NaN if it cannot be estimated.
   *
   * @param probability above 0 and below 1
   */
  public double quantile(double probability) {
    if (!exists()) {
      return Double.NaN;
    }
    return probability <= 0.5
        ? scale * Quantile.gammaLower(probability, shape)
        : scale * Quantile.gammaUpper(1 - probability, shape);
  }

  /** The central 95 % credible interval; {@link Span#NONE} if it cannot be estimated. */
  public Span limits95() {
    return exists() ? new Span(quantile(0.025), quantile(0.975)) : Span.NONE;
  }

  /** Probability that cases grow, R above 1. */
  public double probabilityAboveOne() {
    return exists() ? RegularizedGamma.Q.value(shape, 1 / scale) : Double.NaN;
  }

  /**
   * R in plain words, as "10 cases infect about 13 others (11 to 15): growing"; of 100 cases where
   * the limits of 10 are the same.
   */
  public String words() {
    if (!exists()) {
      return "cannot tell how many people a case infects";
    }
    Span limits = limits95();
    String verdict =
        limits.low() > 1 ? "growing" : limits.high() < 1 ? "shrinking" : "may grow or shrink";
    int cases = Math.round(10 * limits.low()) == Math.round(10 * limits.high()) ? 100 : 10;
    return String.format(
        Locale.ROOT,
        "%d cases infect about %.0f others (%.0f to %.0f): %s",
        cases,
        cases * mean(),
        cases * limits.low(),
        cases * limits.high(),
        verdict);
  }
}
