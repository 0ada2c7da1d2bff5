package org.commonplace.jobs.indicators;

import java.io.Serializable;

/**
 * A compiled count of a unit: low and high end, as SQL.
 *
 * @param low the lowest it can be
 * @param high the highest; equal to low when exact
 * @param kind what the SQL gives
 */
record CountSql(String low, String high, Kind kind) implements Serializable {
  enum Kind {
    /** True counts one, false nothing. */
    TRUTH,
    /** Always one: nothing to look at. */
    ONE,
    NUMBER,
    /** Not counted in these rows. */
    NONE
  }

  /** What rows of another dataset add to a count: nothing that would be a zero either. */
  static final CountSql ELSEWHERE = new CountSql("", "", Kind.NONE);

  boolean isExact() {
    return low.equals(high);
  }

  /** The sum over units that pass the filter. */
  String sum(String end, String filter) {
    return switch (kind) {
      case ONE -> "count(*) FILTER (WHERE " + filter + ")";
      case TRUTH -> "count(*) FILTER (WHERE (" + end + ") AND " + filter + ")";
      case NUMBER -> "sum(" + end + ") FILTER (WHERE " + filter + ")";
      case NONE -> "NULL";
    };
  }

  /** SQL that is true for a unit with a value. */
  String isKnown() {
    if (kind == Kind.ONE || kind == Kind.NONE) {
      return "true";
    }
    return isExact()
        ? "(" + low + ") IS NOT NULL"
        : "(" + low + ") IS NOT NULL AND (" + high + ") IS NOT NULL";
  }
}
