package org.commonplace.jobs.indicators;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Who sends what the values of a place are made of.
 *
 * @param byPart by id of a plan's part
 */
record Senders(SortedMap<String, List<Contributor>> byPart) {

  /** Those of each of a plan's parts. */
  static Senders of(IndicatorPlan plan, Function<IndicatorPlan, List<Contributor>> ofPart) {
    SortedMap<String, List<Contributor>> byPart = new TreeMap<>();
    plan.parts().forEach(part -> byPart.put(part.id(), ofPart.apply(part)));
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
