package org.commonplace.jobs.kernel;

import java.util.SortedSet;

/** What became of a definition's expression. */
public sealed interface CheckedExpression {

  /**
   * It may run.
   *
   * @param type the engine's name of the type it gives
   * @param columns the columns it reads, as written
   * @param outermost name of the outermost function; empty when it is none
   */
  record Accepted(String type, SortedSet<String> columns, String outermost)
      implements CheckedExpression {

    /** Whether it is true, false or null. */
    public boolean isBoolean() {
      return type.equals("BOOLEAN");
    }

    /** Whether it is a whole number. */
    public boolean isInteger() {
      return switch (type) {
        case "TINYINT",
            "SMALLINT",
            "INTEGER",
            "BIGINT",
            "HUGEINT",
            "UTINYINT",
            "USMALLINT",
            "UINTEGER",
            "UBIGINT",
            "UHUGEINT" ->
            true;
        default -> false;
      };
    }

    /** Whether it is a decimal number of fixed scale, whose sums do not depend on their order. */
    public boolean isDecimal() {
      return type.startsWith("DECIMAL");
    }
  }

  /**
   * It may not run.
   *
   * @param message what is wrong
   * @param allowed what would be right; may be empty
   */
  record Refused(String message, String allowed) implements CheckedExpression {}
}
