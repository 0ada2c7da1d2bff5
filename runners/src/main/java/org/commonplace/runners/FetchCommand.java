package org.commonplace.runners;

import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.Callable;
import org.commonplace.jobs.feeds.FeedFetch;
import org.commonplace.jobs.stage.LoadedDefinitions;
import org.commonplace.jobs.stage.StageFailure;
import org.commonplace.schemas.Contract;
import org.commonplace.schemas.Definitions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Pulls a public feed into the inbox. */
@Command(name = "fetch", description = "Fetch a public feed's files into the inbox.")
final class FetchCommand implements Callable<Integer> {
  @ParentCommand CommonplaceCommand root;

  @Option(names = "--contract", paramLabel = "ID", required = true, description = "the feed")
  String id;

  @Option(names = "--inbox", paramLabel = "URI", required = true, description = "where to put it")
  String inbox;

  @Option(
      names = "--month",
      paramLabel = "YYYY-MM",
      required = true,
      description = "the month that dated addresses are fetched for")
  YearMonth month;

  @Option(names = "--contracts", paramLabel = "DIR", description = "contracts beside the shipped")
  Path contracts;

  @Override
  public Integer call() {
    Contract contract = contract(id, contracts);
    new FeedFetch()
        .fetch(contract, StageOptions.absolute(inbox), month)
        .lines()
        .forEach(line -> root.voice().say("fetch", line));
    return ExitCode.DONE.number();
  }

  /** The highest version of a contract. */
  private static Contract contract(String id, Path folder) {
    Definitions definitions =
        LoadedDefinitions.contracts(folder == null ? List.of() : List.of(folder));
    List<Contract> versions = definitions.contract(id);
    if (versions.isEmpty()) {
      throw new StageFailure(
          StageFailure.Kind.BAD_DEFINITION,
          "there is no contract " + id + "; there are " + definitions.contracts().keySet());
    }
    return versions.get(0);
  }
}
