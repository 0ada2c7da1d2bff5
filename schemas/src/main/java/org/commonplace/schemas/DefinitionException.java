package org.commonplace.schemas;

import java.util.List;
import java.util.stream.Collectors;

/** Definitions that cannot be used, with every mistake in them. */
public final class DefinitionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public DefinitionException(List<Problem> problems) {
    super(
        problems.size()
            + (problems.size() == 1 ? " mistake" : " mistakes")
            + " in the definitions:\n"
            + problems.stream().map(Problem::text).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** Every mistake, sorted by file and line. */
  public List<Problem> problems() {
    return problems;
  }
}
