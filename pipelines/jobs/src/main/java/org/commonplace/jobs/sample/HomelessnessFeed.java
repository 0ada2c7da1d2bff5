package org.commonplace.jobs.sample;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;

/**
 * The housing office's register and the charity's outreach diary. Both write down the by-name list
 * number, so that one person in both counts once.
 */
final class HomelessnessFeed implements Feed {
  private static final double FAMILY = 0.0025;
  private static final double ROUGH = 0.0025;
  private static final double PREVENTION = 0.003;

  /** More episodes begin in the first month: those that were already open. */
  private static final double OPENING_STOCK = 9;

  private static final double ON_REGISTER = 0.75;

  /** Of single people without a home. */
  private static final double VETERAN = 0.12;

  private static final double CHRONIC = 0.3;

  /** A person seen sleeping rough counts as homeless for this many days. */
  private static final int DAYS_AFTER_CONTACT = 30;

  private final Coalition coalition;
  private final MonthAxis axis;
  private final List<Delivery> register;
  private final List<Delivery> diary;
  private final Tally active;
  private final Tally temporary;
  private final Tally flow;
  private final Tally reliability;
  private final Tally prevented;
  private final Tally chronic;
  private final Tally veterans;

  HomelessnessFeed(Coalition coalition) throws IOException {
    this.coalition = coalition;
    this.axis = coalition.axis();
    this.register =
        coalition.snapshots(
            new Inbox.Kind(
                Partner.HOUSING,
                "merrowby-housing-register",
                TextShape.PIPES.under(
                    "bnl_no",
                    "household_ref",
                    "episode_ref",
                    "project",
                    "type",
                    "start",
                    "end",
                    "came_from",
                    "went_to",
                    "relationship",
                    "gender",
                    "birth",
                    "ethnic_group",
                    "area",
                    "as_at",
                    "veteran",
                    "long_term"),
                List.of(
                    new Breakage(0, ""),
                    new Breakage(4, "ZZ"),
                    new Breakage(5, "20250231"),
                    new Breakage(10, "banana")),
                Closing.NOTHING),
            "register_@.csv");
    this.diary =
        coalition.months(
            new Inbox.Kind(
                Partner.HARBOUR_TRUST,
                "merrowby-outreach",
                TextShape.COMMA_WESTERN.under(
                    "Case number",
                    "Seen on",
                    "Where",
                    "Sleeping in",
                    "Gender",
                    "Date of birth",
                    "Ethnic group",
                    "Worker",
                    "Served",
                    "Long-term"),
                List.of(
                    new Breakage(0, ""), new Breakage(1, "30/02/2026"), new Breakage(3, "boat?")),
                Closing.TOTAL_ROW),
            "contacts @.csv");
    this.active = tally(Tally.Basis.RESIDENTS, "HSG-01");
    this.flow = tally(Tally.Basis.FLOW, "HSG-02");
    this.prevented = tally(Tally.Basis.SHARE, "HSG-04");
    this.reliability = ofAll(Tally.Basis.SHARE, "DQ-04");
    this.chronic = ofAll(Tally.Basis.FLOW, "HSG-03").at("city");
    this.veterans = ofAll(Tally.Basis.FLOW, "HSG-03b").at("city");
    this.temporary =
        new Tally(
            Tally.Basis.RESIDENTS,
            "HSG-06",
            "month",
            coalition.months(),
            EnumSet.of(Group.DEPRIVATION_QUINTILE),
            List.of(),
            coalition);
  }

  private Tally ofAll(Tally.Basis basis, String indicator) {
    return new Tally(
        basis,
        indicator,
        "month",
        coalition.months(),
        EnumSet.noneOf(Group.class),
        List.of(),
        coalition);
  }

  private Tally tally(Tally.Basis basis, String indicator) {
    return new Tally(
        basis,
        indicator,
        "month",
        coalition.months(),
        EnumSet.allOf(Group.class),
        List.of(
            AgeBand.of(0, 17),
            AgeBand.of(18, 24),
            AgeBand.of(25, 44),
            AgeBand.of(45, 64),
            AgeBand.of(65, AgeBand.OLDEST)),
        coalition);
  }

  /**
   * An accepted row about one person, as the last register and all diaries leave it.
   *
   * @param end null while it lasts
   * @param wentTo null when nobody wrote it down
   */
  private record Stay(
      String kind, LocalDate start, LocalDate end, String wentTo, Area area, Claim claim) {
    boolean on(LocalDate day) {
      return !start.isAfter(day) && (end == null || end.isAfter(day));
    }

    boolean isHomeless() {
      return kind.equals("RS") || kind.equals("ES");
    }
  }

  @Override
  public void visit(Household household, Sightings sightings) throws IOException {
    Dice dice = coalition.dice("homelessness", household);
    families(household, dice, sightings);
    prevent(household, dice, sightings);
    Resident head = household.residents().get(0);
    if (household.residents().size() == 1) {
      single(head, household, dice, sightings);
    }
  }

  private boolean isVeteran(Resident resident) {
    return isOf(resident, "veteran", VETERAN);
  }

  private boolean isChronic(Resident resident) {
    return isOf(resident, "long-term", CHRONIC);
  }

  /** The same for a person whoever writes it down. */
  private boolean isOf(Resident resident, String trait, double share) {
    return Dice.of(coalition.options().seed(), trait, resident.index()).chance(share);
  }

  private double trend(int month) {
    return (month == 0 ? OPENING_STOCK : 1) * (1.25 - 0.4 * coalition.progress(month));
  }

  private void families(Household household, Dice dice, Sightings sightings) throws IOException {
    Resident head = household.residents().get(0);
    LocalDate free = axis.firstDay(0);
    int episodes = 0;
    for (int month = 0; month < axis.count(); month++) {
      boolean drawn = dice.chance(FAMILY * household.strain() * trend(month));
      LocalDate start = axis.firstDay(month).plusDays(dice.below(28));
      boolean starving = coalition.starving(register.get(month), head);
      if (!(drawn || starving) || start.isBefore(free)) {
        continue;
      }
      LocalDate end = start.plusDays(dice.between(50, 420));
      free = end.plusDays(1);
      episodes++;
      Stay ofHousehold = null;
      for (Resident resident : household.residents()) {
        if (resident.birthDate().isBefore(start)) {
          String relationship =
              resident == head ? "head" : resident.age(axis.serial(month)) < 18 ? "child" : "other";
          Episode episode =
              new Episode(resident, household, "TA", start, end, relationship, episodes);
          Stay stay = episode.register(sightings, dice);
          ofHousehold = stay == null ? ofHousehold : stay;
        }
      }
      if (ofHousehold != null) {
        countTemporary(ofHousehold);
      }
    }
  }

  /** The duty to keep a household in its home, which ends well or not. */
  private void prevent(Household household, Dice dice, Sightings sightings) throws IOException {
    Resident head = household.residents().get(0);
    for (int month = 0; month < axis.count(); month++) {
      if (!dice.chance(PREVENTION * household.strain())) {
        continue;
      }
      LocalDate start = axis.firstDay(month).plusDays(dice.below(28));
      LocalDate end = start.plusDays(dice.between(20, 75));
      Stay stay =
          new Episode(head, household, "PD", start, end, "head", 200 + month)
              .register(sightings, dice);
      if (stay != null && stay.end() != null) {
        int over = axis.index(end);
        Traits traits = Traits.of(stay.claim(), axis.serial(over));
        prevented.add(over, stay.area(), traits, "settled".equals(stay.wentTo()) ? 1 : 0, 1);
      }
    }
  }

  private void countTemporary(Stay stay) {
    for (int month = 0; month < axis.count(); month++) {
      if (stay.on(axis.lastDay(month))) {
        temporary.add(month, stay.area(), Traits.NONE, 1, 0);
      }
    }
  }

  private void single(Resident resident, Household household, Dice dice, Sightings sightings)
      throws IOException {
    List<Stay> stays = new ArrayList<>();
    LocalDate free = axis.firstDay(0);
    int episodes = 100;
    for (int month = 0; month < axis.count(); month++) {
      boolean drawn = dice.chance(ROUGH * household.strain() * trend(month));
      LocalDate start = axis.firstDay(month).plusDays(dice.below(28));
      boolean starving = coalition.starving(diary.get(month), resident);
      if (!(drawn || starving) || start.isBefore(free)) {
        continue;
      }
      LocalDate end = start.plusDays(dice.between(5, 120));
      boolean known = dice.chance(ON_REGISTER);
      if (known) {
        Episode rough = new Episode(resident, household, "RS", start, end, "head", ++episodes);
        keep(stays, rough.register(sightings, dice));
      }
      meet(resident, start, end, dice, sightings, stays);
      if (known && dice.chance(0.5)) {
        LocalDate in = end.plusDays(1);
        end = in.plusDays(dice.between(20, 200));
        String kind = dice.chance(0.7) ? "ES" : "TR";
        keep(
            stays,
            new Episode(resident, household, kind, in, end, "head", ++episodes)
                .register(sightings, dice));
      }
      free = end.plusDays(1);
    }
    List<Stay> homeless = new ArrayList<>(stays.stream().filter(Stay::isHomeless).toList());
    homeless.sort(Comparator.comparing(Stay::start));
    for (int month = 0; month < axis.count(); month++) {
      countActive(resident, homeless, month);
      countFlow(resident, homeless, month);
    }
  }

  private static void keep(List<Stay> stays, Stay stay) {
    if (stay != null) {
      stays.add(stay);
    }
  }

  /** Outreach workers meet the person at least once in the month in which it begins. */
  private void meet(
      Resident resident,
      LocalDate start,
      LocalDate end,
      Dice dice,
      Sightings sightings,
      List<Stay> stays)
      throws IOException {
    Claim claim = coalition.claim(Partner.HARBOUR_TRUST, resident);
    for (LocalDate day = start; day.isBefore(end); day = day.plusDays(dice.between(9, 35))) {
      if (!axis.contains(day)) {
        continue;
      }
      Area area = resident.home(axis.index(day));
      boolean stands =
          diary
              .get(axis.index(day))
              .add(
                  coalition.identifiers().byName(resident),
                  Dates.SLASHED.text(day),
                  area.code(),
                  dice.pick("street", "street", "doorway", "tent", "vehicle"),
                  Spelling.sex(claim, "woman", "man", "non-binary", ""),
                  Dates.SLASHED.text(claim.birthDate()),
                  Spelling.ethnicity(claim, "–", "Asian", "Black", "Mixed", "Other", "White"),
                  dice.pick("Réka", "Tom", "Inès"),
                  isVeteran(resident) ? "yes" : "no",
                  isChronic(resident) ? "yes" : "no");
      sightings.mark(resident, Scheme.BY_NAME);
      if (stands) {
        stays.add(new Stay("RS", day, day.plusDays(DAYS_AFTER_CONTACT), null, area, claim));
      }
    }
  }

  private void countActive(Resident resident, List<Stay> homeless, int month) {
    LocalDate day = axis.lastDay(month);
    List<Stay> open = homeless.stream().filter(stay -> stay.on(day)).toList();
    if (!open.isEmpty()) {
      Area area = open.get(open.size() - 1).area();
      active.add(month, area, traits(resident, open, month), 1, 0);
      chronic.add(month, area, Traits.NONE, isChronic(resident) ? 1 : 0, 1);
    }
  }

  /** Who came and who left between the last day of the month before and that of the month. */
  private void countFlow(Resident resident, List<Stay> homeless, int month) {
    LocalDate first = axis.firstDay(month);
    LocalDate last = axis.lastDay(month);
    List<Stay> touching =
        homeless.stream()
            .filter(stay -> !stay.start().isAfter(last))
            .filter(stay -> stay.end() == null || !stay.end().isBefore(first))
            .toList();
    if (touching.isEmpty()) {
      return;
    }
    Area area = touching.get(touching.size() - 1).area();
    boolean atStart = touching.stream().anyMatch(stay -> stay.on(first.minusDays(1)));
    boolean atEnd = touching.stream().anyMatch(stay -> stay.on(last));
    boolean housed =
        touching.stream()
            .filter(stay -> stay.end() != null && !stay.end().isAfter(last))
            .anyMatch(stay -> "settled".equals(stay.wentTo()));
    if (isVeteran(resident)) {
      veterans.add(month, area, Traits.NONE, atEnd ? 1 : 0, housed && !atEnd ? 1 : 0);
    }
    if (atStart != atEnd) {
      flow.add(month, area, traits(resident, touching, month), atEnd ? 1 : 0, atStart ? 1 : 0);
    }
    boolean entered = touching.stream().anyMatch(stay -> !stay.start().isBefore(first));
    boolean recordedAsGone =
        touching.stream()
            .anyMatch(
                stay -> stay.end() != null && !stay.end().isAfter(last) && stay.wentTo() != null);
    boolean expected = (atStart || entered) && (atEnd || !recordedAsGone);
    reliability.add(month, area, Traits.NONE, expected ? 1 : 0, atEnd ? 1 : 0);
  }

  /** What these stays tell of a person, the latest first. */
  private Traits traits(Resident resident, List<Stay> stays, int month) {
    Sex sex = null;
    Ethnicity ethnicity = null;
    int age = Traits.NO_AGE;
    for (Stay stay : stays) {
      sex = stay.claim().sex() == null ? sex : stay.claim().sex();
      ethnicity = stay.claim().ethnicity() == null ? ethnicity : stay.claim().ethnicity();
      age = stay.claim().birthDate() == null ? age : resident.age(axis.serial(month));
    }
    return new Traits(sex, age, ethnicity);
  }

  /** A stay as the housing office keeps it: in every register from its start on. */
  private final class Episode {
    private final Resident resident;
    private final Household household;
    private final String kind;
    private final LocalDate start;
    private final LocalDate end;
    private final String relationship;
    private final int number;

    Episode(
        Resident resident,
        Household household,
        String kind,
        LocalDate start,
        LocalDate end,
        String relationship,
        int number) {
      this.resident = resident;
      this.household = household;
      this.kind = kind;
      this.start = start;
      this.end = end;
      this.relationship = relationship;
      this.number = number;
    }

    /**
     * The row as it stands in the last register, or null when that one has it broken or not at all.
     */
    Stay register(Sightings sightings, Dice dice) throws IOException {
      Stay last = null;
      if (!axis.contains(start)) {
        return null;
      }
      sightings.mark(resident, Scheme.BY_NAME);
      Claim claim = coalition.claim(Partner.HOUSING, resident);
      Area area = household.residents().get(0).home(axis.index(start));
      String cameFrom = dice.pick("family", "private rent", "institution", "street", "unknown");
      String wentTo = dice.pick("settled", "settled", "temporary", "institution", "unknown");
      for (int month = axis.index(start); month < axis.count(); month++) {
        boolean over = !end.isAfter(axis.lastDay(month));
        boolean stands =
            register
                .get(month)
                .add(
                    coalition.identifiers().byName(resident),
                    "H" + household.index(),
                    "E" + resident.index() + "-" + number,
                    project(area),
                    kind,
                    Dates.COMPACT.text(start),
                    over ? Dates.COMPACT.text(end) : "",
                    cameFrom,
                    over ? wentTo : "",
                    relationship,
                    Spelling.sex(claim, "F", "M", "X", "U"),
                    Dates.COMPACT.text(claim.birthDate()),
                    Spelling.ethnicity(claim, "99", "2", "3", "4", "5", "1"),
                    area.code().replace("-", ""),
                    Dates.COMPACT.text(axis.lastDay(month)),
                    isVeteran(resident) ? "Y" : "N",
                    isChronic(resident) ? "Y" : "N");
        if (stands && month == axis.count() - 1) {
          last = new Stay(kind, start, over ? end : null, over ? wentTo : null, area, claim);
        }
      }
      return last;
    }

    private String project(Area area) {
      String ward = coalition.city().wards().get(area.ward()).name();
      return switch (kind) {
        case "TA" -> ward + " Temporary Homes";
        case "ES" -> "Lantern Night Shelter";
        case "TR" -> ward + " Hostel";
        case "PD" -> "Housing options team";
        default -> "No fixed place";
      };
    }
  }

  @Override
  public List<Tally> tallies() {
    return List.of(active, temporary, flow, reliability, prevented, chronic, veterans);
  }
}
