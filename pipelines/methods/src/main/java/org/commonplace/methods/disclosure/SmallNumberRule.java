package org.commonplace.methods.disclosure;

/**
 * Which counts are too small to be shown.
 *
 * @param threshold counts and complements from 1 to this are hidden
 * @param groupLimit when none or all of a group are counted, the count tells on each member; it is
 *     hidden for groups of up to this size. Zeros of larger groups are shown.
 */
public record SmallNumberRule(int threshold, int groupLimit) {
  public SmallNumberRule {
    if (threshold < 1 || groupLimit < 0) {
      throw new IllegalArgumentException(
          "threshold must be at least 1 and group limit not negative, but are "
              + threshold
              + " and "
              + groupLimit);
    }
  }

  /** Counts of 1 to 4, and all or none of groups of up to 4. */
  public static SmallNumberRule standard() {
    return new SmallNumberRule(4, 4);
  }

  /** Whether a count that lies in this interval may be a small one. */
  boolean isSmall(long low, long high) {
    return low <= threshold && high >= 1;
  }

  /** Whether a group that lies in this interval may be a small one. */
  boolean isSmallGroup(long low, long high) {
    return low <= groupLimit && high >= 1;
  }
}
