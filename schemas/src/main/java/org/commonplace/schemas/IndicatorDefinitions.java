package org.commonplace.schemas;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The indicators of a run: one definition per id, the highest version of those that are given. */
public final class IndicatorDefinitions {
  private IndicatorDefinitions() {}

  /** The shipped definitions by id; throws {@link DefinitionException} with every mistake. */
  public static SortedMap<String, IndicatorDefinition> shipped() {
    return load(Optional.empty());
  }

  /**
   * The shipped definitions and those of a directory, by id. A definition of the directory stands
   * in for a shipped one of the same id and version. Throws {@link DefinitionException} with every
   * mistake in any file.
   */
  public static SortedMap<String, IndicatorDefinition> load(Optional<Path> directory) {
    Problems problems = new Problems();
    SortedMap<String, Dataset> datasets = Dataset.shipped();
    Map<String, IndicatorDefinition> byVersion = new TreeMap<>();
    parseAll(DefinitionFile.shipped("indicators", ".yaml"), datasets, problems)
        .forEach(each -> byVersion.put(each.id() + "|" + each.version(), each));
    Map<String, String> own = new TreeMap<>();
    for (IndicatorDefinition each :
        parseAll(directory.map(IndicatorDefinitions::own).orElse(List.of()), datasets, problems)) {
      String key = each.id() + "|" + each.version();
      String other = own.put(key, each.file());
      if (other != null) {
        problems.add(
            new Problem(
                each.file(), 0, "id", each.id() + " " + each.version() + " is in " + other, ""));
      }
      byVersion.put(key, each);
    }
    SortedMap<String, IndicatorDefinition> highest = new TreeMap<>();
    for (IndicatorDefinition each : byVersion.values()) {
      highest.merge(each.id(), each, (a, b) -> VERSION.compare(a, b) >= 0 ? a : b);
    }
    Map<String, IndicatorDefinition> slugs = new TreeMap<>();
    for (IndicatorDefinition each : highest.values()) {
      IndicatorDefinition other = slugs.put(each.slug(), each);
      if (other != null) {
        problems.add(
            new Problem(each.file(), 0, "slug", "is also the slug of " + other.id(), "a new one"));
      }
    }
    highest.values().forEach(each -> checkFlow(each, highest, problems));
    List.copyOf(highest.values()).stream()
        .filter(each -> each.inequality().isPresent())
        .forEach(each -> highest.put(each.id(), compared(each, highest, problems)));
    problems.throwIfAny();
    return highest;
  }

  /** A coalition's folder may hold pathways too. */
  private static List<DefinitionFile> own(Path directory) {
    return DefinitionFile.in(directory, ".yaml").stream()
        .filter(file -> !file.path().endsWith(PathwayDefinitions.SUFFIX))
        .toList();
  }

  /** A flow is judged by another indicator's target, which has to be there. */
  private static void checkFlow(
      IndicatorDefinition definition,
      SortedMap<String, IndicatorDefinition> all,
      Problems problems) {
    definition
        .quality()
        .flow()
        .ifPresent(
            id -> {
              IndicatorDefinition flow = all.get(id);
              if (flow == null
                  || flow.target().isEmpty()
                  || flow.polarity() != Polarity.LOW_IS_GOOD
                  || flow.frequency() != Frequency.MONTH) {
                problems.add(
                    new Problem(
                        definition.file(),
                        0,
                        "quality.flow",
                        flow == null
                            ? "there is no indicator " + id
                            : id + " cannot say whether a flow adds up",
                        "a monthly indicator with a target that is good when low"));
              }
            });
  }

  /** The definition with the counts of the indicator whose fifths it compares. */
  private static IndicatorDefinition compared(
      IndicatorDefinition definition,
      SortedMap<String, IndicatorDefinition> all,
      Problems problems) {
    String id = definition.inequality().orElseThrow().of();
    IndicatorDefinition other = all.get(id);
    boolean fits =
        other != null
            && other.isComputed()
            && other.inequality().isEmpty()
            && other.groups().contains(GroupBy.DEPRIVATION_QUINTILE)
            && !other.dataset().equals("observation")
            && (other.method() == IndicatorMethod.WILSON || other.method() == IndicatorMethod.BYAR);
    boolean relative =
        definition.method() == IndicatorMethod.RELATIVE_INDEX
            || definition.method() == IndicatorMethod.CONCENTRATION_INDEX;
    IndicatorUnit unit = relative || !fits ? IndicatorUnit.RATIO : other.unit();
    if (!fits) {
      problems.add(
          new Problem(
              definition.file(),
              0,
              "inequalityOf",
              other == null ? "there is no indicator " + id : id + " has no fifths to compare",
              "a wilson or byar indicator with the group deprivation_quintile"));
      return definition;
    }
    if (definition.unit() != unit
        || definition.frequency() != other.frequency()
        || definition.window() != other.window()) {
      problems.add(
          new Problem(
              definition.file(),
              0,
              "unit, frequency, window",
              "do not fit those of " + id,
              String.join(", ", unit.code(), other.frequency().code(), other.window().code())));
    }
    return definition.comparing(other);
  }

  /** The definition in one file, if it has no mistake that hides it. */
  static Optional<IndicatorDefinition> parse(
      DefinitionFile file, SortedMap<String, Dataset> datasets, Problems problems) {
    return YamlNode.parse(file, problems)
        .map(node -> new IndicatorParser(node, datasets, problems).definition());
  }

  private static List<IndicatorDefinition> parseAll(
      List<DefinitionFile> files, SortedMap<String, Dataset> datasets, Problems problems) {
    List<IndicatorDefinition> parsed = new ArrayList<>();
    for (DefinitionFile file : files) {
      parse(file, datasets, problems).ifPresent(parsed::add);
    }
    return parsed;
  }

  private static final Comparator<IndicatorDefinition> VERSION =
      (a, b) -> {
        String[] left = a.version().split("\\.", -1);
        String[] right = b.version().split("\\.", -1);
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
          int order = Integer.compare(Integer.parseInt(left[i]), Integer.parseInt(right[i]));
          if (order != 0) {
            return order;
          }
        }
        return Integer.compare(left.length, right.length);
      };
}
