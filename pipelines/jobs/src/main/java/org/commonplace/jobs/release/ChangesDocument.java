package org.commonplace.jobs.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.commonplace.jobs.lake.Ledger;
import org.commonplace.jobs.lake.LedgerEntry;

/**
 * {@code changes.json}: which deliveries replaced earlier ones. It follows from the ledger alone: a
 * comparison with whatever was published before would make the same input give other bytes.
 */
final class ChangesDocument {
  private ChangesDocument() {}

  static Map<String, Object> of(List<LedgerEntry> entries) {
    Map<List<String>, List<LedgerEntry>> byKey = new TreeMap<>(ChangesDocument::compare);
    for (LedgerEntry entry : entries.stream().sorted(Ledger.ORDER).toList()) {
      if (entry.status() == LedgerEntry.Status.ACCEPTED) {
        byKey
            .computeIfAbsent(
                List.of(entry.partner(), entry.contract(), entry.key()), key -> new ArrayList<>())
            .add(entry);
      }
    }
    List<Map<String, Object>> corrections = new ArrayList<>();
    byKey.forEach(
        (key, deliveries) -> {
          if (deliveries.size() > 1) {
            corrections.add(correction(key, deliveries));
          }
        });
    Map<String, Object> document = new TreeMap<>();
    document.put("previous", null);
    document.put("added", List.of());
    document.put("removed", List.of());
    document.put("redefined", List.of());
    document.put("revisions", List.of());
    document.put("corrections", corrections);
    document.put(
        "text",
        corrections.isEmpty()
            ? "No partner has replaced a delivery so far."
            : Words.count(corrections.size(), "delivery was", "deliveries were")
                + " replaced by a later one; the later one counts.");
    return document;
  }

  private static Map<String, Object> correction(List<String> key, List<LedgerEntry> deliveries) {
    LedgerEntry before = deliveries.get(deliveries.size() - 2);
    LedgerEntry now = deliveries.get(deliveries.size() - 1);
    Map<String, Object> correction = new TreeMap<>();
    correction.put("partner", key.get(0));
    correction.put("contract", key.get(1));
    correction.put("key", key.get(2));
    correction.put(
        "text",
        "The delivery received on "
            + PeriodWords.day(QualityDocument.day(now.receivedAt()))
            + ", with "
            + Words.count(accepted(now), "row", "rows")
            + ", replaced the one received on "
            + PeriodWords.day(QualityDocument.day(before.receivedAt()))
            + ", with "
            + Words.count(accepted(before), "row", "rows")
            + ".");
    return correction;
  }

  private static long accepted(LedgerEntry entry) {
    return entry.files().stream().mapToLong(LedgerEntry.FileRows::accepted).sum();
  }

  private static int compare(List<String> left, List<String> right) {
    for (int i = 0; i < left.size(); i++) {
      int order = left.get(i).compareTo(right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
