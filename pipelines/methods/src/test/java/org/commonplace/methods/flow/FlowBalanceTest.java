package org.commonplace.methods.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.commonplace.methods.flow.FlowBalance.Verdict;
import org.commonplace.methods.flow.FunctionalZero.Status;
import org.commonplace.methods.interval.Absence;
import org.commonplace.methods.interval.Counts;
import org.commonplace.methods.interval.Estimates;
import org.junit.jupiter.api.Test;

class FlowBalanceTest {
  private static final Counts STOCK = Counts.exact(100, 110, 105, 120);
  private static final Counts IN = Counts.exact(9, 20, 5, 20);
  private static final Counts OUT = Counts.exact(8, 10, 10, 17);

  @Test
  void stockAndFlowsAreReconciledMonthByMonth() {
    FlowBalance balance = FlowBalance.of(STOCK, IN, OUT);
    assertThat(balance.expected().absence(0)).isEqualTo(Absence.NOT_APPLICABLE);
    assertThat(values(balance.expected())).containsExactly(110, 105, 108);
    assertThat(values(balance.imbalance())).containsExactly(0, 0, 12);
    assertThat(values(balance.reliability())).containsExactly(0, 0, 10);
    assertThat(balance.verdict(3, 15, 3)).isEqualTo(Verdict.RELIABLE);
    assertThat(balance.verdict(3, 10, 3)).isEqualTo(Verdict.RELIABLE);
    assertThat(balance.verdict(3, 9.9, 3)).isEqualTo(Verdict.NOT_RELIABLE);
    assertThat(balance.verdict(2, 9.9, 2)).isEqualTo(Verdict.RELIABLE);
    assertThat(balance.verdict(3, 15, 4)).isEqualTo(Verdict.TOO_FEW_MONTHS);
    assertThat(balance.verdict(3, 15, 5)).isEqualTo(Verdict.TOO_FEW_MONTHS);
    assertThatThrownBy(() -> balance.verdict(3, -1, 3)).hasMessageContaining("-1.0 per cent");
  }

  private static double[] values(Estimates estimates) {
    return new double[] {estimates.valueLow(1), estimates.valueLow(2), estimates.valueLow(3)};
  }

  @Test
  void aMissingMonthBreaksTheChainForItselfAndTheNext() {
    FlowBalance balance =
        FlowBalance.of(
            Counts.exact(100, Counts.MISSING, 105, 120),
            Counts.exact(9, 20, 5, 20),
            Counts.exact(8, 10, 10, -17));
    assertThat(balance.expected().valueLow(1)).isEqualTo(110);
    assertThat(balance.reliability().absence(1)).isEqualTo(Absence.MISSING);
    assertThat(balance.reliability().absence(2)).isEqualTo(Absence.MISSING);
    assertThat(balance.reliability().absence(3)).isEqualTo(Absence.FAILED_VALIDATION);
    assertThat(balance.verdict(3, 15, 1)).isEqualTo(Verdict.TOO_FEW_MONTHS);
  }

  @Test
  void nobodyThereIsPerfectOnlyIfNobodyIsExpected() {
    FlowBalance balance =
        FlowBalance.of(Counts.exact(3, 0, 0), Counts.exact(0, 0, 4), Counts.exact(0, 3, 0));
    assertThat(balance.reliability().valueHigh(1)).isZero();
    assertThat(balance.reliability().absence(2)).isEqualTo(Absence.NOT_APPLICABLE);
    assertThat(balance.imbalance().valueLow(2)).isEqualTo(-4);
  }

  @Test
  void countsThatAreIntervalsGiveBothEnds() {
    SplittableRandom random = new SplittableRandom(101);
    for (int round = 0; round < 100; round++) {
      long[] stock = {random.nextLong(1, 20), random.nextLong(1, 20)};
      long[] stockHigh = {stock[0] + random.nextLong(0, 4), stock[1] + random.nextLong(0, 4)};
      long[] in = {0, random.nextLong(0, 9)};
      long[] inHigh = {0, in[1] + random.nextLong(0, 4)};
      long[] out = {0, random.nextLong(0, 9)};
      Estimates actual =
          FlowBalance.of(
                  Counts.between(stock, stockHigh), Counts.between(in, inHigh), Counts.exact(out))
              .reliability();
      double least = Double.POSITIVE_INFINITY;
      double most = 0;
      for (long before = stock[0]; before <= stockHigh[0]; before++) {
        for (long now = stock[1]; now <= stockHigh[1]; now++) {
          for (long came = in[1]; came <= inHigh[1]; came++) {
            double value = 100.0 * Math.abs(now - (before + came - out[1])) / now;
            least = Math.min(least, value);
            most = Math.max(most, value);
          }
        }
      }
      assertThat(actual.valueLow(1)).isCloseTo(least, Offset.offset(1e-9));
      assertThat(actual.valueHigh(1)).isCloseTo(most, Offset.offset(1e-9));
    }
  }

  @Test
  void functionalZeroIsFewerThanAreHousedOrAllButNobody() {
    FunctionalZero veterans =
        FunctionalZero.ofVeterans(
            Counts.exact(9, 5, Counts.MISSING, 4, 0), new double[] {5, 5, 5, 5, 0});
    assertThat(veterans.at(0)).isEqualTo(Status.NOT_REACHED);
    assertThat(veterans.at(1)).isEqualTo(Status.NOT_REACHED);
    assertThat(veterans.at(2)).isEqualTo(Status.UNKNOWN);
    assertThat(veterans.monthsSustained(4)).isEqualTo(2);
    FunctionalZero chronic =
        FunctionalZero.ofChronic(
            Counts.exact(9, 9, 3, 4, 10), new double[] {10_000, 8_999, Double.NaN, 9, Double.NaN});
    assertThat(chronic.at(0)).isEqualTo(Status.REACHED);
    assertThat(chronic.at(1)).isEqualTo(Status.NOT_REACHED);
    assertThat(chronic.at(2)).isEqualTo(Status.REACHED);
    assertThat(chronic.at(3)).isEqualTo(Status.NOT_REACHED);
    assertThat(chronic.at(4)).isEqualTo(Status.UNKNOWN);
    assertThat(chronic.monthsSustained(2)).isEqualTo(1);
    assertThat(chronic.monthsSustained(4)).isZero();
    FunctionalZero interval =
        FunctionalZero.ofChronic(
            Counts.between(new long[] {1}, new long[] {4}), new double[] {100});
    assertThat(interval.at(0)).isEqualTo(Status.NOT_REACHED);
  }

  @Test
  void whatZeroIsHeldAgainstIsKnownOnlyOnceThereAreTheMonths() {
    double nan = Double.NaN;
    assertThat(FunctionalZero.provenHousingRates(new double[] {1, 3, 5, nan, 2, 4}, 2))
        .containsExactly(nan, 2, 4, nan, nan, 3);
    assertThat(
            FunctionalZero.lastPointInTimeCounts(
                YearMonth.of(2025, 12), new double[] {90, 80, 70, 60}))
        .containsExactly(nan, 80, 80, 80);
  }

  @Test
  void reportingRatesAreNotCappedAndNothingDueIsNotNothingSent() {
    Estimates rates = ReportingRate.rates(Counts.exact(12, 0, 0), Counts.exact(10, 10, 0));
    assertThat(rates.valueLow(0)).isEqualTo(120);
    assertThat(rates.valueLow(1)).isZero();
    assertThat(rates.absence(2)).isEqualTo(Absence.NOT_APPLICABLE);
    LocalDate start = LocalDate.of(2026, 2, 1);
    LocalDate end = LocalDate.of(2026, 2, 28);
    assertThat(
            ReportingRate.expected(
                new LocalDate[] {null, end, end.plusDays(1), null, start},
                new LocalDate[] {null, null, null, start.minusDays(1), start},
                start,
                end))
        .isEqualTo(3);
    assertThat(ReportingRate.isOnTime(end.plusDays(10), end, 10)).isTrue();
    assertThat(ReportingRate.isOnTime(end.plusDays(11), end, 10)).isFalse();
    assertThat(ReportingRate.annualFactor(start, end)).isEqualTo(365 / 28.0);
    assertThatThrownBy(() -> ReportingRate.annualFactor(end, start))
        .hasMessageContaining("before it starts");
  }
}
