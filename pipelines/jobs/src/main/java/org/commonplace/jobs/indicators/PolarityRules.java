package org.commonplace.jobs.indicators;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.commonplace.schemas.Polarity;

/**
 * Which direction is good, by the words of an indicator's name, as the field's publishers have it.
 *
 * <p>The first rule that fits decides, so that "gap in coverage" and "not vaccinated" come before
 * "coverage".
 */
final class PolarityRules {
  private static final String FINGERTIPS = "Fingertips technical guidance";

  private static final List<Rule> RULES =
      List.of(
          low("gap|inequality|inequalities|disparity", "WHO Health Equity Monitor"),
          low("not (fully )?(vaccinated|immunised)|unvaccinated|waiting|overdue|late", FINGERTIPS),
          low("not in education|neet", "DfE participation statistics"),
          high("healthy life|life expectancy|disability.free", FINGERTIPS),
          high("health checks?", "NHS Health Check programme, Fingertips"),
          high("prevented|prevention duty ended|reablement", "H-CLIC technical note"),
          high("readiness|expected (level|standard)|good level|proficien", "DfE, StriveTogether"),
          high("graduat|qualification|attainment|enrolment|employment", "StriveTogether"),
          high("coverage|uptake|vaccination|vaccinated|immunis|screen", "COVER, WHO"),
          high(
              "completeness|timeliness|accept(ed|ance)|linkage|ethnicity known",
              "DHIS2 reporting rates"),
          high("answered|interviewed|notified|reached|in time", "MMWR 70(3):83-87"),
          high("within \\d+ (working days|hours)", "DfE children in need, MMWR 70(3):83-87"),
          high("days (of supply )?on hand|days of supply|free|available", "CDC NHSN"),
          high("functional zero", "Built for Zero functional zero"),
          low("absen|truan", "DfE pupil absence"),
          low("suspension|exclusion|excluded", "DfE suspensions and exclusions"),
          low("re-referral|repeat|readmission|return to|again", "DfE children in need, NHS"),
          low("homeless|rough sleep|temporary accommodation", "Built for Zero, H-CLIC"),
          low("obes|overweight|smok|alcohol|drug|poverty|unemploy", FINGERTIPS),
          low("mortality|deaths?|suicide|injur|falls?", FINGERTIPS),
          low("emergency|avoidable", "NHS Outcomes Framework"),
          low("infection|influenza|covid|outbreak|positivity|incidence", "CDC, UKHSA"),
          low("missing|victim|abuse|offend|crime|first.time entrant|arrest", "Home Office, YJB"),
          low("reliability", "Built for Zero data reliability"));

  private static final List<OfId> IDS =
      List.of(
          // A share of plans where an earlier one did not hold; zero would be suspicious too.
          new OfId("CSC-03", Polarity.LOW_IS_GOOD, "DfE, id.esd.org.uk metric type 100"),
          new OfId("HLT-05", Polarity.LOW_IS_GOOD, "NHS KH03"),
          new OfId("DQ-04", Polarity.LOW_IS_GOOD, "Built for Zero data reliability"));

  /** What a rule says of an indicator. */
  record Verdict(Polarity good, String word, String source) {}

  private record Rule(Pattern words, Polarity good, String source) {}

  private record OfId(String id, Polarity good, String source) {}

  private PolarityRules() {}

  private static Rule low(String words, String source) {
    return new Rule(words(words), Polarity.LOW_IS_GOOD, source);
  }

  private static Rule high(String words, String source) {
    return new Rule(words(words), Polarity.HIGH_IS_GOOD, source);
  }

  private static Pattern words(String words) {
    return Pattern.compile("\\b(?:" + words + ")\\w*");
  }

  /** Which direction is good for an indicator of this id and name; empty when no rule knows. */
  static Optional<Verdict> of(String id, String name) {
    for (OfId each : IDS) {
      if (id.startsWith(each.id())) {
        return Optional.of(new Verdict(each.good(), each.id(), each.source()));
      }
    }
    String lower = name.toLowerCase(Locale.ROOT);
    for (Rule rule : RULES) {
      var matcher = rule.words().matcher(lower);
      if (matcher.find()) {
        return Optional.of(new Verdict(rule.good(), matcher.group(), rule.source()));
      }
    }
    return Optional.empty();
  }
}
