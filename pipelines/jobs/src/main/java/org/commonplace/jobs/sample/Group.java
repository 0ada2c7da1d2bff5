package org.commonplace.jobs.sample;

/** A breakdown of an indicator; the code is its name in published files. */
enum Group {
  SEX("sex"),
  AGE_BAND("age_band"),
  ETHNICITY("ethnicity"),
  DEPRIVATION_QUINTILE("deprivation_quintile");

  private final String code;

  Group(String code) {
    this.code = code;
  }

  String code() {
    return code;
  }
}
