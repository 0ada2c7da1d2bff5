package org.commonplace.schemas;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads pathways: those that are shipped and, in a folder of a coalition's own definitions, the
 * files whose name ends in {@value #SUFFIX}.
 */
public final class PathwayDefinitions {
  /** How the name of a pathway's file ends beside files of indicators. */
  public static final String SUFFIX = ".pathway.yaml";

  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final int LEAST_STAGES = 2;

  private final SortedMap<String, IndicatorDefinition> indicators;
  private final Problems problems;

  private PathwayDefinitions(SortedMap<String, IndicatorDefinition> indicators, Problems problems) {
    this.indicators = indicators;
    this.problems = problems;
  }

  /**
   * The pathways by id; one of the directory stands in for a shipped one of the same id.
   *
   * @param directory a coalition's own definitions
   * @param indicators all indicators there are, by id
   * @throws DefinitionException with every mistake in any file
   */
  public static SortedMap<String, PathwayDefinition> load(
      Optional<Path> directory, SortedMap<String, IndicatorDefinition> indicators) {
    Problems problems = new Problems();
    PathwayDefinitions reader = new PathwayDefinitions(indicators, problems);
    List<DefinitionFile> files = new ArrayList<>(DefinitionFile.shipped("pathways", ".yaml"));
    directory.ifPresent(path -> files.addAll(DefinitionFile.in(path, SUFFIX)));
    SortedMap<String, PathwayDefinition> pathways = new TreeMap<>();
    for (DefinitionFile file : files) {
      YamlNode.parse(file, problems)
          .map(reader::pathway)
          .ifPresent(pathway -> pathways.put(pathway.id(), pathway));
    }
    problems.throwIfAny();
    return pathways;
  }

  private PathwayDefinition pathway(YamlNode node) {
    YamlFields fields = YamlFields.of(node, problems);
    String id = fields.text("id");
    if (!id.isEmpty() && !ID.matcher(id).matches()) {
      problems.add(node, "the id has the wrong form: '" + id + "'", "lower-case words and hyphens");
    }
    List<PathwayDefinition.Stage> stages = new ArrayList<>();
    for (YamlNode stage : fields.items("stages")) {
      stages.add(stage(YamlFields.of(stage, problems)));
    }
    if (stages.size() < LEAST_STAGES) {
      problems.add(node, "is no pathway", "at least two stages");
    }
    PathwayDefinition pathway =
        new PathwayDefinition(
            id,
            fields.text("version"),
            fields.text("name"),
            fields.text("sentence"),
            fields.text("rationale"),
            fields.text("source"),
            stages,
            node.file());
    fields.rejectUnknown();
    return pathway;
  }

  private PathwayDefinition.Stage stage(YamlFields fields) {
    String id = fields.text("indicator");
    IndicatorDefinition indicator = indicators.get(id);
    if (indicator == null && !id.isEmpty()) {
      problems.add(fields.node(), "there is no indicator " + id, "the id of one");
    } else if (indicator != null && indicator.polarity() == Polarity.NEUTRAL) {
      problems.add(
          fields.node(),
          id + " is good neither when high nor when low",
          "an indicator with a direction");
    }
    PathwayDefinition.Stage stage =
        new PathwayDefinition.Stage(id, fields.text("name"), benchmark(fields, indicator));
    fields.rejectUnknown();
    return stage;
  }

  private PathwayDefinition.Benchmark benchmark(YamlFields fields, IndicatorDefinition indicator) {
    return switch (fields.text("benchmark")) {
      case "target" -> {
        if (indicator != null && indicator.target().isEmpty()) {
          problems.add(
              fields.node(), indicator.id() + " has no target", "whole, or a number and why");
        }
        yield new PathwayDefinition.Benchmark.Target();
      }
      case "whole" -> new PathwayDefinition.Benchmark.Whole();
      default ->
          new PathwayDefinition.Benchmark.Fixed(fields.number("benchmark", 0), fields.text("why"));
    };
  }
}
