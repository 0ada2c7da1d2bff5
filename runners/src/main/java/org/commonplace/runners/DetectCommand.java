package org.commonplace.runners;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.commonplace.jobs.signals.DetectFile;
import org.commonplace.methods.signals.Detector;
import org.commonplace.methods.signals.HolidayCalendar;
import org.commonplace.methods.signals.SeriesKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Spike detection on anybody's series. */
@Command(
    name = "detect",
    subcommands = EvaluateCommand.class,
    description = "Find spikes in a CSV file of series (columns series,date,count[,population]).")
final class DetectCommand implements Callable<Integer> {
  @ParentCommand CommonplaceCommand root;

  @Spec CommandSpec spec;

  // With a subcommand these are not asked for, so they cannot be required.
  @Option(names = "--series", paramLabel = "FILE.csv", description = "the series")
  Path series;

  @Option(
      names = "--method",
      paramLabel = "NAME",
      completionCandidates = Methods.class,
      description =
          "one of: ${COMPLETION-CANDIDATES}; settings of the R function that it follows can be added,"
              + " as in farrington-flexible:b=4:noPeriods=10 (default: seasonal-log for"
              + " measurements, seasonal-logit for shares, else excess-windows)")
  String method;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      completionCandidates = Kinds.class,
      description =
          "what the numbers are: ${COMPLETION-CANDIDATES}; rates and shares are of the column"
              + " population (default: count, or rate with that column)")
  String kind;

  @Option(
      names = "--alpha",
      paramLabel = "A",
      description = "one-sided error probability (default: the method's own)")
  Double alpha;

  @Option(
      names = "--holidays",
      paramLabel = "CALENDAR",
      completionCandidates = Calendars.class,
      description =
          "public holidays of the places: ${COMPLETION-CANDIDATES} (default: none are known)")
  String holidays;

  @Option(
      names = "--from",
      paramLabel = "YYYY-MM-DD",
      description = "first date to test (default: each series' last)")
  LocalDate from;

  @Option(names = "--out", paramLabel = "FILE.csv", description = "the result")
  Path out;

  @Override
  public Integer call() {
    if (series == null || out == null) {
      throw new ParameterException(spec.commandLine(), "name the files with --series and --out");
    }
    new DetectFile(
            series,
            Optional.ofNullable(kind).map(this::kindOf),
            Optional.ofNullable(method),
            alpha == null ? OptionalDouble.empty() : OptionalDouble.of(alpha),
            Optional.ofNullable(holidays).map(this::calendarOf),
            Optional.ofNullable(from),
            out)
        .run()
        .lines()
        .forEach(line -> root.voice().say("detect", line));
    return ExitCode.DONE.number();
  }

  private SeriesKind kindOf(String code) {
    return SeriesKind.of(code)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "there is no kind \""
                        + code
                        + "\"; choose one of "
                        + String.join(", ", new Kinds())));
  }

  private HolidayCalendar calendarOf(String code) {
    try {
      return HolidayCalendar.named(code);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** The calendars for the help text. */
  static final class Calendars implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(HolidayCalendar.values()).map(HolidayCalendar::code).iterator();
    }
  }

  /** The kinds for the help text. */
  static final class Kinds implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(SeriesKind.values()).map(SeriesKind::code).iterator();
    }
  }

  /** The names for the help text. */
  static final class Methods implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Detector.names().iterator();
    }
  }
}
