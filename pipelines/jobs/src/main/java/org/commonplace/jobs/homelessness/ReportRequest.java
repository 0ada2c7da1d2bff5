package org.commonplace.jobs.homelessness;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.commonplace.jobs.stage.StageFailure;

/**
 * Which report.
 *
 * @param kind of which programme
 * @param project id of the project, as in the export
 * @param partner who sent it; needed only when several partners have a project of that id
 * @param from first day; the first of a month
 * @param to last day
 * @param asOf only what was received by the end of this day (UTC) counts; empty: everything
 * @param nights whose a night in a shelter is
 */
public record ReportRequest(
    ReportKind kind,
    String project,
    Optional<String> partner,
    LocalDate from,
    LocalDate to,
    Optional<LocalDate> asOf,
    BedNights nights) {

  /**
   * Checks the period.
   *
   * @throws StageFailure (bad definition) when it cannot be reported on
   */
  public ReportRequest {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(nights, "nights");
    if (to.isBefore(from)) {
      throw new StageFailure(
          StageFailure.Kind.BAD_DEFINITION,
          "the report ends on " + to + ", before it starts on " + from);
    }
    if (from.getDayOfMonth() != 1) {
      // The lake keeps the month of birth, and whether it was its first day: no more is needed
      // here.
      throw new StageFailure(
          StageFailure.Kind.BAD_DEFINITION,
          "the report starts on "
              + from
              + "; ages are known exactly on the first day of a month only: start there");
    }
  }
}
