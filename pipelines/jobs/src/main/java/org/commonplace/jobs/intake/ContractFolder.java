package org.commonplace.jobs.intake;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.commonplace.jobs.stage.LoadedDefinitions;
import org.commonplace.jobs.stage.StageContext;
import org.commonplace.jobs.stage.TokenKey;
import org.commonplace.schemas.CodeLists;
import org.commonplace.schemas.Definitions;
import org.commonplace.schemas.IndicatorDefinitions;
import org.commonplace.schemas.Problems;

/**
 * Loads the contracts of a run and checks them before any data is read. The expressions of shipped
 * contracts were compiled when the program was built; compiling them again would cost every run
 * seconds.
 */
final class ContractFolder {
  private ContractFolder() {}

  static Agreements load(StageContext context) {
    return load(context.contracts(), context.indicators(), context.key());
  }

  /**
   * @param folder contracts beside the shipped ones
   * @param indicators indicators beside the shipped ones, which contracts may refer to
   */
  static Agreements load(Optional<Path> folder, Optional<Path> indicators, Optional<TokenKey> key) {
    return LoadedDefinitions.checked(
        () -> {
          Problems problems = new Problems();
          CodeLists codeLists =
              new CodeLists(new TreeSet<>(IndicatorDefinitions.load(indicators).keySet()));
          Definitions definitions =
              Definitions.load(folder.map(List::of).orElse(List.of()), codeLists, problems);
          Agreements agreements = Agreements.of(definitions, key);
          ContractCheck.check(definitions.added(), agreements, problems);
          problems.throwIfAny();
          return agreements;
        });
  }
}
