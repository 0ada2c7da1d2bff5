package org.commonplace.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.commonplace.schemas.GroupBy;
import org.commonplace.schemas.IndicatorDefinition;
import org.commonplace.schemas.IndicatorDefinitions;
import org.junit.jupiter.api.Test;

class InequalityEntryTest {
  private static final IndicatorDefinition ABSENCE = IndicatorDefinitions.shipped().get("EDU-01");
  private static final IndicatorDefinition VACCINATED = IndicatorDefinitions.shipped().get("PH-01");
  private static final long PEOPLE = 1_000;

  @Test
  void absenceThatFallsWithDeprivationIsAPositiveGap() {
    Map<String, Object> entry = fifths(ABSENCE, 250, 220, 180, 150, 100);

    assertThat(value(entry, "gap")).isEqualTo(15.0);
    assertThat(number(entry, "gap", "lower95")).isBetween(11.0, 15.0);
    assertThat(value(entry, "ratio")).isEqualTo(2.5);
    // Ranks .1 to .9, shares .2: slope = sum of (r - 1/2) y / sum of (r - 1/2)^2.
    assertThat(value(entry, "slopeIndex"))
        .isCloseTo((0.4 * 25 + 0.2 * 22 - 0.2 * 15 - 0.4 * 10) / 0.4, within(0.005));
    assertThat(value(entry, "relativeIndex")).isGreaterThan(1);
    // 2 / mean times the sum of share (y - mean)(r - 1/2), turned.
    assertThat(value(entry, "concentration"))
        .isCloseTo(2 * 0.2 * (0.4 * 25 + 0.2 * 22 - 0.2 * 15 - 0.4 * 10) / 18, within(0.0005));
    assertThat(entry.get("text").toString())
        .startsWith(
            "People in the most deprived fifth fare worse: 25.0% against 10.0% for people in the"
                + " least deprived fifth, a gap of 15.0 percentage points (95% interval ");
  }

  @Test
  void coverageThatRisesWithWealthIsAPositiveGapToo() {
    Map<String, Object> entry = fifths(VACCINATED, 800, 850, 880, 900, 950);

    assertThat(value(entry, "gap")).isEqualTo(15.0);
    assertThat(value(entry, "ratio")).isCloseTo(0.95 / 0.8, within(0.005));
    assertThat(value(entry, "slopeIndex")).isPositive();
    assertThat(value(entry, "relativeIndex")).isGreaterThan(1);
    assertThat(value(entry, "concentration")).isPositive();
  }

  @Test
  void aPlaceWithoutFifthsHasNoEntry() {
    assertThat(InequalityEntry.of(ABSENCE, GroupBy.DEPRIVATION_QUINTILE, List.of())).isNull();
  }

  @Test
  void turningTheFifthsAroundTurnsEverySign() {
    Map<String, Object> there = fifths(ABSENCE, 250, 220, 180, 150, 100);
    Map<String, Object> back = fifths(ABSENCE, 100, 150, 180, 220, 250);

    for (String measure : List.of("gap", "slopeIndex", "concentration")) {
      assertThat(value(back, measure)).isEqualTo(-value(there, measure));
      assertThat(number(back, measure, "lower95")).isEqualTo(-number(there, measure, "upper95"));
    }
    assertThat(back.get("text").toString())
        .startsWith("People in the least deprived fifth fare worse: 25.0% against 10.0%");
  }

  @Test
  void aHiddenFifthLeavesTheGapAndSaysWhyThereIsNoIndex() {
    List<PublishedRow> rows = rows(ABSENCE, "deprivation_quintile", 250, 220, 180, 150, 100);
    rows.set(2, PublishedRows.hidden("EDU-01", "C", "deprivation_quintile", "3"));
    Map<String, Object> entry = InequalityEntry.of(ABSENCE, GroupBy.DEPRIVATION_QUINTILE, rows);

    assertThat(value(entry, "gap")).isEqualTo(15.0);
    assertThat(entry.get("slopeIndex")).isNull();
    assertThat(entry).containsEntry("obstacle", "not every fifth has a number");

    rows.set(0, PublishedRows.hidden("EDU-01", "C", "deprivation_quintile", "1"));
    assertThat(InequalityEntry.of(ABSENCE, GroupBy.DEPRIVATION_QUINTILE, rows)).isNull();
  }

  @Test
  void theUnknownCouldBeOfEitherGroup() {
    List<PublishedRow> rows = new ArrayList<>();
    rows.add(PublishedRows.share(ABSENCE, "C", "sex", "F", 100, PEOPLE));
    rows.add(PublishedRows.share(ABSENCE, "C", "sex", "M", 130, PEOPLE));
    rows.add(PublishedRows.share(ABSENCE, "C", "sex", "unknown", 20, 50));
    Map<String, Object> entry = InequalityEntry.of(ABSENCE, GroupBy.SEX, rows);

    assertThat(entry).containsEntry("worse", "M").containsEntry("better", "F");
    Map<?, ?> range = (Map<?, ?>) entry.get("unknown");
    assertThat(((BigDecimal) range.get("high")).doubleValue())
        .isCloseTo(100 * (150.0 / 1020 - 100.0 / 1030), within(0.005));
    assertThat(((BigDecimal) range.get("low")).doubleValue())
        .isCloseTo(100 * (130.0 / 1030 - 120.0 / 1020), within(0.005));
    assertThat(entry.get("text").toString()).contains("wherever they belong, the gap lies between");
  }

  private static Map<String, Object> fifths(IndicatorDefinition definition, long... counts) {
    return InequalityEntry.of(
        definition, GroupBy.DEPRIVATION_QUINTILE, rows(definition, "deprivation_quintile", counts));
  }

  private static List<PublishedRow> rows(
      IndicatorDefinition definition, String groupBy, long... counts) {
    List<PublishedRow> rows = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      rows.add(
          PublishedRows.share(
              definition, "C", groupBy, Integer.toString(i + 1), counts[i], PEOPLE));
    }
    return rows;
  }

  private static double value(Map<String, Object> entry, String measure) {
    return number(entry, measure, "value");
  }

  private static double number(Map<String, Object> entry, String measure, String field) {
    return ((BigDecimal) ((Map<?, ?>) entry.get(measure)).get(field)).doubleValue();
  }
}
