package org.commonplace.jobs.release;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.methods.disclosure.AuditReport;

/** What became of a family's cells, and whether the file that was written obeys it. */
final class FamilyReport {
  private static final int SHOWN_IDS = 5;

  private FamilyReport() {}

  /** The report as JSON. */
  static byte[] of(
      Kernel kernel, Family family, FamilySuppression suppression, Path released, long rows) {
    // Read back: the decision is audited in methods, this asks whether the file obeys it.
    long leaks =
        kernel.number(
            "SELECT count(*) FROM read_parquet("
                + Kernel.files(List.of(released))
                + ") r JOIN cells c USING (indicator, group_by, group_value, place, period_end) JOIN"
                + " hidden h ON h.id = c.id WHERE coalesce(r.numerator_low, r.numerator_high,"
                + " r.denominator_low, r.denominator_high, r.value, r.value_low, r.value_high,"
                + " r.lower95, r.upper95, r.lower998, r.upper998, r.parent_value) IS NOT NULL OR"
                + " r.spc_point IS NOT NULL OR r.comparison95 <> 'not_compared' OR r.comparison998"
                + " <> 'not_compared' OR r.state IN ('reported', 'provisional')");
    long cells = kernel.number("SELECT count(*) FROM cells");
    Map<String, Object> report = new TreeMap<>();
    report.put("family", family.name());
    report.put("indicators", family.indicators().stream().map(ReleasedIndicator::id).toList());
    report.put("rows", rows);
    report.put("rowsLost", cells - rows);
    report.put("audited", suppression.cells());
    report.put("hidden", suppression.hidden().size());
    report.put("leftOut", suppression.leftOut());
    report.put("withheld", suppression.withheld().size());
    report.put("systemsWithheld", suppression.failed().size());
    report.put("withheldBecause", some(suppression.failed()));
    report.put("systems", suppression.audits().size());
    report.put("leaks", leaks);
    report.put("exposed", sum(suppression, AuditReport::exposed));
    report.put("recovered", sum(suppression, AuditReport::recovered));
    report.put("unproven", sum(suppression, AuditReport::unproven));
    report.put(
        "narrow", suppression.audits().stream().mapToLong(audit -> audit.narrow().size()).sum());
    report.put(
        "rejectedProofs",
        suppression.audits().stream().mapToLong(AuditReport::rejectedProofs).sum());
    report.put(
        "narrowest",
        suppression.audits().stream()
            .filter(audit -> audit.hidden() > 0)
            .mapToLong(AuditReport::narrowest)
            .min()
            .orElse(0));
    report.put(
        "medianWidth",
        suppression.audits().stream()
            .filter(audit -> audit.hidden() > 0)
            .mapToLong(AuditReport::medianWidth)
            .sorted()
            .skip(suppression.audits().stream().filter(audit -> audit.hidden() > 0).count() / 2)
            .findFirst()
            .orElse(0));
    report.put("passed", suppression.audits().stream().allMatch(AuditReport::passes));
    return CanonicalJson.bytes(report);
  }

  private static long sum(FamilySuppression suppression, Function<AuditReport, List<String>> of) {
    return suppression.audits().stream().mapToLong(audit -> of.apply(audit).size()).sum();
  }

  /** How many cells, and the first few: names of cells, never counts. */
  private static Map<String, Object> some(List<AuditReport> failed) {
    List<String> ids = new ArrayList<>();
    for (AuditReport audit : failed) {
      ids.addAll(audit.exposed());
      ids.addAll(audit.recovered());
      ids.addAll(audit.unproven());
    }
    Map<String, Object> some = new TreeMap<>();
    some.put("count", ids.size());
    some.put("first", ids.subList(0, Math.min(SHOWN_IDS, ids.size())));
    return some;
  }
}
