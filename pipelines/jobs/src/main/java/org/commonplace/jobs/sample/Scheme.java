package org.commonplace.jobs.sample;

/** A numbering of people; the column is its name in {@code truth/people.csv}. */
enum Scheme {
  UPN("upn", 0),
  HEALTH("health_number", 1),
  BY_NAME("by_name_list", 2),
  FAMILY("family_services_id", 3),
  POLICE("police_id", 4);

  private final String column;
  private final int slot;

  Scheme(String column, int slot) {
    this.column = column;
    this.slot = slot;
  }

  String column() {
    return column;
  }

  int slot() {
    return slot;
  }
}
