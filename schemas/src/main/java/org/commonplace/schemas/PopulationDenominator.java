package org.commonplace.schemas;

import java.util.Optional;

/**
 * The residents that a rate is of: of the latest reference date not after the period's end, else
 * the earliest.
 *
 * @param where which rows of the population dataset, over sex, age_from, age_to and ethnicity; all
 *     residents when absent
 * @param yearsBack how many years before the period the population is taken
 */
public record PopulationDenominator(Optional<IndicatorExpression> where, int yearsBack) {}
