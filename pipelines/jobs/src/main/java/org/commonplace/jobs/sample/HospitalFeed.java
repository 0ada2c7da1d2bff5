package org.commonplace.jobs.sample;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * The hospital's stays and emergency department visits. Half way it changes its system, and with it
 * the labels, the codes of sex and the shape of times: the second version of its contract.
 */
final class HospitalFeed implements Feed {
  private static final int OLD = 65;

  /** Share of stays after which the person comes back within 40 days. */
  private static final double READMITTED = 0.15;

  private static final int READMITTED_WITHIN = 29;

  private final Coalition coalition;
  private final MonthAxis axis;
  private final List<Delivery> encounters;
  private final int change;
  private final Tally injuries;
  private final Tally falls;
  private final Tally readmissions;

  HospitalFeed(Coalition coalition) throws IOException {
    this.coalition = coalition;
    this.axis = coalition.axis();
    Inbox.Kind before =
        kind(
            new Breakage(9, "2026-02-30 25:61"),
            "Spell",
            "Health number",
            "Family name",
            "Born",
            "Sex",
            "Ethnic category",
            "Area of residence",
            "Class",
            "Admission method",
            "Arrived",
            "Left",
            "Main cause",
            "Discharged to");
    Inbox.Kind after =
        kind(
            new Breakage(9, "30/02/2026 25:61"),
            "Spell ID",
            "Health no",
            "Family name",
            "Birth date",
            "Gender",
            "Ethnic category",
            "Residence area",
            "Patient class",
            "Method of admission",
            "Admitted at",
            "Discharged at",
            "ICD-10 main",
            "Discharge destination");
    this.change = axis.count() / 2;
    this.encounters = new ArrayList<>();
    for (int month = 0; month < axis.count(); month++) {
      encounters.add(coalition.month(month < change ? before : after, "spells_@.csv.gz", month));
    }
    this.injuries =
        new Tally(
            Tally.Basis.RESIDENTS,
            "HLT-01",
            "month",
            coalition.months(),
            EnumSet.allOf(Group.class),
            List.of(AgeBand.of(0, 4), AgeBand.of(5, 9), AgeBand.of(10, 14)),
            coalition);
    this.falls =
        new Tally(
            Tally.Basis.RESIDENTS,
            "HLT-02",
            "month",
            coalition.months(),
            EnumSet.allOf(Group.class),
            List.of(AgeBand.of(65, 74), AgeBand.of(75, AgeBand.OLDEST)),
            coalition);
    this.readmissions =
        new Tally(
            Tally.Basis.SHARE,
            "HLT-03",
            "month",
            coalition.months(),
            EnumSet.allOf(Group.class),
            List.of(
                AgeBand.of(0, 17),
                AgeBand.of(18, 64),
                AgeBand.of(65, 74),
                AgeBand.of(75, AgeBand.OLDEST)),
            coalition);
  }

  private static Inbox.Kind kind(Breakage time, String... labels) {
    return new Inbox.Kind(
        Partner.HOSPITAL,
        "merrowby-encounters",
        TextShape.COMMA_PACKED.under(labels),
        List.of(new Breakage(1, ""), time, new Breakage(4, "8"), new Breakage(7, "??")),
        Closing.NOTHING);
  }

  @Override
  public void visit(Household household, Sightings sightings) throws IOException {
    Dice dice = coalition.dice("hospital", household);
    double strain = 0.7 + 0.3 * household.strain();
    for (Resident resident : household.residents()) {
      Claim claim = coalition.claim(Partner.HOSPITAL, resident);
      List<Stay> stays = new ArrayList<>();
      for (int month = 0; month < axis.count(); month++) {
        if (resident.birthDate().isBefore(axis.firstDay(month))) {
          meet(resident, claim, month, strain, dice, sightings, stays);
        }
      }
      countReadmissions(claim, stays);
    }
  }

  /** An accepted inpatient row of one person. */
  private record Stay(LocalDate start, LocalDate end, boolean emergency, Area area) {
    boolean followedBy(Stay other) {
      return other.emergency()
          && !other.start().isBefore(end)
          && !other.start().isAfter(end.plusDays(READMITTED_WITHIN));
    }
  }

  private void countReadmissions(Claim claim, List<Stay> stays) {
    for (int index = 0; index < stays.size(); index++) {
      Stay stay = stays.get(index);
      if (axis.contains(stay.end())) {
        int month = axis.index(stay.end());
        boolean back = false;
        for (int i = 0; i < stays.size(); i++) {
          back |= i != index && stay.followedBy(stays.get(i));
        }
        Traits traits = Traits.of(claim, axis.serial(month));
        readmissions.add(month, stay.area(), traits, back ? 1 : 0, 1);
      }
    }
  }

  private void meet(
      Resident resident,
      Claim claim,
      int month,
      double strain,
      Dice dice,
      Sightings sightings,
      List<Stay> stays)
      throws IOException {
    LocalDate day = axis.firstDay(month).plusDays(dice.below(axis.month(month).lengthOfMonth()));
    int age = resident.age(axis.serial(month));
    boolean old = age >= OLD;
    double draw = dice.unit() / strain;
    double injury = age <= 14 ? 0.0012 : 0.0007;
    double fall = old ? 0.004 : 0.0003;
    double planned = old ? 0.012 : 0.004;
    double visit = age <= 14 || old ? 0.03 : 0.02;
    if (draw < injury) {
      row(resident, claim, day, "IP", "21", dice.pick("S52", "S06", "T20", "X60"), stays, dice);
    } else if (draw < injury + fall) {
      row(resident, claim, day, "IP", "21", dice.pick("W01", "W10", "W19"), stays, dice);
    } else if (draw < injury + fall + planned) {
      String cause = dice.pick("I21", "J18", "K35", "C50", "F32");
      row(resident, claim, day, "IP", dice.pick("11", "11", "21"), cause, stays, dice);
    } else if (draw < injury + fall + planned + visit) {
      row(
          resident,
          claim,
          day,
          "ED",
          "",
          dice.pick("R10", "S93", "W01", "F10", "J06"),
          stays,
          dice);
    } else {
      return;
    }
    sightings.mark(resident, Scheme.HEALTH);
  }

  private void row(
      Resident resident,
      Claim claim,
      LocalDate day,
      String kind,
      String method,
      String cause,
      List<Stay> stays,
      Dice dice)
      throws IOException {
    int month = axis.index(day);
    LocalDate left = kind.equals("ED") ? day : day.plusDays(dice.below(9));
    boolean old = month < change;
    Dates shape = old ? Dates.ISO : Dates.SLASHED;
    boolean stands =
        encounters
            .get(month)
            .add(
                "S" + resident.index() + "-" + month,
                coalition.identifiers().health(resident),
                resident.surname(),
                Dates.ISO.text(claim.birthDate()),
                old
                    ? Spelling.sex(claim, "2", "1", "9", "0")
                    : Spelling.sex(claim, "F", "M", "X", "U"),
                Spelling.ethnicity(claim, "Z", "H", "N", "D", "S", "A"),
                resident.home(month).code(),
                kind,
                method,
                shape.text(day) + " " + time(dice.between(0, 719)),
                shape.text(left) + " " + time(dice.between(720, 1439)),
                cause,
                dice.pick("home", "home", "home", "care home", "other hospital"));
    if (stands && kind.equals("IP")) {
      stays.add(new Stay(day, left, method.equals("21"), resident.home(month)));
    }
    boolean injured = cause.startsWith("S") || cause.startsWith("T") || cause.startsWith("X");
    if (stands && kind.equals("IP") && method.equals("21") && (injured || cause.startsWith("W"))) {
      Traits traits = Traits.of(claim, axis.serial(month));
      if (traits.age() >= 0 && traits.age() <= 14) {
        injuries.add(month, resident.home(month), traits, 1, 0);
      }
      if (traits.age() >= OLD && cause.startsWith("W")) {
        falls.add(month, resident.home(month), traits, 1, 0);
      }
    }
    LocalDate back = left.plusDays(dice.below(40));
    if (kind.equals("IP") && axis.contains(back) && dice.chance(READMITTED)) {
      row(resident, claim, back, "IP", "21", dice.pick("J18", "I50", "N39"), stays, dice);
    }
  }

  private static String time(int minute) {
    return String.valueOf(100 + minute / 60).substring(1)
        + ":"
        + String.valueOf(100 + minute % 60).substring(1);
  }

  @Override
  public List<Tally> tallies() {
    return List.of(injuries, falls, readmissions);
  }
}
