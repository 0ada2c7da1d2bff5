package org.commonplace.jobs.sample;

import java.io.IOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * The public health laboratory: tests of persons, and weekly counts of gastroenteritis by area with
 * enough history for a detector. The outbreak is in both.
 */
final class LaboratoryFeed implements Feed {
  /** Before the first month; with the sample's 24 months this makes seven and a half years. */
  private static final int HISTORY_MONTHS = 66;

  private static final String[] LABELS = {"Week commencing", "Area", "Organism", "Cases"};

  private final Coalition coalition;
  private final MonthAxis axis;
  private final List<Delivery> tests;
  private final Tally positivity;
  private final Tally positivityOfPeople;
  private final Tally interviewed;
  private final Tally notified;
  private final Tally contacts;
  private final List<Tally> tallies = new ArrayList<>();

  LaboratoryFeed(Coalition coalition) throws IOException {
    this.coalition = coalition;
    this.axis = coalition.axis();
    this.tests =
        coalition.months(
            new Inbox.Kind(
                Partner.LABORATORY,
                "merrowby-lab-tests",
                TextShape.COMMA.under(
                    "specimen",
                    "health_number",
                    "collected",
                    "reported",
                    "organism",
                    "outcome",
                    "sex",
                    "birth_date",
                    "ethnicity",
                    "area",
                    "interview_hours",
                    "contacts",
                    "contacts_24h"),
                List.of(
                    new Breakage(1, ""),
                    new Breakage(2, "2026-00-10"),
                    new Breakage(5, "SEE NOTE"),
                    new Breakage(6, "?")),
                Closing.BLANK_ROW),
            "tests_@.csv");
    this.positivity = tally("PH-03");
    this.positivityOfPeople = tally("PH-03b");
    this.interviewed = tally("PH-04");
    this.notified = tally("PH-05");
    this.contacts = tally("PH-05b");
    tallies.addAll(List.of(positivityOfPeople, interviewed, notified, contacts));
    tallies.add(positivity);
    tallies.add(writeCases());
  }

  private Tally tally(String indicator) {
    return new Tally(
        Tally.Basis.SHARE,
        indicator,
        "month",
        coalition.months(),
        EnumSet.of(Group.SEX, Group.AGE_BAND, Group.DEPRIVATION_QUINTILE),
        List.of(
            AgeBand.of(0, 4),
            AgeBand.of(5, 17),
            AgeBand.of(18, 64),
            AgeBand.of(65, AgeBand.OLDEST)),
        coalition);
  }

  @Override
  public void visit(Household household, Sightings sightings) throws IOException {
    Dice dice = coalition.dice("laboratory", household);
    for (Resident resident : household.residents()) {
      Claim claim = coalition.claim(Partner.LABORATORY, resident);
      for (int month = 0; month < axis.count(); month++) {
        if (resident.birthDate().isBefore(axis.firstDay(month))) {
          test(resident, claim, month, dice, sightings);
        }
      }
    }
  }

  private void test(Resident resident, Claim claim, int month, Dice dice, Sightings sightings)
      throws IOException {
    LocalDate day = axis.firstDay(month).plusDays(dice.below(axis.month(month).lengthOfMonth()));
    double winter = winter(day);
    boolean outbreak = coalition.plan().outbreak(resident.home(month), day);
    double draw = dice.unit();
    double influenza = 0.002 + 0.008 * winter;
    double norovirus = outbreak ? 0.12 : 0.002;
    double corona = 0.004;
    if (draw < influenza) {
      row(resident, claim, month, day, "FLU", 0.04 + 0.22 * winter, dice);
    } else if (draw < influenza + norovirus) {
      row(resident, claim, month, day, "NORO", outbreak ? 0.6 : 0.12, dice);
    } else if (draw < influenza + norovirus + corona) {
      row(resident, claim, month, day, "COV2", 0.08, dice);
    } else {
      return;
    }
    sightings.mark(resident, Scheme.HEALTH);
  }

  /** 1 in mid-January, 0 in mid-July. */
  private static double winter(LocalDate day) {
    return (1 + StrictMath.cos(2 * StrictMath.PI * (day.getDayOfYear() - 15) / 365)) / 2;
  }

  private void row(
      Resident resident,
      Claim claim,
      int month,
      LocalDate day,
      String organism,
      double share,
      Dice dice)
      throws IOException {
    boolean decided = !dice.chance(0.02);
    boolean positive = dice.chance(share);
    Area area = resident.home(month);
    boolean isCase = decided && positive;
    boolean asked = isCase && dice.chance(0.85);
    int hours = asked ? dice.between(2, 60) : 0;
    int named = asked ? dice.poisson(2.5) : 0;
    int warned = dice.successes(named, 0.7);
    boolean stands =
        tests
            .get(month)
            .add(
                "T" + resident.index() + "-" + month,
                coalition.identifiers().health(resident),
                Dates.ISO.text(day),
                Dates.ISO.text(day.plusDays(dice.between(1, 4))),
                organism,
                decided ? positive ? "POS" : "NEG" : "IND",
                Spelling.sex(claim, "f", "m", "x", ""),
                Dates.ISO.text(claim.birthDate()),
                Spelling.ethnicity(claim, "", "asian", "black", "mixed", "other", "white"),
                area.code(),
                asked ? String.valueOf(hours) : "",
                asked ? String.valueOf(named) : "",
                asked ? String.valueOf(warned) : "");
    if (stands && decided && organism.equals("FLU")) {
      Traits traits = Traits.of(claim, axis.serial(month));
      positivity.add(month, area, traits, positive ? 1 : 0, 1);
      // Nobody is tested twice in a month here.
      positivityOfPeople.add(month, area, traits, positive ? 1 : 0, 1);
    }
    if (stands && isCase) {
      Traits traits = Traits.of(claim, axis.serial(month));
      interviewed.add(month, area, traits, asked && hours <= 24 ? 1 : 0, 1);
      if (asked) {
        notified.add(month, area, traits, warned, named);
        contacts.add(month, area, traits, named, 1);
      }
    }
  }

  /** A week is in the file of its Monday's month; a last one that is not over yet has no value. */
  private Tally writeCases() throws IOException {
    LocalDate first = axis.firstDay(0).with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
    LocalDate start =
        axis.firstDay(0)
            .minusMonths(HISTORY_MONTHS)
            .with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
    LocalDate end = axis.lastDay(axis.count() - 1);
    List<Tally.Period> weeks = new ArrayList<>();
    for (LocalDate monday = start; !monday.plusDays(6).isAfter(end); monday = monday.plusWeeks(1)) {
      weeks.add(new Tally.Period(monday, monday.plusDays(6)));
    }
    Tally cases =
        new Tally(
            Tally.Basis.COUNTED,
            "INF-01",
            "week",
            weeks,
            EnumSet.noneOf(Group.class),
            List.of(),
            coalition);
    Inbox.Kind history =
        new Inbox.Kind(
            Partner.LABORATORY,
            "merrowby-case-history",
            TextShape.COMMA_PACKED.under(LABELS),
            List.of(),
            Closing.NOTHING);
    Inbox.Kind weekly =
        new Inbox.Kind(
            Partner.LABORATORY,
            "merrowby-weekly-cases",
            TextShape.SEMICOLON.under(LABELS),
            List.of(),
            Closing.TOTAL_ROW);
    Delivery past =
        coalition.inbox().open(history, "history.csv.gz", "snapshot", axis.lastDay(0).plusDays(2));
    List<Delivery> present = coalition.months(weekly, "weekly_@.csv");
    for (Area area : coalition.city().areas()) {
      Dice dice = Dice.of(coalition.options().seed(), "cases", area.index());
      double level = 0.15 + Math.min(5, coalition.options().people() / 120.0 * 0.0004);
      double mean = level * (0.6 + 0.8 * dice.unit());
      for (int week = 0; !start.plusWeeks(week).isAfter(end); week++) {
        LocalDate monday = start.plusWeeks(week);
        int count = dice.poisson(mean * (0.6 + 0.8 * winter(monday)));
        if (coalition.plan().outbreak(area, monday)) {
          count += 7 + dice.poisson(2 + 3 * mean);
        }
        Delivery file = monday.isBefore(first) ? past : present.get(axis.index(monday));
        boolean stands =
            file.add(
                Dates.SLASHED.text(monday), area.code(), "gastroenteritis", String.valueOf(count));
        if (stands && week < weeks.size()) {
          cases.add(week, area, Traits.NONE, count, 1);
        }
      }
    }
    return cases;
  }

  @Override
  public List<Tally> tallies() {
    return tallies;
  }
}
