package org.commonplace.schemas;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes one unit of many rows: of all rows of a period's window with the same {@code by}.
 *
 * @param by whom or what a unit is, usually {@code person}; rows where it is null are left out
 * @param columns the aggregates of a unit by name, in the order of the file
 * @param having which units count; all when absent
 */
public record RollUp(
    IndicatorExpression by,
    Map<String, IndicatorExpression> columns,
    Optional<IndicatorExpression> having) {

  public RollUp {
    columns = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }
}
