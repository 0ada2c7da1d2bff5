package org.commonplace.jobs.release;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.commonplace.schemas.Contract;

/** {@code manifest.json}: what a release is, of whom, and all its files. */
final class ManifestDocument {
  static final String FILE = "manifest.json";

  private static final String SCHEMA_VERSION = "1.0.0";
  private static final int MOST_ROOTS_IN_TITLE = 3;

  private ManifestDocument() {}

  /** Everything but the release's name, which is made of this. */
  static Map<String, Object> of(
      ReleaseInputs inputs, Places places, List<Map<String, Object>> files) {
    Map<String, Object> manifest = new TreeMap<>();
    manifest.put("schemaVersion", SCHEMA_VERSION);
    String title = title(places);
    manifest.put("title", title);
    manifest.put(
        "purpose",
        "Shared outcomes of "
            + title
            + ", measured together by its partners, for everyone who lives or works there.");
    manifest.put("month", inputs.month().toString());
    manifest.put("asOf", inputs.asOf().map(LocalDate::toString).orElse(null));
    manifest.put(
        "receivedThrough",
        inputs
            .receivedThrough()
            .map(instant -> instant.truncatedTo(ChronoUnit.SECONDS).toString())
            .orElse(null));
    Map<String, Object> pipeline = new TreeMap<>();
    pipeline.put("version", Software.VERSION);
    pipeline.put("commit", null);
    manifest.put("pipeline", pipeline);
    manifest.put("licence", licence(inputs));
    manifest.put(
        "partners",
        inputs.partners().stream()
            .map(
                partner -> {
                  Map<String, Object> entry = new TreeMap<>();
                  entry.put("partner", partner);
                  entry.put("name", inputs.partnerName(partner));
                  return entry;
                })
            .toList());
    manifest.put("example", isExample(inputs));
    manifest.put("files", files);
    return manifest;
  }

  private static String title(Places places) {
    List<String> roots =
        places.roots().stream()
            .sorted(
                Comparator.comparing(
                        (Place place) ->
                            place.population() == null ? BigDecimal.ZERO : place.population())
                    .reversed()
                    .thenComparing(Place::code))
            .map(Place::name)
            .toList();
    if (roots.isEmpty()) {
      return "Commonplace";
    }
    return roots.size() <= MOST_ROOTS_IN_TITLE
        ? Words.list(roots)
        : Words.list(List.of(roots.get(0), roots.get(1), Words.whole(roots.size() - 2) + " more"));
  }

  /** One licence when all that is used has the same; else each source states its own. */
  private static Map<String, Object> licence(ReleaseInputs inputs) {
    TreeSet<String> licences = new TreeSet<>();
    for (String id : inputs.contractIds()) {
      Contract contract = inputs.contract(id);
      if (contract != null && !contract.licence().isBlank()) {
        licences.add(contract.licence());
      }
    }
    Map<String, Object> licence = new TreeMap<>();
    licence.put("name", licences.size() == 1 ? licences.first() : "As stated for each source");
    licence.put("url", null);
    return licence;
  }

  /** Invented data must never be taken for real: one invented source marks the whole release. */
  private static boolean isExample(ReleaseInputs inputs) {
    return inputs.contractIds().stream()
        .map(inputs::contract)
        .anyMatch(
            contract ->
                contract != null
                    && contract.licence().toLowerCase(Locale.ROOT).contains("invented"));
  }
}
