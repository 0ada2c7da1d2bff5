package org.commonplace.jobs.stage;

/** One step of the way of the data; meets the others only through files in the workspace. */
public interface Stage {
  /** The command's name, as {@code intake}. */
  String name();

  /**
   * Checks the definitions that the stage will use, before any stage of a run reads data.
   *
   * @throws StageFailure (bad definition) naming every mistake
   */
  default void check(StageContext context) {}

  /**
   * Runs to the end. Running it again on the same input changes nothing.
   *
   * @throws StageFailure when it cannot or may not go on; nothing half done is left visible
   */
  StageOutcome run(StageContext context);

  /** What it would do, for {@code --dry-run}; writes nothing. */
  StageOutcome plan(StageContext context);
}
