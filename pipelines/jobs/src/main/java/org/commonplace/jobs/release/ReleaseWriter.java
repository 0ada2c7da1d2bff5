package org.commonplace.jobs.release;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.schemas.IndicatorDefinition;
import org.commonplace.schemas.PathwayDefinition;

/**
 * Writes the data folder of a release from released cells, signals, the ledger and the agreements.
 * It sees no cell that was hidden.
 */
final class ReleaseWriter {
  private final Kernel kernel;
  private final ReleaseInputs inputs;
  private final Sources sources;
  private final DisclosureCertificate certificate;
  private final DataFolder data;
  private final Places places;
  private final ReleasedCells cells;

  /**
   * Local files to read.
   *
   * @param released released cells, a file a family
   * @param signals signals, a file a shard
   * @param clusters clusters of neighbouring places, a file an indicator
   * @param places files of the dataset place
   * @param populations files of the dataset population
   * @param boundaries files of the dataset boundary
   * @param actions files of the dataset action
   * @param previous the release to compare with
   */
  record Sources(
      List<Path> released,
      List<Path> signals,
      List<Path> clusters,
      List<Path> places,
      List<Path> populations,
      List<Path> boundaries,
      List<Path> actions,
      Optional<PreviousRelease> previous) {}

  private ReleaseWriter(
      Kernel kernel,
      ReleaseInputs inputs,
      Sources sources,
      DisclosureCertificate certificate,
      DataFolder data) {
    this.kernel = kernel;
    this.inputs = inputs;
    this.sources = sources;
    this.certificate = certificate;
    this.data = data;
    this.places = Places.read(kernel, sources.places(), sources.populations());
    this.cells = new ReleasedCells(kernel, inputs, sources.released(), places);
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
    return new ReleaseWriter(kernel, inputs, sources, certificate, new DataFolder(data))
        .write(renderer);
  }

  private String write(String renderer) {
    Map<String, Map<String, Object>> shapes = GeoDocument.of(kernel, sources.boundaries(), places);
    shapes.forEach(
        (level, document) ->
            data.json(
                "geo/" + Words.slug(level) + ".geo.json",
                document,
                "features",
                "Shapes of the places of level " + level));
    ActionsDocument actions =
        new ActionsDocument(inputs, places, PromisedAction.read(kernel, sources.actions()));
    List<Map<String, Object>> reproduction = new ArrayList<>();
    HiddenCounts hidden = HiddenCounts.create(kernel, "SELECT * " + ReleasedCells.FROM);
    Nowcasts nowcasts = Nowcasts.read(kernel, signals(), hidden);
    Map<String, String> summaries =
        writeSeries(
            nowcasts,
            series -> {
              actions.see(series);
              ReproductionNumber.of(series)
                  .ifPresent(number -> reproduction.add(number.document()));
            });
    data.json(
        "areas.json",
        AreasDocument.of(places, shapes.keySet(), summaries),
        places.all().size(),
        "Every place");
    writeGroups();
    writeLatest();
    data.json(
        "actions.json",
        actions.document(),
        "outcomes",
        "Outcomes that are off track, and what has been promised about them");
    writePathways();
    data.json(
        "indicators.json",
        IndicatorsDocument.of(inputs, places, cells.levels(), cells.through()),
        inputs.definitions().size(),
        "Definition of every indicator");
    data.json(
        "signals.json",
        SignalsDocument.of(
            kernel,
            new SignalsDocument.Rows(signals(), clusters(), hidden),
            nowcasts,
            reproduction,
            inputs.definitions(),
            places),
        "episodes",
        "What the spike detectors found");
    data.json(
        "evaluation.json",
        EvaluationDocument.shipped(),
        "benchmarks",
        "How good the spike detectors are on drawn series");
    data.json(
        "quality.json",
        QualityDocument.of(inputs, certificate.check()),
        inputs.entries().size(),
        "What every partner sent, and what became of it");
    Map<String, Object> provenance = ProvenanceDocument.of(inputs, Software.VERSION, renderer);
    data.json(
        ProvenanceDocument.FILE,
        provenance,
        inputs.current().size(),
        "Deliveries, agreements, definitions and software");
    writeChanges(PreviousRelease.software(CanonicalJson.tree(provenance)));
    byte[] lineage = LineageEvents.of(inputs, Software.VERSION);
    data.bytes(
        LineageEvents.FILE,
        lineage,
        new String(lineage, StandardCharsets.UTF_8).lines().count(),
        "What was made from what, as OpenLineage events");
    writeDownloads();
    data.json(
        DisclosureCertificate.FILE,
        certificate.document(
            data.files().stream().filter(file -> file.path().startsWith("download/all.")).toList()),
        certificate.cells(),
        "How small numbers were hidden, and the audit of it");
    return writeManifest();
  }

  /**
   * One file a place, also for a place that has no values. Returns what sums each up.
   *
   * @param nowcasts what counts that are not complete yet will come to
   * @param see takes each series, by place and in the order of the indicators
   */
  private Map<String, String> writeSeries(Nowcasts nowcasts, Consumer<Series> see) {
    Map<String, String> summaries = new TreeMap<>();
    TreeSet<String> done = new TreeSet<>();
    Consumer<List<RangedRow>> take =
        rows -> {
          Place place = places.place(rows.get(0).row().place());
          if (place == null) {
            return;
          }
          Map<PublishedRow, CountRange> hidden = new LinkedHashMap<>();
          Map<String, List<PublishedRow>> byIndicator = new LinkedHashMap<>();
          for (RangedRow ranged : rows) {
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
                  series.add(
                      Series.of(inputs.definitions().get(indicator), place, found)
                          .completedBy(nowcasts)));
          series.forEach(see);
          data.json(
              "area/" + place.slug() + ".json",
              SeriesDocument.of(place, series, places, hidden::get),
              series.size(),
              "All series of " + place.name());
          summaries.put(place.code(), AreasDocument.summary(series));
          done.add(place.code());
        };
    cells.eachPlace(
        cells.select() + " WHERE group_by = '' ORDER BY r.place, i.position, r.period_end", take);
    for (Place place : places.all()) {
      if (!done.contains(place.code())) {
        data.json(
            "area/" + place.slug() + ".json",
            SeriesDocument.of(place, List.of(), places, row -> null),
            0,
            "All series of " + place.name());
      }
    }
    return summaries;
  }

  private void writeGroups() {
    Consumer<List<RangedRow>> take =
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
            data.json(
                "area/" + place.slug() + "/groups.json",
                GroupsDocument.of(place, indicators),
                indicators.size(),
                "Groups of " + place.name());
          }
        };
    cells.eachPlace(
        cells.selectLatestOfPlaces() + " ORDER BY r.place, i.position, r.group_by, r.group_value",
        take);
  }

  /** Those pathways of which this release has more than one step. */
  private void writePathways() {
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
              cells.selectLatestOfPlaces()
                  + " WHERE r.indicator IN ("
                  + present.stream().map(Kernel::literal).collect(Collectors.joining(", "))
                  + ") ORDER BY r.place, i.position, r.group_by, r.group_value",
              PublishedRow::read);
      Map<String, Object> document = PathwayDocument.of(pathway, inputs, places, rows);
      data.json(
          "pathway/" + pathway.id() + ".json",
          document,
          "places",
          "How far each step lies from its benchmark: " + Words.inside(pathway.name()));
    }
  }

  private void writeLatest() {
    Map<String, Map<String, List<PublishedRow>>> byIndicator = new LinkedHashMap<>();
    kernel
        .rows(
            "WITH latest AS (SELECT indicator, level, coalesce(max(period_end) FILTER (WHERE state"
                + " IN ('reported', 'provisional')), max(period_end)) AS period_end "
                + ReleasedCells.FROM
                + " WHERE group_by = '' GROUP BY ALL) "
                + cells.select()
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
          data.json(
              "indicator/" + definition.slug() + "/latest.json",
              LatestDocument.of(definition, places, ordered),
              ordered.values().stream().mapToInt(List::size).sum(),
              "All places' latest values of " + Words.inside(definition.name()));
        });
  }

  private String clusters() {
    return sources.clusters().isEmpty()
        ? "SELECT NULL::VARCHAR AS indicator, NULL::VARCHAR AS frequency, NULL::INTEGER AS cluster,"
            + " NULL::VARCHAR AS centre, NULL::INTEGER AS position, NULL::VARCHAR AS place,"
            + " NULL::DOUBLE AS radius, NULL::DATE AS first, NULL::DATE AS last, NULL::DOUBLE AS"
            + " observed, NULL::DOUBLE AS expected, NULL::DOUBLE AS p_value, NULL::DOUBLE AS"
            + " recurrence_days WHERE false"
        : "SELECT * FROM read_parquet(" + Kernel.files(sources.clusters()) + ")";
  }

  private String signals() {
    return sources.signals().isEmpty()
        ? "SELECT NULL::VARCHAR AS indicator, NULL::VARCHAR AS place, NULL::VARCHAR AS frequency,"
            + " NULL::DATE AS date, NULL::VARCHAR AS detector, NULL::DOUBLE AS observed,"
            + " NULL::DOUBLE AS expected, NULL::DOUBLE AS threshold, NULL::DOUBLE AS score,"
            + " NULL::DOUBLE AS p_value, NULL::BOOLEAN AS signal, NULL::VARCHAR AS episode,"
            + " NULL::DATE AS episode_first, NULL::DATE AS episode_last, NULL::VARCHAR AS"
            + " episode_status, NULL::VARCHAR AS direction, NULL::VARCHAR AS detector_version,"
            + " NULL::DOUBLE AS q_value, NULL::DOUBLE AS tree_q_value, NULL::DATE AS baseline_first, NULL::DATE AS baseline_last,"
            + " NULL::BOOLEAN AS provisional, NULL::DOUBLE AS nowcast, NULL::DOUBLE AS nowcast_lower50,"
            + " NULL::DOUBLE AS nowcast_upper50, NULL::DOUBLE AS nowcast_lower95, NULL::DOUBLE AS"
            + " nowcast_upper95, NULL::VARCHAR AS artefact, NULL::VARCHAR AS sentence,"
            + " NULL::INTEGER AS baseline_counts, NULL::DATE AS episode_peak, NULL::DOUBLE AS"
            + " episode_excess WHERE false"
        : "SELECT * FROM read_parquet(" + Kernel.files(sources.signals()) + ")";
  }

  private void writeChanges(String software) {
    Optional<Revisions> revisions =
        sources
            .previous()
            .map(
                before ->
                    Revisions.compare(
                        kernel, inputs, before, ReleasedCells.FROM, places, software));
    data.json(
        "changes.json",
        ChangesDocument.of(inputs, revisions),
        "corrections",
        "What changed and why, and deliveries that replaced earlier ones");
    if (revisions.isPresent()) {
      Path target = data.resolve(Revisions.FILE);
      long rows = revisions.get().write(target);
      data.describe(Revisions.FILE, rows, "Each value that differs from the release before");
    }
  }

  private void writeDownloads() {
    Path folder = data.resolve("download");
    ReleaseFolder.makeFolder(folder);
    for (Downloads.Table table :
        Downloads.write(kernel, "SELECT * " + ReleasedCells.FROM, folder, cells.indicators())) {
      data.describe(table.path(), table.rows(), table.description());
    }
  }

  private String writeManifest() {
    List<PublishedFile> files = data.files();
    Map<String, Object> manifest = ManifestDocument.of(inputs, places, data.entries(files));
    String id = ReleaseId.of(files, manifest);
    manifest.put(ReleaseId.FIELD, id);
    ReleaseFolder.write(data.resolve(ManifestDocument.FILE), CanonicalJson.bytes(manifest));
    return id;
  }
}
