package org.commonplace.jobs.release;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.commonplace.schemas.IndicatorMethod;

/** {@code area/{slug}.json}: all series of one place. */
final class SeriesDocument {
  /** What a series calls a period that has no row at all: nobody there to be counted. */
  private static final String NOTHING = "not_applicable";

  private SeriesDocument() {}

  static Map<String, Object> of(
      Place place, List<Series> series, Places places, FamilyRanges ranges) {
    Map<String, Object> document = new TreeMap<>();
    document.put("place", place.code());
    document.put("slug", place.slug());
    document.put("series", series.stream().map(each -> entry(each, places, ranges)).toList());
    return document;
  }

  /** Ranges of hidden counts that anybody could work out. */
  @FunctionalInterface
  interface FamilyRanges {
    /** The range, or null. */
    CountRange of(PublishedRow row);
  }

  private static Map<String, Object> entry(Series series, Places places, FamilyRanges hidden) {
    int decimals = series.definition().decimals();
    Map<String, Object> entry = new TreeMap<>();
    PublishedRow now = series.latestRow();
    entry.put("indicator", series.definition().slug());
    entry.put("version", series.definition().version());
    entry.put("start", series.start().toString());
    entry.put("step", series.step().step());
    entry.put("latest", series.latest());
    entry.put("value", numbers(series, decimals, PublishedRow::value));
    entry.put("lower95", numbers(series, decimals, PublishedRow::lower95));
    entry.put("upper95", numbers(series, decimals, PublishedRow::upper95));
    entry.put("lower998", numbers(series, decimals, PublishedRow::lower998));
    entry.put("upper998", numbers(series, decimals, PublishedRow::upper998));
    putUnlessEmpty(entry, "numerator", numbers(series, decimals, PublishedRow::numerator));
    putUnlessEmpty(entry, "denominator", numbers(series, decimals, PublishedRow::denominator));
    if (series.rows().stream().anyMatch(row -> row != null && row.denominatorDate() != null)) {
      entry.put("denominatorDate", runs(series.column(SeriesDocument::denominatorDate)));
    }
    entry.put(
        "state",
        runs(series.column(PublishedRow::state).stream().map(SeriesDocument::stated).toList()));
    entry.put("quality", now.quality().entry());
    entry.put("care", indices(series, row -> "care".equals(row.quality().verdict())));
    List<Integer> breaks = indices(series, PublishedRow::seriesBreak);
    if (!breaks.isEmpty()) {
      entry.put("breaks", breaks);
    }
    List<Map<String, Object>> ranges = ranges(series, decimals, hidden);
    if (!ranges.isEmpty()) {
      entry.put("ranges", ranges);
    }
    // A part has fewer than the whole, which says nothing and would flatten its line.
    boolean comparable = series.definition().method() != IndicatorMethod.COUNT;
    if (comparable && series.place().parent() != null && now.parent() != null) {
      entry.put("parentValue", numbers(series, decimals, PublishedRow::parentValue));
      Map<String, Object> comparison = new TreeMap<>();
      comparison.put("place", now.parent());
      comparison.put("comparison95", now.comparison95());
      comparison.put("comparison998", now.comparison998());
      entry.put("comparison", comparison);
    }
    if (series.rows().stream().anyMatch(row -> row != null && row.spcMean() != null)) {
      entry.put("spc", chart(series, decimals));
    }
    entry.put("trend", series.trend().code());
    entry.put("text", SeriesSentences.of(series, places));
    return entry;
  }

  private static Map<String, Object> chart(Series series, int decimals) {
    Map<String, Object> chart = new TreeMap<>();
    chart.put("mean", numbers(series, decimals, PublishedRow::spcMean));
    chart.put("lower", numbers(series, decimals, PublishedRow::spcLower));
    chart.put("upper", numbers(series, decimals, PublishedRow::spcUpper));
    chart.put("point", series.column(row -> row.isShown() ? row.spcPoint() : null));
    String point = series.latestRow().spcPoint();
    chart.put("variation", point == null ? "not_assessed" : point);
    PublishedRow last = series.rows().get(series.rows().size() - 1);
    chart.put(
        "assurance",
        last == null || last.spcAssurance() == null ? "no_target" : last.spcAssurance());
    return chart;
  }

  private static List<Map<String, Object>> ranges(
      Series series, int decimals, FamilyRanges hidden) {
    List<Map<String, Object>> ranges = new ArrayList<>();
    for (int i = 0; i < series.rows().size(); i++) {
      PublishedRow row = series.rows().get(i);
      if (row == null) {
        continue;
      }
      if (row.isShown()) {
        addRange(ranges, i, "value", row.valueLow(), row.valueHigh(), decimals);
        addRange(ranges, i, "numerator", row.numeratorLow(), row.numeratorHigh(), decimals);
        addRange(ranges, i, "denominator", row.denominatorLow(), row.denominatorHigh(), decimals);
      } else {
        CountRange range = hidden.of(row);
        if (range != null) {
          addRange(ranges, i, "numerator", range.low(), range.high(), decimals);
        }
      }
    }
    return ranges;
  }

  private static void addRange(
      List<Map<String, Object>> ranges,
      int index,
      String of,
      Double low,
      Double high,
      int decimals) {
    if (low == null || high == null || low >= high) {
      return;
    }
    Map<String, Object> range = new TreeMap<>();
    range.put("index", index);
    range.put("of", of);
    range.put("low", CanonicalJson.rounded(low, decimals));
    range.put("high", CanonicalJson.rounded(high, decimals));
    ranges.add(range);
  }

  private static List<BigDecimal> numbers(
      Series series, int decimals, Function<PublishedRow, Double> of) {
    return series.column(row -> CanonicalJson.rounded(of.apply(row), decimals));
  }

  private static void putUnlessEmpty(
      Map<String, Object> entry, String field, List<BigDecimal> numbers) {
    if (numbers.stream().anyMatch(Objects::nonNull)) {
      entry.put(field, numbers);
    }
  }

  private static List<Integer> indices(Series series, Predicate<PublishedRow> which) {
    return IntStream.range(0, series.rows().size())
        .filter(i -> series.rows().get(i) != null && which.test(series.rows().get(i)))
        .boxed()
        .toList();
  }

  private static String denominatorDate(PublishedRow row) {
    return row.denominatorDate() == null ? null : row.denominatorDate().toString();
  }

  private static String stated(String state) {
    return state == null ? NOTHING : state;
  }

  /** Equal items that follow one another: what, and how many. */
  private static List<List<Object>> runs(List<String> items) {
    List<List<Object>> runs = new ArrayList<>();
    int length = 0;
    for (int i = 0; i < items.size(); i++) {
      length++;
      if (i + 1 == items.size() || !Objects.equals(items.get(i), items.get(i + 1))) {
        runs.add(Arrays.asList(items.get(i), length));
        length = 0;
      }
    }
    return runs;
  }
}
