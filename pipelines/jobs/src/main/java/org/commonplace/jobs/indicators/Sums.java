package org.commonplace.jobs.indicators;

/**
 * The merged sums of a place, period and group.
 *
 * @param numeratorLow low end of the numerator; NaN when no part has one
 * @param numeratorHigh high end
 * @param numeratorSquares sum of the squares of what each unit adds; NaN when not asked for
 * @param denominatorLow low end of the denominator; NaN when there is none
 * @param denominatorHigh high end
 * @param parts rows or units with a value
 * @param missing rows or units without
 * @param provisional parts that are provisional
 * @param negative parts that are negative
 * @param note state of the missing parts; null when none is missing
 */
record Sums(
    double numeratorLow,
    double numeratorHigh,
    double numeratorSquares,
    double denominatorLow,
    double denominatorHigh,
    long parts,
    long missing,
    long provisional,
    long negative,
    String note) {

  /** Nothing happened, and that is known. */
  static final Sums ZERO = new Sums(0, 0, 0, Double.NaN, Double.NaN, 0, 0, 0, 0, null);

  /** The same with a count that no row adds to as zero, where deliveries show that nobody is. */
  Sums withZeros() {
    return new Sums(
        zero(numeratorLow),
        zero(numeratorHigh),
        numeratorSquares,
        zero(denominatorLow),
        zero(denominatorHigh),
        parts,
        missing,
        provisional,
        negative,
        note);
  }

  private static double zero(double count) {
    return Double.isNaN(count) ? 0 : count;
  }

  boolean hasNumerator() {
    return !Double.isNaN(numeratorLow);
  }
}
