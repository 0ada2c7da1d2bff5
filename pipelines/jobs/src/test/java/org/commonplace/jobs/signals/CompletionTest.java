package org.commonplace.jobs.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import org.apache.beam.sdk.testing.CoderProperties;
import org.commonplace.methods.signals.Frequency;
import org.commonplace.methods.signals.nowcast.LearnedDelay;
import org.commonplace.methods.signals.nowcast.Nowcast;
import org.commonplace.methods.signals.nowcast.RevisionLaw;
import org.junit.jupiter.api.Test;

final class CompletionTest {
  private static final LocalDate SUNDAY = LocalDate.of(2025, 3, 9);

  /** Half is known on the day itself, nothing of the day before, and all of any other day. */
  private static final Completion DAYS =
      new Completion(
          new Nowcast(List.of(delay(1, 0.5), delay(0.5, Double.NaN), delay(0, 1)), List.of(0, -1)),
          Frequency.DAILY,
          SUNDAY);

  @Test
  void aWeekOfDaysHasTheShareOfItsDays() {
    assertThat(DAYS.share(SUNDAY, Frequency.DAILY)).isEqualTo(0.5);
    assertThat(DAYS.share(SUNDAY.minusDays(1), Frequency.DAILY)).isEqualTo(1);
    assertThat(DAYS.share(SUNDAY.minusDays(6), Frequency.WEEKLY)).isCloseTo(6.5 / 7, within(1e-12));
    assertThat(DAYS.share(SUNDAY.minusDays(13), Frequency.WEEKLY)).isEqualTo(1);
    assertThat(DAYS.share(SUNDAY.plusDays(1), Frequency.DAILY)).isEqualTo(1);
  }

  @Test
  void whatWasLearnedTravelsWhole() throws Exception {
    CoderProperties.coderDecodeEncodeEqual(CompletionCoder.of(), DAYS);
    CoderProperties.coderDeterministic(CompletionCoder.of(), DAYS, DAYS);
  }

  private static LearnedDelay delay(double moved, double completeness) {
    return new LearnedDelay(
        new RevisionLaw(moved, 0.1, 0.2, 0.01, 0.3, moved, 0.25), completeness, 3);
  }
}
