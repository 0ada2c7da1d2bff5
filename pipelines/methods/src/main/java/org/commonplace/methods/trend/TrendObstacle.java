package org.commonplace.methods.trend;

/** Why a trend cannot be calculated. */
public enum TrendObstacle {
  OVERLAPPING_PERIODS("not_applicable", "the periods overlap"),
  NOT_ANNUAL("not_applicable", "the periods are shorter than a year"),
  FEWER_THAN_FIVE_POINTS("too_few", "there are fewer than five years"),
  GAP_IN_YEARS("not_submitted", "a year is missing among the last five"),
  BREAK_IN_SERIES("not_applicable", "the definition changed within the last five years"),
  MISSING_VALUE("not_submitted", "one of the last five years has no value"),
  NO_INTERVAL("too_few", "one of the last five years has no confidence interval"),
  NOT_EXACT("too_few", "one of the last five years is only known as a range"),
  NO_VARIATION("too_few", "there is no variation to compare a change with");

  private final String code;
  private final String text;

  TrendObstacle(String code, String text) {
    this.code = code;
    this.text = text;
  }

  /** The reason code as it is published. */
  public String code() {
    return code;
  }

  /** The reason in words. */
  public String text() {
    return text;
  }
}
