package org.commonplace.jobs.release;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** {@code areas.json}: every place of the release. */
final class AreasDocument {
  private AreasDocument() {}

  /**
   * The document.
   *
   * @param withShapes levels that have a file of shapes
   * @param summaries by place code: one paragraph about the place
   */
  static Map<String, Object> of(
      Places places, Set<String> withShapes, Map<String, String> summaries) {
    List<Map<String, Object>> levels = new ArrayList<>();
    for (String level : places.levels()) {
      Map<String, Object> entry = new TreeMap<>();
      entry.put("level", level);
      entry.put("name", name(level));
      entry.put("plural", plural(name(level)));
      entry.put("geometry", withShapes.contains(level));
      levels.add(entry);
    }
    List<Map<String, Object>> areas = new ArrayList<>();
    for (Place place : places.all()) {
      Map<String, Object> entry = new TreeMap<>();
      entry.put("code", place.code());
      entry.put("slug", place.slug());
      entry.put("name", place.name());
      entry.put("alternativeNames", place.alternativeNames());
      entry.put("level", place.level());
      entry.put("parent", place.parent());
      entry.put("population", place.population());
      entry.put("deprivationQuintile", place.deprivationQuintile());
      entry.put("validFrom", place.validFrom() == null ? null : place.validFrom().toString());
      entry.put("validTo", place.validTo() == null ? null : place.validTo().toString());
      if (summaries.containsKey(place.code())) {
        entry.put("text", summaries.get(place.code()));
      }
      areas.add(entry);
    }
    Map<String, Object> document = new TreeMap<>();
    document.put("levels", levels);
    document.put("areas", areas);
    return document;
  }

  /** One paragraph that sums up a place's series. */
  static String summary(List<Series> series) {
    Map<Trend, Integer> trends = new EnumMap<>(Trend.class);
    int hidden = 0;
    for (Series each : series) {
      trends.merge(each.trend(), 1, Integer::sum);
      hidden += each.latestRow().state().equals("suppressed") ? 1 : 0;
    }
    List<String> parts = new ArrayList<>();
    add(parts, trends, Trend.BETTER, "getting better");
    add(parts, trends, Trend.WORSE, "getting worse");
    add(parts, trends, Trend.RISING, "rising");
    add(parts, trends, Trend.FALLING, "falling");
    int steady = trends.getOrDefault(Trend.NO_CHANGE, 0);
    if (steady > 0) {
      parts.add(Words.whole(steady) + (steady == 1 ? " shows" : " show") + " no real change");
    }
    int unclear = trends.getOrDefault(Trend.TOO_FEW, 0);
    if (unclear > 0) {
      parts.add("for " + Words.whole(unclear) + " it cannot be said");
    }
    String text =
        "Of "
            + Words.count(series.size(), "indicator", "indicators")
            + ", "
            + Words.list(parts)
            + ".";
    return hidden == 0
        ? text
        : text
            + " "
            + Words.count(hidden, "number is", "numbers are")
            + " hidden to protect people.";
  }

  private static void add(
      List<String> parts, Map<Trend, Integer> trends, Trend trend, String words) {
    int count = trends.getOrDefault(trend, 0);
    if (count > 0) {
      parts.add(Words.whole(count) + (count == 1 ? " is " : " are ") + words);
    }
  }

  private static String name(String level) {
    return level.replace('_', ' ').replace('-', ' ');
  }

  private static String plural(String name) {
    return name.endsWith("y") && !name.endsWith("ey")
        ? name.substring(0, name.length() - 1) + "ies"
        : name + "s";
  }
}
