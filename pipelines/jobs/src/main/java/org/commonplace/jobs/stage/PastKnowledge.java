package org.commonplace.jobs.stage;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** Makes values as they were known on past days, for a stage that learns from them. */
@FunctionalInterface
public interface PastKnowledge {
  /**
   * Writes the values of these days, unless they are there.
   *
   * @param indicators their ids
   * @param days in time
   * @return names of the runs that hold them, in time
   */
  List<String> runs(StageContext context, Set<String> indicators, List<LocalDate> days);
}
