package org.commonplace.jobs.intake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.schemas.SourceColumn;

/** Says a contract's date patterns in the kernel's words. */
final class DateFormats {
  static final String ISO_DAY = "yyyy-MM-dd";

  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("yyyy", "%Y"),
          Map.entry("uuuu", "%Y"),
          Map.entry("yy", "%y"),
          Map.entry("MM", "%m"),
          Map.entry("M", "%m"),
          Map.entry("MMM", "%b"),
          Map.entry("MMMM", "%B"),
          Map.entry("dd", "%d"),
          Map.entry("d", "%d"),
          Map.entry("HH", "%H"),
          Map.entry("H", "%H"),
          Map.entry("hh", "%I"),
          Map.entry("h", "%I"),
          Map.entry("mm", "%M"),
          Map.entry("ss", "%S"),
          Map.entry("SSS", "%g"),
          Map.entry("SSSSSS", "%f"),
          Map.entry("a", "%p"),
          Map.entry("EEE", "%a"),
          Map.entry("EEEE", "%A"),
          Map.entry("D", "%j"),
          Map.entry("DDD", "%j"),
          Map.entry("X", "%z"),
          Map.entry("XX", "%z"),
          Map.entry("XXX", "%z"),
          Map.entry("Z", "%z"));

  private DateFormats() {}

  /** A java.time pattern as the kernel's, or empty when it has a field the kernel lacks. */
  static Optional<String> strptime(String pattern) {
    StringBuilder words = new StringBuilder();
    int i = 0;
    while (i < pattern.length()) {
      char c = pattern.charAt(i);
      if (c == '\'') {
        int end = pattern.indexOf('\'', i + 1);
        if (end < 0) {
          return Optional.empty();
        }
        words.append(end == i + 1 ? "'" : pattern.substring(i + 1, end).replace("%", "%%"));
        i = end + 1;
      } else if (Character.isLetter(c)) {
        int end = i;
        while (end < pattern.length() && pattern.charAt(end) == c) {
          end++;
        }
        String field = FIELDS.get(pattern.substring(i, end));
        if (field == null) {
          return Optional.empty();
        }
        words.append(field);
        i = end;
      } else {
        words.append(c == '%' ? "%%" : String.valueOf(c));
        i++;
      }
    }
    return Optional.of(words.toString());
  }

  /** SQL that gives a DATE of a text, or null when no pattern fits. */
  static String date(String text, List<String> patterns) {
    StringBuilder sql = new StringBuilder("coalesce(");
    for (String pattern : patterns.isEmpty() ? List.of(ISO_DAY) : patterns) {
      sql.append(day(text, pattern)).append(", ");
    }
    return sql.append("NULL)").toString();
  }

  private static String day(String text, String pattern) {
    if (pattern.equals(SourceColumn.EXCEL_SERIAL)) {
      return serial(text);
    }
    if (pattern.equals(ISO_DAY)) {
      // The kernel's own cast is ten times as fast, and takes more than the pattern does.
      return "CASE WHEN length("
          + text
          + ") = 10 AND "
          + inRange("try_cast(" + text + " AS DATE)")
          + " THEN try_cast("
          + text
          + " AS DATE) END";
    }
    String parsed =
        "CAST(try_strptime("
            + text
            + ", "
            + Kernel.literal(strptime(pattern).orElseThrow())
            + ") AS DATE)";
    return "CASE WHEN " + inRange(parsed) + " THEN " + parsed + " END";
  }

  /** The kernel takes 26 for the year 26. */
  private static String inRange(String date) {
    return "year(" + date + ") BETWEEN 1000 AND 9999";
  }

  /** Days of Excel's 1900 calendar; day 60 is 29 February 1900, which never was. */
  private static String serial(String text) {
    String number = "try_cast(" + text + " AS DOUBLE)";
    return "CASE WHEN regexp_full_match("
        + text
        + ", '[0-9]{1,7}(\\.[0-9]+)?') AND "
        + number
        + " >= 1 AND floor("
        + number
        + ") <> 60 AND "
        + number
        + " < 2958466 THEN CASE WHEN "
        + number
        + " < 60 THEN DATE '1899-12-31' ELSE DATE '1899-12-30' END + CAST(floor("
        + number
        + ") AS INTEGER) END";
  }

  /** SQL that gives a local TIMESTAMP in the zone of a text, or null when no pattern fits. */
  static String timestamp(String text, List<String> patterns, String zone) {
    StringBuilder sql = new StringBuilder("coalesce(");
    for (String pattern : patterns) {
      if (pattern.equals(SourceColumn.EXCEL_SERIAL)) {
        sql.append("CAST(").append(serial(text)).append(" AS TIMESTAMP), ");
        continue;
      }
      String words = strptime(pattern).orElseThrow();
      String parsed = "try_strptime(" + text + ", " + Kernel.literal(words) + ")";
      String local = words.contains("%z") ? zoned(parsed, zone) : parsed;
      sql.append("CASE WHEN ")
          .append(inRange(parsed))
          .append(" THEN ")
          .append(local)
          .append(" END, ");
    }
    if (patterns.isEmpty()) {
      sql.append("CASE WHEN regexp_matches(")
          .append(text)
          .append(", '[0-9]{2}:[0-9]{2}.*(Z|[+-][0-9]{2}:?([0-9]{2})?)$') THEN ")
          .append(zoned("try_cast(" + text + " AS TIMESTAMPTZ)", zone))
          .append(" WHEN length(")
          .append(text)
          .append(") >= 10 THEN try_cast(")
          .append(text)
          .append(" AS TIMESTAMP) END, ");
    }
    return sql.append("NULL)").toString();
  }

  private static String zoned(String instant, String zone) {
    return "(CAST(" + instant + " AS TIMESTAMPTZ) AT TIME ZONE " + Kernel.literal(zone) + ")";
  }
}
