package org.commonplace.jobs.indicators;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.commonplace.jobs.lake.Ledger;
import org.commonplace.jobs.stage.StageContext;

/**
 * The values of some indicators as they were known on past days, from the deliveries that had come
 * by then, in the places of today: a list of places may have come after the first counts.
 */
public final class PastValues {
  private static final int NAME_DIGITS = 16;

  private PastValues() {}

  /**
   * Writes the values of these days, unless they are there. Runs are named by what their values
   * depend on, so that two months side by side write the same or do not meet.
   *
   * @param indicators their ids
   * @param days in time
   * @return names of the runs that hold them, in time
   */
  public static List<String> compute(
      StageContext context, Set<String> indicators, List<LocalDate> days) {
    if (days.isEmpty()) {
      return List.of();
    }
    IndicatorsStage.Compiled compiled =
        IndicatorsStage.compile(context, definition -> indicators.contains(definition.id()));
    PlaceTree today = IndicatorsStage.job(context, compiled).places();
    String places = placeFiles(context);
    List<String> runs = new ArrayList<>();
    for (LocalDate day : days) {
      StageContext past = on(day, context);
      IndicatorJob job = IndicatorsStage.job(past, compiled);
      String fingerprint = IndicatorsStage.fingerprint(past, job, places);
      String run = "known@" + day + "-" + fingerprint.substring(0, NAME_DIGITS);
      IndicatorsStage.compute(past, job.as(run, today), fingerprint);
      runs.add(run);
    }
    return runs;
  }

  private static String placeFiles(StageContext context) {
    return new Ledger(context.workspace())
        .current(context.asOf()).stream()
            .flatMap(entry -> entry.outputs().stream())
            .filter(output -> output.dataset().equals("place"))
            .map(output -> " " + output.sha256())
            .sorted()
            .collect(Collectors.joining());
  }

  private static StageContext on(LocalDate day, StageContext context) {
    return new StageContext(
        context.workspace(),
        context.inbox(),
        YearMonth.from(day),
        Optional.of(day),
        context.contracts(),
        context.indicators(),
        context.key(),
        context.resources(),
        context.switches(),
        context.options(),
        context.progress());
  }
}
