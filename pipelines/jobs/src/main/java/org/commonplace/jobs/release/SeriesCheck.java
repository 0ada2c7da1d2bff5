package org.commonplace.jobs.release;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Checks what a JSON Schema cannot say of a place's series: which periods may hold a number. */
final class SeriesCheck {
  private static final Set<String> SHOWN = Set.of("reported", "provisional");
  private static final List<String> ALIGNED =
      List.of(
          "value",
          "lower95",
          "upper95",
          "lower998",
          "upper998",
          "numerator",
          "denominator",
          "parentValue");

  private SeriesCheck() {}

  static List<String> mistakes(JsonNode area) {
    List<String> mistakes = new ArrayList<>();
    for (JsonNode series : area.path("series")) {
      check(series, mistakes);
    }
    return mistakes;
  }

  private static void check(JsonNode series, List<String> mistakes) {
    String indicator = series.path("indicator").asText();
    List<String> states = new ArrayList<>();
    for (JsonNode run : series.path("state")) {
      for (int i = 0; i < run.path(1).asInt(); i++) {
        states.add(run.path(0).asText());
      }
    }
    for (String field : ALIGNED) {
      if (series.has(field) && series.path(field).size() != states.size()) {
        mistakes.add(
            indicator
                + ": "
                + field
                + " has "
                + series.path(field).size()
                + " periods, state has "
                + states.size());
        return;
      }
    }
    for (int i = 0; i < states.size(); i++) {
      boolean shown = SHOWN.contains(states.get(i));
      if (shown == series.path("value").path(i).isNull()) {
        mistakes.add(
            indicator
                + ": period "
                + i
                + " is "
                + states.get(i)
                + (shown ? " without" : " with")
                + " a number");
      }
      if (states.get(i).equals("suppressed")) {
        for (String field : ALIGNED) {
          boolean own = !field.equals("parentValue") && !field.equals("value");
          if (own && series.path(field).path(i).isNumber()) {
            mistakes.add(indicator + ": period " + i + " is suppressed but has a " + field);
          }
        }
        JsonNode point = series.path("spc").path("point").path(i);
        if (point.isTextual()) {
          mistakes.add(indicator + ": period " + i + " is suppressed but has a chart point");
        }
      }
    }
  }
}
