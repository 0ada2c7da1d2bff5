package org.commonplace.schemas;

import java.util.Locale;

/** The breakdowns an indicator may have. */
public enum GroupBy {
  SEX,
  AGE_BAND,
  ETHNICITY,
  DEPRIVATION_QUINTILE;

  /** The name in definitions, columns and files. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
