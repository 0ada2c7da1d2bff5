package org.commonplace.jobs.release;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How much of a period is printed at all, most first. What is not printed gives nothing away, so a
 * period that cannot be shown whole is shown with less detail before it is withheld.
 */
enum Detail {
  /** Every place, everybody and by groups. */
  EVERYTHING,
  /** The smallest places without groups. */
  GROUPS_OF_LARGER_PLACES,
  /** Groups only for the places that lie in no other. */
  GROUPS_OF_WHOLE_PLACES,
  /** Every place, without groups. */
  NO_GROUPS,
  /** No groups, and not the smallest places. */
  LARGER_PLACES,
  /** Only the places that lie in no other. */
  WHOLE_PLACES;

  /** The rows that are printed at this detail. */
  List<CountRow> of(Collection<CountRow> rows) {
    Set<String> containing = new HashSet<>();
    for (CountRow row : rows) {
      if (row.parent() != null) {
        containing.add(row.parent());
      }
    }
    return rows.stream().filter(row -> keeps(row, containing.contains(row.place()))).toList();
  }

  private boolean keeps(CountRow row, boolean larger) {
    boolean everybody = row.groupBy().isEmpty();
    return switch (this) {
      case EVERYTHING -> true;
      case GROUPS_OF_LARGER_PLACES -> everybody || larger;
      case GROUPS_OF_WHOLE_PLACES -> everybody || row.parent() == null;
      case NO_GROUPS -> everybody;
      case LARGER_PLACES -> everybody && (larger || row.parent() == null);
      case WHOLE_PLACES -> everybody && row.parent() == null;
    };
  }
}
