package org.commonplace.schemas;

import java.util.Locale;

/** The subjects that indicators are grouped under. */
public enum Theme {
  EDUCATION,
  SOCIAL_CARE,
  HOUSING,
  POLICE,
  HEALTH,
  PUBLIC_HEALTH,
  SUPPLIES,
  INFECTION,
  DATA_QUALITY;

  /** The name in definitions and files. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
