package org.commonplace.jobs.release;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.schemas.IndicatorDefinition;

/**
 * What the newest counts will come to once all is in, of those that are shown: an estimate is made
 * of the count so far and would give a hidden one away.
 */
final class Nowcasts {
  private static final int DECIMALS = 1;

  private final Map<SeriesKey, List<Count>> series = new LinkedHashMap<>();

  private Nowcasts() {}

  private record SeriesKey(String indicator, String place) {}

  /**
   * A count that is not complete yet.
   *
   * @param date first day of its period
   * @param observed the count so far
   * @param estimate what it will come to; as likely more as less
   */
  record Count(
      String indicator,
      String place,
      String step,
      LocalDate date,
      Double observed,
      Double estimate,
      Double lower50,
      Double upper50,
      Double lower95,
      Double upper95) {}

  /**
   * Reads them.
   *
   * @param signals SQL of the signals' rows
   * @param hidden which counts are hidden
   */
  static Nowcasts read(Kernel kernel, String signals, HiddenCounts hidden) {
    Nowcasts nowcasts = new Nowcasts();
    for (Count count : counts(kernel, signals, hidden)) {
      nowcasts
          .series
          .computeIfAbsent(
              new SeriesKey(count.indicator(), count.place()), key -> new ArrayList<>())
          .add(count);
    }
    return nowcasts;
  }

  /** The counts of a series that are not complete yet, by the first day of their period. */
  Map<LocalDate, Count> of(String indicator, String place) {
    Map<LocalDate, Count> found = new TreeMap<>();
    series
        .getOrDefault(new SeriesKey(indicator, place), List.of())
        .forEach(count -> found.put(count.date(), count));
    return found;
  }

  /** The entries of {@code signals.json}, one an indicator and place, by indicator and place. */
  List<Map<String, Object>> documents(Map<String, IndicatorDefinition> definitions, Places places) {
    return series.values().stream()
        .filter(counts -> definitions.containsKey(counts.get(0).indicator()))
        .filter(counts -> places.place(counts.get(0).place()) != null)
        .map(counts -> document(definitions.get(counts.get(0).indicator()), counts))
        .toList();
  }

  private static List<Count> counts(Kernel kernel, String signals, HiddenCounts hidden) {
    return kernel.rows(
        """
        SELECT indicator, place, frequency, date, observed, nowcast, nowcast_lower50,
          nowcast_upper50, nowcast_lower95, nowcast_upper95
        FROM (%s) s WHERE provisional AND NOT %s
        QUALIFY row_number() OVER (PARTITION BY indicator, place, date ORDER BY detector) = 1
        ORDER BY indicator, place, date
        """
            .formatted(signals, hidden.ownOf("s")),
        row ->
            new Count(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getObject(4, LocalDate.class),
                row.getObject(5, Double.class),
                row.getObject(6, Double.class),
                row.getObject(7, Double.class),
                row.getObject(8, Double.class),
                row.getObject(9, Double.class),
                row.getObject(10, Double.class)));
  }

  private static Map<String, Object> document(IndicatorDefinition definition, List<Count> counts) {
    Count newest = counts.get(counts.size() - 1);
    Map<String, Object> document = new TreeMap<>();
    document.put("indicator", definition.slug());
    document.put("place", newest.place());
    document.put("step", newest.step());
    document.put("dates", counts.stream().map(count -> count.date().toString()).toList());
    document.put("observed", numbers(counts, Count::observed));
    document.put("estimate", numbers(counts, Count::estimate));
    document.put("lower50", numbers(counts, Count::lower50));
    document.put("upper50", numbers(counts, Count::upper50));
    document.put("lower95", numbers(counts, Count::lower95));
    document.put("upper95", numbers(counts, Count::upper95));
    document.put("text", sentence(newest));
    return document;
  }

  private static List<Object> numbers(List<Count> counts, Function<Count, Double> of) {
    List<Object> numbers = new ArrayList<>();
    counts.forEach(count -> numbers.add(CanonicalJson.rounded(of.apply(count), DECIMALS)));
    return numbers;
  }

  private static String sentence(Count count) {
    return Words.number(count.observed(), 0)
        + " so far "
        + (count.step().equals("day") ? "on " : "in the " + count.step() + " of ")
        + PeriodWords.day(count.date())
        + "; about "
        + Words.number(count.estimate(), 0)
        + " once all is in (95% interval "
        + Words.number(count.lower95(), 0)
        + " to "
        + Words.number(count.upper95(), 0)
        + ").";
  }
}
