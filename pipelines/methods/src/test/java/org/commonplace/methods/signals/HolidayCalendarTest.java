package org.commonplace.methods.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.SortedSet;
import java.util.TreeSet;
import org.commonplace.schemas.WorkingDays;
import org.junit.jupiter.api.Test;

final class HolidayCalendarTest {

  @Test
  void englandHasTheDaysThatWerePublished() {
    SortedSet<LocalDate> published = WorkingDays.shipped().holidays();
    LocalDate first = published.first().withDayOfYear(1);
    LocalDate last = published.last().withMonth(12).withDayOfMonth(31);
    assertThat(HolidayCalendar.ENGLAND_AND_WALES.days(first, last))
        .containsExactlyElementsOf(published);
  }

  @Test
  void otherCountriesHaveTheirOwn() {
    assertThat(in(HolidayCalendar.SCOTLAND, 2022))
        .containsExactly(
            "2022-01-03",
            "2022-01-04",
            "2022-04-15",
            "2022-05-02",
            "2022-06-02",
            "2022-06-03",
            "2022-08-01",
            "2022-09-19",
            "2022-11-30",
            "2022-12-26",
            "2022-12-27");
    assertThat(in(HolidayCalendar.NORTHERN_IRELAND, 2024))
        .containsExactly(
            "2024-01-01",
            "2024-03-18",
            "2024-03-29",
            "2024-04-01",
            "2024-05-06",
            "2024-05-27",
            "2024-07-12",
            "2024-08-26",
            "2024-12-25",
            "2024-12-26");
    assertThat(in(HolidayCalendar.GERMANY, 2021))
        .containsExactly(
            "2021-01-01",
            "2021-04-02",
            "2021-04-05",
            "2021-05-01",
            "2021-05-13",
            "2021-05-24",
            "2021-10-03",
            "2021-12-25",
            "2021-12-26");
    assertThat(in(HolidayCalendar.ITALY, 2020))
        .containsExactly(
            "2020-01-01",
            "2020-01-06",
            "2020-04-12",
            "2020-04-13",
            "2020-04-25",
            "2020-05-01",
            "2020-06-02",
            "2020-08-15",
            "2020-11-01",
            "2020-12-08",
            "2020-12-25",
            "2020-12-26");
    assertThat(in(HolidayCalendar.ITALY, 2026)).contains("2026-10-04");
    // New Year's Day of 2022 is a Saturday.
    assertThat(in(HolidayCalendar.UNITED_STATES, 2021))
        .containsExactly(
            "2021-01-01",
            "2021-01-18",
            "2021-02-15",
            "2021-05-31",
            "2021-06-18",
            "2021-07-05",
            "2021-09-06",
            "2021-10-11",
            "2021-11-11",
            "2021-11-25",
            "2021-12-24",
            "2021-12-31");
  }

  @Test
  void calendarsAreFoundByCode() {
    assertThat(HolidayCalendar.named("united-states")).isEqualTo(HolidayCalendar.UNITED_STATES);
    assertThatThrownBy(() -> HolidayCalendar.named("atlantis"))
        .hasMessage(
            "There is no calendar of holidays \"atlantis\"; choose one of england-and-wales,"
                + " scotland, northern-ireland, germany, italy, united-states");
  }

  private static SortedSet<String> in(HolidayCalendar calendar, int year) {
    SortedSet<String> days = new TreeSet<>();
    calendar
        .days(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31))
        .forEach(day -> days.add(day.toString()));
    return days;
  }
}
