package org.commonplace.schemas;

/**
 * Counts what is open at the end of a period: {@code from} on or before the last day and {@code to}
 * absent or after it.
 */
public record Stock(IndicatorExpression from, IndicatorExpression to) {}
