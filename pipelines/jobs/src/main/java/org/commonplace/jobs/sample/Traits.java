package org.commonplace.jobs.sample;

/**
 * The groups a counted person falls into, as the accepted rows tell.
 *
 * @param sex null when no row tells
 * @param age whole years at the period's end; {@link #NO_AGE} when no row tells
 * @param ethnicity null when no row tells
 */
record Traits(Sex sex, int age, Ethnicity ethnicity) {
  static final int NO_AGE = -1;

  static final Traits NONE = new Traits(null, NO_AGE, null);

  /** The traits of one row at the end of a month. */
  static Traits of(Claim claim, int monthSerial) {
    return new Traits(claim.sex(), ageOf(claim, monthSerial), claim.ethnicity());
  }

  static int ageOf(Claim claim, int monthSerial) {
    return claim.birthDate() == null
        ? NO_AGE
        : Math.floorDiv(monthSerial - MonthAxis.serial(claim.birthDate()), 12);
  }
}
