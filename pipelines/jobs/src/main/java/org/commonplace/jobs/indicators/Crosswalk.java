package org.commonplace.jobs.indicators;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Earlier places in those of today. An earlier place that lies whole in one of today goes on in it.
 * Of one that was divided nobody knows who lived where: it counts for the smallest place that holds
 * all its parts, and the series of the places below that one have a break.
 */
final class Crosswalk implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Shares that add up to less than one by this are rounded. */
  private static final double WHOLE = 0.9995;

  private final TreeMap<String, ArrayList<PlaceChange>> changes = new TreeMap<>();
  private final TreeMap<String, String> whole = new TreeMap<>();
  private final TreeMap<String, String> divided = new TreeMap<>();
  private final TreeMap<String, TreeSet<LocalDate>> breaks = new TreeMap<>();
  private final TreeMap<String, LocalDate> parts = new TreeMap<>();
  private final TreeMap<String, Integer> depths = new TreeMap<>();

  /**
   * @param parents today's places with the code each lies in, empty for a root
   * @param changes of any age; those of today's codes are left out
   */
  Crosswalk(SortedMap<String, String> parents, Collection<PlaceChange> changes) {
    for (PlaceChange change : changes) {
      if (!parents.containsKey(change.place())) {
        this.changes.computeIfAbsent(change.place(), code -> new ArrayList<>()).add(change);
      }
    }
    for (String place : this.changes.keySet()) {
      resolve(place, parents);
    }
  }

  private void resolve(String place, SortedMap<String, String> parents) {
    TreeMap<String, LocalDate> targets = new TreeMap<>();
    follow(place, parents, null, new TreeSet<>(), targets);
    if (targets.isEmpty()) {
      return;
    }
    List<String> common = ancestors(targets.firstKey(), parents);
    targets.keySet().forEach(target -> common.retainAll(ancestors(target, parents)));
    if (common.isEmpty()) {
      return;
    }
    String holder = common.get(0);
    if (targets.size() == 1 && isWhole(place)) {
      whole.put(place, holder);
      return;
    }
    divided.put(place, holder);
    depths.put(place, ancestors(targets.firstKey(), parents).indexOf(holder));
    targets.forEach(
        (target, from) -> {
          parts.merge(target, from, (one, other) -> one.isBefore(other) ? one : other);
          for (String each : ancestors(target, parents)) {
            if (each.equals(holder) && targets.size() > 1) {
              break;
            }
            breaks.computeIfAbsent(each, code -> new TreeSet<>()).add(from);
          }
        });
  }

  /** Finds today's places that it lies in, each with the day its boundaries are from. */
  private void follow(
      String place,
      SortedMap<String, String> parents,
      LocalDate from,
      SortedSet<String> seen,
      SortedMap<String, LocalDate> targets) {
    if (parents.containsKey(place)) {
      targets.merge(place, from, (one, other) -> one.isAfter(other) ? one : other);
    } else if (seen.add(place)) {
      for (PlaceChange change : changes.getOrDefault(place, new ArrayList<>())) {
        follow(change.becomes(), parents, change.from(), seen, targets);
      }
    }
  }

  /** Whether all its people are accounted for, as far as the shares say. */
  private boolean isWhole(String place) {
    return changes.getOrDefault(place, new ArrayList<>()).stream()
            .mapToDouble(PlaceChange::share)
            .sum()
        >= WHOLE;
  }

  /** The place itself and all it lies in, upwards. */
  private static List<String> ancestors(String place, SortedMap<String, String> parents) {
    List<String> ancestors = new ArrayList<>();
    for (String at = place; at != null && !at.isEmpty(); at = parents.get(at)) {
      ancestors.add(at);
    }
    return ancestors;
  }

  /** Earlier places by code, with the place of today that each lies whole in. */
  SortedMap<String, String> whole() {
    return whole;
  }

  /** Divided ones, with the smallest place of today that holds all parts. */
  SortedMap<String, String> divided() {
    return divided;
  }

  /** How many levels the parts of a divided one lie below the place that holds them. */
  int depth(String place) {
    return depths.getOrDefault(place, 0);
  }

  /** Since when a place is made of parts of others alone; null when it is not. */
  LocalDate cutOut(String place) {
    return whole.containsValue(place) ? null : parts.get(place);
  }

  /** The days at which a place's series has a break. */
  SortedSet<LocalDate> breaks(String place) {
    return breaks.getOrDefault(place, new TreeSet<>());
  }
}
