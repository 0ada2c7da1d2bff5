package org.commonplace.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
  @TempDir Path folder;

  @Test
  void theLatestAcceptedDeliveryOfAKeyCounts() {
    Ledger ledger = new Ledger(new Workspace(folder.toString()));
    LedgerEntry first = entry("a", "2026-02-03T08:00:00Z", LedgerEntry.Status.ACCEPTED);
    LedgerEntry correction = entry("b", "2026-03-01T08:00:00Z", LedgerEntry.Status.ACCEPTED);
    LedgerEntry refused = entry("c", "2026-03-02T08:00:00Z", LedgerEntry.Status.REFUSED);
    for (LedgerEntry entry : List.of(refused, correction, first, first)) {
      ledger.append(entry);
    }

    assertThat(ledger.entries()).containsExactly(first, correction, refused);
    assertThat(ledger.current(Optional.empty())).containsExactly(correction);
    assertThat(ledger.current(Optional.of(LocalDate.of(2026, 2, 28)))).containsExactly(first);
    assertThat(ledger.current(Optional.of(LocalDate.of(2026, 3, 1)))).containsExactly(correction);
    assertThat(ledger.current(Optional.of(LocalDate.of(2026, 1, 1)))).isEmpty();
  }

  @Test
  void placesSpreadOverAllShards() {
    assertThat(IntStream.range(0, 1000).map(i -> Workspace.shardOf("area-" + i)).distinct().count())
        .isEqualTo(Workspace.SHARDS);
  }

  private static LedgerEntry entry(String hash, String received, LedgerEntry.Status status) {
    return new LedgerEntry(
        hash.repeat(64),
        "northside",
        "attendance",
        "1.0.0",
        "2026-01",
        YearMonth.of(2026, 1),
        Instant.parse(received),
        status,
        status == LedgerEntry.Status.REFUSED ? "half a file" : null,
        List.of(new LedgerEntry.FileRows("f.csv", 10, hash.repeat(64), null, 3, 2, 1, 0, 0)),
        List.of(new LedgerEntry.Output("attendance", "lake/x", 2, "0", "2026-01-01", null)),
        List.of(new LedgerEntry.FindingCount("type-error", "error", "Date", 1)),
        null);
  }
}
