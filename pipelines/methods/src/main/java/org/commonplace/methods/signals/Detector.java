package org.commonplace.methods.signals;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;

/** A method that tests single dates of a series for more cases than expected. */
public sealed interface Detector
    permits FarringtonFlexible,
        Ears,
        Essence,
        ExcessWindows,
        SeasonalRegression,
        Pointwise,
        Sequential {

  /** The name under which {@link #named} finds the method. */
  String name();

  /**
   * The same method with another one-sided error probability; the method as it is if its limit is
   * {@link Limit#FIXED}.
   */
  Detector withAlpha(double alpha);

  /** Whether {@link #withAlpha} decides how often the method signals. */
  default Limit limit() {
    return Limit.ALPHA;
  }

  /**
   * Tests the points {@code from} to {@code to}, both included, 0-based. A point that cannot be
   * tested has a reason; nothing is left out.
   */
  List<Detection> detect(Series series, int from, int to);

  /** Tests every point dated {@code from} to {@code to}, both included. */
  default List<Detection> detect(Series series, LocalDate from, LocalDate to) {
    return detect(series, series.indexFrom(from), series.indexFrom(to.plusDays(1)) - 1);
  }

  /**
   * The past that point {@code t} is compared with; only of a point that {@link #detect} can test.
   */
  default Baseline baseline(Series series, int t) {
    return Baseline.of(series, 0, t);
  }

  /** Whether it expects other counts on some weekdays of a daily series than on others. */
  default boolean expectsWeekdays() {
    return false;
  }

  /** Changes whenever the same series may give other numbers. */
  default String version() {
    return "1.0";
  }

  /** The names of all methods, in alphabetical order, without settings. */
  static SortedSet<String> names() {
    return Registry.names();
  }

  /**
   * The method of this name, with its usual settings but for those that the name carries: {@code
   * farrington-flexible:b=4:noPeriods=10}. They have the names of the R functions that the methods
   * follow.
   *
   * @throws IllegalArgumentException if there is no such method or setting, or a value is out of
   *     its range
   */
  static Detector named(String name) {
    return Registry.named(name);
  }
}
