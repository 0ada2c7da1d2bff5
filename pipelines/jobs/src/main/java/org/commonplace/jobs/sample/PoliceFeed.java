package org.commonplace.jobs.sample;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Incidents known to the police; one month never arrives. */
final class PoliceFeed implements Feed {
  private final Coalition coalition;
  private final MonthAxis axis;
  private final List<Delivery> incidents;
  private final int missing;

  /** Those of whom an entry has been written down, so that a second one is a mistake. */
  private final Set<Integer> entered = new HashSet<>();

  private final Tally missingChildren;
  private final Tally firstEntrants;
  private final Tally perIncident;

  PoliceFeed(Coalition coalition, Tally perIncident) throws IOException {
    this.coalition = coalition;
    this.axis = coalition.axis();
    this.missing = coalition.plan().missingMonth().orElse(-1);
    Inbox.Kind kind =
        new Inbox.Kind(
            Partner.POLICE,
            "merrowby-incidents",
            file ->
                new JsonRows(
                    file,
                    "incident",
                    "person_ref",
                    "other_ref",
                    "role",
                    "beat",
                    "occurred",
                    "class",
                    "sex",
                    "born",
                    "ethnic_appearance"),
            List.of(
                new Breakage(1, ""),
                new Breakage(5, "2026-02-30T10:00:00Z"),
                new Breakage(6, "UNFILED"),
                new Breakage(7, "n/k?")),
            Closing.NOTHING);
    this.incidents = new ArrayList<>();
    for (int month = 0; month < axis.count(); month++) {
      incidents.add(month == missing ? null : coalition.month(kind, "incidents-@.jsonl", month));
    }
    this.missingChildren =
        new Tally(
            Tally.Basis.RESIDENTS,
            "POL-03",
            "month",
            coalition.months(),
            EnumSet.allOf(Group.class),
            List.of(AgeBand.of(0, 4), AgeBand.of(5, 9), AgeBand.of(10, 15), AgeBand.of(16, 17)),
            coalition);
    this.firstEntrants =
        new Tally(
            Tally.Basis.RESIDENTS,
            "POL-02",
            "month",
            coalition.months(),
            EnumSet.allOf(Group.class),
            List.of(AgeBand.of(10, 14), AgeBand.of(15, 17)),
            coalition);
    this.perIncident = perIncident;
    coalition.plan().missingMonth().ifPresent(missingChildren::withhold);
    coalition.plan().missingMonth().ifPresent(perIncident::withhold);
    coalition.plan().missingMonth().ifPresent(firstEntrants::withhold);
  }

  @Override
  public void visit(Household household, Sightings sightings) throws IOException {
    Dice dice = coalition.dice("police", household);
    for (Resident resident : household.residents()) {
      Claim claim = coalition.claim(Partner.POLICE, resident);
      for (int month = 0; month < axis.count(); month++) {
        if (resident.birthDate().isBefore(axis.firstDay(month))) {
          meet(household, resident, claim, month, dice, sightings);
        }
      }
    }
  }

  private void meet(
      Household household,
      Resident resident,
      Claim claim,
      int month,
      Dice dice,
      Sightings sightings)
      throws IOException {
    int age = resident.age(axis.serial(month));
    double strain = household.strain();
    double draw = dice.unit();
    boolean starving = month != missing && coalition.starving(incidents.get(month), resident);
    if (age < 18) {
      double chance = (age >= 12 ? 0.004 : 0.0003) * strain;
      if (draw < chance || starving) {
        row(resident, claim, month, null, "MISSING_CHILD", "subject", dice, sightings);
      } else if (age >= 10 && draw < chance + 0.0015 * strain) {
        row(resident, claim, month, null, "FIRST_ENTRY", "offender", dice, sightings);
      }
    } else if (draw < 0.0012 * strain) {
      Resident partner =
          household.residents().stream()
              .filter(other -> other != resident && other.age(axis.serial(month)) >= 18)
              .findFirst()
              .orElse(null);
      row(resident, claim, month, partner, "DOMESTIC", "victim", dice, sightings);
    } else if (draw < 0.0012 * strain + 0.004) {
      row(resident, claim, month, null, "OTHER", "victim", dice, sightings);
    }
  }

  private void row(
      Resident resident,
      Claim claim,
      int month,
      Resident other,
      String kind,
      String role,
      Dice dice,
      Sightings sightings)
      throws IOException {
    LocalDate day = axis.firstDay(month).plusDays(dice.below(axis.month(month).lengthOfMonth()));
    String time = "T" + (10 + dice.below(14)) + ":" + (10 + dice.below(50)) + ":00Z";
    if (month == missing) {
      return;
    }
    Area area = resident.home(month);
    boolean stands =
        incidents
            .get(month)
            .add(
                "I" + resident.index() + "-" + month,
                coalition.identifiers().police(resident),
                other == null ? "" : coalition.identifiers().police(other),
                role,
                area.code().substring(City.CODE.length() + 1).replace('-', '/'),
                Dates.ISO.text(day) + time,
                kind,
                Spelling.sex(claim, "Female", "Male", "Other", ""),
                Dates.ISO.text(claim.birthDate()),
                Spelling.ethnicity(claim, "", "Asian", "Black", "Mixed", "Other", "White"));
    sightings.mark(resident, Scheme.POLICE);
    if (other != null) {
      sightings.mark(other, Scheme.POLICE);
    }
    if (stands && kind.equals("MISSING_CHILD")) {
      missingChildren.add(month, area, Traits.of(claim, axis.serial(month)), 1, 0);
    }
    if (stands && kind.equals("DOMESTIC")) {
      perIncident.add(month, area, Traits.of(claim, axis.serial(month)), 0, 1);
    }
    boolean ageKnown = claim.birthDate() != null;
    if (stands && kind.equals("FIRST_ENTRY") && ageKnown && entered.add(resident.index())) {
      firstEntrants.add(month, area, Traits.of(claim, axis.serial(month)), 1, 0);
    }
  }

  @Override
  public List<Tally> tallies() {
    return List.of(missingChildren, firstEntrants);
  }
}
