package org.commonplace.jobs.indicators;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonplace.jobs.kernel.ExpressionCheck;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.kernel.KernelSettings;
import org.commonplace.schemas.DatasetColumn;
import org.commonplace.schemas.DefinitionException;
import org.commonplace.schemas.DefinitionFile;
import org.commonplace.schemas.Definitions;
import org.commonplace.schemas.IndicatorDefinition;
import org.commonplace.schemas.IndicatorDefinitions;
import org.commonplace.schemas.IndicatorMethod;
import org.commonplace.schemas.IndicatorUnit;
import org.commonplace.schemas.Polarity;
import org.commonplace.schemas.Problem;
import org.commonplace.schemas.Problems;
import org.commonplace.schemas.YamlNode;

/**
 * Reads all definitions as a careful reviewer would: what the compiler refuses, and what compiles
 * but would mislead.
 */
public final class IndicatorLint {
  private static final Pattern EVERY = Pattern.compile("(?:every|per) ([\\d,]{3,})");

  private final Definitions definitions;
  private final SortedMap<String, IndicatorDefinition> indicators;
  private final Map<String, YamlNode> nodes = new LinkedHashMap<>();
  private final List<LintFinding> findings = new ArrayList<>();

  private IndicatorLint(
      Definitions definitions,
      SortedMap<String, IndicatorDefinition> indicators,
      Optional<Path> directory) {
    this.definitions = definitions;
    this.indicators = indicators;
    List<DefinitionFile> files = new ArrayList<>(DefinitionFile.shipped("indicators", ".yaml"));
    directory.ifPresent(path -> files.addAll(DefinitionFile.in(path, ".yaml")));
    for (DefinitionFile file : files) {
      YamlNode.parse(file, new Problems()).ifPresent(node -> nodes.put(file.path(), node));
    }
  }

  /**
   * Every finding, by file and line.
   *
   * @param contracts folders of contracts beside the shipped ones
   * @param indicators a folder of definitions beside the shipped ones
   */
  public static List<LintFinding> of(List<Path> contracts, Optional<Path> indicators) {
    Problems problems = new Problems();
    Definitions definitions = Definitions.load(contracts, problems);
    SortedMap<String, IndicatorDefinition> loaded;
    try {
      loaded = IndicatorDefinitions.load(indicators);
    } catch (DefinitionException e) {
      e.problems().forEach(problems::add);
      return errors(problems);
    }
    List<IndicatorPlan> plans = IndicatorsStage.plans(loaded.values(), definitions, problems);
    if (!problems.isEmpty()) {
      return errors(problems);
    }
    return new IndicatorLint(definitions, loaded, indicators).findings(plans);
  }

  private static List<LintFinding> errors(Problems problems) {
    return problems.list().stream().map(IndicatorLint::error).toList();
  }

  private static LintFinding error(Problem problem) {
    return new LintFinding(
        LintFinding.Severity.ERROR,
        problem.file(),
        problem.line(),
        problem.field(),
        problem.message(),
        problem.allowed().isEmpty() ? "" : "use " + problem.allowed());
  }

  private List<LintFinding> findings(List<IndicatorPlan> plans) {
    indicators.values().forEach(this::readWords);
    try (ExpressionCheck check = ExpressionCheck.open();
        Kernel kernel = Kernel.open(KernelSettings.single())) {
      BoundsCheck bounds = new BoundsCheck(kernel, check);
      for (IndicatorPlan plan : plans) {
        checkBounds(bounds, plan);
      }
    }
    findDoubles(plans);
    findings.sort(
        Comparator.comparing(LintFinding::file)
            .thenComparing(LintFinding::line)
            .thenComparing(LintFinding::field)
            .thenComparing(LintFinding::message));
    return List.copyOf(findings);
  }

  private void readWords(IndicatorDefinition definition) {
    checkPolarity(definition);
    checkUnit(definition);
    if (definition.caveats().isEmpty()) {
      error(definition, "caveats", "says nothing a reader must know", "name at least one limit");
    }
    if (!definition.version().equals("1.0.0")
        && definition.changes().stream()
            .noneMatch(change -> change.version().equals(definition.version()))) {
      error(
          definition,
          "changes",
          "does not say what version " + definition.version() + " changed",
          "add {version, date, text} to changes");
    }
    if (definition.population().isPresent() && definition.standardPopulation().isEmpty()) {
      error(
          definition,
          "standardPopulation",
          "is missing for a rate of residents",
          "none for a crude rate, esp2013 for one standardised by age");
    }
    if (definition.window().overlaps() && !definition.signals().detectors().isEmpty()) {
      error(
          definition,
          "signals",
          "detectors look at neighbouring periods that share days",
          "use the window period, or no detectors");
    }
  }

  private void checkPolarity(IndicatorDefinition definition) {
    Optional<PolarityRules.Verdict> verdict = PolarityRules.of(definition.id(), definition.name());
    if (verdict.isPresent()
        && definition.polarity() != Polarity.NEUTRAL
        && definition.polarity() != verdict.get().good()) {
      error(
          definition,
          "polarity",
          "looks reversed: of '" + verdict.get().word() + "' " + words(verdict.get().good()),
          "use " + verdict.get().good().code() + " (" + verdict.get().source() + "), or rename");
    }
  }

  private static String words(Polarity polarity) {
    return switch (polarity) {
      case LOW_IS_GOOD -> "low is good";
      case HIGH_IS_GOOD -> "high is good";
      case NEUTRAL -> "neither is good";
    };
  }

  private void checkUnit(IndicatorDefinition definition) {
    IndicatorUnit unit = definition.unit();
    Matcher every = EVERY.matcher(definition.sentence());
    if (every.find()) {
      String said = every.group(1).replace(",", "");
      if (!said.equals(Integer.toString(unit.multiplier())) && unit != IndicatorUnit.RATIO) {
        error(
            definition,
            "unit",
            "is " + unit.code() + ", the sentence says " + every.group(),
            "make them agree");
      }
    }
    boolean rate = unit.multiplier() >= 1_000;
    boolean byar =
        definition.method() == IndicatorMethod.BYAR
            || definition.method() == IndicatorMethod.BYAR_REPEATED
            || definition.method() == IndicatorMethod.DSR;
    if (byar && !rate) {
      error(
          definition,
          "unit",
          "is "
              + unit.code()
              + ", but "
              + definition.method().code()
              + " makes a rate that no whole bounds",
          "use per_1000, per_10000 or per_100000; wilson for a share in percent");
    }
    if (unit == IndicatorUnit.COUNT && definition.decimals() > 0) {
      error(definition, "decimals", "a count has none", "use decimals: 0");
    }
    if (definition.method() == IndicatorMethod.RATIO
        && unit == IndicatorUnit.PERCENT
        && definition.caveats().stream().noneMatch(caveat -> caveat.contains("100%"))) {
      note(
          definition,
          "method",
          "a percentage without an interval, which may pass 100%",
          "use wilson, or say in caveats what a value above 100% means");
    }
  }

  private void checkBounds(BoundsCheck bounds, IndicatorPlan plan) {
    IndicatorDefinition definition = indicators.get(plan.id());
    if (definition == null || plan.method() != IndicatorMethod.WILSON) {
      return;
    }
    List<DatasetColumn> columns =
        plan.ofLedger()
            ? IndicatorDefinition.LEDGER_COLUMNS
            : definitions.dataset(definition.dataset()).columns();
    bounds
        .counterexample(definition, plan, columns)
        .ifPresent(
            unit ->
                error(
                    definition,
                    "numerator",
                    "can exceed the denominator: with " + unit,
                    "count in the numerator only what the denominator counts, as by"
                        + " (denominator) and (numerator)"));
  }

  /** Definitions that would give the same numbers. */
  private void findDoubles(List<IndicatorPlan> plans) {
    Map<List<Object>, String> seen = new LinkedHashMap<>();
    for (IndicatorPlan plan : plans) {
      IndicatorDefinition definition = indicators.get(plan.id());
      if (definition == null) {
        continue;
      }
      List<Object> key = new ArrayList<>(plan.units().rowsKey());
      key.add(definition.sources());
      key.add(plan.numerator());
      key.add(Optional.ofNullable(plan.denominator()));
      key.add(Optional.ofNullable(plan.ofOther()).map(of -> of.units().rowsKey()));
      key.add(Optional.ofNullable(plan.ofOther()).map(IndicatorPlan::denominator));
      key.add(plan.population());
      key.add(plan.populationWhere());
      key.add(plan.method());
      key.add(plan.levels());
      String other = seen.putIfAbsent(key, plan.id());
      if (other != null) {
        error(
            definition,
            "id",
            "counts the same as " + other + " of the same rows and periods",
            "remove one of the two, or let them differ");
      }
    }
  }

  private void error(IndicatorDefinition at, String field, String message, String advice) {
    add(LintFinding.Severity.ERROR, at, field, message, advice);
  }

  private void note(IndicatorDefinition at, String field, String message, String advice) {
    add(LintFinding.Severity.NOTE, at, field, message, advice);
  }

  private void add(
      LintFinding.Severity severity,
      IndicatorDefinition at,
      String field,
      String message,
      String advice) {
    int line =
        Optional.ofNullable(nodes.get(at.file()))
            .flatMap(node -> node.field(field))
            .map(YamlNode::line)
            .orElse(0);
    findings.add(new LintFinding(severity, at.file(), line, field, message, advice));
  }
}
