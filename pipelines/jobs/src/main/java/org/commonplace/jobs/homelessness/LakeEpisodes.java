package org.commonplace.jobs.homelessness;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.lake.Ledger;
import org.commonplace.jobs.lake.LedgerEntry;
import org.commonplace.jobs.lake.Workspace;
import org.commonplace.jobs.lake.WorkspaceFiles;
import org.commonplace.jobs.stage.StageFailure;
import org.commonplace.schemas.Definitions;

/** The episodes in the lake that a by-name list may be made of, with the places they are in. */
final class LakeEpisodes {
  /** A list is of the same people as the indicator: contracts that permit it permit the list. */
  private static final String PERMITTED_AS = "HSG-01";

  private static final String EPISODES = "homelessness_episode";
  private static final String PLACES = "place";

  private final Workspace workspace;
  private final List<LedgerEntry> entries;
  private final List<LedgerEntry> all;

  private LakeEpisodes(Workspace workspace, List<LedgerEntry> entries, List<LedgerEntry> all) {
    this.workspace = workspace;
    this.entries = entries;
    this.all = all;
  }

  /**
   * Finds them.
   *
   * @throws StageFailure (input missing) when there are none
   */
  static LakeEpisodes find(
      Workspace workspace, Definitions definitions, YearMonth month, Optional<LocalDate> asOf) {
    List<LedgerEntry> current =
        new Ledger(workspace)
            .current(asOf).stream()
                .sorted(Comparator.comparing(LedgerEntry::period).thenComparing(Ledger.ORDER))
                .toList();
    List<LedgerEntry> permitted =
        current.stream()
            .filter(entry -> !entry.period().isAfter(month))
            .filter(entry -> !files(workspace, List.of(entry), EPISODES).isEmpty())
            .filter(
                entry ->
                    definitions.contract(entry.contract()).stream()
                        .anyMatch(contract -> contract.permits(PERMITTED_AS)))
            .toList();
    if (permitted.isEmpty()) {
      throw new StageFailure(
          StageFailure.Kind.INPUT_MISSING,
          "the lake has no homelessness episodes up to "
              + month
              + " under a contract that permits "
              + PERMITTED_AS
              + "; take in a register, a diary or an HMIS export first");
    }
    return new LakeEpisodes(workspace, permitted, current);
  }

  private static List<String> files(
      Workspace workspace, List<LedgerEntry> entries, String dataset) {
    return entries.stream()
        .flatMap(entry -> entry.outputs().stream())
        .filter(output -> output.dataset().equals(dataset) && output.rows() > 0)
        .map(output -> workspace.uri(output.path()))
        .toList();
  }

  /** Local folders that a kernel must be able to read. */
  List<String> folders() {
    return Stream.of(EPISODES, PLACES)
        .flatMap(dataset -> files(workspace, entriesOf(dataset), dataset).stream())
        .flatMap(uri -> WorkspaceFiles.local(uri).stream())
        .map(path -> path.toAbsolutePath().getParent().toString())
        .distinct()
        .toList();
  }

  private List<LedgerEntry> entriesOf(String dataset) {
    return dataset.equals(EPISODES) ? entries : all;
  }

  /** Makes the views of the datasets, and the table of the order of the deliveries. */
  void createViews(Kernel kernel) {
    view(kernel, EPISODES);
    view(kernel, PLACES);
    kernel.execute(
        "CREATE TEMP TABLE deliveries (file VARCHAR, partner VARCHAR, contract VARCHAR, delivery"
            + " INTEGER)");
    for (int i = 0; i < entries.size(); i++) {
      LedgerEntry entry = entries.get(i);
      kernel.execute(
          "INSERT INTO deliveries VALUES (?, ?, ?, ?)",
          entry.sha16(),
          entry.partner(),
          entry.contract(),
          i);
    }
  }

  private void view(Kernel kernel, String name) {
    List<Path> staged =
        files(workspace, entriesOf(name), name).stream()
            .map(uri -> WorkspaceFiles.stage(uri, kernel.scratch()))
            .toList();
    if (staged.isEmpty()) {
      kernel.execute("CREATE TEMP TABLE " + name + " (code VARCHAR, parent VARCHAR)");
      return;
    }
    kernel.execute(
        "CREATE TEMP VIEW "
            + name
            + " AS SELECT * FROM read_parquet("
            + Kernel.files(staged)
            + ", hive_partitioning = false)");
  }
}
