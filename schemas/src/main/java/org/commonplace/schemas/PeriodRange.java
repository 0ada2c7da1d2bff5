package org.commonplace.schemas;

import java.io.Serializable;
import java.time.YearMonth;

/**
 * A range of months, both ends included.
 *
 * @param from the first month
 * @param to the last month
 */
public record PeriodRange(YearMonth from, YearMonth to) implements Serializable {
  /** Every month. */
  public static final PeriodRange ALWAYS =
      new PeriodRange(YearMonth.of(1, 1), YearMonth.of(9999, 12));

  public boolean covers(YearMonth month) {
    return !month.isBefore(from) && !month.isAfter(to);
  }
}
