package org.commonplace.jobs.intake;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.commonplace.jobs.stage.StageContext;
import org.commonplace.jobs.stage.StageFailure;
import org.commonplace.jobs.stage.TokenKey;
import org.commonplace.schemas.DefinitionException;
import org.commonplace.schemas.Definitions;
import org.commonplace.schemas.Problem;
import org.commonplace.schemas.Problems;

/**
 * Loads the contracts of a run and checks them before any data is read. The expressions of shipped
 * contracts were compiled when the program was built; compiling them again would cost every run
 * seconds.
 */
final class ContractFolder {
  private ContractFolder() {}

  static Agreements load(StageContext context) {
    return load(context.contracts(), context.key());
  }

  /**
   * @param folder contracts beside the shipped ones
   */
  static Agreements load(Optional<Path> folder, Optional<TokenKey> key) {
    Problems problems = new Problems();
    Agreements agreements;
    try {
      Definitions definitions = Definitions.load(folder.map(List::of).orElse(List.of()), problems);
      agreements = Agreements.of(definitions, key);
      ContractCheck.check(definitions.added(), agreements, problems);
      problems.throwIfAny();
    } catch (DefinitionException e) {
      throw new StageFailure(
          StageFailure.Kind.BAD_DEFINITION,
          String.join("\n", e.problems().stream().map(Problem::text).toList()),
          e);
    }
    return agreements;
  }
}
