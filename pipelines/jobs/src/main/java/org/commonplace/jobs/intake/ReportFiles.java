package org.commonplace.jobs.intake;

import org.commonplace.jobs.lake.LedgerEntry;
import org.commonplace.jobs.lake.Workspace;

/** Where a delivery's report lies. */
final class ReportFiles {
  static final String HTML = "report.html";
  static final String JSON = "report.json";
  static final String CSV = "report.csv";

  private ReportFiles() {}

  /** Relative to the workspace. */
  static String folder(LedgerEntry entry) {
    return Workspace.reportFolder(entry.partner(), entry.contract(), entry.key(), entry.sha16());
  }
}
