package org.commonplace.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.commonplace.schemas.IndicatorDefinitions;
import org.junit.jupiter.api.Test;

class FamilySuppressionTest {
  private static final List<Family> SHIPPED =
      Family.of(
          IndicatorDefinitions.shipped().values().stream().map(ReleasedIndicator::of).toList());

  private final List<CountRow> rows = new ArrayList<>();

  @Test
  void indicatorsThatShareACountAreOneFamily() {
    assertThat(SHIPPED)
        .extracting(Family::name)
        .contains("EDU-01+EDU-02", "CSC-01+CSC-02+XSV-03", "HLT-01", "SUP-01");
    assertThat(family("CSC-01+CSC-02+XSV-03").monthsOfYears()).hasSize(1);
    assertThat(family("EDU-01+EDU-02").monthsOfYears()).isEmpty();
  }

  @Test
  void aYearIsShownOnlyWhereEachOfItsMonthsIs() {
    YearMonth last = YearMonth.of(2025, 12);
    for (int back = 0; back < 14; back++) {
      YearMonth month = last.minusMonths(back);
      // The third area is small in one month only; the city shows by how much months differ.
      place("CSC-01", "A", month, 20, null);
      place("CSC-01", "B", month, 30, null);
      place("CSC-01", "D", month, 25, null);
      place("CSC-01", "E", month, month.equals(YearMonth.of(2025, 3)) ? 2 : 15, null);
      place("CSC-01", "C", month, 75 + (month.equals(YearMonth.of(2025, 3)) ? 2 : 15), null);
    }
    for (YearMonth month : List.of(last, YearMonth.of(2025, 2))) {
      place("CSC-02", "A", month, 60, 240.0);
      place("CSC-02", "B", month, 90, 360.0);
      place("CSC-02", "D", month, 80, 300.0);
      place("CSC-02", "E", month, 50, month.equals(last) ? 167.0 : 180.0);
      place("CSC-02", "C", month, 280, month.equals(last) ? 1067.0 : 1080.0);
    }
    FamilySuppression suppression = FamilySuppression.of(family("CSC-01+CSC-02+XSV-03"), rows);
    Map<String, Boolean> hidden = new HashMap<>();
    for (CountRow row : rows) {
      hidden.put(
          row.indicator() + " " + row.place() + " " + YearMonth.from(row.periodEnd()),
          suppression.hidden().containsKey(row.id()));
    }
    assertThat(suppression.withheld()).isEmpty();
    assertThat(hidden).containsEntry("CSC-01 E 2025-03", true);
    assertThat(hidden).containsEntry("CSC-02 E 2025-12", true);
    assertThat(hidden).containsEntry("CSC-02 E 2025-02", false);
    // The second one that hides it in March is hidden in the year too, or the city would tell.
    List<String> places = List.of("A", "B", "C", "D", "E");
    for (String place : places) {
      assertThat(hidden.get("CSC-02 " + place + " 2025-12"))
          .isEqualTo(hidden.get("CSC-01 " + place + " 2025-03"));
    }
    assertThat(places)
        .filteredOn(place -> hidden.get("CSC-01 " + place + " 2025-03"))
        .hasSizeGreaterThan(1);
  }

  @Test
  void aSumWithPeopleOfUnknownPlaceIsNoReasonToFail() {
    place("HLT-01", "A", YearMonth.of(2025, 1), 7, null);
    place("HLT-01", "B", YearMonth.of(2025, 1), 3, null);
    place("HLT-01", "D", YearMonth.of(2025, 1), 9, null);
    place("HLT-01", "C", YearMonth.of(2025, 1), 25, null);
    FamilySuppression suppression = FamilySuppression.of(family("HLT-01"), rows);
    assertThat(suppression.failed()).isEmpty();
    assertThat(suppression.hidden()).containsKey(2L);
  }

  @Test
  void aLevelOfMostlySmallCountsIsLeftOutWholeAndTheTotalAboveItIsShown() {
    for (int month = 1; month <= 3; month++) {
      for (int area = 0; area < 12; area++) {
        place("HLT-01", "A" + area, YearMonth.of(2025, month), area == 7 ? 6 : area % 4, null);
      }
      place("HLT-01", "C", YearMonth.of(2025, month), 24, null);
    }
    FamilySuppression suppression = FamilySuppression.of(family("HLT-01"), rows);
    assertThat(suppression.leftOut()).isEqualTo(36);
    assertThat(rows)
        .filteredOn(row -> !suppression.hidden().containsKey(row.id()))
        .extracting(CountRow::place)
        .containsOnly("C")
        .hasSize(3);
  }

  private void place(
      String indicator, String place, YearMonth month, double count, Double denominator) {
    LocalDate end = month.atEndOfMonth();
    boolean isPublic = denominator == null;
    Double whole = isPublic ? Double.valueOf(10_000) : denominator;
    rows.add(
        new CountRow(
            rows.size() + 1,
            indicator,
            place,
            place.equals("C") ? "city" : "area",
            place.equals("C") ? null : "C",
            "",
            "",
            end,
            count,
            count,
            whole,
            whole,
            isPublic));
  }

  private static Family family(String name) {
    return SHIPPED.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }
}
