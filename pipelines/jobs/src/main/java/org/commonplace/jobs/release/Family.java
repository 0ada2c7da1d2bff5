package org.commonplace.jobs.release;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Indicators whose counts are linked, so that they must be suppressed together: they share a count,
 * or one counts over twelve months what the other counts by month.
 *
 * @param name names its files
 * @param indicators by id
 */
record Family(String name, List<ReleasedIndicator> indicators) implements Serializable {

  Family {
    indicators = List.copyOf(indicators);
  }

  /** The families of a release, by name; every indicator is in exactly one. */
  static List<Family> of(Collection<ReleasedIndicator> indicators) {
    TreeMap<String, ReleasedIndicator> open = new TreeMap<>();
    indicators.forEach(indicator -> open.put(indicator.id(), indicator));
    List<Family> families = new ArrayList<>();
    while (!open.isEmpty()) {
      TreeMap<String, ReleasedIndicator> members = new TreeMap<>();
      TreeSet<String> reached = new TreeSet<>();
      reached.add(open.firstKey());
      while (!reached.isEmpty()) {
        ReleasedIndicator next = open.remove(reached.pollFirst());
        members.put(next.id(), next);
        open.values().stream()
            .filter(other -> areLinked(next, other))
            .forEach(other -> reached.add(other.id()));
      }
      families.add(new Family(String.join("+", members.keySet()), List.copyOf(members.values())));
    }
    return families;
  }

  private static boolean areLinked(ReleasedIndicator left, ReleasedIndicator right) {
    if (!left.isProtected() || !right.isProtected()) {
      return false;
    }
    for (Quantity one : left.quantities()) {
      for (Quantity other : right.quantities()) {
        if (one.equals(other) || one.isYearOf(other) || other.isYearOf(one)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The counts over twelve months that are sums of another indicator's monthly counts. */
  Map<Quantity, Quantity> monthsOfYears() {
    Map<Quantity, Quantity> months = new LinkedHashMap<>();
    for (ReleasedIndicator left : indicators) {
      for (Quantity year : left.quantities()) {
        for (ReleasedIndicator right : indicators) {
          right.quantities().stream()
              .filter(year::isYearOf)
              .forEach(month -> months.put(year, month));
        }
      }
    }
    return months;
  }

  /** The strictest of the rules: what one indicator hides, another must not show. */
  int largestHidden() {
    return indicators.stream().mapToInt(ReleasedIndicator::largestHidden).max().orElse(0);
  }
}
