package org.commonplace.schemas;

import java.util.List;
import java.util.Optional;

/**
 * Another dataset that a numerator is divided by: how its rows become units, and what a unit adds.
 * Frequency and breakdowns are the indicator's.
 *
 * @param dataset the dataset read
 * @param date the date of a row
 * @param where which rows count
 * @param window which days count towards a period
 * @param oneRowPer columns that say which rows describe the same thing; empty when every row counts
 * @param rollUp how rows become units; rows are the units when absent
 * @param stock the span of a row that is counted while open
 * @param count what a unit adds to the denominator
 */
public record DenominatorSource(
    String dataset,
    IndicatorExpression date,
    Optional<IndicatorExpression> where,
    IndicatorWindow window,
    List<String> oneRowPer,
    Optional<RollUp> rollUp,
    Optional<Stock> stock,
    CountExpression count) {

  public DenominatorSource {
    oneRowPer = List.copyOf(oneRowPer);
  }
}
