package org.commonplace.jobs.release;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.schemas.IndicatorDefinition;

/**
 * Neighbouring places that together have more than expected.
 *
 * <p>Where a count of one of them is hidden, of the period or before, the numbers are left out, and
 * such clusters come last by the code of their centre: their order would tell how large they are.
 */
final class SpaceTimeClusters {
  private static final int DECIMALS = 1;
  private static final int P_DIGITS = 5;
  private static final int MOST_NAMES = 4;

  /** A hundred years: what is rarer is told from too few draws to say how much. */
  private static final double LONGEST_RECURRENCE_DAYS = 36_525;

  private static final double DAYS_OF_YEAR = 365.25;

  private final Map<String, IndicatorDefinition> definitions;
  private final Places places;

  private SpaceTimeClusters(Map<String, IndicatorDefinition> definitions, Places places) {
    this.definitions = definitions;
    this.places = places;
  }

  /** A cluster; its numbers, unless they are hidden. */
  private record Row(
      String indicator,
      String step,
      String centre,
      String place,
      double radius,
      LocalDate first,
      LocalDate last,
      Double observed,
      Double expected,
      Double pValue,
      Double recurrenceDays) {}

  /**
   * The documents of all clusters, those of one indicator together.
   *
   * @param clusters SQL of the rows of clusters, one a place
   * @param hidden which counts are hidden
   */
  static List<Map<String, Object>> of(
      Kernel kernel,
      String clusters,
      HiddenCounts hidden,
      Map<String, IndicatorDefinition> definitions,
      Places places) {
    Map<List<String>, List<Row>> found = new LinkedHashMap<>();
    for (Row row : rows(kernel, clusters, hidden)) {
      if (definitions.containsKey(row.indicator()) && places.place(row.place()) != null) {
        found
            .computeIfAbsent(List.of(row.indicator(), row.centre()), key -> new ArrayList<>())
            .add(row);
      }
    }
    SpaceTimeClusters documents = new SpaceTimeClusters(definitions, places);
    return found.values().stream().map(documents::document).toList();
  }

  private static List<Row> rows(Kernel kernel, String clusters, HiddenCounts hidden) {
    return kernel.rows(
        """
        WITH c AS (%s),
        judged AS (SELECT c.*, bool_or(%s) OVER (PARTITION BY indicator, centre) AS hides FROM c)
        SELECT indicator, frequency, centre, place, radius, first, last,
          CASE WHEN NOT hides THEN observed END, CASE WHEN NOT hides THEN expected END,
          CASE WHEN NOT hides THEN p_value END,
          CASE WHEN NOT hides THEN least(recurrence_days, %s) END
        FROM judged
        ORDER BY indicator, hides, CASE WHEN NOT hides THEN cluster END, centre, position
        """
            .formatted(
                clusters, hidden.upToDay("c", "last"), Double.toString(LONGEST_RECURRENCE_DAYS)),
        row ->
            new Row(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getDouble(5),
                row.getObject(6, LocalDate.class),
                row.getObject(7, LocalDate.class),
                row.getObject(8, Double.class),
                row.getObject(9, Double.class),
                row.getObject(10, Double.class),
                row.getObject(11, Double.class)));
  }

  private Map<String, Object> document(List<Row> rows) {
    Row head = rows.get(0);
    IndicatorDefinition definition = definitions.get(head.indicator());
    Double risk = head.observed() == null ? null : head.observed() / head.expected();
    Map<String, Object> document = new TreeMap<>();
    document.put("indicator", definition.slug());
    document.put("step", head.step());
    document.put("centre", head.centre());
    document.put("places", rows.stream().map(Row::place).toList());
    document.put("radius", CanonicalJson.rounded(head.radius(), DECIMALS));
    document.put("first", head.first().toString());
    document.put("last", head.last().toString());
    document.put("state", head.observed() == null ? "suppressed" : "reported");
    document.put("observed", CanonicalJson.rounded(head.observed(), DECIMALS));
    document.put("expected", CanonicalJson.rounded(head.expected(), DECIMALS));
    document.put("relativeRisk", CanonicalJson.rounded(risk, DECIMALS));
    document.put("pValue", CanonicalJson.rounded(head.pValue(), P_DIGITS));
    document.put("recurrenceDays", CanonicalJson.rounded(head.recurrenceDays(), 0));
    document.put("text", sentence(definition, rows));
    return document;
  }

  private String sentence(IndicatorDefinition definition, List<Row> rows) {
    Row head = rows.get(0);
    String where =
        "More than expected in "
            + names(rows)
            + " from "
            + PeriodWords.day(head.first())
            + " to "
            + PeriodWords.day(head.last())
            + ": "
            + Words.inside(definition.name());
    if (head.observed() == null) {
      return where + "; the numbers are hidden to protect people.";
    }
    return where
        + ", "
        + Words.number(head.observed(), 0)
        + " counted and "
        + Words.number(head.expected(), 1)
        + " expected. By chance a cluster like it comes about once in "
        + howLong(head.recurrenceDays())
        + ".";
  }

  private String names(List<Row> rows) {
    List<String> names = new ArrayList<>();
    for (Row row : rows.subList(0, Math.min(MOST_NAMES, rows.size()))) {
      names.add(places.name(row.place()));
    }
    int more = rows.size() - names.size();
    if (more > 0) {
      names.add(Words.count(more, "place near by", "places near by"));
    }
    return Words.list(names);
  }

  private static String howLong(double days) {
    if (days >= LONGEST_RECURRENCE_DAYS) {
      return "100 years or more";
    }
    return days >= 2 * DAYS_OF_YEAR
        ? Words.number(days / DAYS_OF_YEAR, 0) + " years"
        : Words.number(days, 0) + " days";
  }
}
