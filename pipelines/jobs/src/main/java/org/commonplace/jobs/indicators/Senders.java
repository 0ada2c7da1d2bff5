package org.commonplace.jobs.indicators;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Who sends what the values of a place are made of.
 *
 * @param byPart by id of a plan's part
 */
record Senders(SortedMap<String, List<Contributor>> byPart) {

  /** Those of a plan's parts that pass. */
  static Senders of(
      IndicatorPlan plan,
      SortedMap<String, List<Contributor>> contributors,
      Predicate<Contributor> passes) {
    SortedMap<String, List<Contributor>> byPart = new TreeMap<>();
    for (IndicatorPlan part : plan.parts()) {
      List<Contributor> all = contributors.getOrDefault(part.id(), new ArrayList<>());
      byPart.put(part.id(), all.stream().filter(passes).toList());
    }
    return new Senders(byPart);
  }

  /** Those of one part. */
  List<Contributor> of(IndicatorPlan part) {
    return byPart.getOrDefault(part.id(), List.of());
  }

  /** Those of all parts, each once. */
  List<Contributor> all() {
    return byPart.values().stream().flatMap(List::stream).distinct().toList();
  }
}
