package org.commonplace.runners;

import org.commonplace.jobs.stage.Stage;
import org.commonplace.jobs.stage.StageContext;
import org.commonplace.jobs.stage.StageOutcome;

/**
 * The place of linkage in the order of stages. Indicators that need people linked across partners
 * are not defined yet, so there is nothing to link; people with one identifier in several partners'
 * files already share a token.
 */
final class PeopleStage implements Stage {
  private static final StageOutcome NOTHING =
      StageOutcome.nothingToDo("people: no indicator needs linked people, nothing to do");

  @Override
  public String name() {
    return "people";
  }

  @Override
  public StageOutcome run(StageContext context) {
    return NOTHING;
  }

  @Override
  public StageOutcome plan(StageContext context) {
    return NOTHING;
  }
}
