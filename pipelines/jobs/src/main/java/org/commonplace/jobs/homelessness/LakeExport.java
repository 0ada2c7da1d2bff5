package org.commonplace.jobs.homelessness;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.kernel.KernelSettings;
import org.commonplace.jobs.lake.Ledger;
import org.commonplace.jobs.lake.LedgerEntry;
import org.commonplace.jobs.lake.Workspace;
import org.commonplace.jobs.lake.WorkspaceFiles;
import org.commonplace.jobs.stage.StageFailure;
import org.commonplace.schemas.Dataset;
import org.commonplace.schemas.DatasetColumn;

/**
 * The one export in the lake that a report is made of: an export is whole in itself, so the newest
 * that has the project and covers the period is taken, and no other is mixed in.
 */
final class LakeExport {
  private static final String PREFIX = "hmis_";

  private final LedgerEntry entry;
  private final Workspace workspace;

  private LakeExport(Workspace workspace, LedgerEntry entry) {
    this.workspace = workspace;
    this.entry = entry;
  }

  /**
   * Finds it.
   *
   * @throws StageFailure (input missing) when no export has the project for the whole period, (bad
   *     definition) when those of several partners do
   */
  static LakeExport find(Workspace workspace, ReportRequest request) {
    List<LedgerEntry> entries =
        new Ledger(workspace)
            .current(request.asOf()).stream()
                .filter(each -> request.partner().map(each.partner()::equals).orElse(true))
                .filter(each -> output(each, PREFIX + "project").isPresent())
                .sorted(Comparator.comparing(LedgerEntry::period).thenComparing(Ledger.ORDER))
                .toList();
    List<LedgerEntry> found = new ArrayList<>();
    List<String> covered = new ArrayList<>();
    for (LedgerEntry each : entries) {
      for (Covered period : covered(workspace, each, request.project())) {
        if (period.holds(request)) {
          found.add(each);
        }
        covered.add(each.partner() + " " + period.from() + " to " + period.to());
      }
    }
    if (found.isEmpty()) {
      throw new StageFailure(
          StageFailure.Kind.INPUT_MISSING,
          "no export in the lake has project "
              + request.project()
              + " from "
              + request.from()
              + " to "
              + request.to()
              + (covered.isEmpty()
                  ? "; take in an HMIS CSV export of it"
                  : "; there is: " + String.join(", ", covered)));
    }
    String partners =
        found.stream().map(LedgerEntry::partner).distinct().collect(Collectors.joining(", "));
    if (partners.contains(", ")) {
      throw new StageFailure(
          StageFailure.Kind.BAD_DEFINITION,
          "several partners have a project " + request.project() + ": name one of " + partners);
    }
    return new LakeExport(workspace, found.get(found.size() - 1));
  }

  private record Covered(LocalDate from, LocalDate to) {
    boolean holds(ReportRequest request) {
      return !from.isAfter(request.from()) && !to.isBefore(request.to());
    }
  }

  private static List<Covered> covered(Workspace workspace, LedgerEntry entry, String project) {
    List<String> readable =
        WorkspaceFiles.local(workspace.uri(output(entry, PREFIX + "project").orElseThrow().path()))
            .map(path -> path.toAbsolutePath().getParent().toString())
            .stream()
            .toList();
    try (Kernel kernel = Kernel.open(KernelSettings.single().reading(readable))) {
      return kernel.rows(
          "SELECT DISTINCT export_start, export_end FROM "
              + scan(kernel, workspace, entry, PREFIX + "project")
              + " WHERE project = ? AND export_end IS NOT NULL ORDER BY ALL",
          row -> new Covered(row.getObject(1, LocalDate.class), row.getObject(2, LocalDate.class)),
          project);
    }
  }

  /** Who sent it. */
  String partner() {
    return entry.partner();
  }

  /** Local folders that a kernel must be able to read. */
  List<String> folders() {
    return entry.outputs().stream()
        .flatMap(each -> WorkspaceFiles.local(workspace.uri(each.path())).stream())
        .map(path -> path.toAbsolutePath().getParent().toString())
        .distinct()
        .toList();
  }

  /** Makes a view of each dataset of the export; one that it did not bring is empty. */
  void createViews(Kernel kernel) {
    for (Dataset dataset : Dataset.shipped().values()) {
      if (dataset.name().startsWith(PREFIX)) {
        String from =
            output(entry, dataset.name())
                .filter(each -> each.rows() > 0)
                .map(each -> "SELECT * FROM " + scan(kernel, workspace, entry, dataset.name()))
                .orElseGet(() -> empty(dataset));
        kernel.execute("CREATE TEMP VIEW " + Kernel.identifier(dataset.name()) + " AS " + from);
      }
    }
  }

  private static String empty(Dataset dataset) {
    return dataset.columns().stream()
        .map(LakeExport::nothing)
        .collect(Collectors.joining(", ", "SELECT ", " WHERE false"));
  }

  private static String nothing(DatasetColumn column) {
    return "CAST(NULL AS " + column.type().sql() + ") AS " + Kernel.identifier(column.name());
  }

  private static String scan(
      Kernel kernel, Workspace workspace, LedgerEntry entry, String dataset) {
    String uri = workspace.uri(output(entry, dataset).orElseThrow().path());
    return "read_parquet("
        + Kernel.literal(WorkspaceFiles.stage(uri, kernel.scratch()).toString())
        + ", hive_partitioning = false)";
  }

  private static Optional<LedgerEntry.Output> output(LedgerEntry entry, String dataset) {
    return entry.outputs().stream().filter(each -> each.dataset().equals(dataset)).findFirst();
  }
}
