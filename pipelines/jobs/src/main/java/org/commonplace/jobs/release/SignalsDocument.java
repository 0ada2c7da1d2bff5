package org.commonplace.jobs.release;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
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
 * <p>A signal says that there is something, and where; its numbers are left out when the count is
 * hidden. An expected number is made from earlier counts, so it is left out too when one of these
 * is hidden: with a short baseline it would give that one away.
 */
final class SignalsDocument {
  /** Digits after the point of expected numbers and thresholds, less one. */
  private static final int DECIMALS = 1;

  private static final int P_DIGITS = 5;
  private static final int MOST_EPISODES = 5_000;

  /** Of the signals that stand out among all places, at most this share is expected to be false. */
  private static final double FALSE_DISCOVERY_RATE = 0.1;

  private final Map<String, IndicatorDefinition> definitions;
  private final Places places;

  private SignalsDocument(Map<String, IndicatorDefinition> definitions, Places places) {
    this.definitions = definitions;
    this.places = places;
  }

  private record Strongest(
      String episode,
      String indicator,
      String place,
      String frequency,
      String detector,
      LocalDate date,
      LocalDate first,
      LocalDate last,
      String status,
      String direction,
      Double observed,
      Double expected,
      Double threshold,
      Double score,
      Double pValue,
      String state,
      String version,
      Double qValue,
      Double treeQValue,
      LocalDate baselineFirst,
      LocalDate baselineLast,
      int baselineCounts,
      LocalDate peak,
      Double excess) {

    static Strongest read(ResultSet row) throws SQLException {
      return new Strongest(
          row.getString(1),
          row.getString(2),
          row.getString(3),
          row.getString(4),
          row.getString(5),
          row.getObject(6, LocalDate.class),
          row.getObject(7, LocalDate.class),
          row.getObject(8, LocalDate.class),
          row.getString(9),
          row.getString(10),
          number(row, 11),
          number(row, 12),
          number(row, 13),
          number(row, 14),
          number(row, 15),
          row.getString(16),
          row.getString(17),
          number(row, 18),
          number(row, 19),
          row.getObject(20, LocalDate.class),
          row.getObject(21, LocalDate.class),
          row.getInt(22),
          row.getObject(23, LocalDate.class),
          number(row, 24));
    }

    private static Double number(ResultSet row, int column) throws SQLException {
      double value = row.getDouble(column);
      return row.wasNull() || !Double.isFinite(value) ? null : value;
    }

    int urgency() {
      return status.equals("ended") ? 1 : 0;
    }

    /** Whether it is one of those of which few are false; null if that is hidden or not known. */
    Boolean standsOut() {
      return treeQValue == null ? null : treeQValue <= FALSE_DISCOVERY_RATE;
    }
  }

  private record Tested(long series, LocalDate through) {}

  /**
   * The document.
   *
   * @param signals SQL of the signals' rows
   * @param released SQL of the released cells
   */
  static Map<String, Object> of(
      Kernel kernel,
      String signals,
      String released,
      Map<String, IndicatorDefinition> definitions,
      Places places) {
    return new SignalsDocument(definitions, places).document(kernel, signals, released);
  }

  private Map<String, Object> document(Kernel kernel, String signals, String released) {
    Tested tested =
        kernel
            .rows(
                "SELECT count(DISTINCT (indicator, place)), max(date) FROM (" + signals + ")",
                row -> new Tested(row.getLong(1), row.getObject(2, LocalDate.class)))
            .get(0);
    HiddenCounts hidden = HiddenCounts.create(kernel, released);
    List<Map<String, Object>> episodes = episodes(kernel, signals, hidden);
    BigDecimal expectedFalse = expectedFalse(kernel, signals);
    Map<String, Object> document = new TreeMap<>();
    document.put("through", tested.through() == null ? null : tested.through().toString());
    document.put("testedSeries", tested.series());
    document.put("expectedFalse", expectedFalse);
    document.put("falseDiscoveryRate", CanonicalJson.rounded(FALSE_DISCOVERY_RATE, P_DIGITS));
    document.put("detectors", detectors());
    document.put("episodes", episodes);
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

  /**
   * The strongest point of each episode and detector. A q-value is made of the counts of all
   * places; where one of these is hidden it is rounded up to one digit, which gives none away.
   */
  private static List<Strongest> strongest(Kernel kernel, String signals, HiddenCounts hidden) {
    kernel.execute(
        "CREATE OR REPLACE TEMP MACRO up(q) AS CASE WHEN q > 0 THEN least(1, ceil(q / pow(10,"
            + " floor(log10(q)))) * pow(10, floor(log10(q)))) ELSE q END");
    return kernel.rows(
        """
        WITH judged AS (SELECT s.*, %s AS own, %s AS earlier, %s AS partly, %s AS others
            FROM (%s) s
          WHERE signal AND episode IS NOT NULL),
        top AS (SELECT * FROM judged QUALIFY row_number() OVER (PARTITION BY episode, detector
          ORDER BY CASE WHEN NOT earlier THEN score END DESC NULLS LAST, date) = 1)
        SELECT episode, indicator, place, frequency, detector, date, episode_first, episode_last,
          episode_status, direction,
          CASE WHEN NOT own THEN observed END,
          CASE WHEN NOT earlier THEN expected END,
          CASE WHEN NOT earlier THEN threshold END,
          CASE WHEN NOT earlier THEN score END,
          CASE WHEN NOT earlier THEN p_value END,
          CASE WHEN own THEN 'suppressed' ELSE 'reported' END, detector_version,
          CASE WHEN NOT earlier THEN CASE WHEN others THEN up(q_value) ELSE q_value END END,
          CASE WHEN NOT earlier THEN
            CASE WHEN others THEN up(tree_q_value) ELSE tree_q_value END END,
          baseline_first, baseline_last, baseline_counts,
          CASE WHEN NOT partly THEN episode_peak END,
          CASE WHEN NOT partly THEN episode_excess END
        FROM top ORDER BY episode, detector
        """
            .formatted(
                hidden.ownOf("s"),
                hidden.upTo("s"),
                hidden.upToEpisodeOf("s"),
                hidden.anywhereIn("s"),
                signals),
        Strongest::read);
  }

  private List<Map<String, Object>> episodes(Kernel kernel, String signals, HiddenCounts hidden) {
    Map<String, List<Strongest>> byEpisode = new LinkedHashMap<>();
    EpisodeCharts charts = EpisodeCharts.of(kernel, signals, hidden);
    EpisodeDrivers drivers = EpisodeDrivers.of(kernel, signals, hidden, places);
    for (Strongest row : strongest(kernel, signals, hidden)) {
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

  /** Tests of the last period of each indicator, times the false alarm rate of each. */
  private BigDecimal expectedFalse(Kernel kernel, String signals) {
    double sum = 0;
    boolean known = false;
    for (Map.Entry<List<String>, Long> tests :
        kernel.rows(
            "WITH s AS ("
                + signals
                + "), l AS (SELECT indicator, max(date) AS date FROM s GROUP BY indicator)"
                + " SELECT indicator, detector, count(*) FROM s JOIN l USING (indicator, date)"
                + " WHERE threshold IS NOT NULL GROUP BY ALL ORDER BY ALL",
            row -> Map.entry(List.of(row.getString(1), row.getString(2)), row.getLong(3)))) {
      IndicatorDefinition definition = definitions.get(tests.getKey().get(0));
      if (definition == null) {
        continue;
      }
      for (DetectorSetting setting : definition.detectors()) {
        if (setting.name().equals(tests.getKey().get(1))) {
          sum += setting.alpha() * tests.getValue();
          known = true;
        }
      }
    }
    return known ? CanonicalJson.rounded(sum, 1) : null;
  }

  private List<Map<String, Object>> detectors() {
    Map<String, TreeSet<Double>> alphas = new TreeMap<>();
    for (IndicatorDefinition definition : definitions.values()) {
      for (DetectorSetting setting : definition.detectors()) {
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
