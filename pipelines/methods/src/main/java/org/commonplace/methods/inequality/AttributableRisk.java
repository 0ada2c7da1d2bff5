package org.commonplace.methods.inequality;

import org.commonplace.methods.comparison.Polarity;
import org.commonplace.methods.interval.Absence;
import org.commonplace.methods.interval.Amounts;
import org.commonplace.methods.interval.Estimates;

/**
 * Population attributable risk (PAR) and fraction (PAF): how much the whole place would change if
 * every group had the value of the reference group (WHO Health Equity Assessment Toolkit, technical
 * notes). PAR is y<sub>ref</sub> - &mu;, PAF that in per cent of &mu;.
 *
 * <p>A change for the worse is no potential, so a PAR with the unfavourable sign is zero, and its
 * limits are cut at zero. Limits are even otherwise, by the delta method from the groups' 95 %
 * limits.
 *
 * <p>Group g of place p is row p x groups + g. A place has no measure, with the reason of the
 * group, when a group has no value or population, and no fraction with {@link
 * Absence#NOT_APPLICABLE} when the mean is not above zero.
 */
public final class AttributableRisk {
  /** Stands for the group with the best value of each place. */
  public static final int BEST = -1;

  private final Polarity polarity;
  private final int reference;

  private AttributableRisk(Polarity polarity, int reference) {
    this.polarity = polarity;
    this.reference = reference;
  }

  /**
   * Against the group with the best value of each place, for groups without an order.
   *
   * @throws IllegalArgumentException for an indicator that has no good direction
   */
  public static AttributableRisk againstBest(Polarity polarity) {
    return against(BEST, polarity);
  }

  /**
   * Against one group, as the least deprived.
   *
   * @param group its number from 0, or {@link #BEST}
   * @throws IllegalArgumentException for an indicator that has no good direction or a group below
   *     zero
   */
  public static AttributableRisk against(int group, Polarity polarity) {
    if (polarity == Polarity.NEUTRAL) {
      throw new IllegalArgumentException(
          "an attributable risk needs an indicator that is good when high or low");
    }
    if (group < BEST) {
      throw new IllegalArgumentException("a reference group is 0 or above, but is " + group);
    }
    return new AttributableRisk(polarity, group);
  }

  /**
   * PAR, in the unit of the indicator: not negative when high is good, not positive when low is.
   *
   * @param groups groups of each place, at least 2
   * @param population people of each group
   * @param values value and 95 % limits of each group
   * @throws IllegalArgumentException if the columns do not fit the groups or the reference group is
   *     none of them
   */
  public Estimates risks(int groups, Amounts population, Estimates values) {
    requireReference(groups);
    return Measure.of(
        groups,
        population,
        values,
        (table, out, place) -> {
          int best = reference(table);
          for (int g = 0; g < table.size(); g++) {
            table.derivative[g] = (g == best ? 1 : 0) - table.share[g];
          }
          write(table, out, place, table.value[best] - table.mean);
        });
  }

  /**
   * PAF, in per cent of the place's mean.
   *
   * @see #risks
   */
  public Estimates fractions(int groups, Amounts population, Estimates values) {
    requireReference(groups);
    return Measure.of(
        groups,
        population,
        values,
        (table, out, place) -> {
          if (!(table.mean > 0)) {
            out.absent(place, Absence.NOT_APPLICABLE);
            return;
          }
          int best = reference(table);
          double ratio = table.value[best] / table.mean;
          for (int g = 0; g < table.size(); g++) {
            table.derivative[g] = 100 * ((g == best ? 1 : 0) - ratio * table.share[g]) / table.mean;
          }
          write(table, out, place, 100 * (ratio - 1));
        });
  }

  private void requireReference(int groups) {
    if (reference >= groups) {
      throw new IllegalArgumentException(
          "the reference group " + reference + " is not one of " + groups + " groups");
    }
  }

  private int reference(GroupTable table) {
    if (reference != BEST) {
      return reference;
    }
    int best = 0;
    for (int g = 1; g < table.size(); g++) {
      boolean better =
          polarity == Polarity.HIGH_IS_GOOD
              ? table.value[g] > table.value[best]
              : table.value[g] < table.value[best];
      best = better ? g : best;
    }
    return best;
  }

  private void write(GroupTable table, Estimates.Builder out, int place, double risk) {
    if (polarity == Polarity.HIGH_IS_GOOD) {
      table.write(out, place, risk, 0, Measure.UNBOUNDED);
    } else {
      table.write(out, place, risk, -Measure.UNBOUNDED, 0);
    }
  }
}
