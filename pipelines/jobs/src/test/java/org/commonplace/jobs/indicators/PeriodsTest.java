package org.commonplace.jobs.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.commonplace.jobs.indicators.Periods.Period;
import org.commonplace.jobs.indicators.Periods.Status;
import org.commonplace.schemas.Frequency;
import org.commonplace.schemas.IndicatorWindow;
import org.junit.jupiter.api.Test;

class PeriodsTest {
  private static final LocalDate JUNE_END = LocalDate.of(2025, 6, 30);

  @Test
  void onlyWholePeriodsAreMade() {
    List<Contributor> sender = List.of(sender("north", "2024-12", "2025-05"));

    List<Period> weeks =
        Periods.delivered(Frequency.WEEK, IndicatorWindow.PERIOD, sender, JUNE_END);
    assertThat(weeks.get(0).start()).isEqualTo("2024-12-02");
    assertThat(weeks.get(weeks.size() - 1).end()).isEqualTo("2025-06-29");
    assertThat(Periods.delivered(Frequency.QUARTER, IndicatorWindow.PERIOD, sender, JUNE_END))
        .extracting(Period::start)
        .containsExactly(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 4, 1));
    assertThat(Periods.delivered(Frequency.MONTH, IndicatorWindow.PERIOD, List.of(), JUNE_END))
        .isEmpty();
  }

  @Test
  void aMonthWithoutDeliveryMarksEveryWindowThatNeedsIt() {
    List<Contributor> senders =
        List.of(
            sender("north", "2024-09", "2024-10", "2024-12", "2025-01"),
            sender("south", "2024-09", "2024-11", "2024-12", "2025-01"));

    assertThat(states(IndicatorWindow.PERIOD, 0, senders))
        .isEqualTo("COMPLETE INCOMPLETE INCOMPLETE COMPLETE COMPLETE NOTHING_SENT");
    assertThat(states(IndicatorWindow.AS_AT_END, 12, senders))
        .isEqualTo("COMPLETE INCOMPLETE INCOMPLETE COMPLETE COMPLETE NOTHING_SENT");
    assertThat(states(IndicatorWindow.ACADEMIC_YEAR_TO_DATE, 0, senders))
        .isEqualTo("COMPLETE INCOMPLETE INCOMPLETE INCOMPLETE INCOMPLETE NOTHING_SENT");
    assertThat(states(IndicatorWindow.ROLLING_12_MONTHS, 0, senders))
        .isEqualTo("BEFORE_DATA BEFORE_DATA BEFORE_DATA BEFORE_DATA BEFORE_DATA NOTHING_SENT");
    assertThat(
            Periods.status(month("2024-12"), IndicatorWindow.ACADEMIC_YEAR_TO_DATE, 0, 0, senders)
                .reason())
        .isEqualTo("north sent nothing for 2024-11; south sent nothing for 2024-10");
    assertThat(Periods.status(month("2024-09"), IndicatorWindow.PERIOD, 3, 0, senders))
        .isEqualTo(
            new Status(
                Status.State.BEFORE_DATA,
                "data begins in 2024-09, the value needs it from 2024-06"));
  }

  @Test
  void aValueWaitsForTheDaysThatFollowIt() {
    List<Contributor> senders = List.of(sender("north", "2024-09", "2024-10", "2024-12"));

    assertThat(Periods.status(month("2024-09"), IndicatorWindow.PERIOD, 0, 29, senders).state())
        .isEqualTo(Status.State.COMPLETE);
    assertThat(Periods.status(month("2024-10"), IndicatorWindow.PERIOD, 0, 29, senders).reason())
        .isEqualTo("what follows up to 2024-11-29 is not all in yet");
  }

  @Test
  void aFirstDeliveryThatReachesBackMayTellOfTheTimeBefore() {
    Contributor sent = sender("north", "2025-01", "2025-02");
    Contributor export =
        new Contributor(
            sent.partner(),
            sent.contract(),
            sent.covered(),
            YearMonth.of(2024, 3),
            sent.lastExpected(),
            sent.deliveries());
    assertThat(states(IndicatorWindow.ROLLING_12_MONTHS, 0, List.of(sent)))
        .isEqualTo("BEFORE_DATA BEFORE_DATA");
    assertThat(states(IndicatorWindow.ROLLING_12_MONTHS, 0, List.of(export)))
        .isEqualTo("BEFORE_DATA INCOMPLETE");
  }

  @Test
  void theFinancialYearBeginsInApril() {
    assertThat(
            Period.of(
                    Frequency.MONTH,
                    IndicatorWindow.FINANCIAL_YEAR_TO_DATE,
                    LocalDate.of(2025, 3, 1))
                .firstDay())
        .isEqualTo("2024-04-01");
    assertThat(
            Period.of(
                    Frequency.QUARTER,
                    IndicatorWindow.FINANCIAL_YEAR_TO_DATE,
                    LocalDate.of(2025, 4, 1))
                .firstDay())
        .isEqualTo("2025-04-01");
  }

  private static String states(IndicatorWindow window, int lookBack, List<Contributor> senders) {
    return Periods.delivered(Frequency.MONTH, window, senders, LocalDate.of(2025, 2, 28)).stream()
        .map(period -> Periods.status(period, window, lookBack, 0, senders))
        .map(Status::state)
        .map(Enum::name)
        .collect(Collectors.joining(" "));
  }

  private static Period month(String text) {
    return Period.of(
        Frequency.MONTH, IndicatorWindow.ACADEMIC_YEAR_TO_DATE, YearMonth.parse(text).atDay(1));
  }

  /** Expected up to the last month of a test's periods. */
  private static Contributor sender(String partner, String... months) {
    return new Contributor(
        partner,
        "contract",
        Arrays.stream(months).map(YearMonth::parse).collect(Collectors.toCollection(TreeSet::new)),
        YearMonth.parse(months[0]),
        YearMonth.of(2025, 6),
        new TreeMap<>());
  }
}
