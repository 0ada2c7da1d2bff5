package org.commonplace.methods.inequality;

import org.commonplace.methods.interval.Absence;
import org.commonplace.methods.interval.Amounts;
import org.commonplace.methods.interval.Estimates;

/**
 * How far groups without an order lie apart, as ethnic groups do; zero when all are equal.
 *
 * <p>With p the share of population, y the value and &mu; = &Sigma;py (WHO Health Equity Assessment
 * Toolkit, technical notes). Limits are even, by the delta method from the groups' 95 % limits, and
 * cut at zero; near equality the measures are skewed and biased upward by chance, so read a lower
 * limit near zero as "no sure difference".
 *
 * <p>Group g of place p is row p x groups + g, in any order. A place has no measure, with the
 * reason of the group, when a group has no value or population, and none with {@link
 * Absence#NOT_APPLICABLE} when the mean or a value whose logarithm is needed is not above zero.
 */
public final class Dispersion {
  private Dispersion() {}

  /**
   * Between-group variance, &Sigma; p (y - &mu;)&sup2;, in the squared unit of the indicator.
   *
   * @param groups groups of each place, at least 2
   * @param population people of each group
   * @param values value and 95 % limits of each group
   * @throws IllegalArgumentException if the columns do not fit the groups
   */
  public static Estimates betweenGroupVariance(int groups, Amounts population, Estimates values) {
    return Measure.of(
        groups,
        population,
        values,
        (table, out, place) -> {
          double measure = 0;
          for (int g = 0; g < table.size(); g++) {
            double off = table.value[g] - table.mean;
            measure += table.share[g] * off * off;
            table.derivative[g] = 2 * table.share[g] * off;
          }
          table.write(out, place, measure, 0, Measure.UNBOUNDED);
        });
  }

  /**
   * Weighted index of disparity, 100 &Sigma; p |y - &mu;| / &mu;, in per cent of the mean.
   *
   * @see #betweenGroupVariance
   */
  public static Estimates indexOfDisparity(int groups, Amounts population, Estimates values) {
    return Measure.of(groups, population, values, Dispersion::indexOfDisparity);
  }

  /**
   * Theil's index, 1000 &Sigma; p (y/&mu;) ln(y/&mu;), without unit; a value of zero adds nothing.
   *
   * @see #betweenGroupVariance
   */
  public static Estimates theil(int groups, Amounts population, Estimates values) {
    return Measure.of(groups, population, values, Dispersion::theil);
  }

  /**
   * Mean log deviation, 1000 &Sigma; p (-ln(y/&mu;)), without unit; every value above zero.
   *
   * @see #betweenGroupVariance
   */
  public static Estimates meanLogDeviation(int groups, Amounts population, Estimates values) {
    return Measure.of(groups, population, values, Dispersion::meanLogDeviation);
  }

  private static void indexOfDisparity(GroupTable table, Estimates.Builder out, int place) {
    if (!(table.mean > 0)) {
      out.absent(place, Absence.NOT_APPLICABLE);
      return;
    }
    double measure = 0;
    double signs = 0;
    for (int g = 0; g < table.size(); g++) {
      double off = table.value[g] - table.mean;
      measure += table.share[g] * Math.abs(off);
      signs += table.share[g] * Math.signum(off);
    }
    for (int g = 0; g < table.size(); g++) {
      double sign = Math.signum(table.value[g] - table.mean);
      table.derivative[g] =
          100 * table.share[g] * (sign - signs - measure / table.mean) / table.mean;
    }
    table.write(out, place, 100 * measure / table.mean, 0, Measure.UNBOUNDED);
  }

  private static void theil(GroupTable table, Estimates.Builder out, int place) {
    if (isAnyBelowZero(table) || !(table.mean > 0)) {
      out.absent(place, Absence.NOT_APPLICABLE);
      return;
    }
    double measure = 0;
    for (int g = 0; g < table.size(); g++) {
      measure += table.share[g] * relativeLog(table, g);
    }
    for (int g = 0; g < table.size(); g++) {
      // At zero the derivative has no end; a group without events says nothing of its error.
      double log = table.value[g] == 0 ? Double.NaN : Math.log(table.value[g] / table.mean);
      table.derivative[g] = 1000 * table.share[g] / table.mean * (log - measure);
    }
    table.write(out, place, 1000 * measure, 0, Measure.UNBOUNDED);
  }

  private static void meanLogDeviation(GroupTable table, Estimates.Builder out, int place) {
    double measure = 0;
    for (int g = 0; g < table.size(); g++) {
      if (!(table.value[g] > 0)) {
        out.absent(place, Absence.NOT_APPLICABLE);
        return;
      }
      measure -= table.share[g] * Math.log(table.value[g] / table.mean);
      table.derivative[g] = 1000 * table.share[g] * (1 / table.mean - 1 / table.value[g]);
    }
    table.write(out, place, 1000 * measure, 0, Measure.UNBOUNDED);
  }

  private static double relativeLog(GroupTable table, int g) {
    double relative = table.value[g] / table.mean;
    return relative == 0 ? 0 : relative * Math.log(relative);
  }

  private static boolean isAnyBelowZero(GroupTable table) {
    for (double value : table.value) {
      if (value < 0) {
        return true;
      }
    }
    return false;
  }
}
