package org.commonplace.jobs.release;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.commonplace.jobs.lake.Workspace;
import org.commonplace.jobs.lake.WorkspaceFiles;

/**
 * The release that readers have seen, against which a new one says what changed.
 *
 * @param id its id
 * @param month its last month
 * @param deliveries hash of each delivery it rests on, by partner, contract and key
 * @param indicators version of each definition, by id
 * @param parents parent and deprivation of each place, by code
 * @param software the programs that made it
 * @param values its values, a local Parquet file
 */
record PreviousRelease(
    String id,
    YearMonth month,
    Map<String, String> deliveries,
    Map<String, String> indicators,
    Map<String, String> parents,
    String software,
    Path values) {

  static final String REMEMBERED = "previousRelease";

  /**
   * The release to compare with: the published one. When that was made of the same deliveries and
   * definitions it is what the run is about to make again, so the one that it was compared with is
   * taken: a run without news gives the same bytes.
   *
   * @param now the provenance of the release in the making
   * @param scratch where files of a remote workspace are copied to
   */
  static Optional<PreviousRelease> of(
      Workspace workspace, ReleaseInputs inputs, Map<String, Object> now, Path scratch) {
    if (inputs.asOf().isPresent()) {
      // What was known on a day does not depend on what was published since.
      return Optional.empty();
    }
    ReleaseStore store = new ReleaseStore(workspace, Checkpoint.NONE);
    Optional<String> current = store.current().filter(store::exists);
    if (current.isEmpty()) {
      return Optional.empty();
    }
    String id = current.get();
    JsonNode made = json(workspace, id, ProvenanceDocument.FILE, scratch);
    JsonNode manifest = json(workspace, id, "manifest.json", scratch);
    JsonNode again = CanonicalJson.tree(now);
    if (made.path("deliveries").equals(again.path("deliveries"))
        && made.path("indicators").equals(again.path("indicators"))
        && manifest.path("month").asText().equals(inputs.month().toString())) {
      JsonNode remembered = json(workspace, id, "changes.json", scratch).path(REMEMBERED);
      if (!remembered.isTextual() || !store.exists(remembered.asText())) {
        return Optional.empty();
      }
      id = remembered.asText();
      made = json(workspace, id, ProvenanceDocument.FILE, scratch);
      manifest = json(workspace, id, "manifest.json", scratch);
    }
    YearMonth month = YearMonth.parse(manifest.path("month").asText());
    return month.isAfter(inputs.month())
        ? Optional.empty()
        : Optional.of(read(workspace, id, month, made, scratch));
  }

  private static PreviousRelease read(
      Workspace workspace, String id, YearMonth month, JsonNode made, Path scratch) {
    Map<String, String> deliveries = new TreeMap<>();
    for (JsonNode delivery : made.path("deliveries")) {
      deliveries.put(
          key(
              delivery.path("partner").asText(),
              delivery.path("contract").asText(),
              delivery.path("key").asText()),
          delivery.path("sha256").asText());
    }
    Map<String, String> indicators = new TreeMap<>();
    for (JsonNode indicator : made.path("indicators")) {
      indicators.put(indicator.path("id").asText(), indicator.path("version").asText());
    }
    Map<String, String> parents = new TreeMap<>();
    for (JsonNode area : json(workspace, id, "areas.json", scratch).path("areas")) {
      parents.put(
          area.path("code").asText(),
          area.path("parent").asText("") + "|" + area.path("deprivationQuintile").asText(""));
    }
    return new PreviousRelease(
        id,
        month,
        deliveries,
        indicators,
        parents,
        software(made),
        WorkspaceFiles.stage(uri(workspace, id, "download/all.parquet"), scratch));
  }

  /** What names a delivery whatever was sent for it. */
  static String key(String partner, String contract, String key) {
    return partner + "|" + contract + "|" + key;
  }

  /** The programs behind numbers; how pages are drawn changes none. */
  static String software(JsonNode provenance) {
    JsonNode software = provenance.path("software");
    return software.path("pipeline").asText() + "|" + software.path("disclosure").asText();
  }

  private static JsonNode json(Workspace workspace, String id, String file, Path scratch) {
    return CanonicalJson.read(WorkspaceFiles.stage(uri(workspace, id, file), scratch));
  }

  private static String uri(Workspace workspace, String id, String file) {
    return workspace.uri(Workspace.releaseFolder(id) + "/data/" + file);
  }
}
