package org.commonplace.jobs.release;

import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.commonplace.schemas.IndicatorDefinition;
import org.commonplace.schemas.IndicatorExpression;
import org.commonplace.schemas.IndicatorWindow;
import org.commonplace.schemas.PreviousEvent;

/**
 * What is counted, apart from when: two indicators that count the same thing have equal quantities,
 * and then a number hidden in one of them must not be shown by the other.
 *
 * @param key everything of the definition that decides which rows count, as one text
 * @param window which days count
 */
record Quantity(String key, IndicatorWindow window) implements Serializable {

  static Quantity numerator(IndicatorDefinition definition) {
    return of(definition, definition.numerator().low());
  }

  /** Empty when the denominator is no count of the lake's rows. */
  static Optional<Quantity> denominator(IndicatorDefinition definition) {
    return definition
        .denominator()
        .map(count -> of(definition, count.low()))
        .or(() -> definition.ofDenominator().map(Quantity::numerator));
  }

  private static Quantity of(IndicatorDefinition definition, IndicatorExpression counted) {
    StringJoiner key = new StringJoiner("\n");
    key.add(definition.dataset());
    key.add(definition.frequency().code());
    key.add(definition.date().sql());
    key.add(definition.where().map(IndicatorExpression::sql).orElse(""));
    key.add(String.join(",", definition.oneRowPer()));
    definition
        .rollUp()
        .ifPresent(
            rollUp -> {
              key.add(rollUp.by().sql());
              for (Map.Entry<String, IndicatorExpression> column : rollUp.columns().entrySet()) {
                key.add(column.getKey() + " = " + column.getValue().sql());
              }
              key.add(rollUp.having().map(IndicatorExpression::sql).orElse(""));
            });
    definition.stock().ifPresent(stock -> key.add(stock.from().sql() + " .. " + stock.to().sql()));
    // Another event of the same person matters only to an expression that names it.
    definition
        .previous()
        .map(PreviousEvent::name)
        .filter(counted.sql()::contains)
        .ifPresent(key::add);
    definition
        .followed()
        .filter(event -> counted.sql().contains(event.name()))
        .ifPresent(event -> key.add(event.toString()));
    key.add(counted.sql());
    return new Quantity(key.toString(), definition.window());
  }

  /** Whether this is the sum of the other over twelve months. */
  boolean isYearOf(Quantity other) {
    return key.equals(other.key)
        && window == IndicatorWindow.ROLLING_12_MONTHS
        && other.window == IndicatorWindow.PERIOD;
  }
}
