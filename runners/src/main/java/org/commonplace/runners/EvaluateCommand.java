package org.commonplace.runners;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.commonplace.jobs.signals.EvaluateMethods;
import org.commonplace.methods.signals.evaluation.Benchmark;
import org.commonplace.methods.signals.evaluation.DailyBenchmark;
import org.commonplace.methods.signals.evaluation.WeeklyBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** How good the detection methods are. */
@Command(
    name = "evaluate",
    description = {
      "Judge detection methods on series drawn from a seed, of which it is known what is outbreak.",
      "weekly: 42 scenarios of Noufaily and others (2013); daily: their 16 signals (2019)."
    })
final class EvaluateCommand implements Callable<Integer> {
  /** What is drawn. */
  enum Scenarios {
    WEEKLY,
    DAILY;

    private Benchmark benchmark() {
      return switch (this) {
        case WEEKLY -> new WeeklyBenchmark();
        case DAILY -> new DailyBenchmark();
      };
    }
  }

  @ParentCommand DetectCommand detect;

  @Option(
      names = "--benchmark",
      paramLabel = "weekly|daily",
      description = "what is drawn (default: weekly)")
  Scenarios scenarios = Scenarios.WEEKLY;

  @Option(
      names = "--method",
      paramLabel = "NAME",
      split = ",",
      description =
          "methods to judge, separated by commas; \"oracle\" knows the truth (default:"
              + " excess-windows,farrington-noufaily,oracle)")
  List<String> methods = List.of("excess-windows", "farrington-noufaily", EvaluateMethods.ORACLE);

  @Option(
      names = "--replicates",
      paramLabel = "N",
      description = "series of each scenario (default: 10; published comparisons have 100)")
  int replicates = 10;

  @Option(names = "--seed", paramLabel = "N", description = "what they are drawn from (default: 1)")
  long seed = 1;

  @Option(
      names = "--alpha",
      paramLabel = "A",
      description = "one-sided error probability (default: each method's own)")
  Double alpha;

  @Option(
      names = "--at-false-positive-rate",
      paramLabel = "F",
      description = "compare the methods at this rate instead of at their own limits")
  Double atFalsePositiveRate;

  @Option(
      names = "--out",
      paramLabel = "FILE.csv",
      description = "also write the measures of every scenario")
  Path out;

  @Override
  public Integer call() {
    Voice voice = detect.root.voice();
    new EvaluateMethods(
            scenarios.benchmark(),
            seed,
            replicates,
            methods,
            optional(alpha),
            optional(atFalsePositiveRate),
            Optional.ofNullable(out))
        .run(voice::progress)
        .lines()
        .forEach(line -> voice.say("detect", line));
    return ExitCode.DONE.number();
  }

  private static OptionalDouble optional(Double given) {
    return given == null ? OptionalDouble.empty() : OptionalDouble.of(given);
  }
}
