package org.commonplace.methods.inequality;

import static org.commonplace.methods.interval.Columns.requireRuns;

import org.commonplace.methods.interval.Absence;
import org.commonplace.methods.interval.Estimates;

/**
 * The simple gap between two groups of a place: difference (D) and ratio (R), advantaged against
 * disadvantaged, with limits made of the limits of the two values.
 *
 * <p>The limits of the difference are those of Newcombe (1998, method 10), in general the method of
 * variance estimates recovery (Zou and Donner 2008); those of the ratio are Donner and Zou's
 * (2012). They need no standard error, keep the unevenness of the values' own limits, and hold at
 * both levels.
 *
 * <p>Group g of place p is row p x groups + g. A place has no gap, with the reason of the group,
 * when one of the two groups has no value. Values that are intervals give the widest gap.
 */
public final class GroupGap {
  private final int advantaged;
  private final int disadvantaged;

  private GroupGap(int advantaged, int disadvantaged) {
    this.advantaged = advantaged;
    this.disadvantaged = disadvantaged;
  }

  /**
   * Between two groups, by number from 0.
   *
   * @throws IllegalArgumentException if they are the same or below zero
   */
  public static GroupGap between(int advantaged, int disadvantaged) {
    if (advantaged < 0 || disadvantaged < 0 || advantaged == disadvantaged) {
      throw new IllegalArgumentException(
          "a gap is between two groups, but got " + advantaged + " and " + disadvantaged);
    }
    return new GroupGap(advantaged, disadvantaged);
  }

  /**
   * Value of the advantaged minus that of the disadvantaged, in the unit of the indicator.
   *
   * @param groups groups of each place
   * @param values value and limits of each group
   * @throws IllegalArgumentException if the columns do not fit the groups or a group is none of
   *     them
   */
  public Estimates differences(int groups, Estimates values) {
    int places = requireGroups(groups, values);
    Estimates.Builder out = new Estimates.Builder(places);
    for (int place = 0; place < places; place++) {
      int a = place * groups + advantaged;
      int d = place * groups + disadvantaged;
      Absence reason = absence(values, a, d);
      if (reason != null) {
        out.absent(place, reason);
        continue;
      }
      double low = values.valueLow(a) - values.valueHigh(d);
      double high = values.valueHigh(a) - values.valueLow(d);
      out.value(place, low, high);
      out.limits95(
          place,
          low
              - Math.hypot(
                  values.valueLow(a) - values.lower95(a), values.upper95(d) - values.valueHigh(d)),
          high
              + Math.hypot(
                  values.upper95(a) - values.valueHigh(a), values.valueLow(d) - values.lower95(d)));
      out.limits998(
          place,
          low
              - Math.hypot(
                  values.valueLow(a) - values.lower998(a),
                  values.upper998(d) - values.valueHigh(d)),
          high
              + Math.hypot(
                  values.upper998(a) - values.valueHigh(a),
                  values.valueLow(d) - values.lower998(d)));
    }
    return out.build();
  }

  /**
   * Value of the advantaged divided by that of the disadvantaged, without unit; no value with
   * {@link Absence#NOT_APPLICABLE} when the latter is or may be zero. The upper limit is missing
   * (NaN) when the lower limit of the disadvantaged is zero: the ratio then has no upper end.
   *
   * @param groups groups of each place
   * @param values value and limits of each group, not negative
   * @throws IllegalArgumentException if the columns do not fit the groups or a group is none of
   *     them
   */
  public Estimates ratios(int groups, Estimates values) {
    int places = requireGroups(groups, values);
    Estimates.Builder out = new Estimates.Builder(places);
    for (int place = 0; place < places; place++) {
      int a = place * groups + advantaged;
      int d = place * groups + disadvantaged;
      Absence reason = absence(values, a, d);
      if (reason == null && (values.valueLow(a) < 0 || values.valueLow(d) < 0)) {
        reason = Absence.FAILED_VALIDATION;
      }
      if (reason == null && values.valueLow(d) == 0) {
        reason = Absence.NOT_APPLICABLE;
      }
      if (reason != null) {
        out.absent(place, reason);
        continue;
      }
      out.value(
          place,
          values.valueLow(a) / values.valueHigh(d),
          values.valueHigh(a) / values.valueLow(d));
      out.limits95(
          place,
          lower(values.valueLow(a), values.lower95(a), values.valueHigh(d), values.upper95(d)),
          upper(values.valueHigh(a), values.upper95(a), values.valueLow(d), values.lower95(d)));
      out.limits998(
          place,
          lower(values.valueLow(a), values.lower998(a), values.valueHigh(d), values.upper998(d)),
          upper(values.valueHigh(a), values.upper998(a), values.valueLow(d), values.lower998(d)));
    }
    return out.build();
  }

  /** The lower limit of x / y from the lower limit of x and the upper one of y. */
  private static double lower(double x, double xLower, double y, double yUpper) {
    double root =
        Math.sqrt(
            Math.max(0, x * y * x * y - xLower * yUpper * (2 * x - xLower) * (2 * y - yUpper)));
    // The textbook form (x y - root) / (yUpper (2 y - yUpper)) loses its meaning where the upper
    // limit is twice the value or more; this is the same number without that pole.
    return xLower == 0 ? 0 : xLower * (2 * x - xLower) / (x * y + root);
  }

  /** The upper limit of x / y from the upper limit of x and the lower one of y. */
  private static double upper(double x, double xUpper, double y, double yLower) {
    double divisor = yLower * (2 * y - yLower);
    double root = Math.sqrt(Math.max(0, x * y * x * y - xUpper * (2 * x - xUpper) * divisor));
    return divisor > 0 ? (x * y + root) / divisor : Double.NaN;
  }

  private int requireGroups(int groups, Estimates values) {
    if (advantaged >= groups || disadvantaged >= groups) {
      throw new IllegalArgumentException(
          "groups " + advantaged + " and " + disadvantaged + " are not both of " + groups);
    }
    return requireRuns(values.size(), groups);
  }

  private static Absence absence(Estimates values, int a, int d) {
    if (!values.isPresent(a)) {
      return values.absence(a);
    }
    return values.isPresent(d) ? null : values.absence(d);
  }
}
