package org.commonplace.schemas;

/**
 * One mistake in a definition.
 *
 * @param file path of the definition file as it was given
 * @param line 1-based line in the file; 0 when the mistake belongs to no line
 * @param field path of the field, such as {@code schema[1].properties[0].name}; may be empty
 * @param message what is wrong
 * @param allowed what would be right; empty when the message says it all
 */
public record Problem(String file, int line, String field, String message, String allowed) {

  /** The mistake as one line, in the order a reader needs it: where, what, what is allowed. */
  public String text() {
    StringBuilder text = new StringBuilder(file);
    if (line > 0) {
      text.append(':').append(line);
    }
    text.append(": ");
    if (!field.isEmpty()) {
      text.append(field).append(": ");
    }
    text.append(message);
    if (!allowed.isEmpty()) {
      text.append(" (allowed: ").append(allowed).append(')');
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return text();
  }
}
