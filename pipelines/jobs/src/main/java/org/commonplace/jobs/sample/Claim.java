package org.commonplace.jobs.sample;

import java.time.LocalDate;

/** What one partner has on record about one person; null where it has nothing. */
final class Claim {
  private final Sex sex;
  private final Ethnicity ethnicity;
  private final LocalDate birthDate;

  private Claim(Sex sex, Ethnicity ethnicity, LocalDate birthDate) {
    this.sex = sex;
    this.ethnicity = ethnicity;
    this.birthDate = birthDate;
  }

  static Claim of(long seed, Partner partner, Resident resident) {
    Dice dice = Dice.of(seed, partner.id(), resident.index());
    return new Claim(
        dice.chance(partner.unknown() / 20) ? null : resident.sex(),
        dice.chance(partner.unknown()) ? null : resident.ethnicity(),
        dice.chance(partner.unknown() / 10) ? null : resident.birthDate());
  }

  /** The same person to a partner that must have the birth date. */
  Claim bornOn(LocalDate date) {
    return new Claim(sex, ethnicity, date);
  }

  Sex sex() {
    return sex;
  }

  Ethnicity ethnicity() {
    return ethnicity;
  }

  LocalDate birthDate() {
    return birthDate;
  }
}
