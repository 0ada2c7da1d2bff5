package org.commonplace.runners;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.commonplace.jobs.indicators.IndicatorExplanation;
import org.commonplace.jobs.indicators.IndicatorLint;
import org.commonplace.jobs.indicators.LintFinding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Looking at definitions: needs no workspace and no data. */
final class IndicatorCommands {
  private IndicatorCommands() {}

  /** Looks at the definitions, shipped and added. */
  abstract static class Looks implements Callable<Integer> {
    @ParentCommand StageCommands.Indicators stage;

    @Mixin DefinitionFolders definitions;

    List<Path> contractFolders() {
      return definitions.contracts().stream().toList();
    }

    void say(String command, String line) {
      stage.root.voice().say(command, line);
    }
  }

  @Command(
      name = "lint",
      description = "Find what is wrong with the definitions, or would mislead; exit 2 on errors.")
  static final class Lint extends Looks {
    @Override
    public Integer call() {
      List<LintFinding> findings = IndicatorLint.of(contractFolders(), definitions.indicators());
      findings.forEach(finding -> say("lint", finding.text()));
      long errors =
          findings.stream()
              .filter(finding -> finding.severity() == LintFinding.Severity.ERROR)
              .count();
      say("lint", errors + " errors, " + (findings.size() - errors) + " notes");
      return (errors == 0 ? ExitCode.DONE : ExitCode.BAD_DEFINITION).number();
    }
  }

  @Command(
      name = "explain",
      description = "What an indicator means and how it is computed, with a worked example.")
  static final class Explain extends Looks {
    @Parameters(paramLabel = "ID", description = "id of the indicator, such as EDU-01")
    String id;

    @Override
    public Integer call() {
      IndicatorExplanation.of(id, contractFolders(), definitions.indicators())
          .forEach(line -> say("explain", line));
      return ExitCode.DONE.number();
    }
  }
}
