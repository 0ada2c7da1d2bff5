package org.commonplace.jobs.indicators;

import java.util.Arrays;
import java.util.List;
import org.commonplace.methods.inequality.Concentration;
import org.commonplace.methods.inequality.GroupGap;
import org.commonplace.methods.inequality.SlopeIndex;
import org.commonplace.methods.inequality.SlopeIndices;
import org.commonplace.methods.inequality.ValueType;
import org.commonplace.methods.interval.Absence;
import org.commonplace.methods.interval.Amounts;
import org.commonplace.methods.interval.Counts;
import org.commonplace.methods.interval.CrudeRate;
import org.commonplace.methods.interval.Estimates;
import org.commonplace.methods.interval.Wilson;
import org.commonplace.schemas.IndicatorMethod;
import org.commonplace.schemas.Inequality;
import org.commonplace.schemas.Polarity;

/**
 * How unequal the fifths of deprivation of each place are. Positive always means that the most
 * deprived are worse off, and a relative index above one.
 */
final class InequalityValues {
  private final IndicatorMethod measure;
  private final Inequality of;
  private final int multiplier;

  InequalityValues(IndicatorPlan plan) {
    this.measure = plan.method();
    this.of = plan.inequality();
    this.multiplier = plan.multiplier();
  }

  /** The measure of each row's fifths. */
  Estimates of(List<ValueRow> rows) {
    Estimates.Builder out = new Estimates.Builder(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      Strata fifths = rows.get(i).strata;
      boolean known =
          fifths != null
              && Arrays.stream(fifths.of()).allMatch(people -> people > 0)
              && Arrays.stream(fifths.eventsLow()).allMatch(events -> events >= 0);
      if (known) {
        StandardisedRates.copy(out, i, value(fifths));
      } else {
        out.absent(i, Absence.MISSING);
      }
    }
    return out.build();
  }

  private Estimates value(Strata fifths) {
    Amounts people = Amounts.exact(fifths.of());
    Estimates values = values(fifths);
    return switch (measure) {
      case GROUP_GAP ->
          towardsWorse(GroupGap.between(fifths.size() - 1, 0).differences(fifths.size(), values));
      case CONCENTRATION_INDEX ->
          towardsWorse(Concentration.relative(fifths.size(), people, values));
      case RELATIVE_INDEX -> indices(fifths.size(), people, values).relative();
      case SLOPE_INDEX -> indices(fifths.size(), people, values).slope();
      default -> throw new IllegalStateException(measure + " measures no inequality");
    };
  }

  private SlopeIndices indices(int groups, Amounts people, Estimates values) {
    boolean proportion = of.method() == IndicatorMethod.WILSON;
    return SlopeIndex.of(proportion ? ValueType.PROPORTION : ValueType.RATE)
        .inUnit(proportion ? multiplier : 1)
        .withMultiplier(isHighGood() ? 1 : -1)
        .indices(groups, people, values);
  }

  /** The values of the fifths, in the unit of the indicator that is compared. */
  private Estimates values(Strata fifths) {
    Counts events =
        Counts.between(Numbers.counts(fifths.eventsLow()), Numbers.counts(fifths.eventsHigh()));
    return of.method() == IndicatorMethod.WILSON
        ? Wilson.proportions(events, Counts.exact(Numbers.counts(fifths.of())), multiplier)
        : CrudeRate.rates(events, Amounts.exact(fifths.of()), multiplier);
  }

  private boolean isHighGood() {
    return of.polarity() == Polarity.HIGH_IS_GOOD;
  }

  private Estimates towardsWorse(Estimates betterMinusWorse) {
    return isHighGood() ? betterMinusWorse : betterMinusWorse.times(-1);
  }
}
