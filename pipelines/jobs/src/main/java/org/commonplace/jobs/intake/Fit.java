package org.commonplace.jobs.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.commonplace.jobs.intake.reading.FindingCode;
import org.commonplace.schemas.Contract;
import org.commonplace.schemas.SourceTable;

/**
 * How the files of a delivery fit one version of its contract.
 *
 * @param contract the version
 * @param files file of each table that has one, in the contract's order of tables
 * @param headers header of each of these
 * @param spare files that belong to no table
 * @param misfits why it does not fit; empty when it does
 */
record Fit(
    Contract contract,
    Map<SourceTable, ReadFile> files,
    Map<SourceTable, HeaderMatch> headers,
    List<ReadFile> spare,
    List<Misfit> misfits) {

  /**
   * One reason not to fit.
   *
   * @param file name of the file; empty when the delivery as a whole is meant
   * @param column label that the contract names; empty when none is meant
   */
  record Misfit(FindingCode code, String file, String column, String detail) {}

  boolean fits() {
    return misfits.isEmpty();
  }

  static Fit of(Contract contract, List<ReadFile> received) {
    Map<SourceTable, ReadFile> files = new LinkedHashMap<>();
    Map<SourceTable, HeaderMatch> headers = new LinkedHashMap<>();
    List<Misfit> misfits = new ArrayList<>();
    List<ReadFile> spare = new ArrayList<>(received);
    for (SourceTable table : contract.sources()) {
      List<ReadFile> candidates =
          received.stream()
              .filter(file -> !contract.severalTables() || belongs(file.name(), table))
              .toList();
      spare.removeAll(candidates);
      if (candidates.size() > 1) {
        misfits.add(
            new Misfit(
                FindingCode.EXTRA_FILE,
                "",
                "",
                candidates.size() + " files for the table " + table.name() + ", one is expected"));
      } else if (candidates.isEmpty() && !table.optional()) {
        misfits.add(
            new Misfit(
                FindingCode.MISSING_FILE,
                "",
                "",
                "no file for the table "
                    + table.name()
                    + " (name like "
                    + table.fileName().pattern()
                    + ")"));
      } else if (!candidates.isEmpty()) {
        ReadFile file = candidates.get(0);
        HeaderMatch header =
            HeaderMatch.best(file.content().head(), contract.format().headerRow(), table);
        files.put(table, file);
        headers.put(table, header);
        misfits(file, header, misfits);
      }
    }
    return new Fit(contract, files, headers, spare, misfits);
  }

  /** Whether a file of a delivery is one of a table's, by its name. */
  static boolean belongs(String file, SourceTable table) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    return table.fileName().matcher(name).matches();
  }

  private static void misfits(ReadFile file, HeaderMatch header, List<Misfit> misfits) {
    for (String label : header.missing()) {
      misfits.add(
          new Misfit(
              FindingCode.MISSING_LABEL, file.name(), label, "the header has no such column"));
    }
    for (String label : header.repeated()) {
      misfits.add(
          new Misfit(
              FindingCode.DUPLICATE_LABEL, file.name(), label, "the header has it more than once"));
    }
  }
}
