package org.commonplace.methods.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class SeriesTest {

  @Test
  void datesAndIndicesAgree() {
    Series months = Series.of("m", Frequency.MONTHLY, LocalDate.of(2024, 1, 1), 1, 2, 3);
    assertThat(months.index(LocalDate.of(2024, 3, 1))).isEqualTo(2);
    assertThat(months.index(LocalDate.of(2024, 3, 2))).isEqualTo(-1);
    assertThat(months.index(LocalDate.of(2023, 12, 1))).isEqualTo(-1);
    assertThat(months.index(LocalDate.of(2024, 4, 1))).isEqualTo(-1);
    assertThat(months.indexFrom(LocalDate.of(2024, 1, 15))).isEqualTo(1);
    assertThat(months.indexFrom(LocalDate.of(2030, 1, 1))).isEqualTo(3);
    Series weeks = Series.of("w", Frequency.WEEKLY, LocalDate.of(2024, 1, 1), 1, 2, 3);
    assertThat(weeks.indexFrom(LocalDate.of(2024, 1, 8))).isEqualTo(1);
    assertThat(weeks.indexFrom(LocalDate.of(2024, 1, 9))).isEqualTo(2);
    assertThatThrownBy(() -> weeks.withPopulation(1, 2))
        .hasMessage("Series w has 3 counts but 2 populations; give one population for every count");
  }

  @Test
  void daysAddUpToWholeIsoWeeks() {
    double[] counts = new double[25];
    Arrays.fill(counts, 1);
    counts[12] = Double.NaN;
    // Saturday 28 December 2024: two days before the first Monday, two days after the last Sunday.
    Series daily = Series.of("d", Frequency.DAILY, LocalDate.of(2024, 12, 28), counts);
    Series weekly = WeeklyTotals.of(daily);
    assertThat(weekly.date(0)).isEqualTo("2024-12-30");
    assertThat(weekly.length()).isEqualTo(3);
    assertThat(weekly.count(0)).isEqualTo(7);
    assertThat(weekly.count(1)).isNaN();
    assertThat(weekly.count(2)).isEqualTo(7);
    assertThatThrownBy(() -> WeeklyTotals.of(weekly))
        .hasMessageContaining("only daily counts can be added up");
  }

  @Test
  void earsSaysWhyItCannotTest() {
    double[] counts = {3, 1, 4, 1, Double.NaN, 9, 2, 6, 5, 3, 5, 8, 9};
    Series gap = Series.of("g", Frequency.DAILY, LocalDate.of(2024, 1, 1), counts);
    Detector c1 = Detector.named("ears-c1");
    assertThat(c1.detect(gap, LocalDate.of(2024, 1, 12), LocalDate.of(2024, 1, 13)))
        .extracting(Detection::reason)
        .containsExactly(Reason.TOO_FEW_BASELINE_COUNTS, Reason.NONE);
    Series flat = Series.of("f", Frequency.DAILY, LocalDate.of(2024, 1, 1), new double[20]);
    assertThat(Detector.named("ears-c3").detect(flat, 19, 19))
        .extracting(Detection::reason)
        .containsExactly(Reason.NO_VARIATION);
  }
}
