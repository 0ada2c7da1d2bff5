package org.commonplace.methods.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A family of tables that are linked by sums: every count that could be worked out from another of
 * them belongs to the same family. Typically one indicator in one period, all places, total and
 * groups, numerators and denominators.
 *
 * <p>Cells and sums are kept in the order of the cells' ids, so that what is hidden does not depend
 * on the order in which a runner delivered the rows. A cell is addressed by the handle that the
 * builder returned.
 */
public final class LinkedTables {

  /** How a cell meets the public. */
  enum Role {
    /** Printed unless hidden. */
    COUNT,
    /** Known to everybody from elsewhere: never hidden. */
    PUBLIC,
    /** Never printed: a complement, or what a total has beyond its parts. */
    IMPLIED
  }

  private final String[] ids;
  private final Role[] roles;
  private final long[] low;
  private final long[] high;
  private final long[] base;
  private final int[] positionOfHandle;
  private final boolean[] kept;
  private final boolean[] preferred;
  private final boolean hasPreferred;

  /** Cells of sum s at [sumStart[s], sumStart[s + 1]): the total first, then the parts. */
  private final int[] sumStart;

  private final int[] sumCells;

  /** Sums of cell c at [cellStart[c], cellStart[c + 1]). */
  private final int[] cellStart;

  private final int[] cellSums;

  /** Whole, numerator and complement of each proportion, three entries each. */
  private final int[] proportions;

  private LinkedTables(Builder builder) {
    int size = builder.ids.size();
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparing(builder.ids::get));
    this.positionOfHandle = new int[size];
    this.ids = new String[size];
    this.roles = new Role[size];
    this.low = new long[size];
    this.high = new long[size];
    this.base = new long[size];
    this.kept = new boolean[size];
    this.preferred = new boolean[size];
    this.hasPreferred = !builder.preferred.isEmpty();
    for (int position = 0; position < size; position++) {
      int handle = order[position];
      positionOfHandle[handle] = position;
      ids[position] = builder.ids.get(handle);
      roles[position] = builder.roles.get(handle);
      low[position] = builder.low.get(handle);
      high[position] = builder.high.get(handle);
      base[position] = builder.base.get(handle);
      kept[position] = builder.kept.contains(handle);
      preferred[position] = builder.preferred.contains(handle);
      if (position > 0 && ids[position].equals(ids[position - 1])) {
        throw new IllegalArgumentException(
            "cell " + ids[position] + " is declared twice; ids must be unique in a family");
      }
    }
    int[][] sums = canonical(builder.sums);
    this.sumStart = new int[sums.length + 1];
    for (int s = 0; s < sums.length; s++) {
      sumStart[s + 1] = sumStart[s] + sums[s].length;
    }
    this.sumCells = new int[sumStart[sums.length]];
    this.cellStart = new int[size + 1];
    for (int s = 0; s < sums.length; s++) {
      System.arraycopy(sums[s], 0, sumCells, sumStart[s], sums[s].length);
      requireSum(sums[s]);
      for (int cell : sums[s]) {
        cellStart[cell + 1]++;
      }
    }
    for (int c = 0; c < size; c++) {
      cellStart[c + 1] += cellStart[c];
    }
    this.cellSums = new int[sumCells.length];
    int[] filled = cellStart.clone();
    for (int s = 0; s < sums.length; s++) {
      for (int cell : sums[s]) {
        cellSums[filled[cell]++] = s;
      }
    }
    this.proportions = new int[builder.proportions.size()];
    Arrays.setAll(proportions, i -> positionOfHandle[builder.proportions.get(i)]);
  }

  /** Sums in terms of positions, parts in order, sums in order, each once. */
  private int[][] canonical(List<int[]> declared) {
    return declared.stream()
        .map(
            handles -> {
              int[] cells = new int[handles.length];
              Arrays.setAll(cells, i -> positionOfHandle[handles[i]]);
              Arrays.sort(cells, 1, cells.length);
              return cells;
            })
        .sorted(Arrays::compare)
        .reduce(
            new ArrayList<int[]>(),
            (kept, sum) -> {
              if (kept.isEmpty() || !Arrays.equals(kept.get(kept.size() - 1), sum)) {
                kept.add(sum);
              }
              return kept;
            },
            (left, right) -> {
              throw new IllegalStateException("a sequential reduction has nothing to combine");
            })
        .toArray(int[][]::new);
  }

  private void requireSum(int[] cells) {
    long parts = 0;
    for (int i = 1; i < cells.length; i++) {
      if (cells[i] == cells[0] || (i > 1 && cells[i] == cells[i - 1])) {
        throw new IllegalArgumentException(
            "cell " + ids[cells[i]] + " is twice in the sum for " + ids[cells[0]]);
      }
      parts += base[cells[i]];
    }
    if (parts != base[cells[0]]) {
      throw new IllegalArgumentException(
          "the "
              + (cells.length - 1)
              + " parts of "
              + ids[cells[0]]
              + " (first "
              + ids[cells[1]]
              + ") do not add up to it; declare a sum only where every person is counted in one"
              + " part");
    }
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Number of cells, complements included. */
  public int size() {
    return ids.length;
  }

  int position(int handle) {
    return positionOfHandle[handle];
  }

  String id(int cell) {
    return ids[cell];
  }

  Role role(int cell) {
    return roles[cell];
  }

  long low(int cell) {
    return low[cell];
  }

  long high(int cell) {
    return high[cell];
  }

  /** A value within the cell's interval such that all sums hold. */
  long base(int cell) {
    return base[cell];
  }

  /** Whether the cell is printed unless the rule itself hides it. */
  boolean isKept(int cell) {
    return kept[cell];
  }

  boolean hasPreferred() {
    return hasPreferred;
  }

  /** Whether others are rather hidden than this cell. */
  boolean isPreferred(int cell) {
    return preferred[cell];
  }

  int sums() {
    return sumStart.length - 1;
  }

  int sumStart(int sum) {
    return sumStart[sum];
  }

  /** The cell at an index between two starts of sums. */
  int sumCell(int index) {
    return sumCells[index];
  }

  int cellStart(int cell) {
    return cellStart[cell];
  }

  /** The sum at an index between two starts of cells. */
  int cellSum(int index) {
    return cellSums[index];
  }

  /** -1 if the cell is the total of the sum, 1 if it is a part. */
  int sign(int sum, int cell) {
    return sumCells[sumStart[sum]] == cell ? -1 : 1;
  }

  int proportions() {
    return proportions.length / 3;
  }

  int whole(int proportion) {
    return proportions[3 * proportion];
  }

  int numerator(int proportion) {
    return proportions[3 * proportion + 1];
  }

  int complement(int proportion) {
    return proportions[3 * proportion + 2];
  }

  /** Collects cells and sums in any order. */
  public static final class Builder {
    private final List<String> ids = new ArrayList<>();
    private final List<Role> roles = new ArrayList<>();
    private final List<Long> low = new ArrayList<>();
    private final List<Long> high = new ArrayList<>();
    private final List<Long> base = new ArrayList<>();
    private final List<int[]> sums = new ArrayList<>();
    private final List<Integer> proportions = new ArrayList<>();
    private final Set<Integer> kept = new HashSet<>();
    private final Set<Integer> preferred = new HashSet<>();

    private Builder() {}

    /** A count that is printed unless it has to be hidden; returns its handle. */
    public int count(String id, long value) {
      return count(id, value, value);
    }

    /** A count of which only an interval is known; its low end must fit into all sums. */
    public int count(String id, long low, long high) {
      return add(id, Role.COUNT, low, high, low);
    }

    /** A count that everybody knows from elsewhere, as a census population; never hidden. */
    public int publicCount(String id, long value) {
      return add(id, Role.PUBLIC, value, value, value);
    }

    /**
     * Asks that a count be printed unless the rule itself hides it: it is not to be given up for
     * the sake of others, which may then be left without a proof of safety.
     */
    public Builder keep(int handle) {
      kept.add(handle);
      return this;
    }

    /** Asks that others be hidden rather than this count, where there is a choice. */
    public Builder prefer(int handle) {
      preferred.add(handle);
      return this;
    }

    /**
     * Declares that the numerator counts some of the whole. The others, the complement, are never
     * printed, but whoever knows both knows them, so they are protected like a count.
     */
    public int complement(String id, int whole, int numerator) {
      long least = Math.max(0, low.get(whole) - high.get(numerator));
      int handle =
          add(
              id,
              Role.IMPLIED,
              least,
              high.get(whole) - low.get(numerator),
              low.get(whole) - low.get(numerator));
      proportions.addAll(List.of(whole, numerator, handle));
      total(whole, numerator, handle);
      return handle;
    }

    /** Declares that the total is the sum of these parts. */
    public Builder total(int total, int... parts) {
      if (parts.length == 0) {
        throw new IllegalArgumentException("the sum for " + ids.get(total) + " has no parts");
      }
      int[] sum = new int[parts.length + 1];
      sum[0] = total;
      System.arraycopy(parts, 0, sum, 1, parts.length);
      sums.add(sum);
      return this;
    }

    /**
     * Declares that the total has these parts and a rest that is never printed, as people whose
     * place or group is not known. Without a rest it is a plain sum.
     */
    public Builder totalWithRest(String id, int total, int... parts) {
      long leastParts = 0;
      long mostParts = 0;
      for (int part : parts) {
        leastParts += low.get(part);
        mostParts += high.get(part);
      }
      if (leastParts == low.get(total) && mostParts == high.get(total)) {
        return total(total, parts);
      }
      int[] all = Arrays.copyOf(parts, parts.length + 1);
      all[parts.length] =
          add(
              id,
              Role.IMPLIED,
              Math.max(0, low.get(total) - mostParts),
              high.get(total) - leastParts,
              low.get(total) - leastParts);
      return total(total, all);
    }

    public LinkedTables build() {
      return new LinkedTables(this);
    }

    private int add(String id, Role role, long least, long most, long value) {
      if (least < 0 || most < least || value < 0) {
        throw new IllegalArgumentException(
            "cell "
                + id
                + " must be a count that is not negative, and no part or numerator may exceed its"
                + " whole");
      }
      ids.add(id);
      roles.add(role);
      low.add(least);
      high.add(most);
      base.add(value);
      return ids.size() - 1;
    }
  }
}
