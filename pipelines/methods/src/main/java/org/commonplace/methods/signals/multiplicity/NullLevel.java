package org.commonplace.methods.signals.multiplicity;

/**
 * How often a test of counts reaches a p-value when nothing happens.
 *
 * <p>A continuous p-value is at most t with probability t. A count leaves gaps: of the values that
 * can occur, the largest one up to t decides, and a place that expects 0.1 cases cannot reach a
 * p-value of 0.05 with more than 0.0047 of its weeks.
 */
@FunctionalInterface
public interface NullLevel {

  /** P(p-value &lt;= t) when nothing happens. */
  double atMost(double t);

  /** The level of a p-value without gaps. */
  static NullLevel continuous() {
    return t -> Math.max(0, Math.min(1, t));
  }

  /**
   * The level of P(Y &gt;= count).
   *
   * @param mean cases expected; zero or more
   * @param phi variance per mean, at least 1
   */
  static NullLevel ofTail(double mean, double phi) {
    return t -> CountLevel.ofTail(mean, phi, t);
  }

  /**
   * The level of the mid-p, P(Y &gt; count) + P(Y = count) / 2. It exceeds t at some t and stays
   * below it at others, and is t on average.
   *
   * @param mean cases expected; zero or more
   * @param phi variance per mean, at least 1
   */
  static NullLevel ofMidTail(double mean, double phi) {
    return t -> CountLevel.ofMidTail(mean, phi, t);
  }
}
