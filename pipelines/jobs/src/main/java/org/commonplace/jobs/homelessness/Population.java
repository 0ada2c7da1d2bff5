package org.commonplace.jobs.homelessness;

import java.util.Locale;

/** Whom a by-name list is kept of. */
enum Population {
  ALL("true"),
  VETERANS("veteran"),
  CHRONIC("chronic");

  private final String condition;

  Population(String condition) {
    this.condition = condition;
  }

  /** SQL over a person's months: whether the person belongs to it; null when that is not known. */
  String condition() {
    return condition;
  }

  /** Its name in files. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
