package org.commonplace.jobs.signals;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonplace.jobs.lake.Workspace;
import org.commonplace.jobs.lake.WorkspaceFiles;
import org.commonplace.jobs.stage.StageContext;

/**
 * The runs whose values tell what was known earlier: those computed as of a date, from the
 * deliveries of the ledger that had come by then. A run of an earlier month without a date may have
 * been made later, with all corrections, and tells nothing of delays.
 */
final class EarlierVintages {
  private static final Pattern AS_OF_RUN =
      Pattern.compile(
          ".*/"
              + Workspace.workFolder("([^/@]+@(\\d{4}-\\d{2}-\\d{2}))", "values")
              + Pattern.quote(Workspace.DONE));

  private EarlierVintages() {}

  /** Names of the runs as of dates before that of this run, or of all if it has none; sorted. */
  static List<String> of(StageContext context) {
    Optional<LocalDate> own = asOf(context.run());
    return WorkspaceFiles.list(
            context.workspace().uri(Workspace.workFolder("*@*", "values")) + Workspace.DONE)
        .stream()
        .map(found -> AS_OF_RUN.matcher(found.uri()))
        .filter(Matcher::matches)
        .filter(run -> own.isEmpty() || LocalDate.parse(run.group(2)).isBefore(own.get()))
        .map(run -> run.group(1))
        .filter(run -> !run.equals(context.run()))
        .sorted()
        .toList();
  }

  private static Optional<LocalDate> asOf(String run) {
    int at = run.indexOf('@');
    return at < 0 ? Optional.empty() : Optional.of(LocalDate.parse(run.substring(at + 1)));
  }
}
