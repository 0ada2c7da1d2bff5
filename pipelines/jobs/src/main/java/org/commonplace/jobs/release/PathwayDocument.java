package org.commonplace.jobs.release;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.commonplace.methods.comparison.BenchmarkScores;
import org.commonplace.methods.comparison.Polarity;
import org.commonplace.methods.interval.Confidence;
import org.commonplace.schemas.GroupBy;
import org.commonplace.schemas.IndicatorDefinition;
import org.commonplace.schemas.PathwayDefinition;
import org.commonplace.schemas.PathwayDefinition.Benchmark;
import org.commonplace.schemas.PathwayDefinition.Stage;

/**
 * {@code pathway/{id}.json}: for each place and group how far every step lies from its benchmark,
 * in standard errors ({@link BenchmarkScores}), and which one is the weakest link. Made of
 * published numbers alone.
 */
final class PathwayDocument {
  private static final int SCORE_DECIMALS = 1;
  private static final int LEAST_COMPARED = 2;

  private final PathwayDefinition pathway;
  private final ReleaseInputs inputs;
  private final Places places;
  private final Map<String, Map<String, PublishedRow>> byPlace = new TreeMap<>();

  private PathwayDocument(
      PathwayDefinition pathway, ReleaseInputs inputs, Places places, List<PublishedRow> rows) {
    this.pathway = pathway;
    this.inputs = inputs;
    this.places = places;
    for (PublishedRow row : rows) {
      byPlace
          .computeIfAbsent(row.place(), place -> new LinkedHashMap<>())
          .put(key(row.indicator(), row.groupBy(), row.groupValue()), row);
    }
  }

  /**
   * The document.
   *
   * @param rows the latest period of each of its indicators and places, all groups
   */
  static Map<String, Object> of(
      PathwayDefinition pathway, ReleaseInputs inputs, Places places, List<PublishedRow> rows) {
    return new PathwayDocument(pathway, inputs, places, rows).document();
  }

  private static String key(String indicator, String groupBy, String group) {
    return indicator + "|" + groupBy + "|" + group;
  }

  private Map<String, Object> document() {
    Map<String, Object> document = new TreeMap<>();
    document.put("pathway", pathway.id());
    document.put("version", pathway.version());
    document.put("name", pathway.name());
    document.put("sentence", pathway.sentence());
    document.put("rationale", pathway.rationale());
    document.put("source", pathway.source());
    document.put("stages", pathway.stages().stream().map(this::heading).toList());
    document.put(
        "places",
        places.all().stream()
            .filter(place -> byPlace.containsKey(place.code()))
            .map(this::place)
            .toList());
    return document;
  }

  private Map<String, Object> heading(Stage stage) {
    IndicatorDefinition definition = inputs.definitions().get(stage.indicator());
    Map<String, Object> entry = new TreeMap<>();
    entry.put("indicator", definition == null ? null : definition.slug());
    entry.put("name", stage.name());
    entry.put("benchmark", words(stage.benchmark()));
    return entry;
  }

  private Map<String, Object> place(Place place) {
    Map<String, Object> entry = chain(place, "", "");
    entry.put("place", place.code());
    List<Map<String, Object>> groups = new ArrayList<>();
    byPlace.get(place.code()).values().stream()
        .filter(row -> !row.groupBy().isEmpty() && !row.groupValue().equals("unknown"))
        .collect(
            Collectors.groupingBy(
                row -> List.of(row.groupBy(), row.groupValue()), Collectors.counting()))
        .entrySet()
        .stream()
        .filter(group -> group.getValue() >= LEAST_COMPARED)
        .map(Map.Entry::getKey)
        .sorted(
            Comparator.comparing((List<String> group) -> group.get(0))
                .thenComparing(group -> group.get(1)))
        .forEach(group -> groups.add(group(place, group.get(0), group.get(1))));
    entry.put("groups", groups);
    return entry;
  }

  private Map<String, Object> group(Place place, String groupBy, String group) {
    Map<String, Object> entry = chain(place, groupBy, group);
    entry.put("groupBy", groupBy);
    entry.put("group", group);
    entry.put(
        "name", IndicatorWords.group(GroupBy.valueOf(groupBy.toUpperCase(Locale.ROOT)), group));
    return entry;
  }

  /** The steps of one place or group and the weakest of them. */
  private Map<String, Object> chain(Place place, String groupBy, String group) {
    List<Map<String, Object>> steps = new ArrayList<>();
    Integer weakest = null;
    int compared = 0;
    double lowest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < pathway.stages().size(); i++) {
      Stage stage = pathway.stages().get(i);
      PublishedRow row = byPlace.get(place.code()).get(key(stage.indicator(), groupBy, group));
      double benchmark = row == null ? Double.NaN : benchmark(stage, place, row);
      double score = score(stage, row, benchmark);
      compared += Double.isNaN(score) ? 0 : 1;
      if (score < lowest) {
        lowest = score;
        weakest = i;
      }
      steps.add(step(stage, row, benchmark, score));
    }
    // One step alone is no chain.
    Integer link = compared < LEAST_COMPARED ? null : weakest;
    Map<String, Object> entry = new TreeMap<>();
    entry.put("stages", steps);
    entry.put("weakest", link);
    entry.put("text", text(link, lowest));
    return entry;
  }

  private static String words(Benchmark benchmark) {
    if (benchmark instanceof Benchmark.Fixed fixed) {
      return fixed.why();
    }
    return benchmark instanceof Benchmark.Target
        ? "Its target"
        : "The whole area; for a group, all people of the place";
  }

  private double benchmark(Stage stage, Place place, PublishedRow row) {
    if (stage.benchmark() instanceof Benchmark.Fixed fixed) {
      return fixed.value();
    }
    return stage.benchmark() instanceof Benchmark.Target
        ? inputs.definitions().get(stage.indicator()).target().orElse(Double.NaN)
        : whole(stage, place, row);
  }

  /** Of the same period; NaN for the whole itself. */
  private double whole(Stage stage, Place place, PublishedRow row) {
    Place whole = row.groupBy().isEmpty() ? places.root(place) : place;
    if (row.groupBy().isEmpty() && whole.code().equals(place.code())) {
      return Double.NaN;
    }
    PublishedRow found =
        byPlace.getOrDefault(whole.code(), Map.of()).get(key(stage.indicator(), "", ""));
    return found == null || !found.isShown() || !found.periodEnd().equals(row.periodEnd())
        ? Double.NaN
        : found.value();
  }

  private double score(Stage stage, PublishedRow row, double benchmark) {
    if (row == null || !row.isShown()) {
      return Double.NaN;
    }
    Polarity polarity =
        Polarity.valueOf(inputs.definitions().get(stage.indicator()).polarity().name());
    double score =
        BenchmarkScores.of(PublishedEstimates.of(List.of(row)), new double[] {benchmark}, polarity)[
            0];
    return Double.isFinite(score) ? score : Double.NaN;
  }

  private Map<String, Object> step(Stage stage, PublishedRow row, double benchmark, double score) {
    IndicatorDefinition definition = inputs.definitions().get(stage.indicator());
    int decimals = definition == null ? 0 : definition.decimals();
    Map<String, Object> step = new TreeMap<>();
    step.put("state", row == null ? "not_applicable" : row.state());
    step.put("value", row == null ? null : CanonicalJson.rounded(row.value(), decimals));
    step.put("lower95", row == null ? null : CanonicalJson.rounded(row.lower95(), decimals));
    step.put("upper95", row == null ? null : CanonicalJson.rounded(row.upper95(), decimals));
    step.put("quality", row == null ? null : row.quality().verdict());
    step.put("periodStart", row == null ? null : row.periodStart().toString());
    step.put("periodEnd", row == null ? null : row.periodEnd().toString());
    step.put("benchmark", number(benchmark, decimals));
    step.put("score", number(score, SCORE_DECIMALS));
    return step;
  }

  private static Object number(double value, int decimals) {
    return Double.isNaN(value) ? null : CanonicalJson.rounded(value, decimals);
  }

  private String text(Integer weakest, double lowest) {
    if (weakest == null) {
      return "Fewer than two steps can be held against a benchmark.";
    }
    String name = pathway.stages().get(weakest).name();
    if (lowest < -Confidence.P95.normalQuantile()) {
      return "The weakest link is “"
          + name
          + "”, "
          + Words.number(-lowest, SCORE_DECIMALS)
          + " standard errors worse than its benchmark.";
    }
    return "No step is worse than its benchmark by more than chance explains; “"
        + name
        + "” has the least to spare.";
  }
}
