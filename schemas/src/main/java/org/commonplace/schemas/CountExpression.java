package org.commonplace.schemas;

/**
 * A count per row or unit that may be an interval: true, false or a number.
 *
 * @param low the lowest it can be
 * @param high the highest it can be; the same expression when the count is exact
 */
public record CountExpression(IndicatorExpression low, IndicatorExpression high) {}
