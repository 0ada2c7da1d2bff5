package org.commonplace.schemas;

import java.util.Locale;

/** The age structure that a rate is brought to before places are compared. */
public enum StandardPopulation {
  /** None: the rate is crude, and places with other ages differ for that reason too. */
  NONE,
  /** The European Standard Population of 2013 (Eurostat), 19 bands from 0-4 to 90+. */
  ESP2013;

  /** First age of the open band. */
  private static final int OLDEST = 90;

  /** Whether a band is made of whole bands of five years, the last of them open. */
  static boolean joins(AgeBand band) {
    boolean ends = band.to() == Integer.MAX_VALUE || (band.to() < OLDEST && band.to() % 5 == 4);
    return band.from() % 5 == 0 && band.from() <= OLDEST && ends;
  }

  /** The name in definitions and files. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
