package org.commonplace.methods.standardisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.commonplace.methods.Near.assertNear;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.commonplace.methods.SharedData;
import org.commonplace.methods.interval.Absence;
import org.commonplace.methods.interval.Amounts;
import org.commonplace.methods.interval.Confidence;
import org.commonplace.methods.interval.Counts;
import org.commonplace.methods.interval.CrudeRate;
import org.commonplace.methods.interval.Estimates;
import org.commonplace.methods.interval.RateMethod;
import org.junit.jupiter.api.Test;

class IndirectStandardisationTest {
  private static final ReferenceRates SIMPLE =
      ReferenceRates.of(Counts.exact(10, 30), Amounts.exact(1000, 1000));

  @Test
  void ratiosAndRatesEqualTheReferenceVectors() {
    List<NamedCsvRecord> input = SharedData.rows("vectors/statistics/dsr_input.csv");
    List<NamedCsvRecord> reference = SharedData.rows("vectors/statistics/isr_reference.csv");
    ReferenceRates rates =
        ReferenceRates.of(
            Counts.exact(SharedData.longs(reference, "xr")),
            Amounts.exact(SharedData.doubles(reference, "nr")));
    Counts observed = Counts.exact(SharedData.longs(input, "x")).sums(19);
    Amounts expected =
        IndirectStandardisation.expected(Amounts.exact(SharedData.doubles(input, "pop")), rates);
    List<NamedCsvRecord> ratios = SharedData.rows("vectors/statistics/isratio_expected.csv");
    List<NamedCsvRecord> israte = SharedData.rows("vectors/statistics/israte_expected.csv");
    assertThat(ratios).hasSize(12);
    Estimates actual = IndirectStandardisation.ratios(observed, expected, 100);
    Estimates actualRates = IndirectStandardisation.rates(observed, expected, rates, 100_000);
    for (int i = 0; i < 12; i++) {
      assertNear(actual, i, ratios.get(i));
      assertNear(expected.low(i), ratios.get(i), "expected");
      assertNear((double) observed.low(i), ratios.get(i), "observed");
      assertNear(actualRates, i, israte.get(i));
      assertNear(rates.overall() * 100_000, israte.get(i), "ref_rate");
      assertThat(CrudeRate.methodFor(observed.low(i))).isEqualTo(RateMethod.BYAR);
    }
  }

  @Test
  void fewerThanTenEventsHaveExactLimits() {
    Amounts expected = IndirectStandardisation.expected(Amounts.exact(500, 200, 500, 200), SIMPLE);
    assertThat(expected.low(0)).isEqualTo(11);
    Estimates actual = IndirectStandardisation.ratios(Counts.exact(0, 4), expected, 1);
    assertThat(actual.valueLow(0)).isZero();
    assertThat(actual.lower95(0)).isZero();
    assertThat(actual.upper95(0))
        .isCloseTo(-Math.log(0.025) / 11, Percentage.withPercentage(1e-10));
    assertThat(actual.upper95(1)).isEqualTo(CrudeRate.countLimits(4, Confidence.P95).high() / 11);
    assertThat(CrudeRate.methodFor(4)).isEqualTo(RateMethod.EXACT);
  }

  @Test
  void absentRatiosSayWhy() {
    Amounts expected =
        IndirectStandardisation.expected(
            Amounts.exact(500, Double.NaN, -5, 100, 0, 0, 500, 200), SIMPLE);
    Estimates actual =
        IndirectStandardisation.ratios(Counts.exact(12, 12, 12, Counts.MISSING), expected, 1);
    assertThat(actual.absence(0)).isEqualTo(Absence.MISSING);
    assertThat(actual.absence(1)).isEqualTo(Absence.FAILED_VALIDATION);
    assertThat(actual.absence(2)).isEqualTo(Absence.NOT_APPLICABLE);
    assertThat(actual.absence(3)).isEqualTo(Absence.MISSING);
    Counts sparse = Counts.exact(Counts.MISSING, 7);
    assertThat(sparse.sums(2).isMissing(0)).isTrue();
    assertThat(sparse.missingAsZero().sums(2).low(0)).isEqualTo(7);
    assertThat(Counts.exact(-3, 7).sums(2).isInvalid(0)).isTrue();
  }

  @Test
  void aPlaceLikeTheReferenceHasItsRate() {
    Amounts expected = IndirectStandardisation.expected(Amounts.exact(1000, 1000), SIMPLE);
    Counts observed = Counts.exact(40);
    assertThat(IndirectStandardisation.ratios(observed, expected, 100).valueLow(0))
        .isCloseTo(100, Percentage.withPercentage(1e-12));
    assertThat(IndirectStandardisation.rates(observed, expected, SIMPLE, 1000).valueLow(0))
        .isCloseTo(20, Percentage.withPercentage(1e-12));
  }

  @Test
  void aReferenceMustBeCompleteAndExact() {
    assertThatThrownBy(
            () -> ReferenceRates.of(Counts.exact(1, Counts.MISSING), Amounts.exact(9, 9)))
        .hasMessageContaining("band 1");
    assertThatThrownBy(() -> ReferenceRates.of(Counts.exact(1, 2), Amounts.exact(9, 0)))
        .hasMessageContaining("population above zero");
    assertThatThrownBy(() -> ReferenceRates.of(Counts.exact(), Amounts.exact()))
        .hasMessageContaining("at least one band");
    ReferenceRates none = ReferenceRates.of(Counts.exact(0), Amounts.exact(9));
    assertThatThrownBy(
            () -> IndirectStandardisation.rates(Counts.exact(1), Amounts.exact(1), none, 1))
        .hasMessageContaining("without events");
  }
}
