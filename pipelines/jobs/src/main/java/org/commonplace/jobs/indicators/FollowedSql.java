package org.commonplace.jobs.indicators;

import java.io.Serializable;

/**
 * The column with the same person's next event, compiled.
 *
 * @param name its name; empty when there is none
 * @param where which rows may follow; empty for all
 * @param after the day of a row from which days are counted
 * @param date the day of a row that may follow
 * @param withinDays how many days after it counts, at most
 */
record FollowedSql(String name, String where, String after, String date, int withinDays)
    implements Serializable {
  static final FollowedSql NONE = new FollowedSql("", "", "", "", 0);

  boolean given() {
    return !name.isEmpty();
  }
}
