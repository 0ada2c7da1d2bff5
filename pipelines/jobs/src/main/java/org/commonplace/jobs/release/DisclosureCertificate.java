package org.commonplace.jobs.release;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code disclosure-certificate.json}: the rule, who was assumed to attack, and what the audit of
 * the numbers that are published found. It holds no count of people.
 */
final class DisclosureCertificate {
  static final String FILE = "disclosure-certificate.json";

  /** Changes when the same numbers may be hidden or audited otherwise. */
  static final String METHOD_VERSION = "1";

  private static final List<String> DEFECTS = List.of("exposed", "recovered", "unproven");

  private final List<JsonNode> reports;

  private DisclosureCertificate(List<JsonNode> reports) {
    this.reports = reports;
  }

  /**
   * A certificate over the reports of all families.
   *
   * @param reports as {@link SuppressFamily} writes them, by family
   */
  static DisclosureCertificate of(List<JsonNode> reports) {
    return new DisclosureCertificate(List.copyOf(reports));
  }

  /** Why nothing may be published; empty when the audit was passed. */
  List<String> defects() {
    List<String> defects = new ArrayList<>();
    for (JsonNode report : reports) {
      String family = report.path("family").asText();
      for (String defect : DEFECTS) {
        long count = report.path(defect).asLong();
        if (count > 0) {
          defects.add(family + ": " + count + " cells " + defect);
        }
      }
      if (report.path("leaks").asLong() > 0) {
        defects.add(family + ": " + report.path("leaks").asLong() + " hidden cells hold a number");
      }
      if (report.path("rowsLost").asLong() != 0) {
        defects.add(family + ": " + report.path("rowsLost").asLong() + " cells were lost");
      }
    }
    return defects;
  }

  long hidden() {
    return sum("hidden");
  }

  /** Numbers of periods that are withheld whole, since their safety could not be proven. */
  long withheld() {
    return sum("withheld");
  }

  /** Numbers about people, those of tables that are left out too. */
  long cells() {
    return sum("audited") + sum("leftOut");
  }

  private long sum(String field) {
    return reports.stream().mapToLong(report -> report.path(field).asLong()).sum();
  }

  /** As a check of the release. */
  Map<String, Object> check() {
    String text =
        Words.whole(hidden())
            + " of "
            + Words.count(cells(), "number", "numbers")
            + " about people are hidden, "
            + Words.whole(sum("leftOut"))
            + " of them because most numbers of their table are small; none can be worked out from"
            + " what is published.";
    return withheld() == 0
        ? QualityDocument.check("small numbers", "passed", text)
        : QualityDocument.check(
            "small numbers",
            "warned",
            text
                + " "
                + Words.whole(withheld())
                + " of them are withheld with their whole period, as it could not be proven that"
                + " hiding a part is enough.");
  }

  /**
   * The document.
   *
   * @param tables the published tables that it was made for
   */
  Map<String, Object> document(List<PublishedFile> tables) {
    Map<String, Object> document = new TreeMap<>();
    document.put("methodVersion", METHOD_VERSION);
    document.put(
        "rule",
        "Counts, and what is left of a denominator, from 1 to below the indicator's threshold are"
            + " hidden; so is all or none of a small group. A breakdown on a level of places where"
            + " most counts are small is hidden whole. One mark for every hidden number.");
    document.put(
        "attackers",
        List.of(
            "anybody who has the whole release, adds and subtracts its numbers over groups, places"
                + " and periods, and knows this rule"));
    document.put("passed", defects().isEmpty());
    document.put("cells", cells());
    document.put("hidden", hidden());
    document.put("families", reports.stream().map(DisclosureCertificate::family).toList());
    document.put(
        "tables",
        tables.stream()
            .sorted()
            .map(
                table -> {
                  Map<String, Object> entry = new TreeMap<>();
                  entry.put("path", table.path());
                  entry.put("sha256", table.sha256());
                  return entry;
                })
            .toList());
    return document;
  }

  private static Map<String, Object> family(JsonNode report) {
    Map<String, Object> family = new TreeMap<>();
    List<String> indicators = new ArrayList<>();
    report.path("indicators").forEach(id -> indicators.add(id.asText()));
    family.put("indicators", indicators);
    family.put("audited", report.path("audited").asLong());
    family.put("leftOut", report.path("leftOut").asLong());
    family.put("hidden", report.path("hidden").asLong());
    family.put("systems", report.path("systems").asLong());
    family.put("systemsWithheld", report.path("systemsWithheld").asLong());
    family.put("withheld", report.path("withheld").asLong());
    family.put("narrowestWidth", report.path("narrowest").asLong());
    family.put("medianWidth", report.path("medianWidth").asLong());
    family.put("narrow", report.path("narrow").asLong());
    for (String defect : DEFECTS) {
      family.put(defect, report.path(defect).asLong());
    }
    return family;
  }
}
