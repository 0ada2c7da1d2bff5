package org.commonplace.runners;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.commonplace.jobs.homelessness.BedNights;
import org.commonplace.jobs.homelessness.HmisReport;
import org.commonplace.jobs.homelessness.ReportKind;
import org.commonplace.jobs.homelessness.ReportRequest;
import org.commonplace.jobs.lake.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** A homelessness project's report to its funder. */
@Command(
    name = "report",
    description = {
      "Write the HUD report tables (APR or CAPER) of one homelessness project from its HMIS CSV"
          + " export in the lake, a CSV file each.",
      "The tables count few people and are not suppressed: they are for the project's own HMIS lead,"
          + " go to the folder you name, and are never part of a release."
    })
final class ReportCommand implements Callable<Integer> {
  @ParentCommand CommonplaceCommand root;

  @Option(names = "--kind", paramLabel = "apr|caper", required = true, description = "which report")
  ReportKind kind;

  @Option(
      names = "--project",
      paramLabel = "ID",
      required = true,
      description = "the project's id in the export")
  String project;

  @Option(
      names = "--partner",
      paramLabel = "NAME",
      description = "who sent it; needed when several partners have a project of that id")
  String partner;

  @Option(
      names = "--from",
      paramLabel = "YYYY-MM-DD",
      required = true,
      description = "first day, the first of a month")
  LocalDate from;

  @Option(names = "--to", paramLabel = "YYYY-MM-DD", required = true, description = "last day")
  LocalDate to;

  @Option(
      names = "--as-of",
      paramLabel = "YYYY-MM-DD",
      description = "count only what was received by the end of this day, UTC")
  LocalDate asOf;

  @Option(
      names = "--nights-of",
      paramLabel = "household|person",
      description =
          "whose a night in a night-by-night shelter is (default: household, under its head, as in"
              + " HUD's test kit)")
  BedNights nights = BedNights.HOUSEHOLD;

  @Option(
      names = "--workspace",
      paramLabel = "URI",
      required = true,
      description = "where the lake lies")
  String workspace;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "folder of the tables")
  Path out;

  @Override
  public Integer call() {
    Voice voice = root.voice();
    ReportRequest request =
        new ReportRequest(
            kind,
            project,
            Optional.ofNullable(partner),
            from,
            to,
            Optional.ofNullable(asOf),
            nights);
    new HmisReport(new Workspace(StageOptions.absolute(workspace)), request)
        .write(out)
        .lines()
        .forEach(line -> voice.say("report", line));
    return ExitCode.DONE.number();
  }
}
