package org.commonplace.methods.inequality;

import org.commonplace.methods.interval.Absence;
import org.commonplace.methods.interval.Amounts;
import org.commonplace.methods.interval.Estimates;

/**
 * Concentration indices of ordered groups: how much of an outcome falls to the advantaged.
 *
 * <p>With p the share of population, y the value, &mu; = &Sigma;py and r the midpoint of the
 * cumulated share, the absolute index is 2 &Sigma; p (y - &mu;)(r - 1/2) and the relative one that
 * divided by &mu; (Kakwani, Wagstaff and van Doorslaer 1997). Positive means that the advantaged
 * have more. For values between zero and a bound b there are Erreygers' index, 4/b times the
 * absolute one (Erreygers 2009), and Wagstaff's, the relative one divided by 1 - &mu;/b (Wagstaff
 * 2005).
 *
 * <p>The limits are those of the sampling error of the groups' values, by the delta method: the
 * second term of the variance of Kakwani, Wagstaff and van Doorslaer; the first is of the sampling
 * of people into groups, which a population does not have. Standard errors come from the groups' 95
 * % limits.
 *
 * <p>Groups stand most disadvantaged first: group g of place p is row p x groups + g. A place has
 * no index, with the reason of the group, when a group has no value or population, and none with
 * {@link Absence#NOT_APPLICABLE} when the mean by which to divide is not above zero.
 */
public final class Concentration {
  private Concentration() {}

  /**
   * The absolute index, in the unit of the indicator.
   *
   * @param groups groups of each place, at least 2
   * @param population people of each group
   * @param values value and 95 % limits of each group
   * @throws IllegalArgumentException if the columns do not fit the groups
   */
  public static Estimates absolute(int groups, Amounts population, Estimates values) {
    return Measure.of(
        groups,
        population,
        values,
        (table, out, place) -> scaled(table, out, place, 1, Measure.UNBOUNDED));
  }

  /**
   * The relative index, without unit, -1 to 1.
   *
   * @see #absolute
   */
  public static Estimates relative(int groups, Amounts population, Estimates values) {
    return Measure.of(groups, population, values, Concentration::relative);
  }

  /**
   * Erreygers' index, without unit, -1 to 1.
   *
   * @param bound the most a value can be: 1 for proportions, 100 for percentages
   * @throws IllegalArgumentException if the bound is not positive or the columns do not fit
   * @see #absolute
   */
  public static Estimates erreygers(
      int groups, Amounts population, Estimates values, double bound) {
    requireBound(bound);
    return Measure.of(
        groups,
        population,
        values,
        (table, out, place) -> {
          if (isWithin(table, bound)) {
            scaled(table, out, place, 4 / bound, 1);
          } else {
            out.absent(place, Absence.FAILED_VALIDATION);
          }
        });
  }

  /**
   * Wagstaff's index, without unit, -1 to 1.
   *
   * @param bound the most a value can be: 1 for proportions, 100 for percentages
   * @throws IllegalArgumentException if the bound is not positive or the columns do not fit
   * @see #absolute
   */
  public static Estimates wagstaff(int groups, Amounts population, Estimates values, double bound) {
    requireBound(bound);
    return Measure.of(
        groups,
        population,
        values,
        (table, out, place) -> {
          if (isWithin(table, bound)) {
            wagstaff(table, out, place, bound);
          } else {
            out.absent(place, Absence.FAILED_VALIDATION);
          }
        });
  }

  private static void scaled(
      GroupTable table, Estimates.Builder out, int place, double factor, double most) {
    double index = 0;
    double before = 0;
    for (int g = 0; g < table.size(); g++) {
      // The shares times (r - 1/2) sum to nothing, so the mean drops out: the index is linear.
      table.derivative[g] = 2 * factor * coefficient(table, g, before);
      index += table.derivative[g] * (table.value[g] - table.mean);
      before += table.share[g];
    }
    table.write(out, place, index, -most, most);
  }

  private static void relative(GroupTable table, Estimates.Builder out, int place) {
    if (!(table.mean > 0)) {
      out.absent(place, Absence.NOT_APPLICABLE);
      return;
    }
    double index = absoluteIndex(table) / table.mean;
    double before = 0;
    for (int g = 0; g < table.size(); g++) {
      table.derivative[g] =
          (2 * coefficient(table, g, before) - index * table.share[g]) / table.mean;
      before += table.share[g];
    }
    table.write(out, place, index, -1, 1);
  }

  private static void wagstaff(GroupTable table, Estimates.Builder out, int place, double bound) {
    double rest = 1 - table.mean / bound;
    if (!(table.mean > 0) || !(rest > 0)) {
      out.absent(place, Absence.NOT_APPLICABLE);
      return;
    }
    double divisor = table.mean * rest;
    double index = absoluteIndex(table) / divisor;
    double before = 0;
    for (int g = 0; g < table.size(); g++) {
      table.derivative[g] =
          (2 * coefficient(table, g, before)
                  - index * (1 - 2 * table.mean / bound) * table.share[g])
              / divisor;
      before += table.share[g];
    }
    table.write(out, place, index, -1, 1);
  }

  private static double absoluteIndex(GroupTable table) {
    double index = 0;
    double before = 0;
    for (int g = 0; g < table.size(); g++) {
      index += 2 * coefficient(table, g, before) * (table.value[g] - table.mean);
      before += table.share[g];
    }
    return index;
  }

  /** The share of a group times its rank's distance from the middle. */
  private static double coefficient(GroupTable table, int g, double before) {
    return table.share[g] * (before + table.share[g] / 2 - 0.5);
  }

  private static boolean isWithin(GroupTable table, double bound) {
    for (double value : table.value) {
      if (value < 0 || value > bound) {
        return false;
      }
    }
    return true;
  }

  private static void requireBound(double bound) {
    if (!(bound > 0) || Double.isInfinite(bound)) {
      throw new IllegalArgumentException("a bound must be a positive number, but is " + bound);
    }
  }
}
