package org.commonplace.jobs.sample;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** Each month's children for whom a vaccination is to be complete by a birthday in that month. */
final class ImmunisationFeed implements Feed {
  private static final double[] COVERAGE = {0.87, 0.89, 0.915, 0.935, 0.955};

  private final Coalition coalition;
  private final MonthAxis axis;
  private final List<Delivery> due;
  private final List<Tally.Period> quarters;
  private final Tally sixInOne;
  private final Tally mmr;
  private final Tally mmrTwice;

  ImmunisationFeed(Coalition coalition) throws IOException {
    this.coalition = coalition;
    this.axis = coalition.axis();
    this.due =
        coalition.months(
            new Inbox.Kind(
                Partner.IMMUNISATION,
                "merrowby-immunisations",
                TextShape.UNICODE_TEXT.under(
                    "Health No",
                    "Forename",
                    "Surname",
                    "Birth date",
                    "Gender",
                    "Ethnicity",
                    "Antigen",
                    "Complete by",
                    "Given on",
                    "Area"),
                List.of(
                    new Breakage(0, ""), new Breakage(3, "31.06.2024"), new Breakage(6, "MRM1")),
                Closing.TOTAL_ROW),
            "children due @.txt");
    this.quarters = quarters();
    this.sixInOne = tally("PH-01b");
    this.mmr = tally("PH-01");
    this.mmrTwice = tally("PH-01c");
  }

  private Tally tally(String indicator) {
    return new Tally(
        Tally.Basis.SHARE,
        indicator,
        "quarter",
        quarters,
        EnumSet.of(Group.SEX, Group.ETHNICITY, Group.DEPRIVATION_QUINTILE),
        List.of(),
        coalition);
  }

  /** Quarters that lie wholly within the months. */
  private List<Tally.Period> quarters() {
    List<Tally.Period> periods = new ArrayList<>();
    for (LocalDate start = quarterStart(axis.firstDay(0).plusMonths(2));
        !start.plusMonths(3).minusDays(1).isAfter(axis.lastDay(axis.count() - 1));
        start = start.plusMonths(3)) {
      periods.add(new Tally.Period(start, start.plusMonths(3).minusDays(1)));
    }
    return periods;
  }

  private static LocalDate quarterStart(LocalDate day) {
    return LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / 3 * 3 + 1, 1);
  }

  @Override
  public void visit(Household household, Sightings sightings) throws IOException {
    Dice dice = coalition.dice("immunisation", household);
    for (Resident resident : household.residents()) {
      if (resident.age(axis.serial(0)) <= 17) {
        double coverage = coverage(resident.home(0));
        row(resident, "6IN1", 12, 3, coverage + 0.03, dice, sightings);
        row(resident, "MMR1", 24, 12, coverage, dice, sightings);
        row(resident, "MMR2", 60, 40, coverage - 0.03, dice, sightings);
      }
    }
  }

  private static double coverage(Area home) {
    return COVERAGE[home.quintile() - 1];
  }

  /** Coverage falls in the most deprived areas: the second planted trend. */
  private double fall(Area home, LocalDate due) {
    return home.quintile() == 1 ? 0.1 * coalition.progress(axis.clipped(due)) : 0;
  }

  private void row(
      Resident resident,
      String vaccine,
      int dueMonths,
      int firstMonths,
      double coverage,
      Dice dice,
      Sightings sightings)
      throws IOException {
    LocalDate birth = resident.birthDate();
    LocalDate by = birth.plusMonths(dueMonths);
    boolean given = dice.chance(coverage - fall(resident.home(0), by));
    int window = (int) (by.toEpochDay() - birth.plusMonths(firstMonths).toEpochDay());
    double late = dice.unit() * dice.unit();
    LocalDate day = birth.plusMonths(firstMonths).plusDays((int) (late * (window + 20)));
    int month = month(resident, vaccine, by);
    if (month < 0) {
      return;
    }
    boolean known = given && !day.isAfter(axis.lastDay(month));
    sightings.mark(resident, Scheme.HEALTH);
    Claim claim = coalition.claim(Partner.IMMUNISATION, resident);
    boolean stands =
        due.get(month)
            .add(
                coalition.identifiers().health(resident),
                resident.forename(),
                resident.surname(),
                Dates.DOTTED.text(birth),
                Spelling.sex(claim, "Girl", "Boy", "Other", "–"),
                Spelling.ethnicity(claim, "–", "Asian", "Black", "Mixed", "Other", "White"),
                vaccine,
                Dates.DOTTED.text(by),
                known ? Dates.DOTTED.text(day) : "",
                resident.home(month).code().replace('-', ' '));
    if (stands) {
      int quarter = quarter(by);
      if (quarter >= 0) {
        boolean inTime = known && !day.isAfter(by);
        Traits traits = new Traits(claim.sex(), Traits.NO_AGE, claim.ethnicity());
        Tally tally =
            switch (vaccine) {
              case "6IN1" -> sixInOne;
              case "MMR1" -> mmr;
              default -> mmrTwice;
            };
        tally.add(quarter, resident.home(month), traits, inTime ? 1 : 0, 1);
      }
    }
  }

  /**
   * The month in whose file the child is, or -1. An older child whose second dose was put off fills
   * a file that would stay empty.
   */
  private int month(Resident resident, String vaccine, LocalDate by) {
    if (axis.contains(by)) {
      return axis.index(by);
    }
    for (int month = 0; month < axis.count() && vaccine.equals("MMR2"); month++) {
      if (coalition.starving(due.get(month), resident) && by.isBefore(axis.firstDay(month))) {
        return month;
      }
    }
    return -1;
  }

  private int quarter(LocalDate day) {
    for (int quarter = 0; quarter < quarters.size(); quarter++) {
      Tally.Period period = quarters.get(quarter);
      if (!day.isBefore(period.start()) && !day.isAfter(period.end())) {
        return quarter;
      }
    }
    return -1;
  }

  @Override
  public List<Tally> tallies() {
    return List.of(sixInOne, mmr, mmrTwice);
  }
}
