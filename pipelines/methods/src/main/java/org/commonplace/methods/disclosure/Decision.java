package org.commonplace.methods.disclosure;

/** What is printed for a count. */
public sealed interface Decision {

  /**
   * The count as it is known.
   *
   * @param low its lower end, in persons or events
   * @param high its upper end; equal to low unless a partner only gave an interval
   */
  record Published(long low, long high) implements Decision {}

  /**
   * A mark, with what anybody can work out from everything else that is published.
   *
   * @param low the least value that fits, in persons or events
   * @param high the largest value that fits, or {@link #UNBOUNDED}
   */
  record Hidden(long low, long high) implements Decision {
    /** Nothing that is published bounds the count from above. */
    public static final long UNBOUNDED = Long.MAX_VALUE;
  }
}
