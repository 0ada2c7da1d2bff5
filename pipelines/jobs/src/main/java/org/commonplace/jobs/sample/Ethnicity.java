package org.commonplace.jobs.sample;

/** Canonical code of ethnicity. */
enum Ethnicity {
  ASIAN(0, "asian"),
  BLACK(1, "black"),
  MIXED(2, "mixed"),
  OTHER(3, "other"),
  WHITE(4, "white");

  static final int COUNT = 5;

  private final int slot;
  private final String code;

  Ethnicity(int slot, String code) {
    this.slot = slot;
    this.code = code;
  }

  int slot() {
    return slot;
  }

  String code() {
    return code;
  }
}
