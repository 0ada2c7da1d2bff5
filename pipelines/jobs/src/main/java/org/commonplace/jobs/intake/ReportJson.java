package org.commonplace.jobs.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.commonplace.jobs.lake.LedgerEntry;

/** The report for programs: one order of fields, no value of a person. */
final class ReportJson {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ReportJson() {}

  static byte[] bytes(Report report) {
    LedgerEntry entry = report.entry();
    ObjectNode root = MAPPER.createObjectNode();
    root.put("delivery", report.delivery());
    root.put("partner", entry.partner());
    root.put("contract", entry.contract());
    root.put("contractName", report.contractName());
    root.put("contractVersion", entry.contractVersion());
    root.put("key", entry.key());
    root.put("period", entry.period() == null ? null : entry.period().toString());
    root.put("receivedAt", entry.receivedAt().toString());
    root.put("sha256", entry.sha256());
    root.put("status", entry.status().name().toLowerCase(Locale.ROOT));
    root.put("reason", entry.reason());
    ArrayNode files = root.putArray("files");
    for (LedgerEntry.FileRows rows : entry.files()) {
      ObjectNode file = files.addObject();
      file.put("name", rows.name());
      file.put("table", rows.table());
      file.put("bytes", rows.bytes());
      file.put("sha256", rows.sha256());
      file.put("received", rows.received());
      file.put("accepted", rows.accepted());
      file.put("rejected", rows.rejected());
      file.put("duplicate", rows.duplicate());
      file.put("ignored", rows.ignored());
      ArrayNode format = file.putArray("format");
      report.formats().stream()
          .filter(each -> each.file().equals(rows.name()))
          .flatMap(each -> each.words().stream())
          .forEach(format::add);
    }
    ArrayNode datasets = root.putArray("datasets");
    for (LedgerEntry.Output output : entry.outputs()) {
      ObjectNode dataset = datasets.addObject();
      dataset.put("dataset", output.dataset());
      dataset.put("rows", output.rows());
      dataset.put("minDate", output.minDate());
      dataset.put("maxDate", output.maxDate());
    }
    ArrayNode findings = root.putArray("findings");
    report.groups().forEach(group -> add(findings.addObject(), group));
    try {
      return (MAPPER.writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report cannot be written as JSON", e);
    }
  }

  private static void add(ObjectNode finding, FindingGroup group) {
    finding.put("code", group.kind().code());
    finding.put("severity", group.kind().severity().name().toLowerCase(Locale.ROOT));
    finding.put("file", group.file());
    finding.put("column", group.column());
    finding.put("detail", group.detail());
    finding.put("whatToDo", group.kind().advice());
    finding.put("count", group.count());
    ArrayNode first = finding.putArray("first");
    for (FindingGroup.Place place : group.first()) {
      ObjectNode row = first.addObject();
      row.put("row", place.row());
      if (place.line() > 0) {
        row.put("line", place.line());
      }
      row.put("shape", place.shape());
    }
  }
}
