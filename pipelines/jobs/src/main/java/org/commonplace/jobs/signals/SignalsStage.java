package org.commonplace.jobs.signals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Create;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.lake.Ledger;
import org.commonplace.jobs.lake.LedgerEntry;
import org.commonplace.jobs.lake.StageMark;
import org.commonplace.jobs.lake.Workspace;
import org.commonplace.jobs.lake.WorkspaceFiles;
import org.commonplace.jobs.stage.LoadedDefinitions;
import org.commonplace.jobs.stage.PastKnowledge;
import org.commonplace.jobs.stage.Stage;
import org.commonplace.jobs.stage.StageContext;
import org.commonplace.jobs.stage.StageOutcome;
import org.commonplace.schemas.Definitions;
import org.commonplace.schemas.DetectorSetting;
import org.commonplace.schemas.IndicatorDefinition;

/** Tests the series of a run's values for spikes. */
public final class SignalsStage implements Stage {
  static final String NAME = "signals";

  /** Changes whenever the same values and settings may give other signals. */
  private static final String METHOD_VERSION = "6";

  private final PastKnowledge past;

  /**
   * @param past what was known on days until now, from which delays are learned
   */
  public SignalsStage(PastKnowledge past) {
    this.past = past;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public StageOutcome plan(StageContext context) {
    SignalPlan plan = SignalPlan.of(LoadedDefinitions.indicators(context).values());
    List<String> lines = new ArrayList<>();
    plan.watched()
        .forEach(
            (indicator, watch) -> {
              watch.detectors().forEach(setting -> lines.add(line(indicator, setting)));
              watch
                  .rareDetectors()
                  .forEach(setting -> lines.add(line(indicator, setting) + ", of rare cases"));
            });
    return new StageOutcome(lines, 0);
  }

  private static String line(String indicator, DetectorSetting setting) {
    return indicator + ": " + setting.name() + ", alpha " + setting.alpha();
  }

  @Override
  public StageOutcome run(StageContext context) {
    SortedMap<String, IndicatorDefinition> definitions = LoadedDefinitions.indicators(context);
    SignalPlan plan = SignalPlan.of(definitions.values());
    if (plan.watched().isEmpty()) {
      return StageOutcome.nothingToDo("no indicator names a detector");
    }
    Workspace workspace = context.workspace();
    StageMark mark = new StageMark(workspace.uri(Workspace.workFolder(context.run(), NAME)));
    List<Integer> shards = shardsWithValues(context);
    List<String> vintages = vintages(context, plan, definitions);
    ScanIndicator scan =
        new ScanIndicator(
            workspace, context.run(), plan, context.resources(), shards, placeFiles(context));
    String fingerprint = fingerprint(context, scan, vintages);
    if (mark.isOf(fingerprint) && missing(context, scan).isEmpty()) {
      return StageOutcome.nothingToDo("the signals of these values are already there");
    }
    mark.remove();
    deleteStale(context, shards);
    WorkspaceFiles.delete(
        WorkspaceFiles.list(workspace.uri(ScanIndicator.file(context.run(), "*"))).stream()
            .map(WorkspaceFiles.Found::uri)
            .toList());

    Pipeline pipeline = Pipeline.create(context.options());
    pipeline
        .apply("Shards", Create.of(shards).withCoder(VarIntCoder.of()))
        .apply(
            "DetectSpikes",
            new DetectSpikes(
                new LearnDelays(workspace, plan, vintages, context.resources()),
                new ShardSignals(
                    workspace, context.run(), plan, context.resources(), shards.size()),
                new ShardQValues(workspace, context.run(), context.resources(), shards),
                scan));
    pipeline.run().waitUntilFinish();
    WorkspaceFiles.delete(uris(context, ShardQValues.TESTS, shards));
    WorkspaceFiles.delete(uris(context, TestedPlaces.PLACES, shards));

    String found = summary(context, shards);
    mark.set(NAME, fingerprint);
    return new StageOutcome(List.of(found), shards.size());
  }

  private List<String> vintages(
      StageContext context, SignalPlan plan, SortedMap<String, IndicatorDefinition> all) {
    Map<String, IndicatorDefinition> definitions = new TreeMap<>(all);
    definitions.keySet().retainAll(plan.completed());
    Definitions contracts = LoadedDefinitions.contracts(context);
    List<LocalDate> days =
        KnownDays.of(
            new Ledger(context.workspace()).entries(context.asOf()),
            definitions.values(),
            (contract, indicator) ->
                contracts.contract(contract).stream().anyMatch(each -> each.permits(indicator)));
    if (!days.isEmpty()) {
      context.progress().accept("what was known on " + days.size() + " days");
    }
    return past.runs(context, definitions.keySet(), days);
  }

  private static List<Integer> shardsWithValues(StageContext context) {
    context.finishedValues();
    return IntStream.range(0, Workspace.SHARDS)
        .filter(shard -> WorkspaceFiles.exists(shardUri(context, "values", shard)))
        .boxed()
        .toList();
  }

  /** A place that left the values must not leave its signals behind. */
  private static void deleteStale(StageContext context, List<Integer> shards) {
    WorkspaceFiles.delete(
        uris(
            context,
            NAME,
            IntStream.range(0, Workspace.SHARDS)
                .filter(shard -> !shards.contains(shard))
                .boxed()
                .toList()));
  }

  private static List<String> uris(StageContext context, String stage, List<Integer> shards) {
    return shards.stream().map(shard -> shardUri(context, stage, shard)).toList();
  }

  private static List<String> missing(StageContext context, ScanIndicator scan) {
    List<String> files = new ArrayList<>(uris(context, NAME, scan.shards()));
    scan.indicators()
        .forEach(
            each -> files.add(context.workspace().uri(ScanIndicator.file(context.run(), each))));
    return files.stream().filter(file -> !WorkspaceFiles.exists(file)).toList();
  }

  /** Files of the dataset place that count, relative to the workspace. */
  private static List<String> placeFiles(StageContext context) {
    return new Ledger(context.workspace())
        .current(context.asOf()).stream()
            .flatMap(entry -> entry.outputs().stream())
            .filter(output -> output.dataset().equals("place"))
            .map(LedgerEntry.Output::path)
            .distinct()
            .toList();
  }

  private static String shardUri(StageContext context, String stage, int shard) {
    return context.workspace().uri(Workspace.shardFile(context.run(), stage, shard));
  }

  /** The sha256 of all that the signals depend on. */
  private static String fingerprint(
      StageContext context, ScanIndicator scan, List<String> vintages) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(
          (METHOD_VERSION + scan.plan() + vintages + scan.places())
              .getBytes(StandardCharsets.UTF_8));
      for (int shard : scan.shards()) {
        byte[] values = WorkspaceFiles.read(shardUri(context, "values", shard));
        digest.update(MessageDigest.getInstance("SHA-256").digest(values));
        digest.update((byte) shard);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String summary(StageContext context, List<Integer> shards) {
    if (shards.isEmpty()) {
      return "there are no values to test";
    }
    String folder = context.workspace().uri(Workspace.workFolder(context.run(), NAME));
    List<String> readable =
        WorkspaceFiles.local(folder)
            .map(path -> List.of(path.toAbsolutePath().toString()))
            .orElse(List.of());
    try (Kernel kernel = Kernel.open(context.resources().kernel(1, readable))) {
      List<Path> files =
          shards.stream()
              .map(shard -> WorkspaceFiles.stage(shardUri(context, NAME, shard), kernel.scratch()))
              .toList();
      return kernel
          .rows(
              """
              SELECT count(*), count(DISTINCT (indicator, place)), count(*) FILTER (signal),
                count(DISTINCT episode),
                count(DISTINCT episode) FILTER (episode_status IN ('new', 'ongoing'))
              FROM read_parquet(%s)
              """
                  .formatted(Kernel.files(files)),
              row ->
                  row.getLong(1)
                      + " dates of "
                      + row.getLong(2)
                      + " series tested: "
                      + row.getLong(3)
                      + " signals in "
                      + row.getLong(4)
                      + " episodes, "
                      + row.getLong(5)
                      + " of them not over")
          .get(0);
    }
  }
}
