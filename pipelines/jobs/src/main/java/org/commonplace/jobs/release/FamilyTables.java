package org.commonplace.jobs.release;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.commonplace.methods.disclosure.LinkedTables;

/**
 * Declares the cells of a family in one period and every sum by which one could be worked out from
 * others: groups add up to all, places to the place they lie in.
 */
final class FamilyTables {
  private final Map<String, ReleasedIndicator> indicators;
  private final Set<Quantity> known;
  private final Totals totals;
  private final LinkedTables.Builder builder = LinkedTables.builder();
  private final Map<Cell, Counted> cells = new LinkedHashMap<>();
  private final Map<Long, Handles> handles = new TreeMap<>();
  private final Map<String, String> parents = new TreeMap<>();
  private int named;

  private FamilyTables(
      Map<String, ReleasedIndicator> indicators, Set<Quantity> known, Totals totals) {
    this.indicators = indicators;
    this.known = known;
    this.totals = totals;
  }

  /** What may happen to the counts of everybody in a place that lies in no other. */
  enum Totals {
    /** Hidden only if they are small themselves. */
    KEPT,
    /** Hidden like any other for the sake of a part. */
    AS_OTHERS
  }

  /**
   * The linked tables with the handles of each row.
   *
   * @param tables what is suppressed and audited together
   * @param handles by row id: its cells in the tables
   */
  record Linked(LinkedTables tables, Map<Long, Handles> handles) {}

  /**
   * Where a row's counts are in the tables.
   *
   * @param numerator handle of its numerator
   * @param denominator handle of its denominator, or -1
   */
  record Handles(int numerator, int denominator) {}

  private record Cell(
      Quantity quantity, String place, String groupBy, String groupValue, LocalDate periodEnd) {
    Cell in(String otherPlace) {
      return new Cell(quantity, otherPlace, groupBy, groupValue, periodEnd);
    }

    Cell all() {
      return new Cell(quantity, place, "", "", periodEnd);
    }
  }

  private record Counted(int handle, long low, long high) {}

  /**
   * Declares rows that belong together.
   *
   * @param rows counts of one family and period
   * @param indicators the family's indicators by id
   * @param known counts that the attacker is taken to know, whether they are printed or not
   * @param totals what may happen to the totals
   */
  static Linked link(
      List<CountRow> rows,
      Map<String, ReleasedIndicator> indicators,
      Set<Quantity> known,
      Totals totals) {
    FamilyTables family = new FamilyTables(indicators, known, totals);
    rows.forEach(family::declare);
    family.addGroups();
    family.addPlaces();
    return new Linked(family.builder.build(), family.handles);
  }

  private void declare(CountRow row) {
    ReleasedIndicator indicator = indicators.get(row.indicator());
    if (row.numeratorLow() < 0) {
      // A correction below zero counts nobody; it can be in no sum of people.
      return;
    }
    if (row.parent() != null) {
      parents.put(row.place(), row.parent());
    }
    Counted numerator =
        count(
            row,
            indicator.counted(),
            (long) Math.floor(row.numeratorLow()),
            (long) Math.ceil(row.numeratorHigh()));
    Counted denominator = denominator(row, indicator);
    handles.put(
        row.id(), new Handles(numerator.handle(), denominator == null ? -1 : denominator.handle()));
    if (denominator != null
        && indicator.protection() == ReleasedIndicator.Protection.COUNTS_AND_OTHERS
        && numerator.low() <= denominator.low()
        && numerator.high() <= denominator.high()) {
      builder.complement(
          name(row.indicator() + "/others", row), denominator.handle(), numerator.handle());
    }
  }

  private Counted denominator(CountRow row, ReleasedIndicator indicator) {
    if (row.denominatorLow() == null || row.denominatorHigh() == null) {
      return null;
    }
    long low = (long) Math.floor(row.denominatorLow());
    long high = (long) Math.ceil(row.denominatorHigh());
    if (row.denominatorPublic()) {
      if (indicator.protection() != ReleasedIndicator.Protection.COUNTS_AND_OTHERS) {
        // What everybody knows, and no part of a sum with the numerator: nothing to protect.
        return null;
      }
      return new Counted(
          builder.publicCount(name(row.indicator() + "/population", row), low), low, low);
    }
    return indicator.countedOf() == null ? null : count(row, indicator.countedOf(), low, high);
  }

  /** The cell of a count; the same count in two indicators is one cell. */
  private Counted count(CountRow row, Quantity quantity, long low, long high) {
    Cell cell = new Cell(quantity, row.place(), row.groupBy(), row.groupValue(), row.periodEnd());
    Counted before = cells.get(cell);
    if (before != null && before.low() == low && before.high() == high) {
      return before;
    }
    String name = name(row.indicator() + "/" + named++, row);
    Counted counted =
        known.contains(quantity)
            ? new Counted(builder.publicCount(name, low), low, low)
            : new Counted(builder.count(name, low, high), low, high);
    cells.putIfAbsent(cell, counted);
    if (totals == Totals.KEPT && row.parent() == null && row.groupBy().isEmpty()) {
      builder.keep(counted.handle());
    } else if (row.parent() == null) {
      // How the groups of the whole place fare is asked before how they fare in its parts.
      builder.prefer(counted.handle());
    }
    return counted;
  }

  private static String name(String what, CountRow row) {
    return String.join(
        "/", row.periodEnd().toString(), row.place(), row.groupBy() + "=" + row.groupValue(), what);
  }

  private void addGroups() {
    Map<Cell, Map<String, List<Counted>>> parts = new LinkedHashMap<>();
    cells.forEach(
        (cell, counted) -> {
          if (!cell.groupBy().isEmpty()) {
            parts
                .computeIfAbsent(cell.all(), key -> new TreeMap<>())
                .computeIfAbsent(cell.groupBy(), key -> new ArrayList<>())
                .add(counted);
          }
        });
    parts.forEach((all, breakdowns) -> breakdowns.values().forEach(groups -> sum(all, groups)));
  }

  private void addPlaces() {
    Map<Cell, List<Counted>> parts = new LinkedHashMap<>();
    cells.forEach(
        (cell, counted) -> {
          String parent = parents.get(cell.place());
          if (parent != null) {
            parts.computeIfAbsent(cell.in(parent), key -> new ArrayList<>()).add(counted);
          }
        });
    parts.forEach(this::sum);
  }

  /**
   * Declares a sum. What the parts lack to the total, as people known only by city or places that
   * sent nothing, is a rest that nobody prints.
   */
  private void sum(Cell total, List<Counted> parts) {
    Counted whole = cells.get(total);
    if (whole == null || parts.isEmpty()) {
      return;
    }
    long least = 0;
    int[] handlesOfParts = new int[parts.size()];
    for (int i = 0; i < handlesOfParts.length; i++) {
      least += parts.get(i).low();
      handlesOfParts[i] = parts.get(i).handle();
    }
    // Parts that exceed the whole count somebody twice and tell nothing of each other.
    if (least <= whole.low()) {
      builder.totalWithRest("rest/" + named++, whole.handle(), handlesOfParts);
    }
  }
}
