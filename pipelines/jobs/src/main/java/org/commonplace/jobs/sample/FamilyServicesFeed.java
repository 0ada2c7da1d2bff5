package org.commonplace.jobs.sample;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.commonplace.schemas.WorkingDays;

/** Child protection: a file of each month's referrals, and a register of plans. */
final class FamilyServicesFeed implements Feed {
  private static final double REFERRAL = 0.004;
  private static final double RECENT_REFERRAL = 3;
  private static final int RECENT_MONTHS = 9;
  private static final int ROLLING_MONTHS = 12;
  private static final double PLAN = 0.25;
  private static final double PLAN_AGAIN = 0.7;
  private static final double ASSESSMENT = 0.6;

  private final Coalition coalition;
  private final MonthAxis axis;
  private final List<Delivery> referrals;
  private final List<Delivery> plans;
  private final Tally rate;
  private final Tally repeated;
  private final Tally plannedAgain;
  private final Tally assessedInTime;
  private final Tally perIncident;

  FamilyServicesFeed(Coalition coalition) throws IOException {
    this.coalition = coalition;
    this.axis = coalition.axis();
    this.referrals =
        coalition.months(
            new Inbox.Kind(
                Partner.FAMILY_SERVICES,
                "merrowby-referrals",
                TextShape.TABS.under(
                    "Contact ref",
                    "Child ref",
                    "DoB",
                    "Gender code",
                    "Ethnicity code",
                    "Area",
                    "Received",
                    "Source",
                    "Concern",
                    "Outcome"),
                List.of(
                    new Breakage(1, ""),
                    new Breakage(6, "31-Feb-2026"),
                    new Breakage(3, "7"),
                    new Breakage(9, "???")),
                Closing.NOTHING),
            "referrals-@.txt");
    this.plans =
        coalition.snapshots(
            new Inbox.Kind(
                Partner.FAMILY_SERVICES,
                "merrowby-plans",
                TextShape.TABS.under(
                    "Plan ref",
                    "Child ref",
                    "DoB",
                    "Gender code",
                    "Ethnicity code",
                    "Area",
                    "Plan",
                    "Category",
                    "Started",
                    "Ended",
                    "As at"),
                List.of(new Breakage(1, ""), new Breakage(8, "00-Xxx-2025")),
                Closing.NOTHING),
            "plans-@.txt");
    List<AgeBand> bands =
        List.of(AgeBand.of(0, 4), AgeBand.of(5, 9), AgeBand.of(10, 15), AgeBand.of(16, 17));
    EnumSet<Group> groups = EnumSet.allOf(Group.class);
    this.rate =
        new Tally(
            Tally.Basis.RESIDENTS, "CSC-01", "month", coalition.months(), groups, bands, coalition);
    this.repeated =
        new Tally(
            Tally.Basis.SHARE, "CSC-02", "month", coalition.months(), groups, bands, coalition);
    this.plannedAgain =
        new Tally(
            Tally.Basis.SHARE, "CSC-03", "month", coalition.months(), groups, bands, coalition);
    this.assessedInTime =
        new Tally(
            Tally.Basis.SHARE, "CSC-04", "month", coalition.months(), groups, bands, coalition);
    this.perIncident =
        new Tally(
                Tally.Basis.SHARE,
                "XSV-03",
                "month",
                coalition.months(),
                EnumSet.noneOf(Group.class),
                List.of(),
                coalition)
            .at("city", "ward");
  }

  /** Referrals for each domestic incident, of which the police know the incidents. */
  Tally perIncident() {
    return perIncident;
  }

  @Override
  public void visit(Household household, Sightings sightings) throws IOException {
    Dice dice = coalition.dice("family", household);
    for (Resident resident : household.residents()) {
      if (resident.age(axis.serial(0)) < 18) {
        refer(resident, household.strain(), dice, sightings);
      }
    }
  }

  private void refer(Resident resident, double strain, Dice dice, Sightings sightings)
      throws IOException {
    Claim claim = coalition.claim(Partner.FAMILY_SERVICES, resident);
    List<LocalDate> before = new ArrayList<>();
    List<ProtectionPlan> plansOfChild = new ArrayList<>();
    int last = -RECENT_MONTHS - 1;
    for (int month = 0; month < axis.count(); month++) {
      boolean child =
          resident.birthDate().isBefore(axis.firstDay(month))
              && resident.age(axis.serial(month)) < 18;
      double chance = REFERRAL * strain * (month - last <= RECENT_MONTHS ? RECENT_REFERRAL : 1);
      boolean drawn = dice.chance(chance);
      boolean starving =
          coalition.starving(referrals.get(month), resident)
              || coalition.starving(plans.get(month), resident);
      if (!child || !(drawn || starving)) {
        continue;
      }
      last = month;
      sightings.mark(resident, Scheme.FAMILY);
      LocalDate day = axis.firstDay(month).plusDays(dice.below(28));
      if (row(resident, claim, month, day, dice)) {
        Traits traits = Traits.of(claim, axis.serial(month));
        Area area = resident.home(month);
        LocalDate since = day.minusMonths(ROLLING_MONTHS);
        boolean again = before.stream().anyMatch(earlier -> !earlier.isBefore(since));
        rate.add(month, area, traits, 1, 0);
        perIncident.add(month, area, traits, 1, 0);
        for (int end = month; end < Math.min(month + ROLLING_MONTHS, axis.count()); end++) {
          repeated.add(end, area, Traits.of(claim, axis.serial(end)), again ? 1 : 0, 1);
        }
        before.add(day);
      }
      if (dice.chance(plansOfChild.isEmpty() ? PLAN : PLAN_AGAIN)
          || coalition.starving(plans.get(month), resident)) {
        plan(resident, claim, month, day.plusDays(dice.below(3)), plansOfChild, dice);
      }
      if (dice.chance(ASSESSMENT)) {
        assess(resident, claim, month, day, dice);
      }
    }
    countPlans(claim, plansOfChild);
  }

  private boolean row(Resident resident, Claim claim, int month, LocalDate day, Dice dice)
      throws IOException {
    return referrals
        .get(month)
        .add(
            "C" + axis.month(month).toString().replace("-", "") + "-" + resident.index(),
            coalition.identifiers().family(resident),
            Dates.ENGLISH.text(claim.birthDate()),
            Spelling.sex(claim, "2", "1", "9", "0"),
            ethnicity(claim),
            coalition.plan().codeIn(month, resident.home(month)),
            Dates.ENGLISH.text(day),
            dice.pick("SCH", "SCH", "POL", "POL", "HLT", "FAM", "OTH"),
            dice.pick("Neglect", "Neglect", "Emotional abuse", "Physical abuse", "Parental need"),
            dice.pick("NFA", "ASS", "ASS", "ASS", "EHP"));
  }

  private static String ethnicity(Claim claim) {
    return Spelling.ethnicity(claim, "NOBT", "AIND", "BAFR", "MWBC", "OOTH", "WBRI");
  }

  private void plan(
      Resident resident,
      Claim claim,
      int month,
      LocalDate start,
      List<ProtectionPlan> plansOfChild,
      Dice dice)
      throws IOException {
    LocalDate end = start.plusDays(dice.between(60, 460));
    String kind = dice.pick("CP", "CP", "CIN");
    String category = dice.pick("Neglect", "Emotional abuse", "Multiple");
    if (register(resident, claim, month, "P", kind, category, start, end) && kind.equals("CP")) {
      plansOfChild.add(new ProtectionPlan(start, resident.home(month)));
    }
  }

  /** A plan whose row in the last register stands. */
  private record ProtectionPlan(LocalDate start, Area area) {}

  private void countPlans(Claim claim, List<ProtectionPlan> plansOfChild) {
    for (ProtectionPlan plan : plansOfChild) {
      boolean again = plansOfChild.stream().anyMatch(other -> other.start().isBefore(plan.start()));
      int first = axis.index(plan.start());
      for (int end = first; end < Math.min(first + ROLLING_MONTHS, axis.count()); end++) {
        Traits traits = Traits.of(claim, axis.serial(end));
        plannedAgain.add(end, plan.area(), traits, again ? 1 : 0, 1);
      }
    }
  }

  private void assess(Resident resident, Claim claim, int month, LocalDate start, Dice dice)
      throws IOException {
    LocalDate end = start.plusDays(dice.between(15, 75));
    boolean stands = register(resident, claim, month, "A", "ASS", "", start, end);
    if (stands && axis.contains(end)) {
      int over = axis.index(end);
      boolean inTime = WorkingDays.shipped().between(start, end) <= 45;
      Traits traits = Traits.of(claim, axis.serial(over));
      assessedInTime.add(over, resident.home(month), traits, inTime ? 1 : 0, 1);
    }
  }

  /** In every register from its start on; whether the row of the last one stands. */
  private boolean register(
      Resident resident,
      Claim claim,
      int month,
      String letter,
      String kind,
      String category,
      LocalDate start,
      LocalDate end)
      throws IOException {
    String reference =
        letter + axis.month(month).toString().replace("-", "") + "-" + resident.index();
    boolean stands = false;
    for (int m = month; m < axis.count(); m++) {
      if (!start.isAfter(axis.lastDay(m))) {
        stands =
            plans
                .get(m)
                .add(
                    reference,
                    coalition.identifiers().family(resident),
                    Dates.ENGLISH.text(claim.birthDate()),
                    Spelling.sex(claim, "2", "1", "9", "0"),
                    ethnicity(claim),
                    resident.home(month).code(),
                    kind,
                    category,
                    Dates.ENGLISH.text(start),
                    end.isAfter(axis.lastDay(m)) ? "" : Dates.ENGLISH.text(end),
                    Dates.ENGLISH.text(axis.lastDay(m)));
      }
    }
    return stands;
  }

  @Override
  public List<Tally> tallies() {
    return List.of(rate, repeated, plannedAgain, assessedInTime, perIncident);
  }
}
