package org.commonplace.jobs.indicators;

import java.math.BigDecimal;

/**
 * The merged sums of a place, period and group.
 *
 * @param numeratorLow low end of the numerator; null when no part has one
 * @param numeratorHigh high end
 * @param denominatorLow low end of the denominator; null when there is none
 * @param denominatorHigh high end
 * @param parts rows or units with a value
 * @param missing rows or units without
 * @param provisional parts that are provisional
 * @param negative parts that are negative
 * @param note state of the missing parts; null when none is missing
 */
record Sums(
    BigDecimal numeratorLow,
    BigDecimal numeratorHigh,
    BigDecimal denominatorLow,
    BigDecimal denominatorHigh,
    long parts,
    long missing,
    long provisional,
    long negative,
    String note) {

  /** Nothing happened, and that is known. */
  static final Sums ZERO = new Sums(BigDecimal.ZERO, BigDecimal.ZERO, null, null, 0, 0, 0, 0, null);
}
