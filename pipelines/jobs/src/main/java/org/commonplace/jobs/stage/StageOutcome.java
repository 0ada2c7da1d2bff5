package org.commonplace.jobs.stage;

import java.util.List;

/**
 * What a stage did.
 *
 * @param lines what to print, in order, in plain words; no person's value
 * @param changed files written in the workspace; 0 means there was nothing to do
 */
public record StageOutcome(List<String> lines, int changed) {
  public StageOutcome {
    lines = List.copyOf(lines);
  }

  /** Nothing was written, and why. */
  public static StageOutcome nothingToDo(String why) {
    return new StageOutcome(List.of(why), 0);
  }
}
