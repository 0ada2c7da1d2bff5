package org.commonplace.jobs.release;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** Numbers, lists and plurals in plain English, the same on every machine. */
final class Words {
  private Words() {}

  /** "1,234.5": with so many decimals, rounded half up, thousands with a comma. */
  static String number(double value, int decimals) {
    BigDecimal rounded =
        new BigDecimal(Double.toString(value)).setScale(decimals, RoundingMode.HALF_UP);
    // A rounded "-0.0" would read as less than nothing.
    return String.format(
        Locale.ROOT, "%,." + decimals + "f", rounded.signum() == 0 ? rounded.abs() : rounded);
  }

  /** "1,234". */
  static String whole(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** "18.4%" or "42 per 10,000 children". */
  static String amount(double value, int decimals, String unitText) {
    return number(value, decimals) + (unitText.startsWith("%") ? "" : " ") + unitText;
  }

  static String count(long count, String one, String several) {
    return whole(count) + " " + (count == 1 ? one : several);
  }

  /** "a", "a and b", "a, b and c". */
  static String list(List<String> items) {
    if (items.size() < 2) {
      return String.join("", items);
    }
    return String.join(", ", items.subList(0, items.size() - 1))
        + " and "
        + items.get(items.size() - 1);
  }

  /** With a small first letter for the middle of a sentence; an abbreviation keeps its capitals. */
  static String inside(String text) {
    if (text.length() > 1 && Character.isUpperCase(text.charAt(1))) {
      return text;
    }
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }

  static String sentence(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      return stripped;
    }
    String capital = stripped.substring(0, 1).toUpperCase(Locale.ROOT) + stripped.substring(1);
    return capital.endsWith(".") || capital.endsWith("!") || capital.endsWith("?")
        ? capital
        : capital + ".";
  }

  /** At most so many words, for a title: a text that is too long ends at its first comma. */
  static String shortened(String text, int words) {
    int comma = text.indexOf(',');
    String[] parts = text.strip().split("\\s+");
    if (parts.length > words && comma > 0) {
      return shortened(text.substring(0, comma), words);
    }
    return parts.length <= words
        ? text.strip()
        : String.join(" ", List.of(parts).subList(0, words));
  }

  /** A name for a path: lower-case letters, digits and single hyphens. */
  static String slug(String text) {
    String plain =
        java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFKD)
            .replaceAll("\\p{M}+", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+|-+$", "");
    String shortened = plain.length() > 80 ? plain.substring(0, 80).replaceAll("-+$", "") : plain;
    return shortened;
  }
}
