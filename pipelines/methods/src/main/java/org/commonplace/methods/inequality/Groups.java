package org.commonplace.methods.inequality;

import org.commonplace.methods.interval.Absence;
import org.commonplace.methods.interval.Amounts;
import org.commonplace.methods.interval.Estimates;

/** Why the groups of a place cannot be compared, by one rule for all measures. */
final class Groups {
  private Groups() {}

  /** Null when the group can be used. */
  static Absence absence(Amounts population, Estimates values, int row) {
    if (population.isMissing(row)) {
      return Absence.MISSING;
    }
    if (population.isInvalid(row) || population.low(row) <= 0) {
      return Absence.FAILED_VALIDATION;
    }
    if (!values.isPresent(row)) {
      return values.absence(row);
    }
    if (Double.isNaN(values.valueLow(row))) {
      return Absence.MISSING;
    }
    if (values.valueLow(row) != values.valueHigh(row)
        || population.low(row) != population.high(row)) {
      return Absence.TOO_FEW;
    }
    return values.lower95(row) > values.valueLow(row) || values.upper95(row) < values.valueLow(row)
        ? Absence.FAILED_VALIDATION
        : null;
  }
}
