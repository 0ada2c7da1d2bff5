package org.commonplace.jobs.sample;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The geometry of the city: hexagons whose shared corners are moved a little, so that they tile
 * without gap or overlap. The city lies in the open Atlantic, where no real place can be mistaken
 * for it.
 */
final class CityMap {
  private static final int NORTH_MICRODEGREES = 47_300_000;
  private static final int WEST_MICRODEGREES = -24_600_000;
  private static final int HALF_COLUMN = 6_000;
  private static final int ROW = 7_000;
  private static final int SHOULDER = 1_150;
  private static final int WOBBLE = 1_100;

  private final long seed;

  CityMap(long seed) {
    this.seed = seed;
  }

  /**
   * A corner where three hexagons meet.
   *
   * @param line horizontal line, counted from the north
   * @param half half columns from the west
   */
  private record Corner(int line, int half) implements Comparable<Corner> {
    @Override
    public int compareTo(Corner other) {
      return line != other.line
          ? Integer.compare(line, other.line)
          : Integer.compare(half, other.half);
    }
  }

  private record Edge(Corner from, Corner to) {
    Edge reversed() {
      return new Edge(to, from);
    }
  }

  /** Longitude of the centre in millionths of a degree. */
  int longitude(Cell cell) {
    return WEST_MICRODEGREES + (2 * cell.column() + cell.row() % 2 + 1) * HALF_COLUMN;
  }

  /** Latitude of the centre in millionths of a degree. */
  int latitude(Cell cell) {
    return NORTH_MICRODEGREES - cell.row() * ROW - ROW / 2;
  }

  /** The outline of the cells taken together, as a GeoJSON geometry. */
  String geometry(Collection<Cell> cells) {
    Map<Edge, Boolean> edges = new LinkedHashMap<>();
    for (Cell cell : cells) {
      List<Corner> ring = corners(cell);
      for (int i = 0; i < ring.size(); i++) {
        Edge edge = new Edge(ring.get(i), ring.get((i + 1) % ring.size()));
        if (edges.remove(edge.reversed()) == null) {
          edges.put(edge, true);
        }
      }
    }
    List<List<Corner>> rings = rings(edges.keySet());
    List<List<Corner>> outer = rings.stream().filter(ring -> signedArea(ring) > 0).toList();
    List<List<Corner>> holes = rings.stream().filter(ring -> signedArea(ring) <= 0).toList();
    StringBuilder text = new StringBuilder();
    if (outer.size() == 1) {
      text.append("{\"type\":\"Polygon\",\"coordinates\":");
      append(text, outer.get(0), holes);
    } else {
      text.append("{\"type\":\"MultiPolygon\",\"coordinates\":[");
      for (int i = 0; i < outer.size(); i++) {
        text.append(i == 0 ? "" : ",");
        List<Corner> shell = outer.get(i);
        append(text, shell, holes.stream().filter(hole -> inside(hole.get(0), shell)).toList());
      }
      text.append(']');
    }
    return text.append('}').toString();
  }

  /** Counter-clockwise as seen on a map (north up), as GeoJSON wants outer rings. */
  private static List<Corner> corners(Cell cell) {
    int west = 2 * cell.column() + cell.row() % 2;
    int top = cell.row();
    return List.of(
        new Corner(top, west),
        new Corner(top + 1, west),
        new Corner(top + 1, west + 1),
        new Corner(top + 1, west + 2),
        new Corner(top, west + 2),
        new Corner(top, west + 1));
  }

  private static List<List<Corner>> rings(Collection<Edge> edges) {
    Map<Corner, Corner> next = new TreeMap<>();
    edges.forEach(edge -> next.put(edge.from(), edge.to()));
    List<List<Corner>> rings = new ArrayList<>();
    while (!next.isEmpty()) {
      List<Corner> ring = new ArrayList<>();
      Corner corner = next.keySet().iterator().next();
      while (corner != null) {
        ring.add(corner);
        corner = next.remove(corner);
      }
      ring.remove(ring.size() - 1);
      rings.add(ring);
    }
    return rings;
  }

  private double signedArea(List<Corner> ring) {
    double twice = 0;
    for (int i = 0; i < ring.size(); i++) {
      Corner from = ring.get(i);
      Corner to = ring.get((i + 1) % ring.size());
      twice += (double) x(from) * y(to) - (double) x(to) * y(from);
    }
    return twice / 2;
  }

  private boolean inside(Corner point, List<Corner> ring) {
    boolean inside = false;
    for (int i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
      double yi = y(ring.get(i));
      double yj = y(ring.get(j));
      double xi = x(ring.get(i));
      double xj = x(ring.get(j));
      if ((yi > y(point)) != (yj > y(point))
          && x(point) < (xj - xi) * (y(point) - yi) / (yj - yi) + xi) {
        inside = !inside;
      }
    }
    return inside;
  }

  private void append(StringBuilder text, List<Corner> shell, List<List<Corner>> holes) {
    text.append('[');
    append(text, shell);
    for (List<Corner> hole : holes) {
      text.append(',');
      append(text, hole);
    }
    text.append(']');
  }

  private void append(StringBuilder text, List<Corner> ring) {
    text.append('[');
    for (int i = 0; i <= ring.size(); i++) {
      Corner corner = ring.get(i % ring.size());
      text.append(i == 0 ? "[" : ",[");
      text.append(degrees(x(corner))).append(',').append(degrees(y(corner))).append(']');
    }
    text.append(']');
  }

  private int x(Corner corner) {
    return WEST_MICRODEGREES + corner.half() * HALF_COLUMN + wobble(corner, "east");
  }

  private int y(Corner corner) {
    boolean raised = (corner.half() + corner.line()) % 2 == 1;
    return NORTH_MICRODEGREES
        - corner.line() * ROW
        + (raised ? SHOULDER : -SHOULDER)
        + wobble(corner, "north");
  }

  private int wobble(Corner corner, String direction) {
    return Dice.of(seed, direction, corner.line() * 1_000L + corner.half())
        .between(-WOBBLE, WOBBLE);
  }

  /** Millionths of a degree as decimal degrees. */
  static String degrees(int microdegrees) {
    String digits = String.valueOf(1_000_000 + Math.abs(microdegrees) % 1_000_000);
    return (microdegrees < 0 ? "-" : "")
        + Math.abs(microdegrees) / 1_000_000
        + "."
        + digits.substring(1);
  }
}
