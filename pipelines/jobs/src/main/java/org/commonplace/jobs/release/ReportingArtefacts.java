package org.commonplace.jobs.release;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.schemas.IndicatorDefinition;

/**
 * Figures that tell of reporting rather than of cases, with the reason. One is left out where a
 * count of its series is hidden up to then, because the reason is told from these.
 */
final class ReportingArtefacts {
  private static final int MOST = 500;

  private ReportingArtefacts() {}

  private record Label(
      String indicator, String place, String step, String date, String kind, String text) {
    static Label read(ResultSet row) throws SQLException {
      return new Label(
          row.getString(1),
          row.getString(2),
          row.getString(3),
          row.getString(4),
          row.getString(5),
          row.getString(6));
    }

    private Map<String, Object> document(IndicatorDefinition definition) {
      Map<String, Object> document = new TreeMap<>();
      document.put("indicator", definition.slug());
      document.put("place", place);
      document.put("step", step);
      document.put("date", date);
      document.put("kind", kind);
      document.put("text", text);
      return document;
    }
  }

  /**
   * The latest ones, newest first.
   *
   * @param signals SQL of the signals' rows
   * @param hidden which counts are hidden
   */
  static List<Map<String, Object>> of(
      Kernel kernel,
      String signals,
      HiddenCounts hidden,
      Map<String, IndicatorDefinition> definitions,
      Places places) {
    return kernel
        .rows(
            """
            SELECT s.indicator, s.place, s.frequency, CAST(s.date AS VARCHAR), s.artefact,
              arg_min(s.sentence, s.detector)
            FROM (%s) s WHERE s.artefact <> '' AND NOT s.signal AND s.sentence <> '' AND NOT %s
            GROUP BY s.indicator, s.place, s.frequency, s.date, s.artefact
            ORDER BY s.date DESC, s.indicator, s.place, s.frequency, s.artefact
            """
                .formatted(signals, hidden.upTo("s")),
            Label::read)
        .stream()
        .filter(label -> definitions.containsKey(label.indicator()))
        .filter(label -> places.place(label.place()) != null)
        .limit(MOST)
        .map(label -> label.document(definitions.get(label.indicator())))
        .toList();
  }
}
