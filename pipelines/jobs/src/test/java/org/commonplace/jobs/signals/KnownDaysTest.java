package org.commonplace.jobs.signals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.commonplace.jobs.lake.LedgerEntry;
import org.commonplace.schemas.IndicatorDefinition;
import org.commonplace.schemas.IndicatorDefinitions;
import org.junit.jupiter.api.Test;

class KnownDaysTest {
  private static final IndicatorDefinition ADMISSIONS = IndicatorDefinitions.shipped().get("US-01");

  @Test
  void aDayCountsIfWhatCameOnItWasSentAnewLater() {
    assertThat(
            days(
                entry("2024-01-06", "flusight-admissions", "2023-09-01", "2024-01-05"),
                entry("2024-01-13", "flusight-admissions", "2023-09-01", "2024-01-12"),
                entry("2024-01-20", "flusight-admissions", "2024-01-13", "2024-01-19")))
        .as("and the day of the last delivery")
        .containsExactly(LocalDate.parse("2024-01-06"), LocalDate.parse("2024-01-20"));
    assertThat(
            KnownDays.of(
                List.of(
                    entry("2024-01-06", "flusight-admissions", "2023-09-01", "2024-01-05"),
                    entry("2024-01-13", "flusight-admissions", "2023-09-01", "2024-01-12")),
                List.of(ADMISSIONS),
                (contract, indicator) -> false))
        .as("its use is not permitted")
        .isEmpty();
    assertThat(
            days(
                entry("2024-01-06", "flusight-admissions", "2023-09-01", "2024-01-05"),
                entry("2024-01-06", "flusight-admissions", "2023-09-01", "2024-01-05"),
                entry("2024-01-13", "another-contract", "2023-09-01", "2024-01-12")))
        .as("neither the same day nor another contract")
        .isEmpty();
  }

  @Test
  void theNewestDaysAreTaken() {
    List<LedgerEntry> snapshots = new ArrayList<>();
    for (int week = 0; week < 30; week++) {
      String received = LocalDate.parse("2024-01-06").plusWeeks(week).toString();
      snapshots.add(entry(received, "flusight-admissions", "2023-09-01", received));
    }
    assertThat(KnownDays.of(snapshots, List.of(ADMISSIONS), (contract, indicator) -> true))
        .hasSize(21)
        .endsWith(
            LocalDate.parse("2024-01-06").plusWeeks(28),
            LocalDate.parse("2024-01-06").plusWeeks(29));
  }

  private static List<LocalDate> days(LedgerEntry... entries) {
    return KnownDays.of(
        List.of(entries), List.of(ADMISSIONS), (contract, indicator) -> indicator.equals("US-01"));
  }

  private static LedgerEntry entry(String day, String contract, String first, String last) {
    return new LedgerEntry(
        "0".repeat(64),
        "cdc",
        contract,
        "1.0.0",
        "snapshot",
        YearMonth.parse("2024-01"),
        Instant.parse(day + "T08:00:00Z"),
        LedgerEntry.Status.ACCEPTED,
        null,
        List.of(),
        List.of(new LedgerEntry.Output("observation", "lake/x", 1, "0".repeat(64), first, last)),
        List.of(),
        null);
  }
}
