package org.commonplace.jobs.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.commonplace.methods.interval.Absence;
import org.commonplace.methods.interval.Estimates;
import org.commonplace.schemas.Frequency;
import org.commonplace.schemas.IndicatorMethod;
import org.commonplace.schemas.IndicatorWindow;
import org.junit.jupiter.api.Test;

class FunctionalZeroMonthsTest {
  @Test
  void monthsAreCountedInARowAndAMonthWithoutCountsBreaksIt() {
    List<ValueRow> rows =
        List.of(
            row("2025-01", 2, 3, 9_000),
            row("2025-02", 9, 9, 8_000),
            row("2025-03", 9, 10, 8_000),
            row("2025-05", 0, 0, 8_000),
            row("2025-06", 3, 3, 8_000));

    assertThat(values(FunctionalZeroMonths.of(IndicatorMethod.FUNCTIONAL_ZERO_ALLOWANCE, rows)))
        .as(
            "nine are 0.1% of January's 9,000; one who may be a tenth is too many; April is not known")
        .containsExactly("1", "2", "0", "1", "2");
  }

  @Test
  void fewerThanAreHousedNeedsHalfAYearOfHousing() {
    List<ValueRow> rows = new ArrayList<>();
    for (int month = 1; month <= 8; month++) {
      rows.add(row("2025-0" + month, month == 7 ? 4 : 3, month == 7 ? 4 : 3, 4));
    }
    // Another place's months do not run on.
    ValueRow elsewhere = new ValueRow(new SeriesKey("B", "", ""), rows.get(7).period);
    elsewhere.numeratorLow = 0;
    elsewhere.numeratorHigh = 0;
    elsewhere.denominatorLow = 4;
    rows.add(elsewhere);

    Estimates found = FunctionalZeroMonths.of(IndicatorMethod.FUNCTIONAL_ZERO_RATE, rows);

    assertThat(values(found).subList(5, 9)).containsExactly("1", "0", "1", "TOO_FEW");
    assertThat(found.absence(4)).isEqualTo(Absence.TOO_FEW);
  }

  private static List<String> values(Estimates found) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      values.add(
          found.isPresent(i)
              ? Long.toString(Math.round(found.valueLow(i)))
              : found.absence(i).name());
    }
    return values;
  }

  private static ValueRow row(String month, double low, double high, double denominator) {
    ValueRow row =
        new ValueRow(
            new SeriesKey("A", "", ""),
            Periods.Period.of(
                Frequency.MONTH, IndicatorWindow.OPEN_IN_PERIOD, LocalDate.parse(month + "-01")));
    row.numeratorLow = low;
    row.numeratorHigh = high;
    row.denominatorLow = denominator;
    row.denominatorHigh = denominator;
    return row;
  }
}
