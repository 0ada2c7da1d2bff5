package org.commonplace.jobs.sample;

import java.io.IOException;
import java.util.List;

/** One or more partners that know some of the residents, and what is true of what they sent. */
interface Feed {
  /** Writes what is known of these people in every month. */
  void visit(Household household, Sightings sightings) throws IOException;

  /**
   * The true values of the indicators that rest on this feed; complete after the last household.
   */
  List<Tally> tallies();
}
