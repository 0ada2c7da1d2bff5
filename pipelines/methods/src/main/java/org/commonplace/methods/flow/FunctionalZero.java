package org.commonplace.methods.flow;

import static org.commonplace.methods.interval.Columns.requireSameSize;

import org.commonplace.methods.interval.Counts;

/**
 * Functional zero (Built for Zero): so few people are homeless that the place houses them as fast
 * as they come.
 *
 * <p>Each rule gives a column of {@link Status}, a row for each month of one series, and the months
 * that the last has sustained. A count that is an interval has reached zero only if its higher end
 * has.
 */
public final class FunctionalZero {
  /** The most people of a place in chronic homelessness that are functionally none. */
  private static final double LEAST_ALLOWANCE = 3;

  private static final double SHARE_OF_REFERENCE = 0.001;

  private final Status[] statuses;

  private FunctionalZero(Status[] statuses) {
    this.statuses = statuses;
  }

  /** What a month says. */
  public enum Status {
    REACHED,
    NOT_REACHED,
    /** A count is missing or contradicts itself. */
    UNKNOWN
  }

  /**
   * For veterans: fewer people than the place has proven to house in a month.
   *
   * @param active people homeless on the last day of each month
   * @param provenHousingRate people that the place is proven to house in a month, for each month;
   *     NaN is missing
   * @throws IllegalArgumentException if the columns differ in length
   */
  public static FunctionalZero ofVeterans(Counts active, double[] provenHousingRate) {
    requireSameSize(active.size(), provenHousingRate.length);
    Status[] statuses = new Status[active.size()];
    for (int i = 0; i < statuses.length; i++) {
      statuses[i] =
          isUnknown(active, i) || !(provenHousingRate[i] >= 0)
              ? Status.UNKNOWN
              // Nobody is fewer than any rate, even where none has been proven.
              : active.high(i) == 0 || active.high(i) < provenHousingRate[i]
                  ? Status.REACHED
                  : Status.NOT_REACHED;
    }
    return new FunctionalZero(statuses);
  }

  /**
   * For chronic homelessness: nobody, or not more than three people or 0.1 % of the people counted
   * at the last point in time, whichever is more.
   *
   * @param active people homeless on the last day of each month
   * @param lastCount people of the last point-in-time count, for each month; NaN is missing
   * @throws IllegalArgumentException if the columns differ in length
   */
  public static FunctionalZero ofChronic(Counts active, double[] lastCount) {
    requireSameSize(active.size(), lastCount.length);
    Status[] statuses = new Status[active.size()];
    for (int i = 0; i < statuses.length; i++) {
      statuses[i] =
          isUnknown(active, i)
              ? Status.UNKNOWN
              : active.high(i) <= LEAST_ALLOWANCE
                  ? Status.REACHED
                  : !(lastCount[i] >= 0)
                      ? Status.UNKNOWN
                      : active.high(i) <= SHARE_OF_REFERENCE * lastCount[i]
                          ? Status.REACHED
                          : Status.NOT_REACHED;
    }
    return new FunctionalZero(statuses);
  }

  private static boolean isUnknown(Counts active, int row) {
    return active.isMissing(row) || active.isInvalid(row);
  }

  public int size() {
    return statuses.length;
  }

  public Status at(int month) {
    return statuses[month];
  }

  /** Months up to and with the last in which it was reached without a break. */
  public int monthsSustained() {
    int months = 0;
    while (months < statuses.length && statuses[statuses.length - 1 - months] == Status.REACHED) {
      months++;
    }
    return months;
  }
}
