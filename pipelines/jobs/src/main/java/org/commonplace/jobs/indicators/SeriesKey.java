package org.commonplace.jobs.indicators;

import java.util.Comparator;

/**
 * The values of one place and group over time.
 *
 * @param place code of the place
 * @param groupBy breakdown; empty for all
 * @param groupValue value of the breakdown; empty for all
 */
record SeriesKey(String place, String groupBy, String groupValue) implements Comparable<SeriesKey> {
  private static final Comparator<SeriesKey> ORDER =
      Comparator.comparing(SeriesKey::place)
          .thenComparing(SeriesKey::groupBy)
          .thenComparing(SeriesKey::groupValue);

  boolean isTotal() {
    return groupBy.isEmpty();
  }

  SeriesKey at(String otherPlace) {
    return new SeriesKey(otherPlace, groupBy, groupValue);
  }

  @Override
  public int compareTo(SeriesKey other) {
    return ORDER.compare(this, other);
  }
}
