package org.commonplace.runners;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.commonplace.jobs.stage.StageFailure;
import picocli.CommandLine;

/** The program: {@code java -jar commonplace.jar COMMAND}. */
public final class Main {
  private Main() {}

  /** Ends the process with the command's exit code: runners leave threads behind. */
  public static void main(String[] arguments) {
    System.exit(
        run(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            arguments));
  }

  /** Runs one command and returns its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    CommonplaceCommand root = new CommonplaceCommand(out, err);
    CommandLine line = new CommandLine(root);
    line.setOut(out);
    line.setErr(err);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExitCodeExceptionMapper(failure -> root.code(failure).number());
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          ExitCode code = root.code(failure);
          root.voice().fail(code, root.message(failure));
          return code.number();
        });
    line.setParameterExceptionHandler(
        (failure, given) -> {
          CommandLine command = failure.getCommandLine();
          root.voice()
              .fail(
                  ExitCode.BAD_DEFINITION,
                  failure.getMessage()
                      + "; see: commonplace "
                      + (command.getParent() == null ? "" : command.getCommandName() + " ")
                      + "--help");
          return ExitCode.BAD_DEFINITION.number();
        });
    return line.execute(arguments);
  }

  /** The failure of a stage behind what a runner or picocli wrapped around it, else null. */
  static StageFailure stageFailure(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StageFailure found) {
        return found;
      }
    }
    return null;
  }
}
