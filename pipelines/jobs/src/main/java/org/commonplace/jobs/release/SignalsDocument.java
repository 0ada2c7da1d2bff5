package org.commonplace.jobs.release;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.schemas.DetectorSetting;
import org.commonplace.schemas.IndicatorDefinition;

/**
 * {@code signals.json}: what the detectors found.
 *
 * <p>A signal says that there is something, and where; its numbers are left out when they would
 * tell a hidden count.
 */
final class SignalsDocument {
  /** Digits after the point of expected numbers and thresholds, less one. */
  private static final int DECIMALS = 1;

  private static final int P_DIGITS = 5;
  private static final int MOST_EPISODES = 5_000;

  /** The detector that signals any case where there was none for long. */
  private static final String ANY_CASE = "first-case";

  private final Map<String, IndicatorDefinition> definitions;
  private final Places places;

  private SignalsDocument(Map<String, IndicatorDefinition> definitions, Places places) {
    this.definitions = definitions;
    this.places = places;
  }

  private record Tested(long series, LocalDate through) {}

  /**
   * What it is made of.
   *
   * @param signals SQL of the rows of signals
   * @param clusters SQL of the rows of clusters of neighbouring places
   * @param hidden which counts are hidden
   */
  record Rows(String signals, String clusters, HiddenCounts hidden) {}

  /**
   * The document.
   *
   * @param nowcasts what counts that are not complete yet will come to
   * @param reproduction how many others a case infects, an entry an indicator and place
   */
  static Map<String, Object> of(
      Kernel kernel,
      Rows rows,
      Nowcasts nowcasts,
      List<Map<String, Object>> reproduction,
      Map<String, IndicatorDefinition> definitions,
      Places places) {
    Map<String, Object> document = new SignalsDocument(definitions, places).document(kernel, rows);
    document.put("nowcasts", nowcasts.documents(definitions, places));
    document.put("reproduction", reproduction);
    return document;
  }

  private Map<String, Object> document(Kernel kernel, Rows rows) {
    String signals = rows.signals();
    Tested tested =
        kernel
            .rows(
                "SELECT count(DISTINCT (indicator, place)), max(date) FROM (" + signals + ")",
                row -> new Tested(row.getLong(1), row.getObject(2, LocalDate.class)))
            .get(0);
    HiddenCounts hidden = rows.hidden();
    List<Map<String, Object>> episodes = episodes(kernel, signals, hidden);
    BigDecimal expectedFalse = expectedFalse(kernel, signals);
    Map<String, Object> document = new TreeMap<>();
    document.put("through", tested.through() == null ? null : tested.through().toString());
    document.put("testedSeries", tested.series());
    document.put("expectedFalse", expectedFalse);
    document.put(
        "falseDiscoveryRate", CanonicalJson.rounded(Strongest.FALSE_DISCOVERY_RATE, P_DIGITS));
    document.put("detectors", detectors());
    document.put("episodes", episodes);
    document.put(
        "clusters", SpaceTimeClusters.of(kernel, rows.clusters(), hidden, definitions, places));
    document.put("artefacts", ReportingArtefacts.of(kernel, signals, hidden, definitions, places));
    document.put("text", text(tested, episodes, expectedFalse));
    return document;
  }

  private static String text(
      Tested tested, List<Map<String, Object>> episodes, BigDecimal expectedFalse) {
    if (tested.through() == null) {
      return "No series was tested for spikes.";
    }
    long open = episodes.stream().filter(each -> !"ended".equals(each.get("status"))).count();
    long standingOut =
        episodes.stream()
            .filter(each -> !"ended".equals(each.get("status")))
            .filter(each -> Boolean.TRUE.equals(each.get("standsOut")))
            .count();
    String chance =
        (standingOut == 0
                ? ""
                : " "
                    + Words.count(
                        standingOut, "of those going on stands", "of those going on stand")
                    + " out among all places.")
            + (expectedFalse == null
                ? ""
                : " By chance alone, about "
                    + Words.number(expectedFalse.doubleValue(), 1)
                    + " signals are to be expected in the last period.");
    return Words.count(tested.series(), "series was", "series were")
        + " tested up to "
        + PeriodWords.day(tested.through())
        + ". "
        + Words.sentence(
            Words.count(open, "spike is", "spikes are")
                + " going on and "
                + Words.whole(episodes.size() - open)
                + " ended before")
        + chance;
  }

  private List<Map<String, Object>> episodes(Kernel kernel, String signals, HiddenCounts hidden) {
    Map<String, List<Strongest>> byEpisode = new LinkedHashMap<>();
    EpisodeCharts charts = EpisodeCharts.of(kernel, signals, hidden);
    EpisodeDrivers drivers = EpisodeDrivers.of(kernel, signals, hidden, places);
    for (Strongest row : Strongest.read(kernel, signals, hidden)) {
      if (definitions.containsKey(row.indicator()) && places.place(row.place()) != null) {
        byEpisode.computeIfAbsent(row.episode(), key -> new ArrayList<>()).add(row);
      }
    }
    return byEpisode.values().stream()
        .sorted(
            Comparator.comparingInt((List<Strongest> rows) -> rows.get(0).urgency())
                .thenComparing(rows -> last(rows).last(), Comparator.reverseOrder())
                .thenComparing(
                    rows -> last(rows).excess(), Comparator.nullsLast(Comparator.reverseOrder()))
                .thenComparing(rows -> rows.get(0).episode()))
        .limit(MOST_EPISODES)
        .map(rows -> episode(rows, charts, drivers))
        .toList();
  }

  private static Strongest last(List<Strongest> rows) {
    return rows.stream().max(Comparator.comparing(Strongest::last)).orElseThrow();
  }

  private Map<String, Object> episode(
      List<Strongest> rows, EpisodeCharts charts, EpisodeDrivers drivers) {
    Strongest latest = last(rows);
    IndicatorDefinition definition = definitions.get(latest.indicator());
    LocalDate first = rows.stream().map(Strongest::first).min(LocalDate::compareTo).orElseThrow();
    Map<String, Object> episode = new TreeMap<>();
    episode.put("id", definition.slug() + "/" + latest.place() + "/" + first);
    episode.put("indicator", definition.slug());
    episode.put("place", latest.place());
    episode.put("step", latest.frequency());
    episode.put("direction", latest.direction());
    episode.put("first", first.toString());
    episode.put("last", latest.last().toString());
    episode.put("status", latest.status());
    List<Map<String, Object>> detectors = new ArrayList<>();
    for (Strongest row : rows) {
      Map<String, Object> detector = new TreeMap<>();
      detector.put("detector", row.detector());
      detector.put("date", row.date().toString());
      detector.put("state", row.state());
      detector.put("observed", CanonicalJson.rounded(row.observed(), DECIMALS));
      detector.put("expected", CanonicalJson.rounded(row.expected(), DECIMALS));
      detector.put("threshold", CanonicalJson.rounded(row.threshold(), DECIMALS));
      detector.put("score", CanonicalJson.rounded(row.score(), DECIMALS));
      detector.put("pValue", CanonicalJson.rounded(row.pValue(), P_DIGITS));
      detector.put("qValue", CanonicalJson.rounded(row.qValue(), P_DIGITS));
      detector.put("treeQValue", CanonicalJson.rounded(row.treeQValue(), P_DIGITS));
      detector.put("version", row.version());
      detector.put("baseline", baseline(row));
      detectors.add(detector);
    }
    List<String> driving = drivers.of(latest.indicator(), latest.place(), first, latest.last());
    Boolean standsOut =
        rows.stream()
            .map(Strongest::standsOut)
            .filter(Objects::nonNull)
            .reduce(Boolean::logicalOr)
            .orElse(null);
    episode.put("detectors", detectors);
    episode.put("standsOut", standsOut);
    episode.put("peak", latest.peak() == null ? null : latest.peak().toString());
    episode.put("excess", CanonicalJson.rounded(latest.excess(), DECIMALS));
    episode.put("drivers", driving);
    episode.put("around", charts.of(latest.episode(), rows.get(0).detector()));
    episode.put("text", sentence(definition, rows, first) + words(driving) + words(standsOut));
    return episode;
  }

  private static Map<String, Object> baseline(Strongest row) {
    if (row.baselineFirst() == null) {
      return null;
    }
    Map<String, Object> baseline = new TreeMap<>();
    baseline.put("first", row.baselineFirst().toString());
    baseline.put("last", row.baselineLast().toString());
    baseline.put("counts", row.baselineCounts());
    return baseline;
  }

  private String words(List<String> driving) {
    return driving.isEmpty()
        ? ""
        : " Driven by " + Words.list(driving.stream().map(places::name).toList()) + ".";
  }

  private static String words(Boolean standsOut) {
    return standsOut == null || standsOut
        ? ""
        : " Among all places tested, so much can come by chance.";
  }

  private String sentence(IndicatorDefinition definition, List<Strongest> rows, LocalDate first) {
    Strongest latest = last(rows);
    Strongest peak =
        rows.stream()
            .filter(row -> row.observed() != null)
            .max(
                Comparator.comparing(Strongest::observed)
                    .thenComparing(row -> row.expected() != null)
                    .thenComparing(Strongest::date, Comparator.reverseOrder())
                    .thenComparing(Strongest::detector))
            .orElse(null);
    String span =
        first.equals(latest.last())
            ? " on " + PeriodWords.day(first)
            : " from " + PeriodWords.day(first) + " to " + PeriodWords.day(latest.last());
    String what =
        (latest.direction().equals("low") ? "Fewer than expected" : "More than expected")
            + " in "
            + places.name(latest.place())
            + span
            + ": "
            + Words.inside(definition.name());
    if (peak == null) {
      return what + "; the numbers are hidden to protect people.";
    }
    String counted =
        what
            + ", "
            + Words.number(peak.observed(), 0)
            + " counted "
            + (peak.frequency().equals("day") ? "on " : "in the " + peak.frequency() + " of ")
            + PeriodWords.day(peak.date());
    return peak.expected() == null
        ? counted + "."
        : counted + " and " + Words.number(peak.expected(), 1) + " expected.";
  }

  /** The tests of one indicator and detector in the last period. */
  private record Tests(String indicator, String detector, long number, double expectedCases) {
    /**
     * How many signal by chance: at the false alarm rate, and where no rate decides but any case
     * signals, as often as one is expected.
     */
    private double falseSignals(DetectorSetting setting) {
      return detector.equals(ANY_CASE) ? expectedCases : setting.alpha() * number;
    }
  }

  private BigDecimal expectedFalse(Kernel kernel, String signals) {
    double sum = 0;
    boolean known = false;
    for (Tests tests :
        kernel.rows(
            "WITH s AS ("
                + signals
                + "), l AS (SELECT indicator, max(date) AS date FROM s GROUP BY indicator)"
                + " SELECT indicator, detector, count(*), sum(least(expected, 1)) FROM s JOIN l"
                + " USING (indicator, date) WHERE threshold IS NOT NULL GROUP BY ALL ORDER BY ALL",
            row ->
                new Tests(row.getString(1), row.getString(2), row.getLong(3), row.getDouble(4)))) {
      IndicatorDefinition definition = definitions.get(tests.indicator());
      if (definition == null) {
        continue;
      }
      for (DetectorSetting setting : definition.signals().allDetectors()) {
        if (setting.name().equals(tests.detector())) {
          sum += tests.falseSignals(setting);
          known = true;
        }
      }
    }
    return known ? CanonicalJson.rounded(sum, 1) : null;
  }

  private List<Map<String, Object>> detectors() {
    Map<String, TreeSet<Double>> alphas = new TreeMap<>();
    for (IndicatorDefinition definition : definitions.values()) {
      for (DetectorSetting setting : definition.signals().allDetectors()) {
        alphas.computeIfAbsent(setting.name(), key -> new TreeSet<>()).add(setting.alpha());
      }
    }
    List<Map<String, Object>> detectors = new ArrayList<>();
    alphas.forEach(
        (name, rates) -> {
          Map<String, Object> detector = new TreeMap<>();
          detector.put("detector", name);
          detector.put("name", DetectorWords.of(name).name());
          detector.put(
              "alpha", rates.size() == 1 ? CanonicalJson.rounded(rates.first(), P_DIGITS) : null);
          detector.put("text", DetectorWords.of(name).text());
          detectors.add(detector);
        });
    return detectors;
  }
}
