package org.commonplace.jobs.sample;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.OptionalInt;

/** What is planted in the data, to be found again. */
final class Plan {
  static final int OUTBREAK_WEEKS = 6;

  private static final int OUTBREAK_AREAS = 4;

  /** Added to the number of a ward in codes of before. */
  private static final int RENUMBERED = 50;

  private static final int DIVIDED = 80;

  private final Ward absenceWard;
  private final List<Area> outbreakAreas;
  private final LocalDate outbreakStart;
  private final Ward renumberedWard;
  private final List<Area> dividedAreas;
  private final int boundaryMonth;
  private final int missingMonth;
  private final int correctedMonth;

  Plan(SampleOptions options, City city, MonthAxis axis) {
    Dice dice = Dice.of(options.seed(), "plan", 0);
    int wards = city.wards().size();
    int outbreakWard = dice.below(wards);
    this.absenceWard = city.wards().get((outbreakWard + 1 + dice.below(wards - 1)) % wards);
    List<Area> areas = city.wards().get(outbreakWard).areas();
    int from = dice.below(areas.size() - OUTBREAK_AREAS + 1);
    this.outbreakAreas = List.copyOf(areas.subList(from, from + OUTBREAK_AREAS));
    this.outbreakStart =
        axis.firstDay(Math.max(1, axis.count() - 4))
            .with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
    List<Ward> others =
        city.wards().stream()
            .filter(ward -> ward.index() != outbreakWard && ward.index() != absenceWard.index())
            .toList();
    this.renumberedWard = others.get(0);
    this.dividedAreas = List.of(others.get(1).areas().get(0), others.get(2).areas().get(0));
    this.boundaryMonth = axis.count() / 2;
    boolean untidy = options.mess().untidy();
    this.missingMonth = untidy && axis.count() >= 8 ? axis.count() - 7 : -1;
    this.correctedMonth = untidy && axis.count() >= 6 ? axis.count() - 5 : -1;
  }

  /** Where absence from school rises month by month. */
  Ward absenceWard() {
    return absenceWard;
  }

  /** Where areas had another code until boundaries changed. */
  Ward renumberedWard() {
    return renumberedWard;
  }

  /** Areas of two wards that a former area was divided between. */
  List<Area> dividedAreas() {
    return dividedAreas;
  }

  /** The month with whose first day the boundaries of today begin. */
  int boundaryMonth() {
    return boundaryMonth;
  }

  /** The code that an area had before. */
  String formerCode(Area area) {
    int ward = area.ward() + 1 + (area.ward() == renumberedWard.index() ? RENUMBERED : DIVIDED);
    return City.CODE + "-" + ward + area.code().substring(area.code().lastIndexOf('-'));
  }

  /** The code of an area in a month for those who write down what it was then. */
  String codeIn(int month, Area area) {
    return month < boundaryMonth && area.ward() == renumberedWard.index()
        ? formerCode(area)
        : area.code();
  }

  List<Area> outbreakAreas() {
    return outbreakAreas;
  }

  /** Monday of the first week of the gastroenteritis outbreak. */
  LocalDate outbreakStart() {
    return outbreakStart;
  }

  LocalDate outbreakEnd() {
    return outbreakStart.plusWeeks(OUTBREAK_WEEKS).minusDays(1);
  }

  boolean outbreak(Area area, LocalDate day) {
    return !day.isBefore(outbreakStart)
        && !day.isAfter(outbreakEnd())
        && outbreakAreas.contains(area);
  }

  /** The month in which the police send nothing. */
  OptionalInt missingMonth() {
    return missingMonth < 0 ? OptionalInt.empty() : OptionalInt.of(missingMonth);
  }

  /** The month that the southern schools first send wrong and then again. */
  OptionalInt correctedMonth() {
    return correctedMonth < 0 ? OptionalInt.empty() : OptionalInt.of(correctedMonth);
  }
}
