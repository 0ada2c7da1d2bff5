package org.commonplace.jobs.stage;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.commonplace.schemas.DefinitionException;
import org.commonplace.schemas.Definitions;
import org.commonplace.schemas.IndicatorDefinition;
import org.commonplace.schemas.IndicatorDefinitions;
import org.commonplace.schemas.Problems;

/** The definitions of a run; what is wrong with them stops the stage before any data is read. */
public final class LoadedDefinitions {
  private LoadedDefinitions() {}

  /**
   * The indicators by id.
   *
   * @throws StageFailure (bad definition) naming every mistake
   */
  public static SortedMap<String, IndicatorDefinition> indicators(StageContext context) {
    return checked(() -> IndicatorDefinitions.load(context.indicators()));
  }

  /**
   * The datasets and contracts.
   *
   * @throws StageFailure (bad definition) naming every mistake
   */
  public static Definitions contracts(StageContext context) {
    return contracts(context.contracts().map(List::of).orElse(List.of()));
  }

  /**
   * The datasets and contracts.
   *
   * @param folders contracts beside the shipped ones
   * @throws StageFailure (bad definition) naming every mistake
   */
  public static Definitions contracts(List<Path> folders) {
    return checked(
        () -> {
          Problems problems = new Problems();
          Definitions definitions = Definitions.load(folders, problems);
          problems.throwIfAny();
          return definitions;
        });
  }

  /**
   * What a loader gives.
   *
   * @throws StageFailure (bad definition) naming every mistake that it found
   */
  public static <T> T checked(Supplier<T> loader) {
    try {
      return loader.get();
    } catch (DefinitionException e) {
      throw new StageFailure(StageFailure.Kind.BAD_DEFINITION, e.getMessage(), e);
    }
  }
}
