package org.commonplace.jobs.release;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.schemas.Contract;
import org.commonplace.schemas.IndicatorDefinition;
import org.commonplace.schemas.PathwayDefinition;

/**
 * Writes the data folder of a release from released cells, signals, the ledger and the agreements.
 * It sees no cell that was hidden.
 */
final class ReleaseWriter {
  private static final String SCHEMA_VERSION = "1.0.0";
  private static final int MOST_ROOTS_IN_TITLE = 3;

  private final Kernel kernel;
  private final ReleaseInputs inputs;
  private final Sources sources;
  private final DisclosureCertificate certificate;
  private final Path data;
  private final Map<String, Written> written = new TreeMap<>();
  private final String released;

  /**
   * Local files to read.
   *
   * @param released released cells, a file a family
   * @param signals signals, a file a shard
   * @param places files of the dataset place
   * @param populations files of the dataset population
   * @param boundaries files of the dataset boundary
   * @param actions files of the dataset action
   * @param previous the release to compare with
   */
  record Sources(
      List<Path> released,
      List<Path> signals,
      List<Path> places,
      List<Path> populations,
      List<Path> boundaries,
      List<Path> actions,
      Optional<PreviousRelease> previous) {}

  private record Written(Long rows, String description) {}

  private ReleaseWriter(
      Kernel kernel,
      ReleaseInputs inputs,
      Sources sources,
      DisclosureCertificate certificate,
      Path data) {
    this.kernel = kernel;
    this.inputs = inputs;
    this.sources = sources;
    this.certificate = certificate;
    this.data = data;
    this.released = "FROM released";
  }

  /**
   * Writes everything.
   *
   * @param renderer hash of the program that will draw the pages; null when there are none
   * @return the release's id
   */
  static String write(
      Kernel kernel,
      ReleaseInputs inputs,
      Sources sources,
      DisclosureCertificate certificate,
      String renderer,
      Path data) {
    return new ReleaseWriter(kernel, inputs, sources, certificate, data).write(renderer);
  }

  private String write(String renderer) {
    Places places = Places.read(kernel, sources.places(), sources.populations());
    describe(places);
    createReleased();
    Map<String, Map<String, Object>> shapes = GeoDocument.of(kernel, sources.boundaries(), places);
    shapes.forEach(
        (level, document) ->
            json(
                "geo/" + Words.slug(level) + ".geo.json",
                document,
                ((List<?>) document.get("features")).size(),
                "Shapes of the places of level " + level));
    ActionsDocument actions =
        new ActionsDocument(inputs, places, PromisedAction.read(kernel, sources.actions()));
    Map<String, String> summaries = writeSeries(places, actions);
    json(
        "areas.json",
        AreasDocument.of(places, shapes.keySet(), summaries),
        places.all().size(),
        "Every place");
    writeGroups(places);
    writeLatest(places);
    Map<String, Object> promised = actions.document();
    json(
        "actions.json",
        promised,
        ((List<?>) promised.get("outcomes")).size(),
        "Outcomes that are off track, and what has been promised about them");
    writePathways(places);
    json(
        "indicators.json",
        IndicatorsDocument.of(inputs, places, levels(), through()),
        inputs.definitions().size(),
        "Definition of every indicator");
    Map<String, Object> signals =
        SignalsDocument.of(kernel, signals(), "SELECT * " + released, inputs.definitions(), places);
    json(
        "signals.json",
        signals,
        ((List<?>) signals.get("episodes")).size(),
        "What the spike detectors found");
    Map<String, Object> evaluation = EvaluationDocument.shipped();
    json(
        "evaluation.json",
        evaluation,
        ((List<?>) evaluation.get("benchmarks")).size(),
        "How good the spike detectors are on drawn series");
    json(
        "quality.json",
        QualityDocument.of(inputs, certificate.check()),
        inputs.entries().size(),
        "What every partner sent, and what became of it");
    Map<String, Object> provenance = ProvenanceDocument.of(inputs, Software.VERSION, renderer);
    json(
        ProvenanceDocument.FILE,
        provenance,
        inputs.current().size(),
        "Deliveries, agreements, definitions and software");
    writeChanges(places, PreviousRelease.software(CanonicalJson.tree(provenance)));
    byte[] lineage = LineageEvents.of(inputs, Software.VERSION);
    bytes(
        LineageEvents.FILE,
        lineage,
        new String(lineage, java.nio.charset.StandardCharsets.UTF_8).lines().count(),
        "What was made from what, as OpenLineage events");
    writeDownloads();
    json(
        DisclosureCertificate.FILE,
        certificate.document(
            ReleaseFolder.list(data).stream()
                .filter(file -> file.path().startsWith("download/all."))
                .toList()),
        certificate.cells(),
        "How small numbers were hidden, and the audit of it");
    return writeManifest(places);
  }

  /** Names for the tables of the downloads. */
  private void describe(Places places) {
    kernel.execute("CREATE TABLE place_names (place VARCHAR, name VARCHAR, root VARCHAR)");
    for (Place place : places.all()) {
      kernel.execute(
          "INSERT INTO place_names VALUES (?, ?, ?)",
          place.code(),
          place.name(),
          places.root(place).code());
    }
    kernel.execute(
        "CREATE TABLE indicator_names (indicator VARCHAR, slug VARCHAR, name VARCHAR, unit"
            + " VARCHAR, position INTEGER)");
    int position = 0;
    for (IndicatorDefinition definition : ordered()) {
      kernel.execute(
          "INSERT INTO indicator_names VALUES (?, ?, ?, ?, ?)",
          definition.id(),
          definition.slug(),
          definition.name(),
          definition.unit().code(),
          position++);
    }
  }

  /** The released cells, each with the verdict that the flow of people allows. */
  private void createReleased() {
    String files = "FROM read_parquet(" + Kernel.files(sources.released()) + ")";
    FlowVerdicts.create(kernel, inputs.definitions().values(), files);
    kernel.execute(
        "CREATE VIEW released AS SELECT r.* REPLACE (CASE WHEN f.flow = 'fails' AND r.quality ="
            + " 'good' THEN 'care' ELSE r.quality END AS quality), CASE WHEN r.quality IS NOT NULL"
            + " THEN f.flow END AS flow "
            + files
            + " r LEFT JOIN flow f USING (indicator, place, period_end)");
  }

  private List<IndicatorDefinition> ordered() {
    return inputs.definitions().values().stream().sorted(IndicatorsDocument.ORDER).toList();
  }

  /** The published cells; what narrows them follows. */
  private String cells() {
    return "SELECT "
        + PublishedRow.COLUMNS
        + ", hidden_low, hidden_high "
        + released
        + " r JOIN indicator_names i USING (indicator)";
  }

  /** One file a place, also for a place that has no values. Returns what sums each up. */
  private Map<String, String> writeSeries(Places places, ActionsDocument actions) {
    Map<String, String> summaries = new TreeMap<>();
    TreeSet<String> done = new TreeSet<>();
    Consumer<List<Ranged>> take =
        rows -> {
          Place place = places.place(rows.get(0).row().place());
          if (place == null) {
            return;
          }
          Map<PublishedRow, CountRange> hidden = new LinkedHashMap<>();
          Map<String, List<PublishedRow>> byIndicator = new LinkedHashMap<>();
          for (Ranged ranged : rows) {
            byIndicator
                .computeIfAbsent(ranged.row().indicator(), key -> new ArrayList<>())
                .add(ranged.row());
            if (ranged.range() != null) {
              hidden.put(ranged.row(), ranged.range());
            }
          }
          List<Series> series = new ArrayList<>();
          byIndicator.forEach(
              (indicator, found) ->
                  series.add(Series.of(inputs.definitions().get(indicator), place, found)));
          series.forEach(actions::see);
          json(
              "area/" + place.slug() + ".json",
              SeriesDocument.of(place, series, places, hidden::get),
              series.size(),
              "All series of " + place.name());
          summaries.put(place.code(), AreasDocument.summary(series));
          done.add(place.code());
        };
    eachPlace(
        cells() + " WHERE group_by = '' ORDER BY r.place, i.position, r.period_end",
        Ranged::read,
        take);
    for (Place place : places.all()) {
      if (!done.contains(place.code())) {
        json(
            "area/" + place.slug() + ".json",
            SeriesDocument.of(place, List.of(), places, row -> null),
            0,
            "All series of " + place.name());
      }
    }
    return summaries;
  }

  private record Ranged(PublishedRow row, CountRange range) {
    static Ranged read(java.sql.ResultSet row) throws java.sql.SQLException {
      int hiddenLow = PublishedRow.COLUMN_COUNT + 1;
      double low = row.getDouble(hiddenLow);
      boolean bounded = !row.wasNull();
      double high = row.getDouble(hiddenLow + 1);
      bounded &= !row.wasNull();
      return new Ranged(PublishedRow.read(row), bounded ? new CountRange(low, high) : null);
    }
  }

  private void eachPlace(String sql, Kernel.RowReader<Ranged> reader, Consumer<List<Ranged>> take) {
    List<Ranged> open = new ArrayList<>();
    kernel.rows(
        sql,
        result -> {
          Ranged row = reader.read(result);
          if (!open.isEmpty() && !open.get(0).row().place().equals(row.row().place())) {
            take.accept(List.copyOf(open));
            open.clear();
          }
          open.add(row);
          // Nothing is kept: the rows of one place at a time are all that is in memory.
          return null;
        });
    if (!open.isEmpty()) {
      take.accept(open);
    }
  }

  private void writeGroups(Places places) {
    Consumer<List<Ranged>> take =
        rows -> {
          Place place = places.place(rows.get(0).row().place());
          if (place == null) {
            return;
          }
          Map<String, List<PublishedRow>> byIndicator = new LinkedHashMap<>();
          rows.forEach(
              ranged ->
                  byIndicator
                      .computeIfAbsent(ranged.row().indicator(), key -> new ArrayList<>())
                      .add(ranged.row()));
          List<Map<String, Object>> indicators = new ArrayList<>();
          byIndicator.forEach(
              (indicator, found) -> {
                if (found.stream().anyMatch(row -> !row.groupBy().isEmpty())) {
                  indicators.add(
                      GroupsDocument.indicator(inputs.definitions().get(indicator), place, found));
                }
              });
          if (!indicators.isEmpty()) {
            json(
                "area/" + place.slug() + "/groups.json",
                GroupsDocument.of(place, indicators),
                indicators.size(),
                "Groups of " + place.name());
          }
        };
    eachPlace(
        latestOfPlaces() + " ORDER BY r.place, i.position, r.group_by, r.group_value",
        Ranged::read,
        take);
  }

  /** The latest period of each indicator and place that has a number, with all its groups. */
  private String latestOfPlaces() {
    return "WITH latest AS (SELECT indicator, place, coalesce(max(period_end) FILTER (WHERE state IN"
        + " ('reported', 'provisional')), max(period_end)) AS period_end "
        + released
        + " WHERE group_by = '' GROUP BY ALL) "
        + cells()
        + " JOIN latest l USING (indicator, place, period_end)";
  }

  /** Those pathways of which this release has more than one step. */
  private void writePathways(Places places) {
    for (PathwayDefinition pathway : inputs.pathways()) {
      List<String> present =
          pathway.stages().stream()
              .map(PathwayDefinition.Stage::indicator)
              .filter(id -> inputs.definitions().containsKey(id))
              .toList();
      if (present.size() < 2) {
        continue;
      }
      List<PublishedRow> rows =
          kernel.rows(
              latestOfPlaces()
                  + " WHERE r.indicator IN ("
                  + present.stream().map(Kernel::literal).collect(Collectors.joining(", "))
                  + ") ORDER BY r.place, i.position, r.group_by, r.group_value",
              PublishedRow::read);
      Map<String, Object> document = PathwayDocument.of(pathway, inputs, places, rows);
      json(
          "pathway/" + pathway.id() + ".json",
          document,
          ((List<?>) document.get("places")).size(),
          "How far each step lies from its benchmark: " + Words.inside(pathway.name()));
    }
  }

  private void writeLatest(Places places) {
    Map<String, Map<String, List<PublishedRow>>> byIndicator = new LinkedHashMap<>();
    kernel
        .rows(
            "WITH latest AS (SELECT indicator, level, coalesce(max(period_end) FILTER (WHERE state"
                + " IN ('reported', 'provisional')), max(period_end)) AS period_end "
                + released
                + " WHERE group_by = '' GROUP BY ALL) "
                + cells()
                + " JOIN latest l USING (indicator, level, period_end) WHERE group_by = '' ORDER BY"
                + " i.position, r.level, r.place",
            PublishedRow::read)
        .forEach(
            row ->
                byIndicator
                    .computeIfAbsent(row.indicator(), key -> new TreeMap<>())
                    .computeIfAbsent(row.level(), key -> new ArrayList<>())
                    .add(row));
    byIndicator.forEach(
        (indicator, byLevel) -> {
          IndicatorDefinition definition = inputs.definitions().get(indicator);
          Map<String, List<PublishedRow>> ordered = new LinkedHashMap<>();
          for (String level : places.levels()) {
            List<PublishedRow> rows =
                byLevel.getOrDefault(level, List.of()).stream()
                    .filter(row -> places.place(row.place()) != null)
                    .toList();
            if (!rows.isEmpty()) {
              ordered.put(level, rows);
            }
          }
          json(
              "indicator/" + definition.slug() + "/latest.json",
              LatestDocument.of(definition, places, ordered),
              ordered.values().stream().mapToInt(List::size).sum(),
              "All places' latest values of " + Words.inside(definition.name()));
        });
  }

  private Map<String, List<String>> levels() {
    Map<String, List<String>> levels = new TreeMap<>();
    kernel
        .rows(
            "SELECT DISTINCT indicator, level " + released + " ORDER BY ALL",
            row -> List.of(row.getString(1), row.getString(2)))
        .forEach(
            pair -> levels.computeIfAbsent(pair.get(0), key -> new ArrayList<>()).add(pair.get(1)));
    return levels;
  }

  private Map<String, LocalDate> through() {
    Map<String, LocalDate> through = new TreeMap<>();
    kernel
        .rows(
            "SELECT indicator, max(period_end) "
                + released
                + " WHERE state IN ('reported', 'provisional') GROUP BY indicator ORDER BY"
                + " indicator",
            row -> Map.entry(row.getString(1), row.getObject(2, LocalDate.class)))
        .forEach(entry -> through.put(entry.getKey(), entry.getValue()));
    return through;
  }

  private String signals() {
    return sources.signals().isEmpty()
        ? "SELECT NULL::VARCHAR AS indicator, NULL::VARCHAR AS place, NULL::VARCHAR AS frequency,"
            + " NULL::DATE AS date, NULL::VARCHAR AS detector, NULL::DOUBLE AS observed,"
            + " NULL::DOUBLE AS expected, NULL::DOUBLE AS threshold, NULL::DOUBLE AS score,"
            + " NULL::DOUBLE AS p_value, NULL::BOOLEAN AS signal, NULL::VARCHAR AS episode,"
            + " NULL::DATE AS episode_first, NULL::DATE AS episode_last, NULL::VARCHAR AS"
            + " episode_status, NULL::VARCHAR AS direction, NULL::VARCHAR AS detector_version,"
            + " NULL::DOUBLE AS q_value, NULL::DATE AS baseline_first, NULL::DATE AS baseline_last,"
            + " NULL::VARCHAR AS artefact, NULL::VARCHAR AS sentence,"
            + " NULL::INTEGER AS baseline_counts, NULL::DATE AS episode_peak, NULL::DOUBLE AS"
            + " episode_excess WHERE false"
        : "SELECT * FROM read_parquet(" + Kernel.files(sources.signals()) + ")";
  }

  private void writeChanges(Places places, String software) {
    Optional<Revisions> revisions =
        sources
            .previous()
            .map(before -> Revisions.compare(kernel, inputs, before, released, places, software));
    Map<String, Object> changes = ChangesDocument.of(inputs, revisions);
    json(
        "changes.json",
        changes,
        ((List<?>) changes.get("corrections")).size(),
        "What changed and why, and deliveries that replaced earlier ones");
    if (revisions.isPresent()) {
      Path target = data.resolve(Revisions.FILE);
      ReleaseFolder.makeFolder(target.getParent());
      long rows = revisions.get().write(target);
      written.put(
          Revisions.FILE, new Written(rows, "Each value that differs from the release before"));
    }
  }

  private void writeDownloads() {
    Path folder = data.resolve("download");
    ReleaseFolder.makeFolder(folder);
    for (Downloads.Table table :
        Downloads.write(kernel, "SELECT * " + released, folder, ordered())) {
      written.put(table.path(), new Written(table.rows(), table.description()));
    }
  }

  private String writeManifest(Places places) {
    List<PublishedFile> files = ReleaseFolder.list(data);
    List<Map<String, Object>> entries = new ArrayList<>();
    for (PublishedFile file : files) {
      Written about = written.get(file.path());
      if (about == null) {
        throw new IllegalStateException("nobody described " + file.path());
      }
      Map<String, Object> entry = new TreeMap<>();
      entry.put("path", file.path());
      entry.put("bytes", file.bytes());
      entry.put("sha256", file.sha256());
      entry.put("rows", about.rows());
      entry.put("description", about.description());
      entries.add(entry);
    }
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
    manifest.put("licence", licence());
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
    manifest.put("example", isExample());
    manifest.put("files", entries);
    String id = ReleaseId.of(files, manifest);
    manifest.put(ReleaseId.FIELD, id);
    ReleaseFolder.write(data.resolve("manifest.json"), CanonicalJson.bytes(manifest));
    return id;
  }

  private static String title(Places places) {
    List<String> roots =
        places.roots().stream()
            .sorted(
                Comparator.comparing(
                        (Place place) ->
                            place.population() == null
                                ? java.math.BigDecimal.ZERO
                                : place.population())
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
  private Map<String, Object> licence() {
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
  private boolean isExample() {
    return inputs.contractIds().stream()
        .map(inputs::contract)
        .anyMatch(
            contract ->
                contract != null
                    && contract.licence().toLowerCase(java.util.Locale.ROOT).contains("invented"));
  }

  private void json(String path, Map<String, Object> document, long rows, String description) {
    bytes(path, CanonicalJson.bytes(document), rows, description);
  }

  private void bytes(String path, byte[] content, long rows, String description) {
    ReleaseFolder.write(data.resolve(path), content);
    written.put(path, new Written(rows, description));
  }
}
