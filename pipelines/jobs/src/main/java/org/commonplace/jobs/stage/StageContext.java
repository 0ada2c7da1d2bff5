package org.commonplace.jobs.stage;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.beam.sdk.options.PipelineOptions;
import org.commonplace.jobs.lake.StageMark;
import org.commonplace.jobs.lake.Workspace;

/**
 * What every stage is given.
 *
 * @param workspace where everything but the inbox lies
 * @param inbox the inbox's URI or path; intake needs it
 * @param month the last month that is computed
 * @param asOf only what was received by the end of this day (UTC) counts; empty: everything
 * @param contracts a local folder of contracts beside the shipped ones
 * @param indicators a local folder of indicator definitions beside the shipped ones
 * @param key the token key; intake needs it when a contract has identifiers
 * @param resources cores and memory that the stage may use
 * @param switches what the caller allows or leaves out
 * @param options Beam's own options; each stage makes its pipeline from them
 * @param progress takes a line about long work as it goes on
 */
public record StageContext(
    Workspace workspace,
    Optional<String> inbox,
    YearMonth month,
    Optional<LocalDate> asOf,
    Optional<Path> contracts,
    Optional<Path> indicators,
    Optional<TokenKey> key,
    Resources resources,
    Set<Switch> switches,
    PipelineOptions options,
    Consumer<String> progress) {

  /** What the caller allows or leaves out. */
  public enum Switch {
    /** Go on although a delivery was refused; its partner shows as failed validation. */
    TOLERATE_REFUSED,
    /** Publish the data without pages; no Node needed. */
    DATA_ONLY
  }

  public StageContext {
    switches = Set.copyOf(switches);
  }

  /**
   * Where the values of the run lie.
   *
   * @throws StageFailure (input missing) when they are not there or not finished
   */
  public String finishedValues() {
    String values = workspace.uri(Workspace.workFolder(run(), "values"));
    if (!new StageMark(values).isThere()) {
      throw new StageFailure(
          StageFailure.Kind.INPUT_MISSING,
          values
              + ": the values of "
              + run()
              + " are not there or not finished; run: commonplace indicators --month "
              + month);
    }
    return values;
  }

  /** The run's name in the workspace: the month, and the as-of day when one is given. */
  public String run() {
    return asOf.map(day -> month + "@" + day).orElse(month.toString());
  }
}
