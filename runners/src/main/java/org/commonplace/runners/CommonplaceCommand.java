package org.commonplace.runners;

import java.io.PrintWriter;
import org.commonplace.jobs.stage.StageFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The root command: how to speak, and the list of commands. */
@Command(
    name = "commonplace",
    description = "Shared measurement for place-based coalitions.",
    mixinStandardHelpOptions = true,
    versionProvider = CommonplaceCommand.Version.class,
    scope = CommandLine.ScopeType.INHERIT,
    subcommands = {
      SampleCommand.class,
      CheckCommand.class,
      FetchCommand.class,
      StageCommands.Intake.class,
      StageCommands.People.class,
      StageCommands.Indicators.class,
      StageCommands.Signals.class,
      StageCommands.Release.class,
      StageCommands.Publish.class,
      StageCommands.Run.class,
      DetectCommand.class,
      ReportCommand.class,
      ByNameListCommand.class,
      VerifyCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 done or nothing to do, 1 unexpected, 2 bad arguments or definitions,",
      "3 a quality gate said no, 4 input missing."
    })
final class CommonplaceCommand implements Runnable {
  /** How lines are written. */
  enum LogFormat {
    /** Text on a terminal, JSON elsewhere. */
    AUTO,
    TEXT,
    JSON
  }

  @Spec CommandSpec spec;

  @Option(
      names = "--log-format",
      paramLabel = "auto|text|json",
      description = "text for people, JSON lines for schedulers (default: by the terminal)",
      scope = CommandLine.ScopeType.INHERIT)
  LogFormat logFormat = LogFormat.AUTO;

  private final PrintWriter out;
  private final PrintWriter err;

  CommonplaceCommand(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  Voice voice() {
    boolean text =
        logFormat == LogFormat.TEXT || (logFormat == LogFormat.AUTO && System.console() != null);
    return text ? Voice.text(out, err) : Voice.json(out);
  }

  PrintWriter out() {
    return out;
  }

  ExitCode code(Throwable failure) {
    StageFailure known = Main.stageFailure(failure);
    return known == null ? ExitCode.UNEXPECTED : ExitCode.of(known.kind());
  }

  /**
   * What to tell of a failure. An unforeseen one's own words may quote data, so only its type and
   * the place in our code are told.
   */
  String message(Throwable failure) {
    StageFailure known = Main.stageFailure(failure);
    if (known != null) {
      return known.getMessage();
    }
    Logger log = LoggerFactory.getLogger("org.commonplace");
    Throwable deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    StringBuilder where = new StringBuilder();
    for (StackTraceElement element : deepest.getStackTrace()) {
      if (element.getClassName().startsWith("org.commonplace.")) {
        where.append(" at ").append(element);
        break;
      }
    }
    log.debug("unexpected failure", failure);
    String own = deepest instanceof java.io.IOException ? ": " + deepest.getMessage() : "";
    return "unexpected failure "
        + deepest.getClass().getSimpleName()
        + own
        + where
        + "; the published release is untouched, run again or report this line";
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "name a command");
  }

  /** The version in the jar's manifest. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"commonplace " + (version == null ? "(unpackaged)" : version)};
    }
  }
}
