package org.commonplace.jobs.intake.reading;

/**
 * The shape of a value, which may be shown where the value may not: {@code 99/99/9999}, {@code 9
 * digits}, {@code AA99 9AA}, {@code U+2019 at character 7}.
 */
public final class Shape {
  /** Longer shapes tell nothing more and make reports unreadable. */
  private static final int LONGEST = 24;

  private Shape() {}

  /** Digits become 9, letters A or a; other ASCII stays, as it is punctuation. */
  public static String of(String value) {
    if (value == null) {
      return "no value";
    }
    if (value.isBlank()) {
      return value.isEmpty() ? "empty" : "only spaces";
    }
    int length = value.codePointCount(0, value.length());
    if (allDigits(value)) {
      return length == 1 ? "1 digit" : length + " digits";
    }
    StringBuilder shape = new StringBuilder();
    int position = 0;
    for (int i = 0; i < value.length() && position < LONGEST; ) {
      int c = value.codePointAt(i);
      position++;
      i += Character.charCount(c);
      if (c >= '0' && c <= '9') {
        shape.append('9');
      } else if (Character.isUpperCase(c)) {
        shape.append('A');
      } else if (Character.isLetter(c)) {
        shape.append('a');
      } else if (c > ' ' && c < 127) {
        shape.append((char) c);
      } else if (c == ' ') {
        shape.append(' ');
      } else {
        return String.format("%d characters, U+%04X at character %d", length, c, position);
      }
    }
    return length > LONGEST ? shape + "... (" + length + " characters)" : shape.toString();
  }

  private static boolean allDigits(String value) {
    return value.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
