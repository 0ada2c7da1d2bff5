package org.commonplace.methods.flow;

import static org.commonplace.methods.interval.Columns.requireSameSize;

import org.commonplace.methods.interval.Absence;
import org.commonplace.methods.interval.Counts;
import org.commonplace.methods.interval.Estimates;

/**
 * Reconciles stocks with flows, month by month (Built for Zero, data reliability): the expected
 * stock is last month's plus inflow minus outflow, the imbalance is the actual stock minus that,
 * and the reliability is the imbalance without its sign in per cent of the actual stock; zero is
 * best.
 *
 * <p>Row i is a month; the rows of one series follow one another without gap, a month without data
 * being missing. The first month has no expected stock ({@link Absence#NOT_APPLICABLE}), nor has
 * one with a missing count ({@link Absence#MISSING}). Counts that are intervals give the two ends
 * of what is possible.
 */
public final class FlowBalance {
  private final Estimates expected;
  private final Estimates imbalance;
  private final Estimates reliability;

  private FlowBalance(Estimates expected, Estimates imbalance, Estimates reliability) {
    this.expected = expected;
    this.imbalance = imbalance;
    this.reliability = reliability;
  }

  /**
   * Reconciles one series.
   *
   * @param stock people on the last day of each month
   * @param inflow people who came during each month, by whatever way
   * @param outflow people who left during each month, by whatever way
   * @throws IllegalArgumentException if the columns differ in length
   */
  public static FlowBalance of(Counts stock, Counts inflow, Counts outflow) {
    requireSameSize(stock.size(), inflow.size());
    requireSameSize(stock.size(), outflow.size());
    int months = stock.size();
    Estimates.Builder expected = new Estimates.Builder(months);
    Estimates.Builder imbalance = new Estimates.Builder(months);
    Estimates.Builder reliability = new Estimates.Builder(months);
    for (int i = 0; i < months; i++) {
      Absence reason = absence(stock, inflow, outflow, i);
      if (reason != null) {
        expected.absent(i, reason);
        imbalance.absent(i, reason);
        reliability.absent(i, reason);
        continue;
      }
      double low = (double) stock.low(i - 1) + inflow.low(i) - outflow.high(i);
      double high = (double) stock.high(i - 1) + inflow.high(i) - outflow.low(i);
      expected.value(i, low, high);
      Absence ofStock = stock.fault(i);
      if (ofStock != null) {
        imbalance.absent(i, ofStock);
        reliability.absent(i, ofStock);
        continue;
      }
      double offLow = stock.low(i) - high;
      double offHigh = stock.high(i) - low;
      imbalance.value(i, offLow, offHigh);
      fillReliability(reliability, i, stock, low, high);
    }
    return new FlowBalance(expected.build(), imbalance.build(), reliability.build());
  }

  private static void fillReliability(
      Estimates.Builder out, int row, Counts stock, double low, double high) {
    if (stock.high(row) == 0) {
      // Nobody there and nobody expected is perfect; nobody there of many has no percentage.
      if (low == 0 && high == 0) {
        out.value(row, 0, 0);
      } else {
        out.absent(row, Absence.NOT_APPLICABLE);
      }
      return;
    }
    if (stock.low(row) == 0) {
      out.absent(row, Absence.TOO_FEW);
      return;
    }
    // |stock - expected| / stock falls while the stock grows to the expected and grows beyond it.
    double atLow = 100 * furthest((double) stock.low(row), low, high) / stock.low(row);
    double atHigh = 100 * furthest((double) stock.high(row), low, high) / stock.high(row);
    double least;
    if (stock.high(row) < low) {
      least = 100 * (low - stock.high(row)) / stock.high(row);
    } else if (stock.low(row) > high) {
      least = 100 * (stock.low(row) - high) / stock.low(row);
    } else {
      least = 0;
    }
    out.value(row, least, Math.max(atLow, atHigh));
  }

  private static double furthest(double stock, double low, double high) {
    return Math.max(Math.abs(stock - low), Math.abs(stock - high));
  }

  private static Absence absence(Counts stock, Counts inflow, Counts outflow, int month) {
    if (month == 0) {
      return Absence.NOT_APPLICABLE;
    }
    if (stock.isMissing(month - 1) || inflow.isMissing(month) || outflow.isMissing(month)) {
      return Absence.MISSING;
    }
    return stock.isInvalid(month - 1) || inflow.isInvalid(month) || outflow.isInvalid(month)
        ? Absence.FAILED_VALIDATION
        : null;
  }

  /** Expected people on the last day of each month; below zero when more left than were there. */
  public Estimates expected() {
    return expected;
  }

  /** Actual minus expected people; above zero when people appeared without having come. */
  public Estimates imbalance() {
    return imbalance;
  }

  /** The imbalance without its sign, in per cent of the actual people, zero or more. */
  public Estimates reliability() {
    return reliability;
  }

  /**
   * Whether so many months up to and with one are all reliable; a month that is not known is not,
   * and one known as an interval is if its worse end is.
   *
   * @param month row of the last of them
   * @param mostPercent the most that the reliability may be, in per cent
   * @param months how many, 1 or more
   * @throws IllegalArgumentException if a number is out of range
   */
  public Verdict verdict(int month, double mostPercent, int months) {
    if (!(mostPercent >= 0) || months < 1) {
      throw new IllegalArgumentException(
          "reliability needs at most zero or more per cent in one month or more, but got "
              + mostPercent
              + " per cent in "
              + months
              + " months");
    }
    if (month + 1 < months) {
      return Verdict.TOO_FEW_MONTHS;
    }
    for (int i = month + 1 - months; i <= month; i++) {
      if (!reliability.isPresent(i)) {
        return Verdict.TOO_FEW_MONTHS;
      }
      if (reliability.valueHigh(i) > mostPercent) {
        return Verdict.NOT_RELIABLE;
      }
    }
    return Verdict.RELIABLE;
  }

  /** What months say of the data. */
  public enum Verdict {
    RELIABLE,
    NOT_RELIABLE,
    /** One of the months has no reliability. */
    TOO_FEW_MONTHS
  }
}
