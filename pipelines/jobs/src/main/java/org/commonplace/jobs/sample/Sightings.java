package org.commonplace.jobs.sample;

/** Which numbers of the members of one household appear in any file. */
final class Sightings {
  private final int first;
  private final boolean[][] seen;

  Sightings(Household household) {
    this.first = household.residents().get(0).index();
    this.seen = new boolean[household.residents().size()][Scheme.values().length];
  }

  void mark(Resident resident, Scheme scheme) {
    seen[resident.index() - first][scheme.slot()] = true;
  }

  boolean marked(Resident resident, Scheme scheme) {
    return seen[resident.index() - first][scheme.slot()];
  }
}
