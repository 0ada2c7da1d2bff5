package org.commonplace.jobs.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.commonplace.jobs.lake.Ledger;
import org.commonplace.jobs.lake.LedgerEntry;
import org.commonplace.schemas.IndicatorDefinition;

/**
 * {@code changes.json}: which deliveries replaced earlier ones, and how far and why numbers differ
 * from those of the release before.
 */
final class ChangesDocument {
  private ChangesDocument() {}

  /**
   * The document.
   *
   * @param revisions against the release before, if there is one
   */
  static Map<String, Object> of(ReleaseInputs inputs, Optional<Revisions> revisions) {
    List<LedgerEntry> entries = inputs.entries();
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
    document.put(PreviousRelease.REMEMBERED, revisions.map(r -> r.before().id()).orElse(null));
    document.put("previous", revisions.map(r -> r.before().month().toString()).orElse(null));
    document.put("added", revisions.map(r -> added(inputs, r.before())).orElse(List.of()));
    document.put("removed", revisions.map(r -> removed(inputs, r.before())).orElse(List.of()));
    document.put("redefined", revisions.map(r -> redefined(inputs, r.before())).orElse(List.of()));
    List<Revisions.OfIndicator> found = revisions.map(Revisions::indicators).orElse(List.of());
    document.put("revisions", found.stream().map(revision -> revision(inputs, revision)).toList());
    document.put("corrections", corrections);
    document.put("text", text(corrections.size(), revisions, found));
    return document;
  }

  private static String text(
      int corrections, Optional<Revisions> revisions, List<Revisions.OfIndicator> found) {
    String replaced =
        corrections == 0
            ? "No partner has replaced a delivery so far."
            : Words.count(corrections, "delivery was", "deliveries were")
                + " replaced by a later one; the later one counts.";
    if (revisions.isEmpty()) {
      return replaced;
    }
    long changed = found.stream().mapToLong(Revisions.OfIndicator::changed).sum();
    long added = found.stream().mapToLong(Revisions.OfIndicator::added).sum();
    return Words.sentence(
            "Against the release of "
                + PeriodWords.MONTH.name(revisions.get().before().month().atEndOfMonth())
                + ", "
                + Words.count(added, "number is new", "numbers are new")
                + " and "
                + (changed == 0 ? "none" : Words.whole(changed))
                + " of those published before "
                + (changed == 1 ? "has" : "have")
                + " changed")
        + " "
        + replaced;
  }

  private static List<Map<String, Object>> added(ReleaseInputs inputs, PreviousRelease before) {
    return inputs.definitions().values().stream()
        .filter(definition -> !before.indicators().containsKey(definition.id()))
        .map(
            definition ->
                entry(
                    definition.slug(),
                    Words.sentence(definition.name() + " is published for the first time")))
        .toList();
  }

  private static List<Map<String, Object>> removed(ReleaseInputs inputs, PreviousRelease before) {
    return before.indicators().keySet().stream()
        .filter(id -> !inputs.definitions().containsKey(id))
        .map(id -> entry(id, "The outcome with code " + id + " is no longer published."))
        .toList();
  }

  private static Map<String, Object> entry(String indicator, String text) {
    Map<String, Object> entry = new TreeMap<>();
    entry.put("indicator", indicator);
    entry.put("text", text);
    return entry;
  }

  private static List<Map<String, Object>> redefined(ReleaseInputs inputs, PreviousRelease before) {
    List<Map<String, Object>> redefined = new ArrayList<>();
    for (IndicatorDefinition definition : inputs.definitions().values()) {
      String was = before.indicators().get(definition.id());
      if (was != null && !was.equals(definition.version())) {
        Map<String, Object> entry =
            entry(
                definition.slug(),
                Words.sentence(
                    definition.name()
                        + " has a new definition, version "
                        + definition.version()
                        + " instead of "
                        + was));
        entry.put("from", was);
        entry.put("to", definition.version());
        redefined.add(entry);
      }
    }
    return redefined;
  }

  private static Map<String, Object> revision(
      ReleaseInputs inputs, Revisions.OfIndicator revision) {
    IndicatorDefinition definition =
        inputs.definitions().values().stream()
            .filter(each -> each.slug().equals(revision.indicator()))
            .findFirst()
            .orElse(null);
    int decimals = definition == null ? 2 : definition.decimals();
    Map<String, Object> entry = new TreeMap<>();
    entry.put("indicator", revision.indicator());
    entry.put("compared", revision.compared());
    entry.put("changed", revision.changed());
    entry.put("added", revision.added());
    entry.put("medianChange", CanonicalJson.rounded(revision.medianChange(), decimals));
    entry.put("largestChange", CanonicalJson.rounded(revision.largestChange(), decimals));
    List<Map<String, Object>> causes = new ArrayList<>();
    List<String> words = new ArrayList<>();
    revision
        .causes()
        .forEach(
            (cause, count) -> {
              Map<String, Object> one = new TreeMap<>();
              one.put("cause", cause);
              one.put("count", count);
              causes.add(one);
              if (!cause.equals("new_data")) {
                words.add(Words.whole(count) + " by " + Revisions.words(cause));
              }
            });
    entry.put("causes", causes);
    entry.put(
        "text",
        Words.sentence(
            Words.count(revision.added(), "number is new", "numbers are new")
                + "; of "
                + Words.whole(revision.compared())
                + " published before, "
                + (revision.changed() == 0
                    ? "none has changed"
                    : Words.count(revision.changed(), "has", "have")
                        + " changed: "
                        + Words.list(words))));
    return entry;
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
