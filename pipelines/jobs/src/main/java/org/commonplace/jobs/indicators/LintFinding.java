package org.commonplace.jobs.indicators;

/**
 * Something in a definition that a careful reader would object to.
 *
 * @param severity whether the definition may be used as it is
 * @param file the definition's file
 * @param line 1-based line; 0 when it belongs to no line
 * @param field path of the field; may be empty
 * @param message what is wrong
 * @param advice what to do; may be empty
 */
public record LintFinding(
    Severity severity, String file, int line, String field, String message, String advice) {

  /** Whether the definition may be used. */
  public enum Severity {
    /** The published number would be wrong or misread. */
    ERROR,
    /** Worth a second look. */
    NOTE
  }

  /** As one line: where, what, what to do. */
  public String text() {
    StringBuilder text = new StringBuilder(file);
    if (line > 0) {
      text.append(':').append(line);
    }
    text.append(": ").append(severity == Severity.ERROR ? "error" : "note").append(": ");
    if (!field.isEmpty()) {
      text.append(field).append(": ");
    }
    text.append(message);
    if (!advice.isEmpty()) {
      text.append("; to do: ").append(advice);
    }
    return text.toString();
  }
}
