package org.commonplace.jobs.sample;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * The true numerators and denominators of one indicator, by period, area and group. Parents are
 * added up when they are asked for.
 */
final class Tally {
  private final String indicator;
  private final String frequency;
  private final List<Period> periods;
  private final Set<Group> groups;
  private final List<AgeBand> bands;
  private final Basis basis;
  private final Residents residents;
  private final int slots;
  private final long[][] numerators;
  private final long[][] denominators;
  private final boolean[] withheld;
  private Set<String> levels = Set.of("city", "ward", "area");

  /**
   * A period of time.
   *
   * @param start first day
   * @param end last day
   */
  record Period(LocalDate start, LocalDate end) {}

  /** What a numerator is set against. */
  enum Basis {
    /** A denominator that is added with it. */
    SHARE,
    /** A denominator in millionths that is added with it. */
    SHARE_OF_MILLIONTHS,
    /** The residents of the same group. */
    RESIDENTS,
    /** What left, with what came as the numerator; of the whole place also when nothing did. */
    FLOW,
    /** Nothing; a denominator above 0 only says that there is a count. */
    COUNTED
  }

  Tally(
      Basis basis,
      String indicator,
      String frequency,
      List<Period> periods,
      Set<Group> groups,
      List<AgeBand> bands,
      Coalition coalition) {
    this.basis = basis;
    this.indicator = indicator;
    this.frequency = frequency;
    this.periods = List.copyOf(periods);
    this.groups = Set.copyOf(groups);
    this.bands = List.copyOf(bands);
    this.residents = coalition.residents();
    int areas = coalition.city().areas().size();
    this.slots = 1 + Sex.COUNT + 1 + bands.size() + 2 + Ethnicity.COUNT + 1;
    this.numerators = new long[periods.size()][areas * slots];
    this.denominators = new long[periods.size()][areas * slots];
    this.withheld = new boolean[periods.size()];
  }

  /** The same for places of these levels alone. */
  Tally at(String... places) {
    levels = Set.of(places);
    return this;
  }

  boolean isAt(String level) {
    return levels.contains(level);
  }

  void add(int period, Area area, Traits traits, long numerator, long denominator) {
    add(period, area, 0, numerator, denominator);
    add(period, area, sexSlot(traits.sex()), numerator, denominator);
    add(period, area, bandSlot(traits.age()), numerator, denominator);
    add(period, area, ethnicitySlot(traits.ethnicity()), numerator, denominator);
  }

  private void add(int period, Area area, int slot, long numerator, long denominator) {
    numerators[period][area.index() * slots + slot] += numerator;
    denominators[period][area.index() * slots + slot] += denominator;
  }

  /** The only partner sent nothing for this period, so that it has no value at all. */
  void withhold(int period) {
    withheld[period] = true;
  }

  private int sexSlot(Sex sex) {
    return 1 + (sex == null ? Sex.COUNT : sex.slot());
  }

  private int bandSlot(int age) {
    int first = 1 + Sex.COUNT + 1;
    for (int band = 0; band < bands.size(); band++) {
      if (bands.get(band).contains(age)) {
        return first + band;
      }
    }
    return first + bands.size() + (age == Traits.NO_AGE ? 0 : 1);
  }

  private int ethnicitySlot(Ethnicity ethnicity) {
    return 1
        + Sex.COUNT
        + 1
        + bands.size()
        + 2
        + (ethnicity == null ? Ethnicity.COUNT : ethnicity.slot());
  }

  /** Receives the values, ordered by period, place as asked for, group and group value. */
  interface Sink {
    /** Takes one value; the denominator is below 0 when there is none. */
    void value(
        String indicator,
        String frequency,
        Period period,
        String groupBy,
        String groupValue,
        long numerator,
        long denominator);
  }

  /** The values of the place made of these areas in one period. */
  void values(int period, List<Area> areas, Sink sink) {
    if (withheld[period]) {
      return;
    }
    AgeBand all = bands.isEmpty() ? AgeBand.of(0, AgeBand.OLDEST) : whole();
    value(period, areas, 0, "", "", Tally::any, all, Tally::any, sink);
    if (groups.contains(Group.AGE_BAND)) {
      for (AgeBand band : bands) {
        int slot = bandSlot(band.from());
        value(
            period,
            areas,
            slot,
            Group.AGE_BAND.code(),
            band.name(),
            Tally::any,
            band,
            Tally::any,
            sink);
      }
      outside(period, areas, bandSlot(Traits.NO_AGE), Group.AGE_BAND, "unknown", sink);
      outside(period, areas, bandSlot(Traits.NO_AGE) + 1, Group.AGE_BAND, "other", sink);
    }
    if (groups.contains(Group.DEPRIVATION_QUINTILE)) {
      for (int quintile = 1; quintile <= 5; quintile++) {
        int wanted = quintile;
        List<Area> members = areas.stream().filter(area -> area.quintile() == wanted).toList();
        String code = Group.DEPRIVATION_QUINTILE.code();
        if (!members.isEmpty()) {
          value(
              period,
              members,
              0,
              code,
              String.valueOf(quintile),
              Tally::any,
              all,
              Tally::any,
              sink);
        }
      }
    }
    if (groups.contains(Group.ETHNICITY)) {
      for (Ethnicity ethnicity : Ethnicity.values()) {
        int slot = ethnicitySlot(ethnicity);
        IntPredicate same = other -> other == ethnicity.slot();
        value(
            period,
            areas,
            slot,
            Group.ETHNICITY.code(),
            ethnicity.code(),
            Tally::any,
            all,
            same,
            sink);
      }
      outside(period, areas, ethnicitySlot(null), Group.ETHNICITY, "unknown", sink);
    }
    if (groups.contains(Group.SEX)) {
      for (Sex sex : Sex.values()) {
        IntPredicate same = other -> other == sex.slot();
        value(
            period, areas, sexSlot(sex), Group.SEX.code(), sex.name(), same, all, Tally::any, sink);
      }
      outside(period, areas, sexSlot(null), Group.SEX, "unknown", sink);
    }
  }

  private static boolean any(int slot) {
    return true;
  }

  private AgeBand whole() {
    return AgeBand.of(bands.get(0).from(), bands.get(bands.size() - 1).to());
  }

  private void value(
      int period,
      List<Area> areas,
      int slot,
      String groupBy,
      String groupValue,
      IntPredicate sexes,
      AgeBand ages,
      IntPredicate ethnicities,
      Sink sink) {
    long numerator = sum(numerators[period], areas, slot);
    long denominator;
    if (basis != Basis.RESIDENTS) {
      denominator = sum(denominators[period], areas, slot);
    } else {
      int date = residents.dateFor(periods.get(period).end());
      denominator =
          areas.stream()
              .mapToLong(area -> residents.count(date, area.index(), sexes, ages, ethnicities))
              .sum();
    }
    if (basis == Basis.FLOW) {
      if (numerator + denominator > 0 || groupBy.isEmpty()) {
        emit(period, groupBy, groupValue, numerator, denominator, sink);
      }
    } else if (basis == Basis.COUNTED && denominator > 0) {
      emit(period, groupBy, groupValue, numerator, -1, sink);
    } else if (denominator > 0) {
      emit(period, groupBy, groupValue, numerator, denominator, sink);
    } else if (numerator > 0) {
      emit(period, groupBy, groupValue, numerator, -1, sink);
    }
  }

  private void outside(
      int period, List<Area> areas, int slot, Group group, String value, Sink sink) {
    long numerator = sum(numerators[period], areas, slot);
    boolean rate = basis == Basis.RESIDENTS;
    long denominator = rate ? -1 : sum(denominators[period], areas, slot);
    boolean flow = basis == Basis.FLOW && numerator > 0;
    if (denominator > 0 || flow || (rate && numerator > 0)) {
      emit(period, group.code(), value, numerator, denominator, sink);
    }
  }

  private void emit(
      int period, String groupBy, String groupValue, long numerator, long denominator, Sink sink) {
    sink.value(
        indicator, frequency, periods.get(period), groupBy, groupValue, numerator, denominator);
  }

  private long sum(long[] counts, List<Area> areas, int slot) {
    long sum = 0;
    for (Area area : areas) {
      sum += counts[area.index() * slots + slot];
    }
    return sum;
  }

  /** As written down: empty for none, millionths as a decimal number. */
  String text(long denominator) {
    if (denominator < 0) {
      return "";
    }
    return basis == Basis.SHARE_OF_MILLIONTHS
        ? BigDecimal.valueOf(denominator, 6).toPlainString()
        : String.valueOf(denominator);
  }

  List<Period> periods() {
    return periods;
  }

  String indicator() {
    return indicator;
  }
}
