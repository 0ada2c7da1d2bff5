package org.commonplace.methods.interval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CrudeValueTest {
  @Test
  void aRatioHasAValueAndNoLimits() {
    Estimate.Value actual = (Estimate.Value) CrudeValue.ratio(84, 12, 1);
    assertThat(actual).isEqualTo(new Estimate.Value(new Span(7, 7), Span.NONE, Span.NONE));
  }

  @Test
  void theEndsOfARatioOfIntervalsRespectTheSign() {
    Estimates actual =
        CrudeValue.ratios(
            Amounts.between(new double[] {-6, 1}, new double[] {-2, 4}),
            Amounts.between(new double[] {1, 2}, new double[] {2, 4}),
            1);
    assertThat(actual.at(0)).isEqualTo(new Estimate.Value(new Span(-6, -1), Span.NONE, Span.NONE));
    assertThat(actual.at(1)).isEqualTo(new Estimate.Value(new Span(0.25, 2), Span.NONE, Span.NONE));
  }

  @Test
  void absentValuesSayWhyAndZeroIsAValue() {
    Estimates actual =
        CrudeValue.ratios(Amounts.exact(0, 5, Double.NaN, 5), Amounts.exact(3, 0, 3, -3), 100);
    assertThat(actual.valueLow(0)).isZero();
    assertThat(actual.absence(1)).isEqualTo(Absence.NOT_APPLICABLE);
    assertThat(actual.absence(2)).isEqualTo(Absence.MISSING);
    assertThat(actual.absence(3)).isEqualTo(Absence.FAILED_VALIDATION);
    Estimates values = CrudeValue.values(Amounts.of(Counts.exact(-4, Counts.MISSING)), 1);
    assertThat(values.valueLow(0)).isEqualTo(-4);
    assertThat(values.absence(1)).isEqualTo(Absence.MISSING);
  }
}
