package org.commonplace.runners;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.commonplace.jobs.stage.Resources;
import org.commonplace.jobs.stage.StageFailure;

/**
 * Beam's own options, with the defaults that coarse elements want on each embedded runner. What the
 * caller says wins.
 */
final class BeamOptions {
  private BeamOptions() {}

  /**
   * Options for a pipeline.
   *
   * @throws StageFailure (bad arguments) when an option is neither ours nor Beam's, or its runner
   *     is not in this jar
   */
  static PipelineOptions parse(List<String> given, Resources resources) {
    List<String> arguments = new ArrayList<>(joined(given));
    String runner =
        arguments.stream()
            .filter(argument -> argument.startsWith("--runner="))
            .map(argument -> argument.substring("--runner=".length()).toLowerCase(Locale.ROOT))
            .findFirst()
            .orElse("directrunner");
    if (runner.contains("flink")) {
      orElse(arguments, "--flinkMaster", "[local]");
      orElse(arguments, "--parallelism", Integer.toString(resources.workers()));
      orElse(arguments, "--fasterCopy", "true");
    } else if (runner.contains("spark")) {
      orElse(arguments, "--sparkMaster", "local[" + resources.workers() + "]");
    } else if (runner.contains("direct")) {
      orElse(arguments, "--targetParallelism", Integer.toString(resources.workers()));
      // Costs an encoding of every element; tests run with both on.
      orElse(arguments, "--enforceImmutability", "false");
      orElse(arguments, "--enforceEncodability", "false");
    }
    try {
      PipelineOptions options =
          PipelineOptionsFactory.fromArgs(arguments.toArray(String[]::new)).create();
      FileSystems.setDefaultPipelineOptions(options);
      return options;
    } catch (IllegalArgumentException e) {
      throw new StageFailure(
          StageFailure.Kind.BAD_DEFINITION,
          "an option is neither Commonplace's nor Beam's, or its runner is not in this jar: "
              + e.getMessage());
    }
  }

  /** Beam wants {@code --name=value}; people also write {@code --name value}. */
  private static List<String> joined(List<String> given) {
    List<String> joined = new ArrayList<>();
    for (String argument : given) {
      int last = joined.size() - 1;
      if (!argument.startsWith("--") && last >= 0 && !joined.get(last).contains("=")) {
        joined.set(last, joined.get(last) + "=" + argument);
      } else {
        joined.add(argument);
      }
    }
    return joined;
  }

  private static void orElse(List<String> arguments, String name, String value) {
    if (arguments.stream().noneMatch(argument -> argument.startsWith(name + "="))) {
      arguments.add(name + "=" + value);
    }
  }
}
