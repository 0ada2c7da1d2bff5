package org.commonplace.schemas;

import java.util.Locale;

/** How value and limits are made of numerator and denominator. */
public enum IndicatorMethod {
  /** A proportion with Wilson score limits. */
  WILSON,
  /** A rate with exact Poisson limits below ten events and Byar's from ten. */
  BYAR,
  /** The same for events that one person may have several times, whose limits are wider. */
  BYAR_REPEATED,
  /**
   * A rate of residents directly standardised by age, with Dobson's limits; none below ten events.
   */
  DSR,
  /** Events against those expected at the whole place's rates by age: indirectly standardised. */
  ISR,
  /** A count over the count of something else, with score limits for two Poisson counts. */
  RATIO_OF_COUNTS,
  /** The numerator alone. */
  COUNT,
  /** Numerator over denominator, without limits. */
  RATIO,
  /** Numerator less denominator, as people who came less people who left; without limits. */
  DIFFERENCE,
  /** How far the numerator is from the denominator, as a share of the denominator. */
  DEVIATION,
  /** The slope index of inequality between fifths of deprivation. */
  SLOPE_INDEX,
  /** The relative index of the same slope. */
  RELATIVE_INDEX,
  /** The least deprived fifth less the most deprived, or the other way when low is good. */
  GROUP_GAP,
  /** The relative concentration index over fifths of deprivation. */
  CONCENTRATION_INDEX,
  /**
   * Months in a row without more people than are functionally none: the numerator is at most three,
   * or 0.1 % of the denominator of the last January.
   */
  FUNCTIONAL_ZERO_ALLOWANCE,
  /**
   * Months in a row with fewer people than are housed in one: the numerator is below the mean
   * denominator of six months.
   */
  FUNCTIONAL_ZERO_RATE;

  /** Whether a value is the number of months for which functional zero has been sustained. */
  public boolean isFunctionalZero() {
    return this == FUNCTIONAL_ZERO_ALLOWANCE || this == FUNCTIONAL_ZERO_RATE;
  }

  /** Whether a value says how unequal the groups of another indicator are. */
  public boolean isInequality() {
    return this == SLOPE_INDEX
        || this == RELATIVE_INDEX
        || this == GROUP_GAP
        || this == CONCENTRATION_INDEX;
  }

  /** Whether it compares places as if they had equal ages. */
  public boolean isStandardised() {
    return this == DSR || this == ISR;
  }

  /** The name in definitions and files. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
