package org.commonplace.schemas;

import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the field {@code quality} of an indicator file. */
final class QualityRuleParser {
  private static final Pattern ID = Pattern.compile("[A-Z]{2,4}-\\d{2}[a-z]?");
  private static final int MOST_MONTHS = 240;

  private final Problems problems;

  QualityRuleParser(Problems problems) {
    this.problems = problems;
  }

  /** The rule; what is not given is as in {@link QualityRule#DEFAULT}. */
  QualityRule rule(YamlFields indicator) {
    QualityRule standard = QualityRule.DEFAULT;
    Optional<YamlFields> given = indicator.mapping("quality");
    if (given.isEmpty()) {
      return standard;
    }
    YamlFields quality = given.get();
    QualityRule rule =
        new QualityRule(
            shares(quality, "care", standard.care()),
            shares(quality, "withhold", standard.withhold()),
            quality.integer("denominatorMonths", standard.denominatorMonths(), 1, MOST_MONTHS),
            flow(quality));
    requireOrder(quality, rule.care().completeness(), rule.withhold().completeness());
    requireOrder(quality, rule.care().timeliness(), rule.withhold().timeliness());
    requireOrder(quality, rule.care().acceptance(), rule.withhold().acceptance());
    quality.rejectUnknown();
    return rule;
  }

  private static QualityRule.Shares shares(
      YamlFields quality, String name, QualityRule.Shares standard) {
    Optional<YamlFields> given = quality.mapping(name);
    if (given.isEmpty()) {
      return standard;
    }
    QualityRule.Shares shares =
        new QualityRule.Shares(
            given.get().integer("completeness", standard.completeness(), 0, 100),
            given.get().integer("timeliness", standard.timeliness(), 0, 100),
            given.get().integer("acceptance", standard.acceptance(), 0, 100));
    given.get().rejectUnknown();
    return shares;
  }

  private Optional<String> flow(YamlFields quality) {
    if (!quality.has("flow")) {
      return Optional.empty();
    }
    String id = quality.text("flow");
    if (!ID.matcher(id).matches()) {
      problems.add(quality.node(), "flow names no indicator", "the id of one, such as DQ-04");
    }
    return Optional.of(id);
  }

  private void requireOrder(YamlFields quality, int care, int withhold) {
    if (withhold > care) {
      problems.add(
          quality.node(),
          "withholds at " + withhold + "% what needs no care from " + care + "%",
          "a share under withhold that is not above the one under care");
    }
  }
}
