package org.commonplace.jobs.homelessness;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.kernel.KernelSettings;
import org.commonplace.jobs.lake.Workspace;
import org.commonplace.jobs.stage.StageOutcome;

/**
 * The tables of HUD's Annual Performance Report (APR) and Consolidated Annual Performance and
 * Evaluation Report (CAPER) for one project, from its HMIS CSV export in the lake.
 *
 * <p>The tables count few people and are not suppressed. They are for the partner's own HMIS lead,
 * who owes them to the funder: they go to a folder that the caller names and never into a release.
 *
 * @see <a href="https://www.hudexchange.info/resource/4696/hmis-programming-specifications/">HMIS
 *     programming specifications</a>
 */
public final class HmisReport {
  private final Workspace workspace;
  private final ReportRequest request;

  public HmisReport(Workspace workspace, ReportRequest request) {
    this.workspace = workspace;
    this.request = request;
  }

  /**
   * Writes a CSV file for each table of the report.
   *
   * @param folder where to; files of the same names are replaced
   * @throws org.commonplace.jobs.stage.StageFailure when no export has the project and period
   */
  public StageOutcome write(Path folder) {
    LakeExport export = LakeExport.find(workspace, request);
    List<ReportTable> tables =
        ReportTables.shipped().stream()
            .filter(table -> table.kinds().contains(request.kind().code()))
            .toList();
    try (Kernel kernel = Kernel.open(KernelSettings.single().reading(export.folders()))) {
      export.createViews(kernel);
      createBase(kernel);
      for (ReportTable table : tables) {
        CsvText.write(folder.resolve(table.id() + ".csv"), rows(kernel, table));
      }
    }
    return new StageOutcome(
        List.of(
            request.kind()
                + " of project "
                + request.project()
                + " of "
                + export.partner()
                + ", "
                + request.from()
                + " to "
                + request.to()
                + ": "
                + tables.size()
                + " tables in "
                + folder,
            "the tables count few people and are not suppressed: for the project's own use only"),
        tables.size());
  }

  private void createBase(Kernel kernel) {
    kernel.execute("CREATE TEMP MACRO report_start() AS " + date(request.from()));
    kernel.execute("CREATE TEMP MACRO report_end() AS " + date(request.to()));
    kernel.execute("CREATE TEMP MACRO report_project() AS " + Kernel.literal(request.project()));
    kernel.execute(
        "CREATE TEMP MACRO nights_of_household() AS " + (request.nights() == BedNights.HOUSEHOLD));
    ReportTables.base().forEach(kernel::execute);
  }

  private static String date(LocalDate day) {
    return "DATE " + Kernel.literal(day.toString());
  }

  /** The header and all cells of a table, in one pass over its base. */
  private static List<List<String>> rows(Kernel kernel, ReportTable table) {
    List<String> cells = new ArrayList<>();
    for (ReportTable.Row row : table.rows()) {
      for (String cell : row.cells()) {
        cells.add(cell.isEmpty() ? "''" : "coalesce(CAST(" + cell + " AS VARCHAR), '')");
      }
    }
    String sql =
        "SELECT [" + String.join(",\n", cells) + "] FROM " + table.of() + " WHERE " + table.where();
    List<String> filled =
        kernel
            .rows(
                sql,
                found -> {
                  List<String> texts = new ArrayList<>();
                  for (Object each : (Object[]) found.getArray(1).getArray()) {
                    texts.add((String) each);
                  }
                  return texts;
                })
            .get(0);
    List<List<String>> rows = new ArrayList<>();
    if (!table.header().isEmpty()) {
      rows.add(table.header());
    }
    int next = 0;
    for (ReportTable.Row row : table.rows()) {
      rows.add(filled.subList(next, next + row.cells().size()));
      next += row.cells().size();
    }
    return rows;
  }
}
