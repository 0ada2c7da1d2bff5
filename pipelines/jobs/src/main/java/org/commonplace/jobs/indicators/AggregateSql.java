package org.commonplace.jobs.indicators;

import java.io.Serializable;
import org.commonplace.jobs.kernel.Kernel;

/**
 * A column of a roll-up.
 *
 * @param name its name
 * @param sql the aggregate
 * @param function its outermost function
 * @param type SQL type that holds it
 */
record AggregateSql(String name, String sql, String function, String type) implements Serializable {

  /** As the select list has it. */
  String column() {
    return "CAST(" + sql + " AS " + type + ") AS " + Kernel.identifier(name);
  }

  /** SQL of the aggregate over earlier rows ({@code was}) and later ones ({@code now}). */
  String merged(String was, String now) {
    return switch (function) {
      case "sum", "count", "count_star" ->
          "coalesce(" + was + " + " + now + ", " + was + ", " + now + ")";
      // Both skip nulls.
      case "max" -> "greatest(" + was + ", " + now + ")";
      case "min" -> "least(" + was + ", " + now + ")";
      case "bool_or" -> "coalesce(" + was + " OR " + now + ", " + was + ", " + now + ")";
      case "bool_and" -> "coalesce(" + was + " AND " + now + ", " + was + ", " + now + ")";
      default -> throw new IllegalStateException(function + " cannot be merged");
    };
  }

  /** Whether the aggregate of all rows follows from those of parts. */
  boolean merges() {
    return !function.startsWith("arg_");
  }
}
