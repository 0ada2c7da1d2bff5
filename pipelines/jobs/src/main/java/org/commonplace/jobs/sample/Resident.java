package org.commonplace.jobs.sample;

import java.time.LocalDate;

/** A person of the city as they truly are; partners know only part of it. */
final class Resident {
  private final int index;
  private final LocalDate birthDate;
  private final Sex sex;
  private final Ethnicity ethnicity;
  private final String forename;
  private final String surname;
  private final Area[] homes;

  /**
   * @param index position among all residents, from 0
   * @param homes home area by month
   */
  Resident(
      int index,
      LocalDate birthDate,
      Sex sex,
      Ethnicity ethnicity,
      String forename,
      String surname,
      Area[] homes) {
    this.index = index;
    this.birthDate = birthDate;
    this.sex = sex;
    this.ethnicity = ethnicity;
    this.forename = forename;
    this.surname = surname;
    this.homes = homes;
  }

  int index() {
    return index;
  }

  LocalDate birthDate() {
    return birthDate;
  }

  Sex sex() {
    return sex;
  }

  Ethnicity ethnicity() {
    return ethnicity;
  }

  String forename() {
    return forename;
  }

  String surname() {
    return surname;
  }

  Area home(int month) {
    return homes[month];
  }

  /** Whole years at the end of the month with this serial number; negative before birth. */
  int age(int monthSerial) {
    return Math.floorDiv(monthSerial - MonthAxis.serial(birthDate), 12);
  }

  int birthMonth() {
    return MonthAxis.serial(birthDate);
  }
}
