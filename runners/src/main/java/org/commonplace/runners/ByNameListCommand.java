package org.commonplace.runners;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.commonplace.jobs.homelessness.ByNameList;
import org.commonplace.jobs.homelessness.ByNameRules;
import org.commonplace.jobs.lake.Workspace;
import org.commonplace.jobs.stage.LoadedDefinitions;
import org.commonplace.schemas.Definitions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** A place's list of the people who are homeless. */
@Command(
    name = "by-name-list",
    description = {
      "Write the by-name list of the people who are homeless, their flows by month, data"
          + " reliability, functional zero and returns from housing, by the rules of Built for"
          + " Zero.",
      "The list is of persons (by token) and not suppressed: it is for those who keep it, goes to"
          + " the folder you name, and is never part of a release."
    })
final class ByNameListCommand implements Callable<Integer> {
  @ParentCommand CommonplaceCommand root;

  @Option(
      names = "--workspace",
      paramLabel = "URI",
      required = true,
      description = "where the lake lies")
  String workspace;

  @Option(
      names = "--month",
      paramLabel = "YYYY-MM",
      required = true,
      description = "the list is of its last day")
  YearMonth month;

  @Option(
      names = "--place",
      paramLabel = "CODE",
      description = "only people in this place and the places below it (default: everybody)")
  String place;

  @Option(
      names = "--as-of",
      paramLabel = "YYYY-MM-DD",
      description = "count only what was received by the end of this day, UTC")
  LocalDate asOf;

  @Option(
      names = "--reliable-within",
      paramLabel = "PERCENT",
      description = "how far expected and actual may differ (default: 15)")
  double reliabilityPercent = ByNameRules.USUAL.reliabilityPercent();

  @Option(
      names = "--reliable-months",
      paramLabel = "N",
      description = "months in a row for which they must not (default: 3)")
  int reliabilityMonths = ByNameRules.USUAL.reliabilityMonths();

  @Option(
      names = "--housing-rate-months",
      paramLabel = "N",
      description = "months over which the number housed in a month is averaged (default: 6)")
  int housingRateMonths = ByNameRules.USUAL.housingRateMonths();

  @Option(
      names = "--point-in-time-count",
      paramLabel = "N",
      description = "people of the last count (default: the list's own in the last January)")
  Long pointInTimeCount;

  @Option(
      names = "--ignore-returns-within",
      paramLabel = "DAYS",
      description = "days after moving in, in which what begins is no return (default: 14)")
  int returnIgnoredDays = ByNameRules.USUAL.returnIgnoredDays();

  @Mixin DefinitionFolders definitions;

  @Option(names = "--out", paramLabel = "DIR", required = true, description = "folder of the list")
  Path out;

  @Override
  public Integer call() {
    Definitions agreed = LoadedDefinitions.contracts(definitions.contracts().stream().toList());
    Voice voice = root.voice();
    new ByNameList(
            new Workspace(StageOptions.absolute(workspace)),
            agreed,
            month,
            Optional.ofNullable(place),
            new ByNameRules(
                reliabilityPercent,
                reliabilityMonths,
                housingRateMonths,
                pointInTimeCount == null ? OptionalLong.empty() : OptionalLong.of(pointInTimeCount),
                returnIgnoredDays))
        .write(out, Optional.ofNullable(asOf))
        .lines()
        .forEach(line -> voice.say("by-name-list", line));
    return ExitCode.DONE.number();
  }
}
