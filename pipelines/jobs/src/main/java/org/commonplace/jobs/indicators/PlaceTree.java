package org.commonplace.jobs.indicators;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.commonplace.jobs.lake.Workspace;

/** All places of the lake with their parents; several trees may stand side by side. */
final class PlaceTree implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TreeMap<String, PlaceRow> places;
  private final TreeMap<String, ArrayList<String>> children;
  private final Crosswalk crosswalk;

  private PlaceTree(
      SortedMap<String, PlaceRow> places,
      SortedMap<String, List<String>> children,
      Collection<PlaceChange> changes) {
    this.places = new TreeMap<>(places);
    this.children = new TreeMap<>();
    children.forEach((parent, codes) -> this.children.put(parent, new ArrayList<>(codes)));
    SortedMap<String, String> parents = new TreeMap<>();
    places.forEach((code, row) -> parents.put(code, row.parent()));
    this.crosswalk = new Crosswalk(parents, changes);
  }

  /**
   * Makes the trees. A parent that is not a place makes a root, and so does a parent that would
   * close a circle.
   */
  static PlaceTree of(Collection<PlaceRow> rows) {
    return of(rows, List.of());
  }

  /** The same with what became of earlier places. */
  static PlaceTree of(Collection<PlaceRow> rows, Collection<PlaceChange> changes) {
    SortedMap<String, PlaceRow> places = new TreeMap<>();
    rows.forEach(row -> places.put(row.code(), row));
    SortedMap<String, List<String>> children = new TreeMap<>();
    for (PlaceRow row : List.copyOf(places.values())) {
      if (!places.containsKey(row.parent()) || reaches(places, row.parent(), row.code())) {
        places.put(
            row.code(), new PlaceRow(row.code(), row.level(), "", row.quintile(), row.from()));
      }
    }
    for (PlaceRow row : places.values()) {
      if (!row.parent().isEmpty()) {
        children.computeIfAbsent(row.parent(), code -> new ArrayList<>()).add(row.code());
      }
    }
    return new PlaceTree(places, children, changes);
  }

  private static boolean reaches(Map<String, PlaceRow> places, String from, String target) {
    String code = from;
    for (int steps = 0; steps <= places.size() && !code.isEmpty(); steps++) {
      if (code.equals(target)) {
        return true;
      }
      PlaceRow row = places.get(code);
      code = row == null ? "" : row.parent();
    }
    return false;
  }

  /** Earlier places in those of today. */
  Crosswalk crosswalk() {
    return crosswalk;
  }

  /**
   * The first day of a place that was cut out of others, before which nobody knows what happened in
   * it; null when it is older than the change, or goes on from a place that it is the whole of.
   */
  LocalDate begins(String code) {
    PlaceRow row = places.get(code);
    LocalDate cut = crosswalk.cutOut(code);
    return cut == null || row.from() == null || row.from().isBefore(cut) ? null : cut;
  }

  /** Places by code. */
  SortedMap<String, PlaceRow> places() {
    return places;
  }

  boolean isEmpty() {
    return places.isEmpty();
  }

  SortedSet<String> roots() {
    SortedSet<String> roots = new TreeSet<>();
    for (PlaceRow row : places.values()) {
      if (row.parent().isEmpty()) {
        roots.add(row.code());
      }
    }
    return roots;
  }

  String rootOf(String place) {
    PlaceRow row = places.get(place);
    while (!row.parent().isEmpty()) {
      row = places.get(row.parent());
    }
    return row.code();
  }

  boolean hasChildren(String place) {
    return children.containsKey(place);
  }

  /** A place and one of its ancestors, or itself at distance 0. */
  record Ancestry(String place, String ancestor, int distance) {}

  /** Every place with itself and each of its ancestors. */
  List<Ancestry> ancestries() {
    List<Ancestry> found = new ArrayList<>();
    for (PlaceRow row : places.values()) {
      int distance = 0;
      for (PlaceRow at = row; at != null; at = places.get(at.parent())) {
        found.add(new Ancestry(row.code(), at.code(), distance++));
      }
    }
    return found;
  }

  /** The shards whose values need a place: its own, and those of its children to compare with. */
  SortedSet<Integer> shardsThatNeed(String place) {
    SortedSet<Integer> shards = new TreeSet<>();
    shards.add(Workspace.shardOf(place));
    for (String child : children.getOrDefault(place, new ArrayList<>())) {
      shards.add(Workspace.shardOf(child));
    }
    return shards;
  }
}
