package org.commonplace.methods.signals;

/** Why a detection is not, or not fully, what was asked for. */
public enum Reason {
  NONE(""),
  SHORT_BASELINE("fitted on fewer past years than asked for, because the series starts later"),
  EMPTY_BASELINE("no case in the past that is compared with, so that any case exceeds it"),
  FEW_RECENT_CASES("too few recent cases to signal, whatever the threshold"),
  RECENT_CASES("there were cases not long before, so that this is not a first one"),
  NOT_RARE("too many cases, or too few to know how rare they are, for a chart of the time between"),
  MISSING_COUNT("there is no count for this date"),
  NEGATIVE_COUNT("the count is negative: a correction of earlier ones, not the cases of this date"),
  ARTEFACT("the figure tells of reporting, not of cases of its time"),
  INTERVAL_COUNT("the count is known only as an interval that reaches down to the threshold"),
  TOO_SHORT("the series is too short for this method"),
  TOO_FEW_BASELINE_COUNTS("too few past counts are present to fit the method"),
  NO_VARIATION("the past counts do not vary, so a spread cannot be computed"),
  NO_CONVERGENCE("the regression did not converge"),
  UNBOUNDED_MEAN("no past case in this season, so that this method cannot bound the mean"),
  TOO_MANY_PERIODS("a year has fewer points than the seasonal periods asked for"),
  MISSING_POPULATION("the population is missing for this date"),
  ABOVE_TOTAL("the count is larger than the total that it is a share of"),
  NEEDS_WEEKS("this method needs weekly counts"),
  NEEDS_DAYS("this method needs daily counts"),
  NOT_ABOVE_RECENT_MEAN("above its forecast, but not above the mean of the last days"),
  UNSUITED_FREQUENCY("this method needs weekly or monthly counts; add the days up to weeks first");

  private final String text;

  Reason(String text) {
    this.text = text;
  }

  /** The reason in plain words; empty for {@link #NONE}. */
  public String text() {
    return text;
  }
}
