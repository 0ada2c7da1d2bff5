package org.commonplace.methods.signals.nowcast;

/**
 * What past vintages tell of the counts of one delay.
 *
 * @param law how they are still revised
 * @param completeness share of the settled cases that was reported by then; NaN if unknown
 * @param vintages how many tell it
 */
public record LearnedDelay(RevisionLaw law, double completeness, int vintages) {}
