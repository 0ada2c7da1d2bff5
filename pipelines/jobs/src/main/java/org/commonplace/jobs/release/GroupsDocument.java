package org.commonplace.jobs.release;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.commonplace.schemas.AgeBand;
import org.commonplace.schemas.GroupBy;
import org.commonplace.schemas.IndicatorDefinition;

/** {@code area/{slug}/groups.json}: the breakdowns of one place's latest values. */
final class GroupsDocument {
  private static final String UNKNOWN = "unknown";
  private static final int LAST = Integer.MAX_VALUE;

  private final IndicatorDefinition definition;
  private final Place place;
  private final List<PublishedRow> rows;

  private GroupsDocument(IndicatorDefinition definition, Place place, List<PublishedRow> rows) {
    this.definition = definition;
    this.place = place;
    this.rows = rows;
  }

  static Map<String, Object> of(Place place, List<Map<String, Object>> indicators) {
    Map<String, Object> document = new TreeMap<>();
    document.put("place", place.code());
    document.put("slug", place.slug());
    document.put("indicators", indicators);
    return document;
  }

  /**
   * One indicator's breakdowns.
   *
   * @param rows rows of one period: all groups, and the total that the share of the unknown is of
   */
  static Map<String, Object> indicator(
      IndicatorDefinition definition, Place place, List<PublishedRow> rows) {
    return new GroupsDocument(definition, place, rows).entry();
  }

  private Map<String, Object> entry() {
    Map<String, Object> entry = new TreeMap<>();
    entry.put("indicator", definition.slug());
    entry.put("periodStart", rows.get(0).periodStart().toString());
    entry.put("periodEnd", rows.get(0).periodEnd().toString());
    List<Map<String, Object>> breakdowns = new ArrayList<>();
    for (GroupBy groupBy : definition.groups()) {
      List<PublishedRow> groups =
          rows.stream()
              .filter(row -> row.groupBy().equals(groupBy.code()))
              .sorted(
                  Comparator.comparingInt((PublishedRow row) -> order(groupBy, row.groupValue()))
                      .thenComparing(PublishedRow::groupValue))
              .toList();
      if (!groups.isEmpty()) {
        breakdowns.add(breakdown(groupBy, groups));
      }
    }
    entry.put("breakdowns", breakdowns);
    return entry;
  }

  private int order(GroupBy groupBy, String value) {
    if (value.equals(UNKNOWN)) {
      return LAST;
    }
    if (groupBy == GroupBy.AGE_BAND) {
      List<String> labels = definition.ageBands().stream().map(AgeBand::label).toList();
      int index = labels.indexOf(value);
      return index < 0 ? LAST - 1 : index;
    }
    return 0;
  }

  private Map<String, Object> breakdown(GroupBy groupBy, List<PublishedRow> groups) {
    Map<String, Object> breakdown = new TreeMap<>();
    breakdown.put("groupBy", groupBy.code());
    List<Map<String, Object>> cells = new ArrayList<>();
    for (PublishedRow row : groups) {
      Map<String, Object> cell = Cells.of(row, definition.decimals());
      cell.put("group", row.groupValue());
      cell.put("name", IndicatorWords.group(groupBy, row.groupValue()));
      cells.add(cell);
    }
    breakdown.put("groups", cells);
    breakdown.put("inequality", InequalityEntry.of(definition, groupBy, groups));
    breakdown.put("unknownShare", unknownShare(groups));
    breakdown.put("text", text(groupBy, groups));
    return breakdown;
  }

  private static PublishedRow shown(List<PublishedRow> groups, String value) {
    return groups.stream()
        .filter(row -> row.groupValue().equals(value) && row.isShown())
        .findFirst()
        .orElse(null);
  }

  private Object unknownShare(List<PublishedRow> groups) {
    PublishedRow total =
        rows.stream()
            .filter(row -> row.groupBy().isEmpty() && row.isShown())
            .findFirst()
            .orElse(null);
    PublishedRow unknown = shown(groups, UNKNOWN);
    if (total == null || unknown == null) {
      return null;
    }
    Double whole = total.denominator() == null ? total.numerator() : total.denominator();
    Double part = total.denominator() == null ? unknown.numerator() : unknown.denominator();
    return whole == null || part == null || whole <= 0
        ? null
        : CanonicalJson.rounded(100 * part / whole, 0);
  }

  private Map<String, Object> text(GroupBy groupBy, List<PublishedRow> groups) {
    String period = PeriodWords.of(groups.get(0).frequency()).inWords(groups.get(0).periodEnd());
    Map<String, Object> text = new TreeMap<>();
    text.put(
        "title",
        Words.shortened(definition.name(), 6)
            + " by "
            + IndicatorWords.breakdown(groupBy)
            + " in "
            + place.name());
    List<PublishedRow> shown =
        groups.stream()
            .filter(row -> row.isShown() && !row.groupValue().equals(UNKNOWN))
            .sorted(
                Comparator.comparing(PublishedRow::value).thenComparing(PublishedRow::groupValue))
            .toList();
    long hidden = groups.stream().filter(row -> row.state().equals("suppressed")).count();
    StringBuilder summary = new StringBuilder();
    if (shown.size() < 2) {
      summary.append("Too few groups have a number ").append(period).append(" to compare them.");
    } else {
      PublishedRow low = shown.get(0);
      PublishedRow high = shown.get(shown.size() - 1);
      summary
          .append("Highest ")
          .append(period)
          .append(": ")
          .append(IndicatorWords.groupInside(groupBy, high.groupValue()))
          .append(", ")
          .append(amount(high.value()))
          .append("; lowest: ")
          .append(IndicatorWords.groupInside(groupBy, low.groupValue()))
          .append(", ")
          .append(amount(low.value()))
          .append(".");
    }
    if (hidden > 0) {
      summary
          .append(" ")
          .append(Words.count(hidden, "number is", "numbers are"))
          .append(" hidden to protect people.");
    }
    text.put("summary", summary.toString());
    return text;
  }

  private String amount(double value) {
    return Words.amount(value, definition.decimals(), IndicatorWords.unit(definition.unit()));
  }
}
