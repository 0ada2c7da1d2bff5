package org.commonplace.jobs.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The invented city of Merrowby: wards of small areas, the inner ones denser and on the whole
 * poorer.
 */
final class City {
  static final String NAME = "Merrowby";
  static final String CODE = "MRB";

  private static final int AREAS = 120;
  private static final int INNER = 40;
  private static final int[] INNER_SIZES = {9, 11, 10, 10};
  private static final int[] OUTER_SIZES = {10, 9, 11, 10, 10, 11, 9, 10};
  private static final String[] WARDS = {
    "Quayside",
    "Millgate",
    "Castlefold",
    "Weavers",
    "Northfield",
    "Eastlea",
    "Orchard Park",
    "Priory",
    "Saltmarsh",
    "Highcliffe",
    "Brookside",
    "Kingsmead"
  };
  private static final String[] NAMES = {
    "Alder", "Barley", "Candle", "Damson", "Elder", "Fennel", "Glover", "Heron", "Ivory", "Juniper"
  };
  private static final String[] ENDINGS = {
    "Row", "Green", "Wharf", "Hill", "Fields", "Gate", "Common", "Bank", "Cross", "Mead", "Lane",
    "Heath"
  };

  private final List<Area> areas;
  private final List<Ward> wards;
  private final CityMap map;

  private City(List<Area> areas, List<Ward> wards, CityMap map) {
    this.areas = areas;
    this.wards = wards;
    this.map = map;
  }

  static City of(long seed) {
    List<Cell> cells = cells();
    Comparator<Cell> around =
        Comparator.comparingDouble((Cell cell) -> StrictMath.atan2(cell.y() - 6, cell.x() - 7))
            .thenComparingInt(Cell::row)
            .thenComparingInt(Cell::column);
    List<Cell> inner = cells.subList(0, INNER).stream().sorted(around).toList();
    List<Cell> outer = cells.subList(INNER, AREAS).stream().sorted(around).toList();
    List<List<Cell>> byWard = new ArrayList<>(split(inner, INNER_SIZES));
    byWard.addAll(split(outer, OUTER_SIZES));
    int[] quintiles = quintiles(seed, byWard);

    List<Area> areas = new ArrayList<>();
    List<Ward> wards = new ArrayList<>();
    for (int w = 0; w < byWard.size(); w++) {
      String code = CODE + "-" + twoDigits(w + 1);
      List<Area> members = new ArrayList<>();
      for (Cell cell : byWard.get(w)) {
        int index = areas.size();
        int number = members.size() + 1;
        String name =
            NAMES[index % NAMES.length] + " " + ENDINGS[(index / NAMES.length) % ENDINGS.length];
        Area area =
            new Area(
                index, code + "-" + twoDigits(number), name, w, number, quintiles[index], cell);
        members.add(area);
        areas.add(area);
      }
      wards.add(new Ward(w, code, WARDS[w], members));
    }
    return new City(List.copyOf(areas), List.copyOf(wards), new CityMap(seed));
  }

  /** The cells nearest to the centre, nearest first. */
  private static List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (int row = 0; row < 15; row++) {
      for (int column = 0; column < 15; column++) {
        cells.add(new Cell(row, column));
      }
    }
    cells.sort(
        Comparator.comparingDouble(
                (Cell cell) ->
                    (cell.x() - 7) * (cell.x() - 7) + 1.3 * (cell.y() - 6) * (cell.y() - 6))
            .thenComparingInt(Cell::row)
            .thenComparingInt(Cell::column));
    return cells.subList(0, AREAS);
  }

  private static List<List<Cell>> split(List<Cell> cells, int[] sizes) {
    List<List<Cell>> parts = new ArrayList<>();
    int from = 0;
    for (int size : sizes) {
      parts.add(cells.subList(from, from + size));
      from += size;
    }
    return parts;
  }

  private static int[] quintiles(long seed, List<List<Cell>> byWard) {
    Dice dice = Dice.of(seed, "deprivation", 0);
    double[] scores = new double[AREAS];
    int index = 0;
    for (int w = 0; w < byWard.size(); w++) {
      double ward = (w < INNER_SIZES.length ? -0.8 : 0.3) + 0.7 * dice.gaussian();
      for (int i = 0; i < byWard.get(w).size(); i++) {
        scores[index++] = ward + 0.6 * dice.gaussian();
      }
    }
    int[] quintiles = new int[AREAS];
    for (int i = 0; i < AREAS; i++) {
      int rank = 0;
      for (int j = 0; j < AREAS; j++) {
        if (scores[j] < scores[i] || (scores[j] == scores[i] && j < i)) {
          rank++;
        }
      }
      quintiles[i] = 1 + rank * 5 / AREAS;
    }
    return quintiles;
  }

  private static String twoDigits(int number) {
    return (number < 10 ? "0" : "") + number;
  }

  List<Area> areas() {
    return areas;
  }

  List<Ward> wards() {
    return wards;
  }

  CityMap map() {
    return map;
  }
}
