package org.commonplace.runners;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.commonplace.jobs.intake.PreflightCheck;
import org.commonplace.jobs.stage.Resources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** A partner's look at its own delivery before it is sent. */
@Command(name = "check", description = "The report that intake would give, with nothing stored.")
final class CheckCommand implements Callable<Integer> {
  @ParentCommand CommonplaceCommand root;

  @Option(names = "--contract", paramLabel = "ID", required = true, description = "the agreement")
  String contract;

  @Option(
      names = "--partner",
      paramLabel = "NAME",
      description = "who would send it; needed when the contract is open to any partner")
  String partner;

  @Mixin DefinitionFolders definitions;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "write report.html, report.json and report.csv here")
  Path report;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "files, or folders of files that belong together")
  List<Path> deliveries;

  @Override
  public Integer call() {
    PreflightCheck check =
        new PreflightCheck(
            definitions.contracts(), definitions.indicators(), Resources.ofThisMachine());
    boolean acceptable = true;
    for (Path delivery : deliveries) {
      // One folder of reports for each delivery when there are several.
      Optional<Path> folder =
          Optional.ofNullable(report)
              .map(
                  chosen ->
                      deliveries.size() == 1
                          ? chosen
                          : chosen.resolve(String.valueOf(delivery.getFileName())));
      PreflightCheck.Result result =
          check.check(contract, Optional.ofNullable(partner), delivery, folder);
      result.outcome().lines().forEach(line -> root.voice().say("check", line));
      acceptable &= result.acceptable();
    }
    return (acceptable ? ExitCode.DONE : ExitCode.GATE).number();
  }
}
