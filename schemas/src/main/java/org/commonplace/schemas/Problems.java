package org.commonplace.schemas;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the mistakes of all definitions, so that one run reports every one of them. */
public final class Problems {
  private final List<Problem> collected = new ArrayList<>();

  public void add(Problem problem) {
    collected.add(problem);
  }

  /** Adds a mistake at a node of a YAML file. */
  public void add(YamlNode at, String message) {
    add(at, message, "");
  }

  /** Adds a mistake at a node of a YAML file and says what is allowed there. */
  public void add(YamlNode at, String message, String allowed) {
    collected.add(new Problem(at.file(), at.line(), at.path(), message, allowed));
  }

  public boolean isEmpty() {
    return collected.isEmpty();
  }

  public int size() {
    return collected.size();
  }

  /** All mistakes, sorted by file, line and field. */
  public List<Problem> list() {
    return collected.stream()
        .sorted(
            Comparator.comparing(Problem::file)
                .thenComparingInt(Problem::line)
                .thenComparing(Problem::field)
                .thenComparing(Problem::message))
        .toList();
  }

  /** Throws one exception with every mistake, if there is any. */
  public void throwIfAny() {
    if (!collected.isEmpty()) {
      throw new DefinitionException(list());
    }
  }
}
