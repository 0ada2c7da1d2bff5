package org.commonplace.jobs.indicators;

import java.util.Arrays;
import java.util.List;
import org.commonplace.methods.interval.Absence;
import org.commonplace.methods.interval.Amounts;
import org.commonplace.methods.interval.Counts;
import org.commonplace.methods.interval.Estimates;
import org.commonplace.methods.standardisation.DirectRate;
import org.commonplace.methods.standardisation.IndirectStandardisation;
import org.commonplace.methods.standardisation.ReferenceRates;
import org.commonplace.methods.standardisation.StandardPopulation;
import org.commonplace.schemas.AgeBand;

/** Values of rows as if their places had equal ages. */
final class StandardisedRates {
  private final IndicatorPlan plan;

  StandardisedRates(IndicatorPlan plan) {
    this.plan = plan;
  }

  /** Directly standardised: the rate at the ages of the standard population. */
  Estimates direct(List<ValueRow> rows) {
    Estimates.Builder out = new Estimates.Builder(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      Strata strata = rows.get(i).strata;
      if (strata == null || strata.size() == 0) {
        out.absent(i, Absence.MISSING);
        continue;
      }
      if (Arrays.stream(strata.of()).anyMatch(residents -> residents == 0)) {
        // Where nobody of an age lives there is no rate of that age.
        out.absent(i, Absence.TOO_FEW);
        continue;
      }
      Counts events =
          Counts.between(Numbers.counts(strata.eventsLow()), Numbers.counts(strata.eventsHigh()));
      Amounts residents = Amounts.exact(strata.of());
      double[] weights = weights(rows.get(i));
      copy(
          out,
          i,
          plan.countsRepeats()
              ? DirectRate.ratesOfRepeatedEvents(
                  events, squares(strata), residents, weights, plan.multiplier())
              : DirectRate.rates(events, residents, weights, plan.multiplier()));
    }
    return out.build();
  }

  /** Indirectly standardised: events over those expected at the rates of the whole place. */
  Estimates indirect(List<ValueRow> rows) {
    Estimates.Builder out = new Estimates.Builder(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      ValueRow row = rows.get(i);
      double expected = expected(row);
      if (Double.isNaN(expected)) {
        out.absent(i, Absence.MISSING);
        continue;
      }
      copy(
          out,
          i,
          IndirectStandardisation.ratios(
              Counts.between(
                      Numbers.counts(row.strata.eventsLow()),
                      Numbers.counts(row.strata.eventsHigh()))
                  .sums(row.strata.size()),
              Amounts.exact(expected),
              plan.multiplier()));
    }
    return out.build();
  }

  /** Events expected at the rates of the reference; bands where nobody is expect none. */
  private static double expected(ValueRow row) {
    Strata own = row.strata;
    Strata reference = row.reference;
    if (own == null || own.size() == 0 || own.size() != reference.size()) {
      return Double.NaN;
    }
    double expected = 0;
    for (int band = 0; band < own.size(); band++) {
      if (own.of()[band] == 0) {
        continue;
      }
      if (!(reference.of()[band] > 0)
          || reference.eventsLow()[band] != reference.eventsHigh()[band]) {
        return Double.NaN;
      }
      ReferenceRates rates =
          ReferenceRates.of(
              Counts.exact(Math.round(reference.eventsLow()[band])),
              Amounts.exact(reference.of()[band]));
      expected += IndirectStandardisation.expected(Amounts.exact(own.of()[band]), rates).low(0);
    }
    return expected;
  }

  /** The weight of a band is that of the standard's bands within it. */
  private double[] weights(ValueRow row) {
    StandardPopulation standard = StandardPopulation.EUROPEAN_2013;
    List<AgeBand> bands = plan.units().ageBands();
    if (row.strata.size() < bands.size()) {
      return new double[] {1};
    }
    return bands.stream()
        .mapToDouble(
            band -> {
              double weight = 0;
              for (int i = 0; i < standard.size(); i++) {
                int age = standard.startAges()[i];
                weight += age >= band.from() && age <= band.to() ? standard.weights()[i] : 0;
              }
              return weight;
            })
        .toArray();
  }

  private static Counts squares(Strata strata) {
    long[] squares = new long[strata.size()];
    for (int i = 0; i < squares.length; i++) {
      squares[i] = Numbers.square(strata.eventsHigh()[i], strata.squares()[i]);
    }
    return Counts.exact(squares);
  }

  static void copy(Estimates.Builder out, int row, Estimates one) {
    if (!one.isPresent(0)) {
      out.absent(row, one.absence(0));
      return;
    }
    out.value(row, one.valueLow(0), one.valueHigh(0));
    out.limits95(row, one.lower95(0), one.upper95(0));
    out.limits998(row, one.lower998(0), one.upper998(0));
  }
}
