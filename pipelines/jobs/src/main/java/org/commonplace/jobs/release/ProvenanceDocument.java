package org.commonplace.jobs.release;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.commonplace.jobs.lake.LedgerEntry;

/** {@code provenance.json}: deliveries, agreements, definitions and software of the release. */
final class ProvenanceDocument {
  static final String FILE = "provenance.json";

  private ProvenanceDocument() {}

  /**
   * The document.
   *
   * @param version version of the program
   * @param renderer hash of the program that draws the pages; null when there are none
   */
  static Map<String, Object> of(ReleaseInputs inputs, String version, String renderer) {
    Map<String, Object> software = new TreeMap<>();
    software.put("pipeline", version);
    software.put("renderer", renderer);
    software.put("disclosure", DisclosureCertificate.METHOD_VERSION);
    Map<String, Object> document = new TreeMap<>();
    document.put("software", software);
    document.put(
        "indicators",
        inputs.definitions().values().stream()
            .map(
                definition -> {
                  Map<String, Object> entry = new TreeMap<>();
                  entry.put("id", definition.id());
                  entry.put("version", definition.version());
                  return entry;
                })
            .toList());
    document.put(
        "deliveries", inputs.current().stream().map(ProvenanceDocument::delivery).toList());
    return document;
  }

  private static Map<String, Object> delivery(LedgerEntry entry) {
    Map<String, Object> delivery = new TreeMap<>();
    delivery.put("partner", entry.partner());
    delivery.put("contract", entry.contract());
    delivery.put("contractVersion", entry.contractVersion());
    delivery.put("key", entry.key());
    delivery.put("sha256", entry.sha256());
    delivery.put("receivedAt", entry.receivedAt().truncatedTo(ChronoUnit.SECONDS).toString());
    delivery.put("keyId", entry.keyId());
    delivery.put("datasets", List.copyOf(datasets(entry)));
    return delivery;
  }

  private static List<String> datasets(LedgerEntry entry) {
    return entry.outputs().stream().map(LedgerEntry.Output::dataset).distinct().sorted().toList();
  }
}
