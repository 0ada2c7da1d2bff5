package org.commonplace.jobs.release;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.commonplace.methods.inequality.Concentration;
import org.commonplace.methods.inequality.Dispersion;
import org.commonplace.methods.inequality.GroupGap;
import org.commonplace.methods.inequality.SlopeIndex;
import org.commonplace.methods.inequality.SlopeIndices;
import org.commonplace.methods.inequality.UnknownGroup;
import org.commonplace.methods.inequality.ValueType;
import org.commonplace.methods.interval.Amounts;
import org.commonplace.methods.interval.Counts;
import org.commonplace.methods.interval.Estimates;
import org.commonplace.schemas.GroupBy;
import org.commonplace.schemas.IndicatorDefinition;
import org.commonplace.schemas.IndicatorMethod;
import org.commonplace.schemas.Polarity;

/**
 * How unequal the groups of one place are, made of published numbers alone.
 *
 * <p>The sign is the same everywhere: a positive gap, a slope index above zero, a relative index
 * above one and a positive concentration index mean that the disadvantaged are worse off. Fifths of
 * deprivation have an order, so the gap is between their ends; of other groups it is between the
 * one that fares worst and the one that fares best. Where neither direction is good, the positive
 * sign means the higher value.
 */
final class InequalityEntry {
  private static final String UNKNOWN = "unknown";
  private static final int RATIO_DECIMALS = 1;
  private static final int INDEX_DECIMALS = 2;

  private final IndicatorDefinition definition;
  private final GroupBy groupBy;
  private final List<PublishedRow> groups;
  private final PublishedRow unknown;

  private InequalityEntry(
      IndicatorDefinition definition,
      GroupBy groupBy,
      List<PublishedRow> groups,
      PublishedRow unknown) {
    this.definition = definition;
    this.groupBy = groupBy;
    this.groups = groups;
    this.unknown = unknown;
  }

  /**
   * The entry, or null when there are not two groups to compare.
   *
   * @param rows the groups of one breakdown, in order; the unknown too
   */
  static Map<String, Object> of(
      IndicatorDefinition definition, GroupBy groupBy, List<PublishedRow> rows) {
    List<PublishedRow> groups =
        rows.stream().filter(row -> !row.groupValue().equals(UNKNOWN)).toList();
    PublishedRow unknown =
        rows.stream()
            .filter(row -> row.groupValue().equals(UNKNOWN) && row.isShown())
            .findFirst()
            .orElse(null);
    return new InequalityEntry(definition, groupBy, groups, unknown).entry();
  }

  private Map<String, Object> entry() {
    List<PublishedRow> shown =
        groups.stream().filter(row -> row.isShown() && row.value() != null).toList();
    boolean ordered = groupBy == GroupBy.DEPRIVATION_QUINTILE;
    PublishedRow worse;
    PublishedRow better;
    if (shown.size() < 2) {
      return null;
    }
    if (ordered) {
      worse = groups.get(0);
      better = groups.get(groups.size() - 1);
      if (!shown.contains(worse) || !shown.contains(better)) {
        return null;
      }
    } else {
      worse = extreme(shown, !highIsGood());
      better = extreme(shown, highIsGood());
    }
    Map<String, Object> entry = new TreeMap<>();
    entry.put("ordered", ordered);
    entry.put("worse", worse.groupValue());
    entry.put("better", better.groupValue());
    Estimates pair = PublishedEstimates.of(List.of(worse, better));
    Estimates gap = towardsWorse(GroupGap.between(1, 0).differences(2, pair));
    entry.put("gap", measure(gap, definition.decimals()));
    entry.put(
        "ratio",
        measure(
            (highIsGood() ? GroupGap.between(1, 0) : GroupGap.between(0, 1)).ratios(2, pair),
            RATIO_DECIMALS));
    String obstacle = obstacle(shown, ordered);
    putIndices(entry, ordered && obstacle == null);
    entry.put("obstacle", ordered ? obstacle : null);
    entry.put(
        "disparity",
        ordered || !hasPopulations(shown)
            ? null
            : measure(
                Dispersion.indexOfDisparity(
                    shown.size(), populations(shown), PublishedEstimates.of(shown)),
                definition.decimals()));
    entry.put("unknown", unknownRange(worse, better));
    entry.put("text", text(entry, worse, better, gap));
    return entry;
  }

  private boolean highIsGood() {
    return definition.polarity() == Polarity.HIGH_IS_GOOD;
  }

  /** The first of equals, so that the choice is the same every time. */
  private static PublishedRow extreme(List<PublishedRow> rows, boolean highest) {
    PublishedRow found = rows.get(0);
    for (PublishedRow row : rows) {
      int order = Double.compare(row.value(), found.value());
      found = (highest ? order > 0 : order < 0) ? row : found;
    }
    return found;
  }

  private static Amounts populations(List<PublishedRow> rows) {
    return Amounts.exact(rows.stream().mapToDouble(PublishedRow::denominator).toArray());
  }

  private static boolean hasPopulations(List<PublishedRow> rows) {
    return rows.stream().allMatch(row -> row.denominator() != null);
  }

  /** A measure of better minus worse, turned so that positive means worse off. */
  private Estimates towardsWorse(Estimates betterMinusWorse) {
    return highIsGood() ? betterMinusWorse : betterMinusWorse.times(-1);
  }

  private static Map<String, Object> measure(Estimates estimates, int decimals) {
    if (!estimates.isPresent(0)) {
      return null;
    }
    Map<String, Object> measure = new TreeMap<>();
    double middle = (estimates.valueLow(0) + estimates.valueHigh(0)) / 2;
    measure.put("value", CanonicalJson.rounded(middle, decimals));
    measure.put("lower95", CanonicalJson.rounded(estimates.lower95(0), decimals));
    measure.put("upper95", CanonicalJson.rounded(estimates.upper95(0), decimals));
    return measure.get("value") == null ? null : measure;
  }

  /** Why there are no indices over all groups; null when there are. */
  private String obstacle(List<PublishedRow> shown, boolean ordered) {
    if (!ordered) {
      return null;
    }
    if (valueType() == null) {
      return "the outcome has no interval";
    }
    if (groups.size() < SlopeIndex.LEAST_GROUPS || shown.size() < groups.size()) {
      return "not every fifth has a number";
    }
    return hasPopulations(shown) ? null : "not every fifth has a denominator";
  }

  private ValueType valueType() {
    return switch (definition.method()) {
      case WILSON -> ValueType.PROPORTION;
      case BYAR, BYAR_REPEATED, DSR, RATIO_OF_COUNTS -> ValueType.RATE;
      default -> null;
    };
  }

  private void putIndices(Map<String, Object> entry, boolean computable) {
    entry.put("slopeIndex", null);
    entry.put("relativeIndex", null);
    entry.put("concentration", null);
    if (!computable) {
      return;
    }
    Estimates values = PublishedEstimates.of(groups);
    Amounts populations = populations(groups);
    SlopeIndex index =
        SlopeIndex.of(valueType())
            .inUnit(definition.method() == IndicatorMethod.WILSON ? definition.multiplier() : 1)
            .withMultiplier(highIsGood() ? 1 : -1);
    SlopeIndices indices = index.indices(groups.size(), populations, values);
    entry.put("slopeIndex", measure(indices.slope(), definition.decimals()));
    entry.put("relativeIndex", measure(indices.relative(), RATIO_DECIMALS));
    entry.put(
        "concentration",
        measure(
            towardsWorse(Concentration.relative(groups.size(), populations, values)),
            INDEX_DECIMALS));
  }

  // ---- those whose group is not known

  /**
   * The least and the most that the gap of proportions can be, wherever those of unknown group
   * belong; null when their number is not shown or there are none.
   */
  private Map<String, Object> unknownRange(PublishedRow worse, PublishedRow better) {
    if (definition.method() != IndicatorMethod.WILSON
        || unknown == null
        || !isCounted(unknown)
        || !isCounted(worse)
        || !isCounted(better)) {
      return null;
    }
    Estimates range =
        towardsWorse(
            UnknownGroup.differences(
                part(better), part(worse), part(unknown), definition.multiplier()));
    if (!range.isPresent(0)) {
      return null;
    }
    Map<String, Object> ends = new TreeMap<>();
    ends.put("low", CanonicalJson.rounded(range.valueLow(0), definition.decimals()));
    ends.put("high", CanonicalJson.rounded(range.valueHigh(0), definition.decimals()));
    return ends;
  }

  private static boolean isCounted(PublishedRow row) {
    return row.numerator() != null && row.denominator() != null && row.denominator() > 0;
  }

  private static UnknownGroup.Part part(PublishedRow row) {
    return new UnknownGroup.Part(
        Counts.exact(Math.round(row.numerator())), Counts.exact(Math.round(row.denominator())));
  }

  // ---- words

  private String text(
      Map<String, Object> entry, PublishedRow worse, PublishedRow better, Estimates gap) {
    String worseName = name(worse);
    String betterName = name(better);
    String amounts =
        amount(worse.value()) + " against " + amount(better.value()) + " for " + betterName;
    StringBuilder text = new StringBuilder();
    double value = (gap.valueLow(0) + gap.valueHigh(0)) / 2;
    boolean known = !Double.isNaN(gap.lower95(0)) && !Double.isNaN(gap.upper95(0));
    String difference =
        points(Math.abs(value))
            + (known ? " (95% interval " + interval(gap.lower95(0), gap.upper95(0)) + ")" : "");
    boolean judged = definition.polarity() != Polarity.NEUTRAL;
    if (known && gap.lower95(0) <= 0 && gap.upper95(0) >= 0) {
      text.append(
          Words.sentence(
              "No clear gap: "
                  + worseName
                  + " have "
                  + amounts
                  + ", a difference of "
                  + difference));
    } else if (value >= 0) {
      text.append(
          Words.sentence(
              worseName
                  + (judged ? " fare worse: " : " have the higher value: ")
                  + amounts
                  + ", a gap of "
                  + difference));
    } else {
      text.append(
          Words.sentence(
              betterName
                  + (judged ? " fare worse: " : " have the higher value: ")
                  + amount(better.value())
                  + " against "
                  + amount(worse.value())
                  + " for "
                  + worseName
                  + ", a gap of "
                  + difference));
    }
    if (entry.get("unknown") instanceof Map<?, ?> range) {
      text.append(
          " For some the group is not known; wherever they belong, the gap lies between "
              + Words.number(number(range.get("low")), definition.decimals())
              + " and "
              + points(number(range.get("high")))
              + ".");
    }
    return text.toString();
  }

  private static double number(Object published) {
    return ((java.math.BigDecimal) published).doubleValue();
  }

  private String name(PublishedRow row) {
    String name = IndicatorWords.groupInside(groupBy, row.groupValue());
    return switch (groupBy) {
      case DEPRIVATION_QUINTILE -> "people in the " + name;
      case AGE_BAND -> "people " + name;
      case ETHNICITY -> "people of " + name + " ethnicity";
      case SEX -> name;
    };
  }

  private String amount(double value) {
    return Words.amount(value, definition.decimals(), IndicatorWords.unit(definition.unit()));
  }

  /** A difference of percentages is in points. */
  private String points(double value) {
    String unit = IndicatorWords.unit(definition.unit());
    return Words.number(value, definition.decimals())
        + " "
        + (unit.equals("%") ? "percentage points" : unit);
  }

  private String interval(double lower, double upper) {
    return Words.number(lower, definition.decimals())
        + " to "
        + Words.number(upper, definition.decimals());
  }
}
