package org.commonplace.jobs.intake.reading;

import java.text.Normalizer;

/** Characters that are not seen, or seen as something else, and what becomes of them in a cell. */
final class Characters {
  private Characters() {}

  /** Whether a file that holds this character goes through the repair layer. */
  static boolean invisible(int c) {
    return c == 0x85
        || c == 0xA0
        || c == 0xAD
        || c >= 0x300 && c <= 0x36F
        || c >= 0x2000 && c <= 0x200F
        || c >= 0x2028 && c <= 0x202F
        || c >= 0x205F && c <= 0x206F
        || c == 0x3000
        || c == 0xFEFF;
  }

  /** Characters that reorder or cut text on screen: never in an honest export. */
  static boolean forbidden(int c) {
    return c < ' ' && c != '\t' && c != '\n' && c != '\r'
        || c == 0x7F
        || c >= 0x202A && c <= 0x202E
        || c >= 0x2066 && c <= 0x2069;
  }

  /** Spaces of every kind that surround a value. */
  static boolean space(int c) {
    return c == ' '
        || c == '\t'
        || c == '\n'
        || c == '\r'
        || c == 0x85
        || c == 0xA0
        || c >= 0x2000 && c <= 0x200A
        || c == 0x2028
        || c == 0x2029
        || c == 0x202F
        || c == 0x205F
        || c == 0x3000;
  }

  private static boolean zeroWidth(int c) {
    return c >= 0x200B && c <= 0x200F || c == 0x2060 || c == 0xFEFF || c == 0xAD;
  }

  /** A cell without outer spaces, invisible characters and Excel's {@code ="..."}, composed. */
  static String cleaned(String cell) {
    String text = cell;
    if (text.length() > 3 && text.startsWith("=\"") && text.endsWith("\"")) {
      text = text.substring(2, text.length() - 1);
    }
    boolean plain = true;
    for (int i = 0; i < text.length() && plain; i++) {
      plain = text.charAt(i) < 127;
    }
    if (!plain) {
      StringBuilder kept = new StringBuilder(text.length());
      text.chars().filter(c -> !zeroWidth(c)).forEach(c -> kept.append((char) c));
      text = Normalizer.normalize(kept, Normalizer.Form.NFC);
    }
    int from = 0;
    int to = text.length();
    while (from < to && space(text.charAt(from))) {
      from++;
    }
    while (to > from && space(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  /** Whether a cell holds a forbidden character. */
  static boolean forbidden(String cell) {
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if ((c < ' ' || c >= 127) && forbidden(c)) {
        return true;
      }
    }
    return false;
  }
}
