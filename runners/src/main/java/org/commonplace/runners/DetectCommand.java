package org.commonplace.runners;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.commonplace.jobs.signals.DetectFile;
import org.commonplace.methods.signals.Detector;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Spike detection on anybody's series. */
@Command(
    name = "detect",
    description = {
      "Find spikes in a CSV file of series (columns series,date,count[,population]).",
      "Methods: ${COMPLETION-CANDIDATES}"
    })
final class DetectCommand implements Callable<Integer> {
  @ParentCommand CommonplaceCommand root;

  @Option(names = "--series", paramLabel = "FILE.csv", required = true, description = "the series")
  Path series;

  @Option(
      names = "--method",
      paramLabel = "NAME",
      required = true,
      completionCandidates = Methods.class,
      description = "one of: ${COMPLETION-CANDIDATES}")
  String method;

  @Option(
      names = "--alpha",
      paramLabel = "A",
      description = "one-sided error probability (default: the method's own)")
  Double alpha;

  @Option(
      names = "--from",
      paramLabel = "YYYY-MM-DD",
      description = "first date to test (default: each series' last)")
  LocalDate from;

  @Option(names = "--out", paramLabel = "FILE.csv", required = true, description = "the result")
  Path out;

  @Override
  public Integer call() {
    new DetectFile(
            series,
            method,
            alpha == null ? OptionalDouble.empty() : OptionalDouble.of(alpha),
            Optional.ofNullable(from),
            out)
        .run()
        .lines()
        .forEach(line -> root.voice().say("detect", line));
    return ExitCode.DONE.number();
  }

  /** The names for the help text. */
  static final class Methods implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Detector.names().iterator();
    }
  }
}
