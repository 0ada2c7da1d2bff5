package org.commonplace.jobs.release;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.commonplace.jobs.kernel.Kernel;

/**
 * Which of the places within a place have an episode at the same time: those that drive it.
 *
 * <p>Their order tells of their counts, so those whose counts are hidden come last, by code.
 */
final class EpisodeDrivers {
  /** More names than this tell nobody where to look. */
  private static final int MOST = 3;

  private final Map<List<String>, List<Part>> parts;

  private EpisodeDrivers(Map<List<String>, List<Part>> parts) {
    this.parts = parts;
  }

  /** An episode of a place within another; its excess, unless it is hidden. */
  private record Part(
      String indicator, String place, LocalDate first, LocalDate last, Optional<Double> excess) {
    private boolean overlaps(LocalDate from, LocalDate to) {
      return !first.isAfter(to) && !last.isBefore(from);
    }
  }

  /**
   * The episodes of all places by the place that each is directly within.
   *
   * @param signals SQL of the signals' rows
   * @param hidden which counts are hidden
   */
  static EpisodeDrivers of(Kernel kernel, String signals, HiddenCounts hidden, Places places) {
    Map<List<String>, List<Part>> parts = new LinkedHashMap<>();
    for (Part part :
        kernel.rows(
            """
            WITH e AS (SELECT indicator, place, episode_first, episode_last,
                coalesce(max(episode_excess), 0) AS excess
              FROM (%s) WHERE signal AND episode IS NOT NULL GROUP BY ALL)
            SELECT indicator, place, episode_first, episode_last, CASE WHEN NOT %s THEN excess END
            FROM e ORDER BY ALL
            """
                .formatted(signals, hidden.upToEpisodeOf("e")),
            row ->
                new Part(
                    row.getString(1),
                    row.getString(2),
                    row.getObject(3, LocalDate.class),
                    row.getObject(4, LocalDate.class),
                    Optional.ofNullable(row.getObject(5, Double.class))))) {
      Place place = places.place(part.place());
      if (place != null && place.parent() != null) {
        parts
            .computeIfAbsent(List.of(part.indicator(), place.parent()), key -> new ArrayList<>())
            .add(part);
      }
    }
    return new EpisodeDrivers(parts);
  }

  /** Codes of the places that drive an episode, the largest excess first. */
  List<String> of(String indicator, String place, LocalDate first, LocalDate last) {
    return parts.getOrDefault(List.of(indicator, place), List.of()).stream()
        .filter(part -> part.overlaps(first, last))
        .sorted(
            Comparator.comparing(
                    (Part part) -> part.excess().orElse(Double.NEGATIVE_INFINITY),
                    Comparator.reverseOrder())
                .thenComparing(Part::place))
        .map(Part::place)
        .distinct()
        .limit(MOST)
        .toList();
  }
}
