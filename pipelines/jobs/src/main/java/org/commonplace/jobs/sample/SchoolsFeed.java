package org.commonplace.jobs.sample;

import java.io.IOException;
import java.time.LocalDate;
import java.time.Month;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Two school systems with software of their own. A pupil may change from one to the other within a
 * month, and is then in both files.
 */
final class SchoolsFeed implements Feed {
  private static final int YOUNGEST = 4;
  private static final int OLDEST = 15;
  private static final int SECONDARY = 11;
  private static final int SESSIONS_THAT_COUNT = 20;

  /** Half days on which schools are open, January first; two summer days in August. */
  private static final int[] SESSIONS = {40, 30, 42, 26, 38, 40, 30, 4, 38, 36, 42, 30};

  private final Coalition coalition;
  private final MonthAxis axis;
  private final List<Delivery> north;
  private final List<Delivery> south;
  private final Delivery wrong;
  private final int wrongMonth;
  private final Tally persistent;
  private final Tally severe;
  private final Tally suspensions;
  private final Tally ethnicityKnown;
  private final Tally goodLevel;

  SchoolsFeed(Coalition coalition) throws IOException {
    this.coalition = coalition;
    this.axis = coalition.axis();
    Inbox.Kind northern =
        new Inbox.Kind(
            Partner.NORTH_SCHOOLS,
            "merrowby-attendance-north",
            TextShape.COMMA_MARKED.under(
                "UPN",
                "Surname",
                "Forename",
                "DOB",
                "Gender",
                "Ethnic Code",
                "Home Area",
                "School",
                "Month",
                "Possible Sessions",
                "Absent Sessions",
                "Authorised",
                "Unauthorised",
                "Suspensions",
                "Good level"),
            List.of(
                new Breakage(0, ""),
                new Breakage(3, "31/02/2015"),
                new Breakage(4, "Q"),
                new Breakage(9, "n/k")),
            Closing.TOTAL_ROW);
    Inbox.Kind southern =
        new Inbox.Kind(
            Partner.SOUTH_SCHOOLS,
            "merrowby-attendance-south",
            TextShape.SEMICOLON_WESTERN.under(
                "Pupil UPN",
                "Pupil name",
                "Date of birth",
                "Sex",
                "Ethnicity",
                "Area code",
                "Academy",
                "Period start",
                "Sessions possible",
                "Sessions attended",
                "Unauthorised absence",
                "Fixed-term suspensions",
                "Reception outcome"),
            List.of(
                new Breakage(0, ""),
                new Breakage(7, "2025-13-01"),
                new Breakage(4, "Martian"),
                new Breakage(9, "999")),
            Closing.BLANK_ROW);
    this.north = coalition.months(northern, "attendance_@.csv");
    this.south = coalition.months(southern, "Attendance @.csv");
    this.wrongMonth = coalition.plan().correctedMonth().orElse(-1);
    if (wrongMonth < 0) {
      this.wrong = null;
    } else {
      this.wrong = south.get(wrongMonth);
      wrong.supersede();
      String name = "Attendance " + axis.month(wrongMonth) + " corrected.csv";
      south.set(
          wrongMonth,
          coalition
              .inbox()
              .open(
                  southern,
                  name,
                  axis.month(wrongMonth).toString(),
                  axis.lastDay(wrongMonth).plusDays(24)));
    }
    List<AgeBand> bands =
        List.of(
            AgeBand.of(0, 4),
            AgeBand.of(5, 10),
            AgeBand.of(11, 15),
            AgeBand.of(16, AgeBand.OLDEST));
    this.persistent = tally("EDU-01", bands);
    this.severe = tally("EDU-02", bands);
    this.suspensions = tally("EDU-03", bands);
    this.goodLevel =
        tally(
            "EDU-04",
            List.of(),
            EnumSet.of(Group.SEX, Group.ETHNICITY, Group.DEPRIVATION_QUINTILE));
    this.ethnicityKnown = tally("DQ-03b", List.of(), EnumSet.of(Group.DEPRIVATION_QUINTILE));
  }

  private Tally tally(String indicator, List<AgeBand> bands) {
    return tally(indicator, bands, EnumSet.allOf(Group.class));
  }

  private Tally tally(String indicator, List<AgeBand> bands, Set<Group> groups) {
    return new Tally(
        Tally.Basis.SHARE, indicator, "month", coalition.months(), groups, bands, coalition);
  }

  @Override
  public void visit(Household household, Sightings sightings) throws IOException {
    Dice dice = coalition.dice("schools", household);
    for (Resident resident : household.residents()) {
      if (resident.age(axis.serial(0)) <= OLDEST + 1
          && resident.age(axis.serial(axis.count() - 1)) >= YOUNGEST) {
        new Pupil(resident, household.strain(), dice).attend(sightings);
      }
    }
  }

  @Override
  public List<Tally> tallies() {
    return List.of(persistent, severe, suspensions, goodLevel, ethnicityKnown);
  }

  private enum SchoolSystem {
    NORTH,
    SOUTH;

    SchoolSystem other() {
      return this == NORTH ? SOUTH : NORTH;
    }

    static SchoolSystem of(Area home) {
      return home.ward() % 2 == 0 ? NORTH : SOUTH;
    }
  }

  /** One pupil's way through the months. */
  private final class Pupil {
    private final Resident resident;
    private final Dice dice;
    private final double absence;
    private final Claim northClaim;
    private final Claim southClaim;
    private final int[] possible = new int[axis.count()];
    private final int[] absent = new int[axis.count()];
    private final int[] suspended = new int[axis.count()];

    /**
     * What the assessment at the end of reception found, by its month; null where there is none.
     */
    private final Boolean[] atLevel = new Boolean[axis.count()];

    private final double ready;
    private final boolean[] northTells = new boolean[axis.count()];
    private final boolean[] southTells = new boolean[axis.count()];

    Pupil(Resident resident, double strain, Dice dice) {
      this.resident = resident;
      this.dice = dice;
      this.northClaim = coalition.claim(Partner.NORTH_SCHOOLS, resident);
      this.southClaim = coalition.claim(Partner.SOUTH_SCHOOLS, resident);
      double draw = dice.unit();
      double base =
          draw < 0.80
              ? 0.02 + 0.05 * dice.unit()
              : draw < 0.95
                  ? 0.06 + 0.07 * dice.unit()
                  : draw < 0.99 ? 0.12 + 0.23 * dice.unit() : 0.5 + 0.3 * dice.unit();
      this.absence = base * Math.min(1.9, 0.8 + 0.2 * strain);
      this.ready = Math.max(0.3, 0.85 - 0.12 * strain);
    }

    void attend(Sightings sightings) throws IOException {
      SchoolSystem system = SchoolSystem.of(resident.home(0));
      if (dice.chance(0.08)) {
        system = system.other();
      }
      for (int month = 0; month < axis.count(); month++) {
        int ageInAutumn = ageInAutumn(month);
        if (ageInAutumn < YOUNGEST || ageInAutumn > OLDEST) {
          continue;
        }
        sightings.mark(resident, Scheme.UPN);
        boolean moved =
            month > 0
                && SchoolSystem.of(resident.home(month))
                    != SchoolSystem.of(resident.home(month - 1));
        if (ageInAutumn == YOUNGEST && axis.month(month).getMonth() == Month.JUNE) {
          atLevel[month] = dice.chance(ready);
        }
        int sessions = SESSIONS[axis.month(month).getMonthValue() - 1];
        if (dice.chance(moved ? 0.6 : 0.002)) {
          int before = 1 + dice.below(sessions - 1);
          attend(system, month, before, ageInAutumn);
          system = system.other();
          attend(system, month, sessions - before, ageInAutumn);
        } else {
          attend(system, month, sessions, ageInAutumn);
        }
      }
      count();
    }

    private int ageInAutumn(int month) {
      LocalDate start = axis.firstDay(firstMonthOfYear(month)).minusDays(1);
      return resident.birthDate().isAfter(start)
          ? -1
          : resident.birthDate().until(start).getYears();
    }

    private void attend(SchoolSystem system, int month, int sessions, int ageInAutumn)
        throws IOException {
      double season =
          switch (axis.month(month).getMonth()) {
            case NOVEMBER, DECEMBER, JANUARY, FEBRUARY -> 1.2;
            default -> 0.95;
          };
      boolean rising = resident.home(month).ward() == coalition.plan().absenceWard().index();
      double share = absence * season + (rising ? 0.07 * coalition.progress(month) : 0);
      int missed = dice.successes(sessions, Math.min(0.95, share));
      int unauthorised = dice.successes(missed, 0.3);
      int suspensions = ageInAutumn >= SECONDARY && dice.chance(0.004) ? 1 : 0;
      String school =
          coalition.city().wards().get(resident.home(month).ward()).name()
              + (ageInAutumn >= SECONDARY ? " Secondary" : " Primary");
      boolean stands =
          system == SchoolSystem.NORTH
              ? northRow(month, school, sessions, missed, unauthorised, suspensions)
              : southRow(month, school, sessions, missed, unauthorised, suspensions);
      if (stands) {
        possible[month] += sessions;
        absent[month] += missed;
        suspended[month] += suspensions;
        (system == SchoolSystem.NORTH ? northTells : southTells)[month] = true;
      }
    }

    private boolean northRow(
        int month, String school, int sessions, int missed, int unauthorised, int suspensions)
        throws IOException {
      String[] ethnicities = {"A", "B", "M", "O", "W"};
      return north
          .get(month)
          .add(
              coalition.identifiers().upn(resident),
              resident.surname(),
              resident.forename(),
              Dates.SLASHED.text(northClaim.birthDate()),
              Spelling.sex(northClaim, "Female", "Male", "Other", ""),
              Spelling.ethnicity(northClaim, "REFU", ethnicities),
              resident.home(month).code(),
              school,
              Dates.SLASHED.text(axis.firstDay(month)).substring(3),
              String.valueOf(sessions),
              String.valueOf(missed),
              String.valueOf(missed - unauthorised),
              String.valueOf(unauthorised),
              String.valueOf(suspensions),
              outcome(month, "Y", "N"));
    }

    private boolean southRow(
        int month, String school, int sessions, int missed, int unauthorised, int suspensions)
        throws IOException {
      if (month == wrongMonth && dice.chance(0.97)) {
        int mistaken = dice.chance(0.12) ? sessions : sessions - missed;
        wrong.add(southCells(month, school, sessions, mistaken, 0, suspensions));
      }
      return south
          .get(month)
          .add(southCells(month, school, sessions, sessions - missed, unauthorised, suspensions));
    }

    private String[] southCells(
        int month, String school, int sessions, int attended, int unauthorised, int suspensions) {
      return new String[] {
        coalition.identifiers().upn(resident),
        resident.surname() + ", " + resident.forename(),
        Dates.ISO.text(southClaim.birthDate()),
        Spelling.sex(southClaim, "F", "M", "X", "U"),
        Spelling.ethnicity(
            southClaim,
            "Not known",
            "Asian or Asian British",
            "Black or Black British",
            "Mixed",
            "Any other",
            "White"),
        resident.home(month).code().replace("-", ""),
        school.replace(" Primary", " Académie").replace(" Secondary", " Academy"),
        Dates.ISO.text(axis.firstDay(month)),
        String.valueOf(sessions),
        String.valueOf(attended),
        String.valueOf(unauthorised),
        String.valueOf(suspensions),
        outcome(month, "Expected", "Emerging")
      };
    }

    private String outcome(int month, String met, String missed) {
      return atLevel[month] == null ? "" : atLevel[month] ? met : missed;
    }

    /** What the rows of one month tell, at the end of another. */
    private Traits traits(int of, int end) {
      boolean north = northTells[of];
      boolean south = southTells[of];
      Claim first = north ? northClaim : southClaim;
      Claim second = south ? southClaim : northClaim;
      boolean birthKnown = first.birthDate() != null || second.birthDate() != null;
      return new Traits(
          first.sex() == null ? second.sex() : first.sex(),
          birthKnown ? resident.age(axis.serial(end)) : Traits.NO_AGE,
          first.ethnicity() == null ? second.ethnicity() : first.ethnicity());
    }

    /** An assessment counts from its month to the end of the school year. */
    private void countLevel(int assessed) {
      for (int month = assessed;
          month < axis.count() && firstMonthOfYear(month) == firstMonthOfYear(assessed);
          month++) {
        boolean met = Boolean.TRUE.equals(atLevel[assessed]);
        goodLevel.add(month, resident.home(assessed), traits(assessed, month), met ? 1 : 0, 1);
      }
    }

    /** One row per pupil across both systems, of one month and from September to each month. */
    private void count() {
      for (int month = 0; month < axis.count(); month++) {
        if (northTells[month] || southTells[month]) {
          Traits traits = traits(month, month);
          Area home = resident.home(month);
          suspensions.add(month, home, traits, suspended[month], 1);
          ethnicityKnown.add(month, home, traits, traits.ethnicity() == null ? 0 : 1, 1);
          if (atLevel[month] != null) {
            countLevel(month);
          }
        }
        int possibleSoFar = 0;
        int absentSoFar = 0;
        Area area = null;
        Sex sex = null;
        Ethnicity ethnicity = null;
        boolean birthKnown = false;
        for (int m = Math.max(0, firstMonthOfYear(month)); m <= month; m++) {
          possibleSoFar += possible[m];
          absentSoFar += absent[m];
          if (northTells[m] || southTells[m]) {
            area = resident.home(m);
          }
          if (northTells[m]) {
            sex = northClaim.sex() == null ? sex : northClaim.sex();
            ethnicity = northClaim.ethnicity() == null ? ethnicity : northClaim.ethnicity();
            birthKnown |= northClaim.birthDate() != null;
          }
          if (southTells[m]) {
            sex = southClaim.sex() == null ? sex : southClaim.sex();
            ethnicity = southClaim.ethnicity() == null ? ethnicity : southClaim.ethnicity();
            birthKnown |= southClaim.birthDate() != null;
          }
        }
        if (possibleSoFar >= SESSIONS_THAT_COUNT) {
          int age = birthKnown ? resident.age(axis.serial(month)) : Traits.NO_AGE;
          Traits traits = new Traits(sex, age, ethnicity);
          persistent.add(month, area, traits, absentSoFar * 10 >= possibleSoFar ? 1 : 0, 1);
          severe.add(month, area, traits, absentSoFar * 2 >= possibleSoFar ? 1 : 0, 1);
        }
      }
    }
  }

  /** Index, perhaps negative, of the September in which this month's school year began. */
  private int firstMonthOfYear(int month) {
    int inYear = (axis.month(month).getMonthValue() - Month.SEPTEMBER.getValue() + 12) % 12;
    return month - inYear;
  }
}
