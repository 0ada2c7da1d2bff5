package org.commonplace.jobs.lake;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The append-only record of every delivery received: one JSON file each, never changed.
 *
 * <p>The order of deliveries is (received, file name, hash): a property of the deliveries, not of
 * the order in which they were worked on.
 */
public final class Ledger {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Oldest first. */
  public static final Comparator<LedgerEntry> ORDER =
      Comparator.comparing(LedgerEntry::receivedAt)
          .thenComparing(entry -> entry.files().isEmpty() ? "" : entry.files().get(0).name())
          .thenComparing(LedgerEntry::sha256)
          .thenComparing(LedgerEntry::partner)
          .thenComparing(LedgerEntry::contract);

  private final Workspace workspace;

  public Ledger(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Every entry, oldest first. */
  public List<LedgerEntry> entries() {
    return WorkspaceFiles.list(workspace.uri(Workspace.LEDGER + "/*.json")).stream()
        .map(found -> LedgerJson.read(found.uri(), WorkspaceFiles.read(found.uri())))
        .sorted(ORDER)
        .toList();
  }

  /** Entries received by the end of a day (UTC), or all, oldest first. */
  public List<LedgerEntry> entries(Optional<LocalDate> asOf) {
    if (asOf.isEmpty()) {
      return entries();
    }
    Instant end = asOf.get().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return entries().stream().filter(entry -> entry.receivedAt().isBefore(end)).toList();
  }

  /**
   * What counts: of each partner's contract and key the latest accepted delivery, by partner,
   * contract and key.
   */
  public List<LedgerEntry> current(Optional<LocalDate> asOf) {
    return current(entries(asOf));
  }

  /** What counts among these entries. */
  public static List<LedgerEntry> current(List<LedgerEntry> entries) {
    Map<List<String>, LedgerEntry> latest = new LinkedHashMap<>();
    entries.stream()
        .sorted(ORDER)
        .filter(entry -> entry.status() == LedgerEntry.Status.ACCEPTED)
        .forEach(
            entry -> latest.put(List.of(entry.partner(), entry.contract(), entry.key()), entry));
    return latest.values().stream()
        .sorted(
            Comparator.comparing(LedgerEntry::partner)
                .thenComparing(LedgerEntry::contract)
                .thenComparing(LedgerEntry::key))
        .toList();
  }

  /** Adds an entry; the same delivery again leaves the first entry as it is. */
  public void append(LedgerEntry entry) {
    String uri = workspace.uri(path(entry));
    if (!WorkspaceFiles.exists(uri)) {
      WorkspaceFiles.write(uri, LedgerJson.write(entry));
    }
  }

  /**
   * Where an entry lies, relative to the workspace. A refusal has a name of its own: the same bytes
   * may be accepted later, once the contract is mended.
   */
  public static String path(LedgerEntry entry) {
    return String.format(
        Locale.ROOT,
        "%s/%s-%s-%s-%s%s.json",
        Workspace.LEDGER,
        STAMP.format(entry.receivedAt()),
        entry.sha16(),
        entry.partner(),
        entry.contract(),
        entry.status() == LedgerEntry.Status.REFUSED ? "-refused" : "");
  }
}
