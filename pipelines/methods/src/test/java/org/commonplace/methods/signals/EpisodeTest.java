package org.commonplace.methods.signals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.commonplace.methods.signals.Episode.SignalledPeriod;
import org.commonplace.methods.signals.Episode.Status;
import org.junit.jupiter.api.Test;

final class EpisodeTest {
  private static final LocalDate MONDAY = LocalDate.of(2024, 1, 1);

  @Test
  void consecutiveWeeksAreOneEpisodeAndAQuietWeekEndsIt() {
    assertThat(Episode.of(List.of(week(3), week(0), week(1)), sunday(4), 0))
        .containsExactly(
            new Episode(MONDAY, sunday(1), Status.ENDED),
            new Episode(MONDAY.plusWeeks(3), sunday(3), Status.ENDED));
  }

  @Test
  void theLatestPeriodDecidesBetweenNewAndOngoing() {
    assertThat(Episode.of(List.of(week(4)), sunday(4), 0))
        .extracting(Episode::status)
        .containsExactly(Status.NEW);
    assertThat(Episode.of(List.of(week(4), week(4)), sunday(4), 0))
        .extracting(Episode::status)
        .containsExactly(Status.NEW);
    assertThat(Episode.of(List.of(week(3), week(4)), sunday(4), 0))
        .extracting(Episode::status)
        .containsExactly(Status.ONGOING);
    assertThat(Episode.of(List.of(), sunday(4), 0)).isEmpty();
  }

  @Test
  void daysWithinASignalledWeekBelongToItsEpisode() {
    SignalledPeriod tuesday = new SignalledPeriod(MONDAY.plusDays(8), MONDAY.plusDays(8));
    SignalledPeriod nextMonday = new SignalledPeriod(MONDAY.plusDays(14), MONDAY.plusDays(14));
    List<Episode> episodes = Episode.of(List.of(nextMonday, tuesday, week(1)), sunday(4), 0);
    assertThat(episodes)
        .containsExactly(new Episode(MONDAY.plusDays(7), MONDAY.plusDays(14), Status.ENDED));
    assertThat(episodes.get(0).covers(MONDAY.plusDays(10))).isTrue();
    assertThat(episodes.get(0).covers(MONDAY.plusDays(15))).isFalse();
  }

  @Test
  void aFewQuietDaysDoNotEndAnEpisodeOfDays() {
    List<SignalledPeriod> days = List.of(day(0), day(6), day(14));
    assertThat(Episode.of(days, MONDAY.plusDays(20), 6))
        .containsExactly(
            new Episode(MONDAY, MONDAY.plusDays(6), Status.ENDED),
            new Episode(MONDAY.plusDays(14), MONDAY.plusDays(14), Status.NEW));
    assertThat(Episode.of(days, MONDAY.plusDays(21), 6).get(1).status()).isEqualTo(Status.ENDED);
  }

  private static SignalledPeriod day(int number) {
    return new SignalledPeriod(MONDAY.plusDays(number), MONDAY.plusDays(number));
  }

  private static SignalledPeriod week(int number) {
    return new SignalledPeriod(MONDAY.plusWeeks(number), sunday(number));
  }

  private static LocalDate sunday(int number) {
    return MONDAY.plusWeeks(number).plusDays(6);
  }
}
