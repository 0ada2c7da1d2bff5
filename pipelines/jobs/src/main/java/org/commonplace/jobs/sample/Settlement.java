package org.commonplace.jobs.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Draws the households of the city one after the other, each from a stream of its own, so that no
 * more than one is held in memory.
 */
final class Settlement {
  private static final double[] QUINTILE_STRAIN = {1.9, 1.35, 1.0, 0.7, 0.45};
  private static final double MOVE = 0.006;
  private static final double STAYS_IN_WARD = 0.5;
  private static final String[] FORENAMES = {
    "Ada", "Bilal", "Carmen", "Dov", "Elif", "Femi", "Grace", "Hana", "Ines", "Jonas", "Kira",
    "Liam", "Maya", "Noor", "Omar", "Pia", "Quentin", "Rosa", "Sami", "Tess", "Uma", "Viktor",
    "Wanda", "Xenia", "Yusuf", "Zoë", "Chloé", "René", "Björn", "Aoife"
  };
  private static final String[] FIRST_SYLLABLES = {
    "Al", "Bar", "Cor", "Dun", "El", "Far", "Gar", "Hal", "Is", "Jar", "Kel", "Lor", "Mar", "Nor",
    "Or", "Pel", "Quill", "Ros", "Sel", "Tor", "Ul", "Ver", "Wil", "Yar"
  };
  private static final String[] LAST_SYLLABLES = {
    "ander", "bridge", "combe", "dale", "ersen", "field", "grove", "house", "ison", "kins", "ley",
    "man", "nell", "over", "quist", "ridge", "stone", "ton", "vale", "worth", "né", "söl"
  };

  private final long seed;
  private final City city;
  private final MonthAxis axis;

  Settlement(long seed, City city, MonthAxis axis) {
    this.seed = seed;
    this.city = city;
    this.axis = axis;
  }

  /**
   * @param index position among the households
   * @param firstResident position of its first member among all residents
   * @param room how many residents may still be added, at least 1
   */
  Household household(int index, int firstResident, int room) {
    Dice dice = Dice.of(seed, "household", index);
    Area[] homes = homes(dice, city.areas().get(dice.below(city.areas().size())));
    int quintile = homes[0].quintile();
    double strain =
        QUINTILE_STRAIN[quintile - 1]
            * StrictMath.exp(0.6 * dice.gaussian() - 0.18)
            * (dice.chance(0.04) ? 6 : 1);
    Ethnicity ethnicity = ethnicity(dice, quintile);
    String surname = surname(dice);
    double kind = dice.unit();
    int adults = kind < 0.31 ? 1 : kind < 0.61 ? 2 : kind < 0.73 ? 1 : 2;
    int children = kind < 0.61 ? 0 : children(dice);
    int youngest = children > 0 ? 20 : 18;
    int oldest = children > 0 ? 52 : 92;

    List<Resident> residents = new ArrayList<>();
    int eldest = dice.between(youngest, oldest);
    for (int i = 0; i < adults && residents.size() < room; i++) {
      int age = i == 0 ? eldest : Math.max(18, eldest + dice.between(-6, 6));
      LocalDate birth = axis.firstDay(0).minusYears(age).minusDays(dice.below(365) + 1L);
      boolean mixedCouple = i > 0 && dice.chance(0.12);
      residents.add(
          new Resident(
              firstResident + residents.size(),
              birth,
              sex(dice),
              mixedCouple ? ethnicity(dice, quintile) : ethnicity,
              dice.pick(FORENAMES),
              i > 0 && dice.chance(0.4) ? surname(dice) : surname,
              homes));
    }
    boolean mixed = residents.size() == 2 && residents.get(1).ethnicity() != ethnicity;
    LocalDate previous = null;
    for (int i = 0; i < children && residents.size() < room; i++) {
      boolean twin = previous != null && dice.chance(0.05);
      LocalDate birth = twin ? previous : childBirth(dice);
      previous = birth;
      residents.add(
          new Resident(
              firstResident + residents.size(),
              birth,
              sex(dice),
              mixed ? Ethnicity.MIXED : ethnicity,
              dice.pick(FORENAMES),
              surname,
              dice.chance(0.03) ? otherParent(dice, homes) : homes));
    }
    return new Household(index, strain, residents);
  }

  private LocalDate childBirth(Dice dice) {
    LocalDate earliest = axis.firstDay(0).minusYears(18);
    LocalDate latest = axis.lastDay(axis.count() - 1);
    return earliest.plusDays(dice.below((int) (latest.toEpochDay() - earliest.toEpochDay()) + 1));
  }

  private static int children(Dice dice) {
    double draw = dice.unit();
    return draw < 0.4 ? 1 : draw < 0.8 ? 2 : draw < 0.94 ? 3 : 4;
  }

  private static Sex sex(Dice dice) {
    double draw = dice.unit();
    return draw < 0.503 ? Sex.F : draw < 0.997 ? Sex.M : Sex.X;
  }

  private static Ethnicity ethnicity(Dice dice, int quintile) {
    double white = 0.5 + 0.08 * quintile;
    double draw = dice.unit();
    if (draw < white) {
      return Ethnicity.WHITE;
    }
    double rest = (draw - white) / (1 - white);
    return rest < 0.4
        ? Ethnicity.ASIAN
        : rest < 0.7 ? Ethnicity.BLACK : rest < 0.88 ? Ethnicity.MIXED : Ethnicity.OTHER;
  }

  private static String surname(Dice dice) {
    return dice.pick(FIRST_SYLLABLES) + dice.pick(LAST_SYLLABLES);
  }

  private Area[] homes(Dice dice, Area start) {
    Area[] homes = new Area[axis.count()];
    Area home = start;
    double chance = MOVE * (1.6 - 0.2 * start.quintile());
    for (int month = 0; month < homes.length; month++) {
      if (month > 0 && dice.chance(chance)) {
        home = elsewhere(dice, home);
      }
      homes[month] = home;
    }
    return homes;
  }

  /** The child moves to another area for good; the household stays. */
  private Area[] otherParent(Dice dice, Area[] homes) {
    Area[] own = homes.clone();
    int from = 1 + dice.below(own.length - 1);
    Arrays.fill(own, from, own.length, elsewhere(dice, homes[from]));
    return own;
  }

  private Area elsewhere(Dice dice, Area home) {
    if (dice.chance(STAYS_IN_WARD)) {
      List<Area> near = city.wards().get(home.ward()).areas();
      return near.get(dice.below(near.size()));
    }
    return city.areas().get(dice.below(city.areas().size()));
  }
}
