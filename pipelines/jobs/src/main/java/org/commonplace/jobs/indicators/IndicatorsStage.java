package org.commonplace.jobs.indicators;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.commonplace.jobs.kernel.ExpressionCheck;
import org.commonplace.jobs.kernel.KernelSettings;
import org.commonplace.jobs.lake.LedgerEntry;
import org.commonplace.jobs.lake.StageMark;
import org.commonplace.jobs.lake.Workspace;
import org.commonplace.jobs.lake.WorkspaceFiles;
import org.commonplace.jobs.stage.Stage;
import org.commonplace.jobs.stage.StageContext;
import org.commonplace.jobs.stage.StageFailure;
import org.commonplace.jobs.stage.StageOutcome;
import org.commonplace.schemas.DefinitionException;
import org.commonplace.schemas.Definitions;
import org.commonplace.schemas.IndicatorDefinition;
import org.commonplace.schemas.IndicatorDefinitions;
import org.commonplace.schemas.Problems;

/**
 * Computes the values of every indicator from the lake.
 *
 * <p>All definitions are compiled before any row is read. Then two steps with one shuffle between:
 * partial sums by bucket of people ({@link RowPartials}), values by shard of places ({@link
 * ShardValues}).
 */
public final class IndicatorsStage implements Stage {
  static final String NAME = "indicators";

  /** Changes whenever the same rows and definitions may give other values. */
  private static final String METHOD_VERSION = "2";

  private static final int BUCKETS = Workspace.BUCKETS;

  /** An element below this many rows costs more to start than to work. */
  private static final long WORTH_SPLITTING = 500_000;

  /** Rows of an element when there are many: one kernel keeps their units in memory. */
  private static final long ROWS_OF_ITEM = 4_000_000;

  private Compiled checked;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void check(StageContext context) {
    this.checked = compile(context);
  }

  @Override
  public StageOutcome plan(StageContext context) {
    Compiled compiled = compiled(context);
    IndicatorJob job = job(context, compiled);
    List<String> lines = new ArrayList<>();
    for (IndicatorPlan plan : job.indicators()) {
      plan.parts().forEach(part -> lines.add(describe(part, job)));
    }
    lines.addAll(waiting(compiled.indicators().values()));
    lines.add(
        job.places().places().size()
            + " places, "
            + job.items().size()
            + " elements, "
            + Workspace.SHARDS
            + " place shards");
    return new StageOutcome(lines, 0);
  }

  private static String describe(IndicatorPlan plan, IndicatorJob job) {
    long rows =
        job.files().getOrDefault(plan.units().dataset(), new ArrayList<>()).stream()
            .filter(file -> plan.units().contracts().contains(file.contract()))
            .mapToLong(LakeFile::rows)
            .sum();
    return String.format(
        Locale.ROOT,
        "%s %s: %,d rows of %s under %d contracts",
        plan.id(),
        plan.version(),
        rows,
        plan.units().dataset(),
        plan.units().contracts().size());
  }

  @Override
  public StageOutcome run(StageContext context) {
    Compiled compiled = compiled(context);
    IndicatorJob job = job(context, compiled);
    Optional<PipelineResult> result = compute(context, job, fingerprint(context, job));
    if (result.isEmpty()) {
      return StageOutcome.nothingToDo("the values of this lake are already there");
    }
    List<String> lines = summary(job, result.get());
    lines.addAll(waiting(compiled.indicators().values()));
    return new StageOutcome(lines, Workspace.SHARDS + 1);
  }

  /**
   * Writes the values; empty if they are there.
   *
   * @param fingerprint of all that they depend on
   */
  static Optional<PipelineResult> compute(
      StageContext context, IndicatorJob job, String fingerprint) {
    StageMark mark =
        new StageMark(job.workspace().uri(Workspace.workFolder(job.run(), IndicatorJob.VALUES)));
    if (mark.isOf(fingerprint) && allShardsThere(job)) {
      return Optional.empty();
    }
    // Without this file nobody takes the values for whole, whatever stops the run.
    mark.remove();
    context.progress().accept("indicators: " + job.items().size() + " elements");

    Pipeline pipeline = Pipeline.create(context.options());
    pipeline.apply("ComputeIndicators", new ComputeIndicators(job));
    PipelineResult result = pipeline.run();
    PipelineResult.State state = result.waitUntilFinish();
    if (state != PipelineResult.State.DONE) {
      throw new IllegalStateException("the indicators' pipeline ended as " + state);
    }
    if (!allShardsThere(job)) {
      throw new IllegalStateException("the indicators' pipeline left a shard unwritten");
    }
    mark.set(NAME, fingerprint);
    return Optional.of(result);
  }

  private static List<String> summary(IndicatorJob job, PipelineResult result) {
    List<String> lines = new ArrayList<>();
    long rows = counters(result, ValuesFn.NAMESPACE).getOrDefault(ValuesFn.ROWS, 0L);
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d values of %d indicators for %,d places",
            rows,
            job.indicators().size(),
            job.places().places().size()));
    if (job.places().isEmpty()) {
      lines.add("no delivery of the dataset place is in the lake, so no value has a place");
    }
    counters(result, PartialsFn.UNPLACED)
        .forEach(
            (indicator, count) ->
                lines.add(
                    String.format(
                        Locale.ROOT,
                        "%s: %,d of what it counts, over all periods, have no place that is known",
                        indicator,
                        count)));
    return lines;
  }

  private static SortedMap<String, Long> counters(PipelineResult result, String namespace) {
    SortedMap<String, Long> counters = new TreeMap<>();
    for (MetricResult<Long> counter :
        result
            .metrics()
            .queryMetrics(
                MetricsFilter.builder()
                    .addNameFilter(MetricNameFilter.inNamespace(namespace))
                    .build())
            .getCounters()) {
      counters.merge(counter.getName().getName(), counter.getAttempted(), Long::sum);
    }
    return counters;
  }

  /** Definitions without a mistake, and what they mean. */
  record Compiled(
      StageContext context,
      Definitions definitions,
      List<IndicatorPlan> plans,
      SortedMap<String, IndicatorDefinition> indicators) {}

  /** What was compiled to check it is not compiled again to use it. */
  private Compiled compiled(StageContext context) {
    return checked != null && checked.context().equals(context) ? checked : compile(context);
  }

  private static Compiled compile(StageContext context) {
    return compile(context, definition -> true);
  }

  /** The same of those indicators only that are wanted. */
  static Compiled compile(StageContext context, Predicate<IndicatorDefinition> wanted) {
    Problems problems = new Problems();
    Definitions definitions =
        Definitions.load(context.contracts().map(List::of).orElse(List.of()), problems);
    SortedMap<String, IndicatorDefinition> indicators = indicators(context, problems);
    indicators.values().removeIf(wanted.negate());
    List<IndicatorPlan> plans = plans(indicators.values(), definitions, problems);
    if (!problems.isEmpty()) {
      DefinitionException all = new DefinitionException(problems.list());
      throw new StageFailure(StageFailure.Kind.BAD_DEFINITION, all.getMessage(), all);
    }
    return new Compiled(context, definitions, plans, indicators);
  }

  /** Checks the definitions and finds out what there is to read; reads no rows but the places. */
  static IndicatorJob job(StageContext context) {
    return job(context, compile(context));
  }

  static IndicatorJob job(StageContext context, Compiled compiled) {
    Definitions definitions = compiled.definitions();
    List<IndicatorPlan> plans = compiled.plans();
    LakeState lake =
        new LakeState(context.workspace(), definitions, context.month(), context.asOf());
    if (lake.entries().isEmpty()) {
      throw new StageFailure(
          StageFailure.Kind.INPUT_MISSING,
          context.workspace().uri(Workspace.LEDGER)
              + ": no delivery is recorded"
              + context.asOf().map(day -> " up to " + day).orElse("")
              + "; run: commonplace intake");
    }
    List<String> readable =
        WorkspaceFiles.local(context.workspace().uri(Workspace.LAKE))
            .map(path -> List.of(path.toAbsolutePath().toString()))
            .orElse(List.of());
    SortedMap<String, List<LakeFile>> files = lake.files();
    SortedMap<String, List<Contributor>> contributors = new TreeMap<>();
    for (IndicatorPlan plan : plans) {
      for (IndicatorPlan part : plan.parts()) {
        contributors.put(
            part.id(),
            lake.contributors(part.units().dataset(), new TreeSet<>(part.units().contracts())));
      }
    }
    PlaceTree places = lake.places(context.resources().kernel(1, readable));
    List<WorkItem> items =
        items(plans, files, context.resources().workers(), places.roots().size() > 1);
    KernelSettings rowKernel = context.resources().kernel(items.size(), readable);
    KernelSettings shardKernel = context.resources().kernel(Workspace.SHARDS, List.of());
    LocalDate end = context.month().atEndOfMonth();
    return new IndicatorJob(
        context.workspace(),
        context.run(),
        end,
        places,
        plans,
        files,
        contributors,
        lake.submissions(),
        items,
        rowKernel,
        shardKernel);
  }

  private static SortedMap<String, IndicatorDefinition> indicators(
      StageContext context, Problems problems) {
    Optional<Path> directory = context.indicators();
    try {
      return IndicatorDefinitions.load(directory);
    } catch (DefinitionException e) {
      e.problems().forEach(problems::add);
      return new TreeMap<>();
    }
  }

  /** The compiled definitions of those that can be computed from what there is. */
  static List<IndicatorPlan> plans(
      Collection<IndicatorDefinition> indicators, Definitions definitions, Problems problems) {
    Permissions permissions = new Permissions(definitions, problems);
    List<IndicatorPlan> plans = new ArrayList<>();
    try (ExpressionCheck check = ExpressionCheck.open()) {
      IndicatorCompiler compiler = new IndicatorCompiler(check, definitions.datasets(), problems);
      for (IndicatorDefinition definition : indicators) {
        if (definition.isComputed()) {
          plans.add(compiler.compile(plans.size(), definition, permissions));
        }
      }
    }
    return plans;
  }

  /** One line for each definition that is only listed. */
  private static List<String> waiting(Collection<IndicatorDefinition> indicators) {
    return indicators.stream()
        .filter(definition -> !definition.isComputed())
        .map(
            definition ->
                definition.id()
                    + " "
                    + definition.version()
                    + ": not computed, "
                    + definition.need().orElseThrow().words())
        .toList();
  }

  /** The elements of the first step: fewer for fewer rows, and at most one a bucket. */
  private static List<WorkItem> items(
      List<IndicatorPlan> plans,
      SortedMap<String, List<LakeFile>> files,
      int workers,
      boolean needsCoverage) {
    List<WorkItem> items = new ArrayList<>();
    items.add(new WorkItem(WorkItem.Kind.POPULATION, "population", 0, BUCKETS - 1));
    SortedSet<String> datasets = new TreeSet<>();
    plans.forEach(plan -> plan.parts().forEach(part -> datasets.add(part.units().dataset())));
    if (needsCoverage) {
      datasets.addAll(files.keySet());
      datasets.removeAll(List.of("place", "boundary", "crosswalk"));
    }
    for (String dataset : datasets) {
      long rows =
          files.getOrDefault(dataset, new ArrayList<>()).stream().mapToLong(LakeFile::rows).sum();
      if (rows == 0) {
        continue;
      }
      int parts = 1;
      while (parts < BUCKETS
          && (rows / parts > ROWS_OF_ITEM || (rows > WORTH_SPLITTING && parts < workers))) {
        parts *= 2;
      }
      int buckets = BUCKETS / parts;
      for (int part = 0; part < parts; part++) {
        items.add(
            new WorkItem(WorkItem.Kind.ROWS, dataset, part * buckets, (part + 1) * buckets - 1));
      }
    }
    return items;
  }

  private static boolean allShardsThere(IndicatorJob job) {
    for (int shard = 0; shard < Workspace.SHARDS; shard++) {
      if (!WorkspaceFiles.exists(
          job.workspace().uri(Workspace.shardFile(job.run(), IndicatorJob.VALUES, shard)))) {
        return false;
      }
    }
    return true;
  }

  private static String fingerprint(StageContext context, IndicatorJob job) {
    return fingerprint(context, job, "");
  }

  /**
   * The sha256 of all that the values depend on.
   *
   * @param more what else they depend on
   */
  static String fingerprint(StageContext context, IndicatorJob job, String more) {
    StringBuilder inputs = new StringBuilder(METHOD_VERSION).append('\n').append(job.end());
    inputs.append(more);
    LakeInputs.describe(context, job, inputs);
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(inputs.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The inputs as text, in a fixed order and without a path of this machine. */
  private static final class LakeInputs {
    private LakeInputs() {}

    static void describe(StageContext context, IndicatorJob job, StringBuilder text) {
      job.indicators().forEach(plan -> text.append('\n').append(plan));
      job.submissions().forEach(each -> text.append('\n').append(each));
      for (Map.Entry<String, List<Contributor>> each : job.contributors().entrySet()) {
        text.append('\n').append(each);
      }
      job.files()
          .forEach(
              (dataset, files) ->
                  files.forEach(
                      file ->
                          text.append('\n')
                              .append(dataset)
                              .append(' ')
                              .append(file.partner())
                              .append(' ')
                              .append(file.contract())
                              .append(' ')
                              .append(file.sha16())
                              .append(' ')
                              .append(file.rows())));
      for (LedgerEntry entry :
          new org.commonplace.jobs.lake.Ledger(context.workspace()).current(context.asOf())) {
        entry.outputs().forEach(output -> text.append('\n').append(output.sha256()));
      }
    }
  }
}
