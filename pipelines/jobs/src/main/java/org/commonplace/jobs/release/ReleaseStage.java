package org.commonplace.jobs.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.ParDo;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.lake.Ledger;
import org.commonplace.jobs.lake.LedgerEntry;
import org.commonplace.jobs.lake.StageMark;
import org.commonplace.jobs.lake.Workspace;
import org.commonplace.jobs.lake.WorkspaceFiles;
import org.commonplace.jobs.stage.LoadedDefinitions;
import org.commonplace.jobs.stage.Stage;
import org.commonplace.jobs.stage.StageContext;
import org.commonplace.jobs.stage.StageFailure;
import org.commonplace.jobs.stage.StageOutcome;
import org.commonplace.schemas.Contract;
import org.commonplace.schemas.Definitions;
import org.commonplace.schemas.IndicatorDefinition;
import org.commonplace.schemas.PathwayDefinition;
import org.commonplace.schemas.PathwayDefinitions;

/**
 * Makes an unpublished release of a run: hides small numbers, audits, writes data, draws pages.
 *
 * <p>The Beam job works on families of linked tables and leaves released cells and audit reports in
 * the run's work folder. Only when every audit was passed are they put together, under a temporary
 * name; the release then appears by one rename.
 */
public final class ReleaseStage implements Stage {
  private static final int SHOWN = 10;

  private final Supplier<SiteRenderer> pages;
  private final Checkpoint checkpoint;

  public ReleaseStage() {
    this(() -> SiteRenderer.bundled(System.getenv()), Checkpoint.NONE);
  }

  ReleaseStage(Supplier<SiteRenderer> pages, Checkpoint checkpoint) {
    this.pages = pages;
    this.checkpoint = checkpoint;
  }

  @Override
  public String name() {
    return "release";
  }

  /** The release that this run's stage made, when it did. */
  static Optional<String> made(StageContext context) {
    String uri = context.workspace().uri(madeFile(context));
    if (!WorkspaceFiles.exists(uri)) {
      return Optional.empty();
    }
    return Optional.of(new String(WorkspaceFiles.read(uri), StandardCharsets.UTF_8).strip());
  }

  private static String madeFile(StageContext context) {
    return Workspace.workFolder(context.run(), "release");
  }

  @Override
  public void check(StageContext context) {
    pathways(context, LoadedDefinitions.indicators(context));
  }

  @Override
  public StageOutcome plan(StageContext context) {
    List<String> lines = new ArrayList<>();
    for (Family family : families(LoadedDefinitions.indicators(context))) {
      lines.add(
          "would suppress and audit "
              + family.name()
              + (family.largestHidden() > 0
                  ? ": counts from 1 to " + family.largestHidden() + " hidden"
                  : ": nothing hidden"));
    }
    lines.add(
        "would write a release below "
            + context.workspace().uri(Workspace.RELEASES)
            + (isDataOnly(context) ? " without pages" : " with pages"));
    return new StageOutcome(lines, 0);
  }

  @Override
  public StageOutcome run(StageContext context) {
    SortedMap<String, IndicatorDefinition> definitions = LoadedDefinitions.indicators(context);
    SortedMap<String, PathwayDefinition> pathways = pathways(context, definitions);
    Definitions agreements = LoadedDefinitions.contracts(context);
    context.finishedValues();
    Optional<SiteRenderer> renderer =
        isDataOnly(context) ? Optional.empty() : Optional.of(pages.get());
    renderer.ifPresent(SiteRenderer::requireNode);

    SortedMap<String, IndicatorDefinition> present = withValues(definitions, context);
    List<Family> families = families(present);
    suppress(context, families);
    List<JsonNode> reports = reports(context, families);
    DisclosureCertificate certificate = DisclosureCertificate.of(reports);
    List<String> defects = certificate.defects();
    if (!defects.isEmpty()) {
      throw new StageFailure(
          StageFailure.Kind.GATE,
          "the audit of small numbers failed, so nothing was released: "
              + String.join("; ", defects.subList(0, Math.min(SHOWN, defects.size()))));
    }
    ReleaseInputs inputs =
        new ReleaseInputs(
            context.month(),
            context.asOf(),
            new Ledger(context.workspace()).entries(context.asOf()),
            present,
            List.copyOf(pathways.values()),
            contracts(agreements));
    return release(context, families, inputs, certificate, renderer);
  }

  private static boolean isDataOnly(StageContext context) {
    return context.switches().contains(StageContext.Switch.DATA_ONLY);
  }

  private static SortedMap<String, PathwayDefinition> pathways(
      StageContext context, SortedMap<String, IndicatorDefinition> definitions) {
    return LoadedDefinitions.checked(
        () -> PathwayDefinitions.load(context.indicators(), definitions));
  }

  private static Map<String, List<Contract>> contracts(Definitions definitions) {
    return new TreeMap<>(definitions.contracts());
  }

  private static List<Family> families(SortedMap<String, IndicatorDefinition> definitions) {
    return Family.of(definitions.values().stream().map(ReleasedIndicator::of).toList());
  }

  private static void suppress(StageContext context, List<Family> families) {
    TreeMap<String, Family> byName = new TreeMap<>();
    families.forEach(family -> byName.put(family.name(), family));
    context.progress().accept("hiding small numbers in " + families.size() + " families");
    Pipeline pipeline = Pipeline.create(context.options());
    pipeline
        .apply("Families", Create.of(List.copyOf(byName.keySet())).withCoder(StringUtf8Coder.of()))
        .apply(
            "SuppressFamilies",
            ParDo.of(
                new SuppressFamily(
                    context.workspace(),
                    context.run(),
                    byName,
                    context.resources().kernel(Math.max(1, families.size()), List.of()))));
    pipeline.run().waitUntilFinish();
  }

  private static List<JsonNode> reports(StageContext context, List<Family> families) {
    List<JsonNode> reports = new ArrayList<>();
    for (Family family : families) {
      String uri = context.workspace().uri(SuppressFamily.report(context.run(), family.name()));
      try {
        reports.add(
            CanonicalJson.parse(new String(WorkspaceFiles.read(uri), StandardCharsets.UTF_8)));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(uri + " is not readable", e);
      }
    }
    return reports;
  }

  /** A definition without a single value is not part of the release. */
  private static SortedMap<String, IndicatorDefinition> withValues(
      SortedMap<String, IndicatorDefinition> definitions, StageContext context) {
    TreeMap<String, IndicatorDefinition> found = new TreeMap<>();
    Path scratch = ReleaseFolder.temporary("commonplace-values-");
    try {
      List<Path> files = new ArrayList<>();
      String folder = context.workspace().uri(Workspace.workFolder(context.run(), "values"));
      for (WorkspaceFiles.Found file : WorkspaceFiles.list(folder + "/shard-*.parquet")) {
        files.add(WorkspaceFiles.stage(file.uri(), scratch));
      }
      if (!files.isEmpty()) {
        try (Kernel kernel = Kernel.open(context.resources().kernel(1, folders(files)))) {
          kernel
              .rows(
                  "SELECT DISTINCT indicator FROM read_parquet("
                      + Kernel.files(files)
                      + ") ORDER BY indicator",
                  row -> row.getString(1))
              .forEach(id -> found.put(id, known(definitions, id)));
        }
      }
    } finally {
      ReleaseFolder.delete(scratch);
    }
    if (found.isEmpty()) {
      throw new StageFailure(
          StageFailure.Kind.INPUT_MISSING,
          "there is not a single value for "
              + context.run()
              + "; is there anything in the lake, and is --month right?");
    }
    return found;
  }

  private static IndicatorDefinition known(
      SortedMap<String, IndicatorDefinition> definitions, String id) {
    IndicatorDefinition definition = definitions.get(id);
    if (definition == null) {
      throw new StageFailure(
          StageFailure.Kind.BAD_DEFINITION,
          "there are values of "
              + id
              + ", but no definition of it: give the same --indicators as to the indicators"
              + " stage");
    }
    return definition;
  }

  private StageOutcome release(
      StageContext context,
      List<Family> families,
      ReleaseInputs inputs,
      DisclosureCertificate certificate,
      Optional<SiteRenderer> renderer) {
    Workspace workspace = context.workspace();
    ReleaseStore store = new ReleaseStore(workspace, checkpoint);
    Path scratch = ReleaseFolder.temporary("commonplace-release-");
    try (BuildArea area = store.build()) {
      ReleaseFolder built = new ReleaseFolder(area.folder().resolve("release"));
      ReleaseFolder.makeFolder(built.data());
      checkpoint.reached("the build folder is there");
      ReleaseWriter.Sources sources = sources(context, families, inputs, scratch);
      List<String> folders = new ArrayList<>(folders(sources));
      folders.add(built.data().toString());
      String id;
      try (Kernel kernel = Kernel.open(context.resources().kernel(1, folders))) {
        id =
            ReleaseWriter.write(
                kernel,
                inputs,
                sources,
                certificate,
                renderer.map(SiteRenderer::sha256).orElse(null),
                built.data());
      }
      checkpoint.reached("the data is written");
      renderer.ifPresent(
          site -> {
            context.progress().accept("drawing the pages of release " + id);
            site.render(built.data(), built.site());
          });
      checkpoint.reached("the pages are drawn");
      built.writeChecksums();
      requireSound(id, built.root());
      int changed = store.install(built, id);
      WorkspaceFiles.write(
          workspace.uri(madeFile(context)), (id + "\n").getBytes(StandardCharsets.UTF_8));
      checkpoint.reached("the run knows its release");
      String what =
          "release "
              + id
              + ": "
              + Words.count(inputs.definitions().size(), "indicator", "indicators")
              + ", "
              + Words.whole(certificate.hidden())
              + " of "
              + Words.count(certificate.cells(), "number about people", "numbers about people")
              + " hidden, audit passed";
      return changed == 0
          ? StageOutcome.nothingToDo(what + "; it was already there")
          : new StageOutcome(List.of(what), changed);
    } finally {
      ReleaseFolder.delete(scratch);
    }
  }

  private static void requireSound(String id, Path folder) {
    List<Verification.Failure> failures = Verification.of(folder);
    if (!failures.isEmpty()) {
      List<String> shown = new ArrayList<>();
      failures.subList(0, Math.min(SHOWN, failures.size())).forEach(each -> shown.add("" + each));
      throw new StageFailure(
          StageFailure.Kind.GATE,
          "release "
              + id
              + " failed its verification and was not written; "
              + failures.size()
              + " problems: "
              + String.join("; ", shown));
    }
  }

  private static ReleaseWriter.Sources sources(
      StageContext context, List<Family> families, ReleaseInputs inputs, Path scratch) {
    Workspace workspace = context.workspace();
    List<Path> released = new ArrayList<>();
    for (Family family : families) {
      released.add(
          WorkspaceFiles.stage(
              workspace.uri(SuppressFamily.table(context.run(), family.name())), scratch));
    }
    String signals = Workspace.workFolder(context.run(), "signals");
    boolean tested = new StageMark(workspace.uri(signals)).isThere();
    return new ReleaseWriter.Sources(
        released,
        tested ? all(workspace, signals, scratch) : List.of(),
        tested
            ? all(workspace, Workspace.workFolder(context.run(), "clusters"), scratch)
            : List.of(),
        lake(workspace, inputs, "place", scratch),
        lake(workspace, inputs, "population", scratch),
        lake(workspace, inputs, "boundary", scratch),
        lake(workspace, inputs, "action", scratch),
        PreviousRelease.of(
            workspace, inputs, ProvenanceDocument.of(inputs, Software.VERSION, null), scratch));
  }

  private static List<Path> all(Workspace workspace, String folder, Path scratch) {
    return WorkspaceFiles.list(workspace.uri(folder) + "/*.parquet").stream()
        .map(found -> WorkspaceFiles.stage(found.uri(), scratch))
        .toList();
  }

  private static List<Path> lake(
      Workspace workspace, ReleaseInputs inputs, String dataset, Path scratch) {
    Set<String> paths = new LinkedHashSet<>();
    for (LedgerEntry entry : inputs.current()) {
      for (LedgerEntry.Output output : entry.outputs()) {
        if (output.dataset().equals(dataset)) {
          paths.add(output.path());
        }
      }
    }
    return paths.stream().map(path -> WorkspaceFiles.stage(workspace.uri(path), scratch)).toList();
  }

  private static List<String> folders(ReleaseWriter.Sources sources) {
    List<Path> all = new ArrayList<>(sources.released());
    all.addAll(sources.signals());
    all.addAll(sources.clusters());
    all.addAll(sources.places());
    all.addAll(sources.populations());
    all.addAll(sources.boundaries());
    all.addAll(sources.actions());
    sources.previous().ifPresent(before -> all.add(before.values()));
    return folders(all);
  }

  private static List<String> folders(List<Path> files) {
    return files.stream().map(file -> file.getParent().toString()).distinct().sorted().toList();
  }
}
