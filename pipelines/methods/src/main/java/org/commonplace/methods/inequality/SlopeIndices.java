package org.commonplace.methods.inequality;

import org.commonplace.methods.interval.Estimates;

/**
 * Slope and relative indices of inequality, a row for each place.
 *
 * @param slope the slope index (SII): the fitted value of the least deprived end minus that of the
 *     most deprived end, in the unit of the indicator times the multiplier
 * @param relative the relative index (RII), without unit: the fitted value of the least deprived
 *     end divided by that of the most deprived end, inverse when the multiplier is negative; absent
 *     as not applicable when a fitted end is not above zero
 * @param intercept the fitted value of the most deprived end without limits, in the unit of the
 *     indicator; after a transformed fit times the multiplier without its sign
 */
public record SlopeIndices(Estimates slope, Estimates relative, Estimates intercept) {}
