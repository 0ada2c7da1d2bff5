package org.commonplace.jobs.release;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.commonplace.schemas.IndicatorDefinition;

/** {@code indicator/{slug}/latest.json}: one indicator, all places, the latest period. */
final class LatestDocument {
  private static final int CLASSES = 5;
  private static final int LEAST_FOR_CLASSES = 10;

  private final IndicatorDefinition definition;
  private final Places places;

  private LatestDocument(IndicatorDefinition definition, Places places) {
    this.definition = definition;
    this.places = places;
  }

  /**
   * The document.
   *
   * @param byLevel rows of the latest period of each level, largest places first
   */
  static Map<String, Object> of(
      IndicatorDefinition definition, Places places, Map<String, List<PublishedRow>> byLevel) {
    LatestDocument latest = new LatestDocument(definition, places);
    Map<String, Object> document = new TreeMap<>();
    document.put("indicator", definition.slug());
    document.put("version", definition.version());
    List<Map<String, Object>> levels = new ArrayList<>();
    byLevel.forEach((level, rows) -> levels.add(latest.level(level, rows)));
    document.put("levels", levels);
    return document;
  }

  private Map<String, Object> level(String level, List<PublishedRow> found) {
    List<PublishedRow> rows =
        found.stream().sorted(Comparator.comparing(PublishedRow::place)).toList();
    List<PublishedRow> shown = rows.stream().filter(PublishedRow::isShown).toList();
    List<BigDecimal> breaks = breaks(shown);
    double[] lowers = shown.stream().mapToDouble(LatestDocument::lower).sorted().toArray();
    double[] uppers = shown.stream().mapToDouble(LatestDocument::upper).sorted().toArray();
    Map<String, Object> document = new TreeMap<>();
    document.put("level", level);
    document.put("periodStart", rows.get(0).periodStart().toString());
    document.put("periodEnd", rows.get(0).periodEnd().toString());
    document.put("breaks", breaks);
    List<Map<String, Object>> cells = new ArrayList<>();
    for (PublishedRow row : rows) {
      Map<String, Object> cell = Cells.of(row, definition.decimals());
      cell.put("place", row.place());
      cell.put("comparison95", row.comparison95());
      cell.put("comparison998", row.comparison998());
      cell.put("variation", row.spcPoint() == null ? "not_assessed" : row.spcPoint());
      cell.put("bin", row.isShown() && !breaks.isEmpty() ? bin(row, breaks) : null);
      // 1 is the highest value: above a place are those whose limits lie wholly above its own.
      cell.put("rankLow", row.isShown() ? 1 + above(lowers, upper(row)) : null);
      cell.put("rankHigh", row.isShown() ? shown.size() - below(uppers, lower(row)) : null);
      cells.add(cell);
    }
    document.put("places", cells);
    document.put("text", text(rows, shown));
    return document;
  }

  private static double lower(PublishedRow row) {
    return row.lower95() == null ? row.value() : row.lower95();
  }

  private static double upper(PublishedRow row) {
    return row.upper95() == null ? row.value() : row.upper95();
  }

  /** How many of the sorted numbers are greater. */
  private static int above(double[] sorted, double bound) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] > bound) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return sorted.length - low;
  }

  /** How many of the sorted numbers are smaller. */
  private static int below(double[] sorted, double bound) {
    int at = Arrays.binarySearch(sorted, bound);
    if (at < 0) {
      return -at - 1;
    }
    while (at > 0 && sorted[at - 1] == bound) {
      at--;
    }
    return at;
  }

  /** Quintiles of the published values, each edge once. */
  private List<BigDecimal> breaks(List<PublishedRow> shown) {
    if (shown.size() < LEAST_FOR_CLASSES) {
      return List.of();
    }
    double[] values = shown.stream().mapToDouble(PublishedRow::value).sorted().toArray();
    List<BigDecimal> breaks = new ArrayList<>();
    for (int i = 1; i < CLASSES; i++) {
      BigDecimal edge =
          CanonicalJson.rounded(values[i * values.length / CLASSES], definition.decimals());
      boolean rises =
          edge.doubleValue() > values[0]
              && (breaks.isEmpty() || edge.compareTo(breaks.get(breaks.size() - 1)) > 0);
      if (rises) {
        breaks.add(edge);
      }
    }
    return breaks;
  }

  private static int bin(PublishedRow row, List<BigDecimal> breaks) {
    int bin = 0;
    while (bin < breaks.size() && row.value() >= breaks.get(bin).doubleValue()) {
      bin++;
    }
    return bin;
  }

  private Map<String, Object> text(List<PublishedRow> rows, List<PublishedRow> shown) {
    PeriodWords step = PeriodWords.of(rows.get(0).frequency());
    String period = step.inWords(rows.get(0).periodEnd());
    List<PublishedRow> sorted =
        shown.stream()
            .sorted(Comparator.comparing(PublishedRow::value).thenComparing(PublishedRow::place))
            .toList();
    Map<String, Object> text = new TreeMap<>();
    String name = Words.shortened(definition.name(), 8);
    if (sorted.isEmpty()) {
      text.put("title", name + ": no number can be shown");
      text.put("summary", "No number can be shown " + period + ".");
      return text;
    }
    PublishedRow low = sorted.get(0);
    PublishedRow high = sorted.get(sorted.size() - 1);
    if (sorted.size() == 1) {
      text.put("title", name + " in " + places.name(low.place()));
      text.put("summary", amount(low.value()) + " " + period + ".");
      return text;
    }
    text.put("title", name + ": highest in " + places.name(high.place()));
    StringBuilder summary = new StringBuilder();
    summary
        .append("Values ")
        .append(period)
        .append(" go from ")
        .append(amount(low.value()))
        .append(" (")
        .append(places.name(low.place()))
        .append(") to ")
        .append(amount(high.value()))
        .append(" (")
        .append(places.name(high.place()))
        .append(").");
    appendVerdicts(summary, shown);
    int missing = rows.size() - shown.size();
    if (missing > 0) {
      summary
          .append(" ")
          .append(Words.count(missing, "place has", "places have"))
          .append(" no number that can be shown.");
    }
    text.put("summary", summary.toString());
    return text;
  }

  private static void appendVerdicts(StringBuilder summary, List<PublishedRow> shown) {
    List<String> parts = new ArrayList<>();
    for (String verdict : List.of("better", "worse", "higher", "lower")) {
      long count = shown.stream().filter(row -> row.comparison95().equals(verdict)).count();
      if (count > 0) {
        parts.add(Words.whole(count) + " " + verdict);
      }
    }
    if (!parts.isEmpty()) {
      summary
          .append(" Compared with the place they lie in, ")
          .append(Words.list(parts))
          .append(" beyond chance.");
    }
  }

  private String amount(double value) {
    return Words.amount(value, definition.decimals(), IndicatorWords.unit(definition.unit()));
  }
}
