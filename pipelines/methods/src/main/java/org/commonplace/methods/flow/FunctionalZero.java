package org.commonplace.methods.flow;

import static org.commonplace.methods.interval.Columns.requireSameSize;

import java.time.Month;
import java.time.YearMonth;
import java.util.Arrays;
import org.commonplace.methods.interval.Counts;

/**
 * Functional zero (Built for Zero): so few people are homeless that the place houses them as fast
 * as they come.
 *
 * <p>Each rule gives a column of {@link Status}, a row for each month of one series, and the months
 * that each has sustained. A count that is an interval has reached zero only if its higher end has.
 */
public final class FunctionalZero {
  /** Months over which Built for Zero averages the people housed in one. */
  public static final int HOUSING_RATE_MONTHS = 6;

  /** When people are counted at one point in time. */
  private static final Month COUNT = Month.JANUARY;

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
    return active.fault(row) != null;
  }

  public int size() {
    return statuses.length;
  }

  public Status at(int month) {
    return statuses[month];
  }

  /** Months up to and with this one in which it was reached without a break. */
  public int monthsSustained(int month) {
    int months = 0;
    while (months <= month && statuses[month - months] == Status.REACHED) {
      months++;
    }
    return months;
  }

  /**
   * What a place has proven to house in a month: the mean of so many months up to and with each.
   *
   * @param housed people who left to a permanent home in each month; NaN is missing
   * @param months how many, 1 or more
   * @return NaN until there are as many, and where one of them is missing
   */
  public static double[] provenHousingRates(double[] housed, int months) {
    double[] rates = new double[housed.length];
    for (int month = 0; month < housed.length; month++) {
      int first = month + 1 - months;
      rates[month] =
          first < 0 ? Double.NaN : Arrays.stream(housed, first, month + 1).sum() / months;
    }
    return rates;
  }

  /**
   * The last point-in-time count that was known in each month: counts are held in January.
   *
   * @param first the month of the first row
   * @param people everybody homeless in each month; NaN is missing
   * @return NaN until there has been a January
   */
  public static double[] lastPointInTimeCounts(YearMonth first, double[] people) {
    double[] counts = new double[people.length];
    double last = Double.NaN;
    for (int month = 0; month < people.length; month++) {
      last = first.plusMonths(month).getMonth() == COUNT ? people[month] : last;
      counts[month] = last;
    }
    return counts;
  }
}
