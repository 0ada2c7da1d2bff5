package org.commonplace.runners;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.commonplace.jobs.stage.StageFailure;
import picocli.CommandLine.Option;

/** Where definitions lie beside the shipped ones. */
final class DefinitionFolders {
  @Option(
      names = "--contracts",
      paramLabel = "DIR",
      description = "contracts beside the shipped ones; same id and version replaces")
  private Path contracts;

  @Option(
      names = "--indicators",
      paramLabel = "DIR",
      description = "indicator definitions beside the shipped ones; same id replaces")
  private Path indicators;

  /**
   * The folder of contracts, if one is named.
   *
   * @throws StageFailure when it is not there
   */
  Optional<Path> contracts() {
    return present(contracts);
  }

  /**
   * The folder of indicator definitions, if one is named.
   *
   * @throws StageFailure when it is not there
   */
  Optional<Path> indicators() {
    return present(indicators);
  }

  private static Optional<Path> present(Path folder) {
    if (folder != null && !Files.isDirectory(folder)) {
      throw new StageFailure(
          StageFailure.Kind.INPUT_MISSING,
          "the folder of definitions " + folder + " is not there; name one that is");
    }
    return Optional.ofNullable(folder);
  }
}
