package org.commonplace.jobs.release;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.commonplace.jobs.kernel.Kernel;

/**
 * The counts around each episode with what was expected and the limit, for its chart; of episodes
 * that are not over, which a reader has to judge.
 *
 * <p>Hidden counts are left out, and so are expected numbers where an earlier count is hidden.
 */
final class EpisodeCharts {
  /** Periods before the first signal. */
  private static final int BEFORE = 26;

  private static final int DECIMALS = 1;

  private final Map<List<String>, Map<String, Object>> charts;

  private EpisodeCharts(Map<List<String>, Map<String, Object>> charts) {
    this.charts = charts;
  }

  private record Point(
      String episode,
      String detector,
      LocalDate date,
      Double observed,
      Double expected,
      Double threshold) {}

  /**
   * The charts.
   *
   * @param signals SQL of the signals' rows
   * @param hidden which counts are hidden
   */
  static EpisodeCharts of(Kernel kernel, String signals, HiddenCounts hidden) {
    Map<List<String>, List<Point>> points = new TreeMap<>(EpisodeCharts::compare);
    for (Point point : points(kernel, signals, hidden)) {
      points
          .computeIfAbsent(List.of(point.episode(), point.detector()), key -> new ArrayList<>())
          .add(point);
    }
    Map<List<String>, Map<String, Object>> charts = new HashMap<>();
    points.forEach((key, of) -> charts.put(key, chart(of)));
    return new EpisodeCharts(charts);
  }

  private static int compare(List<String> left, List<String> right) {
    int byEpisode = left.get(0).compareTo(right.get(0));
    return byEpisode != 0 ? byEpisode : left.get(1).compareTo(right.get(1));
  }

  private static List<Point> points(Kernel kernel, String signals, HiddenCounts hidden) {
    return kernel.rows(
        """
        WITH s AS (%s),
        e AS (SELECT DISTINCT episode, indicator, place, detector, episode_first, episode_last
          FROM s WHERE signal AND episode_status <> 'ended'),
        p AS (SELECT e.episode AS of_episode, s.*,
            row_number() OVER (PARTITION BY e.episode, s.detector ORDER BY s.date DESC)
              - count(*) FILTER (s.date >= e.episode_first)
                OVER (PARTITION BY e.episode, s.detector) AS before
          FROM e JOIN s USING (indicator, place, detector)),
        judged AS (SELECT p.*, %s AS own, %s AS earlier FROM p WHERE before <= %s)
        SELECT of_episode, detector, date, CASE WHEN NOT own THEN observed END,
          CASE WHEN NOT earlier THEN expected END, CASE WHEN NOT earlier THEN threshold END
        FROM judged ORDER BY of_episode, detector, date
        """
            .formatted(signals, hidden.ownOf("p"), hidden.upTo("p"), Integer.toString(BEFORE)),
        row ->
            new Point(
                row.getString(1),
                row.getString(2),
                row.getObject(3, LocalDate.class),
                row.getObject(4, Double.class),
                row.getObject(5, Double.class),
                row.getObject(6, Double.class)));
  }

  private static Map<String, Object> chart(List<Point> points) {
    List<Object> observed = new ArrayList<>();
    List<Object> expected = new ArrayList<>();
    List<Object> threshold = new ArrayList<>();
    for (Point point : points) {
      observed.add(CanonicalJson.rounded(point.observed(), DECIMALS));
      expected.add(CanonicalJson.rounded(point.expected(), DECIMALS));
      threshold.add(CanonicalJson.rounded(point.threshold(), DECIMALS));
    }
    Map<String, Object> chart = new TreeMap<>();
    chart.put("start", points.get(0).date().toString());
    chart.put("observed", observed);
    chart.put("expected", expected);
    chart.put("threshold", threshold);
    return chart;
  }

  /** The chart of one detector of an episode; null if the episode is over. */
  Map<String, Object> of(String episode, String detector) {
    return charts.get(List.of(episode, detector));
  }
}
