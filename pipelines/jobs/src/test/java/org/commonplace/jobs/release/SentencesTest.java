package org.commonplace.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.commonplace.schemas.IndicatorDefinition;
import org.commonplace.schemas.IndicatorDefinitions;
import org.junit.jupiter.api.Test;

class SentencesTest {
  private static final IndicatorDefinition ABSENCE = IndicatorDefinitions.shipped().get("EDU-01");
  private static final Place ASH =
      new Place(
          "A1", "ash", "Ash", List.of(), "area", "C", 1, null, 1, LocalDate.of(2020, 1, 1), null);

  @Test
  void aValueIsSaidWithItsIntervalComparisonAndChange() {
    List<PublishedRow> rows = new ArrayList<>();
    for (int i = 0; i < 13; i++) {
      LocalDate end = LocalDate.of(2024, 3, 1).plusMonths(i + 1).minusDays(1);
      rows.add(row(end, i == 12 ? 24.44 : 18.21, "reported", i == 12 ? "concern" : "common_cause"));
    }
    Map<String, Object> text = sentences(rows);
    assertThat(text)
        .containsEntry("title", "Getting worse: persistent absence in Ash")
        .containsEntry("summary", "24.4% (95% confidence interval: 22.4% to 26.4%) in March 2025.")
        .containsEntry(
            "comparison", "Worse than C (18.2%); the difference is larger than chance explains.")
        .containsEntry(
            "trend",
            "It is getting worse compared with the usual variation from month to month. A year"
                + " before, in March 2024, it was 18.2%.")
        .containsEntry(
            "quality",
            "Use with care: 50.0% of what was due came, 98.8% of the records could be used, the count"
                + " of residents is 17 months old and who came and who left do not add up in the"
                + " last three months.")
        .doesNotContainKey("note");
  }

  @Test
  void aValueAboveTheWholeIsExplainedAndNotCut() {
    assertThat(sentences(List.of(row(LocalDate.of(2025, 3, 31), 104.2, "reported", null))))
        .hasEntrySatisfying(
            "summary", summary -> assertThat(summary).asString().startsWith("104.2%"))
        .hasEntrySatisfying(
            "note", note -> assertThat(note).asString().startsWith("More than 100%: "));
  }

  @Test
  void aRuleSaysWhatCareAndWithholdingMean() {
    assertThat(QualityWords.rule(IndicatorDefinitions.shipped().get("HSG-01").quality()))
        .isEqualTo(
            "Good when all of what was due came and at least 95% of the records could be used and"
                + " the count of residents, if it is a rate, is at most 36 months old, and while"
                + " DQ-04 meets its target in each of the last three months; else to be used with"
                + " care. Withheld when less than 50% of what was due came, or less than 50% of the"
                + " records could be used.");
  }

  @Test
  void aHiddenNumberIsSaidToBeHiddenAndNothingMore() {
    Map<String, Object> text =
        sentences(List.of(row(LocalDate.of(2025, 3, 31), null, "suppressed", null)));
    assertThat(text)
        .containsOnlyKeys("title", "summary")
        .containsEntry("title", "Too few to say: persistent absence in Ash")
        .containsEntry("summary", "The number for March 2025 is hidden to protect people.");
  }

  @Test
  void aMissingMonthAfterTheLastNumberIsNoted() {
    Map<String, Object> text =
        sentences(
            List.of(
                row(LocalDate.of(2025, 2, 28), 20.0, "provisional", null),
                row(LocalDate.of(2025, 3, 31), null, "not_submitted", null)));
    assertThat(text)
        .containsEntry(
            "note",
            "Provisional: not all the data behind it is there yet, so it may change. No data was"
                + " sent for March 2025.");
  }

  @Test
  void withoutAChartAYearsChangeNeedsIntervalsApart() {
    PublishedRow before = row(LocalDate.of(2024, 3, 31), 18.0, "reported", null);
    PublishedRow near = row(LocalDate.of(2025, 3, 31), 21.9, "reported", null);
    PublishedRow far = row(LocalDate.of(2025, 3, 31), 22.1, "reported", null);
    assertThat(Trend.ofYear(before, near, ABSENCE.polarity())).isEqualTo(Trend.NO_CHANGE);
    assertThat(Trend.ofYear(before, far, ABSENCE.polarity())).isEqualTo(Trend.WORSE);
    assertThat(Trend.ofYear(null, far, ABSENCE.polarity())).isEqualTo(Trend.TOO_FEW);
  }

  @Test
  void numbersAndNamesReadAsPeopleWriteThem() {
    assertThat(Words.number(1234567.85, 1)).isEqualTo("1,234,567.9");
    assertThat(Words.number(-0.04, 1)).isEqualTo("0.0");
    assertThat(Words.list(List.of("a", "b", "c"))).isEqualTo("a, b and c");
    assertThat(Words.inside("MMR1 by 24 months")).isEqualTo("MMR1 by 24 months");
    assertThat(Words.slug("  Île-de-France / Éß ")).isEqualTo("ile-de-france-e");
    assertThat(Words.shortened("emergency admissions for injury, ages 0 to 14", 5))
        .isEqualTo("emergency admissions for injury");
    assertThat(PeriodWords.QUARTER.inWords(LocalDate.of(2025, 3, 31)))
        .isEqualTo("in January to March 2025");
    assertThat(PeriodWords.WEEK.inWords(LocalDate.of(2025, 3, 9)))
        .isEqualTo("in the week of 3 March 2025");
    assertThat(CanonicalJson.rounded(2.345, 1)).isEqualByComparingTo("2.34");
    assertThat(CanonicalJson.rounded(120.0, 1).toPlainString()).isEqualTo("120");
  }

  private static Map<String, Object> sentences(List<PublishedRow> rows) {
    return SeriesSentences.of(Series.of(ABSENCE, ASH, rows), Places.none());
  }

  private static PublishedRow row(LocalDate end, Double value, String state, String point) {
    boolean shown = value != null;
    return new PublishedRow(
        "EDU-01",
        "A1",
        "area",
        "month",
        end.withDayOfMonth(1),
        end,
        "",
        "",
        shown ? 90.0 : null,
        shown ? 90.0 : null,
        shown ? 500.0 : null,
        shown ? 500.0 : null,
        null,
        false,
        value,
        value,
        value,
        shown ? value - 2 : null,
        shown ? value + 2 : null,
        shown ? value - 3 : null,
        shown ? value + 3 : null,
        state,
        "C",
        shown ? 18.2 : null,
        shown ? "worse" : "not_compared",
        shown ? "similar" : "not_compared",
        null,
        null,
        null,
        point,
        null,
        shown
            ? new DataQuality("care", 50.0, null, 98.76, 17.0, "fails")
            : new DataQuality(null, null, null, null, null, null));
  }
}
