package org.commonplace.jobs.release;

import java.util.ArrayList;
import java.util.List;
import org.commonplace.schemas.QualityRule;

/** Verdicts on the data behind a number, and the rules they follow, in plain words. */
final class QualityWords {
  private static final int FULL = 100;

  private QualityWords() {}

  /** What is behind a number, or why it is withheld; empty when there is no verdict. */
  static String of(DataQuality quality) {
    if (quality.verdict() == null) {
      return "";
    }
    List<String> facts = new ArrayList<>();
    add(facts, quality.completeness(), "all that was due came", " of what was due came");
    add(facts, quality.acceptance(), "every record could be used", " of the records could be used");
    add(facts, quality.timeliness(), "all of it in time", " of the deliveries came in time");
    if (quality.denominatorMonths() != null && quality.denominatorMonths() > 0) {
      facts.add(
          "the count of residents is "
              + Words.count(Math.round(quality.denominatorMonths()), "month", "months")
              + " old");
    }
    if (quality.flow() != null) {
      facts.add(
          switch (quality.flow()) {
            case "holds" -> "who came and who left add up in each of the last three months";
            case "fails" -> "who came and who left do not add up in the last three months";
            default -> "whether who came and who left add up cannot be said";
          });
    }
    String start =
        switch (quality.verdict()) {
          case "good" -> "The data behind it is good";
          case "care" -> "Use with care";
          default -> "Withheld, as there is too little behind it";
        };
    return facts.isEmpty() ? start + "." : start + ": " + Words.list(facts) + ".";
  }

  private static void add(List<String> facts, Double share, String all, String of) {
    if (share != null) {
      facts.add(share >= FULL ? all : Words.number(share, 1) + "%" + of);
    }
  }

  /** The rule of a definition, for the methods page. */
  static String rule(QualityRule rule) {
    StringBuilder text =
        new StringBuilder("Good when ").append(Words.list(shares(rule.care(), "at least ")));
    text.append(" and the count of residents, if it is a rate, is at most ")
        .append(rule.denominatorMonths())
        .append(" months old");
    rule.flow()
        .ifPresent(
            id ->
                text.append(", and while ")
                    .append(id)
                    .append(" meets its target in each of the last three months"));
    text.append("; else to be used with care.");
    List<String> withheld = shares(rule.withhold(), "less than ");
    if (!withheld.isEmpty()) {
      text.append(" Withheld when ").append(String.join(", or ", withheld)).append(".");
    }
    return text.toString();
  }

  private static List<String> shares(QualityRule.Shares shares, String bound) {
    List<String> parts = new ArrayList<>();
    add(parts, shares.completeness(), bound, " of what was due came");
    add(parts, shares.acceptance(), bound, " of the records could be used");
    add(parts, shares.timeliness(), bound, " of the deliveries came in time");
    return parts;
  }

  private static void add(List<String> parts, int share, String bound, String of) {
    if (share > 0) {
      parts.add((share == FULL ? "all" : bound + share + "%") + of);
    }
  }
}
