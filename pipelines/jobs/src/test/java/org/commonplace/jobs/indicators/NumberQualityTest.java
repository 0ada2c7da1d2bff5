package org.commonplace.jobs.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.commonplace.jobs.indicators.NumberQuality.Verdict;
import org.commonplace.jobs.indicators.Periods.Period;
import org.commonplace.schemas.Frequency;
import org.commonplace.schemas.IndicatorWindow;
import org.commonplace.schemas.QualityRule;
import org.junit.jupiter.api.Test;

class NumberQualityTest {
  private static final LocalDate END = LocalDate.of(2025, 3, 31);

  @Test
  void theVerdictFollowsWhatIsBehindTheNumber() {
    assertThat(judged(new Evidence(4, 4, 4, 2, 1000, 990)).verdict()).isEqualTo(Verdict.GOOD);
    assertThat(judged(new Evidence(4, 3, 3, 3, 1000, 990)).reasons())
        .containsExactly("less than 100% of what was due came");
    assertThat(judged(new Evidence(4, 4, 0, 0, 1000, 949)).reasons())
        .containsExactly("less than 95% of the records were accepted");
    NumberQuality half = judged(new Evidence(4, 2, 2, 2, 1000, 500));
    assertThat(half.verdict()).isEqualTo(Verdict.CARE);
    assertThat(half.reasons()).hasSize(2);
    NumberQuality third = judged(new Evidence(3, 1, 0, 0, 0, 0));
    assertThat(third.verdict()).isEqualTo(Verdict.WITHHELD);
    assertThat(third.completeness()).isEqualTo(100.0 / 3);
    assertThat(third.timeliness()).isNaN();
    assertThat(third.acceptance()).isNaN();
  }

  @Test
  void publishedPartsAndAnOldPopulationCount() {
    Evidence all = new Evidence(1, 1, 0, 0, 10, 10);
    NumberQuality parts = NumberQuality.of(standard(), all, 3, 1, null, END);
    assertThat(parts.completeness()).isEqualTo(75);
    assertThat(parts.verdict()).isEqualTo(Verdict.CARE);
    assertThat(NumberQuality.of(standard(), all, 0, 0, LocalDate.of(2022, 3, 31), END).verdict())
        .isEqualTo(Verdict.GOOD);
    assertThat(NumberQuality.of(standard(), all, 0, 0, LocalDate.of(2022, 2, 28), END).reasons())
        .containsExactly("the population is more than 36 months old");
  }

  @Test
  void evidenceIsOfAllMonthsOfTheWindowAndOfEverySender() {
    Contributor north = sender("north", "2025-01", "2025-02", "2025-03");
    Contributor south = sender("south", "2025-01", "2025-03");
    Period march =
        Period.of(
            Frequency.MONTH, IndicatorWindow.FINANCIAL_YEAR_TO_DATE, LocalDate.of(2025, 3, 1));

    assertThat(Evidence.of(march, IndicatorWindow.FINANCIAL_YEAR_TO_DATE, List.of(north, south)))
        .isEqualTo(new Evidence(6, 5, 5, 4, 500, 495));
    assertThat(Evidence.of(march, IndicatorWindow.AS_AT_END, List.of(north, south)))
        .isEqualTo(new Evidence(2, 2, 2, 1, 200, 198));
  }

  private static QualityLimits standard() {
    return QualityLimits.of(QualityRule.DEFAULT);
  }

  private static NumberQuality judged(Evidence evidence) {
    return NumberQuality.of(standard(), evidence, 0, 0, null, END);
  }

  /** A hundred rows a month, one of them turned away; the south's March comes late. */
  private static Contributor sender(String partner, String... months) {
    TreeMap<YearMonth, SubmissionMonth> deliveries = new TreeMap<>();
    for (String each : months) {
      YearMonth month = YearMonth.parse(each);
      int onTime = partner.equals("south") && month.getMonthValue() == 3 ? 0 : 1;
      deliveries.put(month, new SubmissionMonth(partner, "contract", month, 1, 1, onTime, 100, 99));
    }
    return new Contributor(
        partner,
        "contract",
        new TreeSet<>(deliveries.keySet()),
        deliveries.firstKey(),
        YearMonth.of(2025, 3),
        deliveries);
  }
}
