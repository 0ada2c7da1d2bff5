package org.commonplace.methods.interval;

/** Why a method gives no value for a row. A true zero is a value and never has one of these. */
public enum Absence {
  /** An input is not there; the caller knows better whether it was not submitted or withheld. */
  MISSING("not_submitted"),
  /** Too few events, people or points for the method, or a denominator that may be zero. */
  TOO_FEW("too_few"),
  /** The value does not exist: the denominator is zero. */
  NOT_APPLICABLE("not_applicable"),
  /** The inputs contradict themselves: a negative count, a low end above its high end. */
  FAILED_VALIDATION("failed_validation"),
  /** More events than people: not a proportion. The rate method has an answer for such a row. */
  EXCEEDS_DENOMINATOR("failed_validation");

  private final String code;

  Absence(String code) {
    this.code = code;
  }

  /** The reason code as it is published. */
  public String code() {
    return code;
  }
}
