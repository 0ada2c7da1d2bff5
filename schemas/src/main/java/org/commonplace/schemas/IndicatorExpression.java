package org.commonplace.schemas;

import java.io.Serializable;

/**
 * A SQL scalar expression of an indicator, with the place it was written at. The text is not
 * checked here: the kernel compiles it, and reports with these fields.
 *
 * @param sql the text as written
 * @param file the definition file
 * @param line 1-based line in the file
 * @param field path of the field, such as {@code rollup.columns.absent}
 */
public record IndicatorExpression(String sql, String file, int line, String field)
    implements Serializable {

  /** A mistake in this expression. */
  public Problem problem(String message, String allowed) {
    return new Problem(file, line, field, message, allowed);
  }
}
