package org.commonplace.schemas;

import java.util.Locale;

/** Why a value is, or is not, there. */
public enum ValueState {
  REPORTED,
  PROVISIONAL,
  SUPPRESSED,
  NOT_SUBMITTED,
  TOO_FEW,
  NOT_APPLICABLE,
  FAILED_VALIDATION,
  WITHHELD;

  /** The state as files write it, such as {@code not_submitted}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
