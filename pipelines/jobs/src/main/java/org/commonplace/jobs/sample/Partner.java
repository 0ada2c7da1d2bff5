package org.commonplace.jobs.sample;

import java.util.List;

/** The members of the coalition. */
enum Partner {
  NORTH_SCHOOLS("north-schools", 0.03, 5),
  SOUTH_SCHOOLS("south-academies", 0.05, 6),
  FAMILY_SERVICES("family-services", 0.06, 8),
  HOUSING("housing-office", 0.08, 7),
  HARBOUR_TRUST("harbour-trust", 0.25, 11),
  HOSPITAL("royal-infirmary", 0.1, 9),
  POLICE("city-police", 0.3, 6),
  LABORATORY("public-health-lab", 0.35, 4),
  IMMUNISATION("immunisation-service", 0.08, 10),
  SUPPLIES("supply-desk", 0, 3),
  COUNCIL("city-council", 0, 12);

  private static final List<Partner> ALL = List.of(values());

  private final String id;
  private final double unknown;
  private final int lag;

  Partner(String id, double unknown, int lag) {
    this.id = id;
    this.unknown = unknown;
    this.lag = lag;
  }

  static List<Partner> all() {
    return ALL;
  }

  /** Folder name in the inbox. */
  String id() {
    return id;
  }

  /** Share (0 to 1) of people whose ethnicity this partner never wrote down. */
  double unknown() {
    return unknown;
  }

  /** Days after the month's end at which a file usually arrives. */
  int lag() {
    return lag;
  }
}
