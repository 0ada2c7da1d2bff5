package org.commonplace.methods.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.commonplace.methods.Near.assertNear;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;
import java.util.SplittableRandom;
import org.commonplace.methods.SharedData;
import org.junit.jupiter.api.Test;

class WilsonTest {
  @Test
  void equalsTheReferenceVectors() {
    List<NamedCsvRecord> rows = SharedData.rows("vectors/statistics/proportion_wilson.csv");
    assertThat(rows).hasSize(62);
    long[] x = rows.stream().mapToLong(row -> Long.parseLong(row.getField("x"))).toArray();
    long[] n = rows.stream().mapToLong(row -> Long.parseLong(row.getField("n"))).toArray();
    Estimates actual = Wilson.proportions(Counts.exact(x), Counts.exact(n), 1);
    for (int i = 0; i < x.length; i++) {
      NamedCsvRecord row = rows.get(i);
      assertNear(actual.valueLow(i), row, "value");
      assertNear(actual.valueHigh(i), row, "value");
      assertNear(actual.lower95(i), row, "lower95_0cl");
      assertNear(actual.upper95(i), row, "upper95_0cl");
      assertNear(actual.lower998(i), row, "lower99_8cl");
      assertNear(actual.upper998(i), row, "upper99_8cl");
      if (x[i] == n[i]) {
        assertThat(actual.upper95(i)).isEqualTo(1.0);
        assertThat(actual.upper998(i)).isEqualTo(1.0);
      }
    }
  }

  @Test
  void absentValuesSayWhyAndTheOthersAreStillComputed() {
    long missing = Counts.MISSING;
    Estimates actual =
        Wilson.proportions(
            Counts.exact(0, 3, -1, missing, 5, 0, 50),
            Counts.exact(0, 0, 7, 9, 4, missing, 100),
            1);
    assertThat(actual.absence(0)).isEqualTo(Absence.NOT_APPLICABLE);
    assertThat(actual.absence(1)).isEqualTo(Absence.EXCEEDS_DENOMINATOR);
    assertThat(actual.absence(2)).isEqualTo(Absence.FAILED_VALIDATION);
    assertThat(actual.absence(3)).isEqualTo(Absence.MISSING);
    assertThat(actual.absence(4)).isEqualTo(Absence.EXCEEDS_DENOMINATOR);
    assertThat(actual.absence(4).code()).isEqualTo("failed_validation");
    assertThat(actual.absence(5)).isEqualTo(Absence.MISSING);
    assertThat(actual.valueLow(6)).isEqualTo(0.5);
    assertThat(actual.valueLow(4)).isNaN();
    assertThat(actual.upper998(4)).isNaN();
  }

  @Test
  void limitsOfACountThatIsAnIntervalCoverThoseOfEveryPairWithinIt() {
    SplittableRandom random = new SplittableRandom(11);
    for (int round = 0; round < 300; round++) {
      long xLow = random.nextLong(0, 12);
      long xHigh = xLow + random.nextLong(0, 5);
      long nLow = random.nextLong(1, 15);
      long nHigh = Math.max(nLow, xLow) + random.nextLong(0, 5);
      Estimates wide =
          Wilson.proportions(
              Counts.between(new long[] {xLow}, new long[] {xHigh}),
              Counts.between(new long[] {nLow}, new long[] {nHigh}),
              1);
      double[] seen = {9, -9, 9, -9, 9, -9};
      for (long n = nLow; n <= nHigh; n++) {
        for (long x = xLow; x <= Math.min(xHigh, n); x++) {
          Estimates one = Wilson.proportions(Counts.exact(x), Counts.exact(n), 1);
          seen[0] = Math.min(seen[0], one.valueLow(0));
          seen[1] = Math.max(seen[1], one.valueHigh(0));
          seen[2] = Math.min(seen[2], one.lower95(0));
          seen[3] = Math.max(seen[3], one.upper95(0));
          seen[4] = Math.min(seen[4], one.lower998(0));
          seen[5] = Math.max(seen[5], one.upper998(0));
        }
      }
      double[] given = {
        wide.valueLow(0),
        wide.valueHigh(0),
        wide.lower95(0),
        wide.upper95(0),
        wide.lower998(0),
        wide.upper998(0)
      };
      assertThat(given).as("x %d-%d n %d-%d", xLow, xHigh, nLow, nHigh).isEqualTo(seen);
    }
  }

  @Test
  void limitsBracketTheValueWidenWithConfidenceAndGrowWithTheNumerator() {
    SplittableRandom random = new SplittableRandom(12);
    for (int round = 0; round < 2000; round++) {
      long n = random.nextLong(2, 1L << random.nextInt(2, 40));
      long x = random.nextLong(0, n);
      Estimates both = Wilson.proportions(Counts.exact(x, x + 1), Counts.exact(n, n), 100);
      assertThat(both.lower998(0)).isLessThanOrEqualTo(both.lower95(0));
      assertThat(both.lower95(0)).isLessThanOrEqualTo(both.valueLow(0));
      assertThat(both.valueHigh(0)).isLessThanOrEqualTo(both.upper95(0));
      assertThat(both.upper95(0)).isLessThanOrEqualTo(both.upper998(0));
      assertThat(both.lower998(0)).isNotNegative();
      assertThat(both.upper998(0)).isLessThanOrEqualTo(100);
      assertThat(both.lower95(0)).isLessThan(both.lower95(1));
      assertThat(both.upper95(0)).isLessThan(both.upper95(1));
    }
  }

  @Test
  void aDenominatorThatMayBeZeroHasNoValue() {
    Estimates actual =
        Wilson.proportions(Counts.exact(0), Counts.between(new long[] {0}, new long[] {4}), 1);
    assertThat(actual.absence(0)).isEqualTo(Absence.TOO_FEW);
  }

  @Test
  void otherLevelsAreGivenAsFractionOrPercentage() {
    Span asFraction = Wilson.limits(3, 10, Confidence.of(0.9));
    assertThat(asFraction).isEqualTo(Wilson.limits(3, 10, Confidence.of(90)));
    assertThat(Wilson.limits(3, 10, Confidence.of(1))).isEqualTo(new Span(0, 1));
    assertThat(Wilson.limits(3, 10, Confidence.of(100))).isEqualTo(new Span(0, 1));
    for (double wrong : new double[] {0.5, 0, 2, 89.9, 101, Double.NaN}) {
      assertThatThrownBy(() -> Confidence.of(wrong)).hasMessageContaining("0.90 to 1");
    }
    assertThatThrownBy(() -> Wilson.limits(3, 0, Confidence.P95)).hasMessageContaining("3 of 0");
    assertThatThrownBy(() -> Wilson.proportion(1, 2, 0)).hasMessageContaining("multiplier");
    assertThatThrownBy(() -> Wilson.proportions(Counts.exact(1, 2), Counts.exact(1), 1))
        .hasMessageContaining("2 rows");
  }

  @Test
  void rowsDoNotDependOnTheirOrderAndMergedRowsAreTheirSum() {
    SplittableRandom random = new SplittableRandom(14);
    long[] n = random.longs(600, 1, 400).toArray();
    long[] x = new long[600];
    for (int i = 0; i < 600; i++) {
      x[i] = random.nextLong(0, n[i] + 1);
    }
    Estimates merged = Wilson.proportions(Counts.exact(x).sums(3), Counts.exact(n).sums(3), 100);
    Estimates rates =
        CrudeRate.rates(Counts.exact(x).sums(3), Amounts.of(Counts.exact(n).sums(3)), 100);
    for (int i = 0; i < 200; i++) {
      long events = x[3 * i] + x[3 * i + 1] + x[3 * i + 2];
      long people = n[3 * i] + n[3 * i + 1] + n[3 * i + 2];
      assertThat(merged.at(i)).isEqualTo(Wilson.proportion(events, people, 100));
      assertThat(rates.at(i)).isEqualTo(CrudeRate.rate(events, (double) people, 100));
    }
    assertThatThrownBy(() -> Counts.exact(1, 2, 3).sums(2)).hasMessageContaining("runs of 2");
    assertThatThrownBy(() -> Counts.exact(Long.MAX_VALUE, 1).sums(2))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void aNegativeFactorTurnsTheEnds() {
    Estimates turned = Wilson.proportions(Counts.exact(3, 9), Counts.exact(10, 4), 1).times(-100);
    Estimates plain = Wilson.proportions(Counts.exact(3), Counts.exact(10), 1);
    assertThat(turned.valueLow(0)).isEqualTo(plain.valueHigh(0) * -100);
    assertThat(turned.lower95(0)).isEqualTo(plain.upper95(0) * -100);
    assertThat(turned.upper998(0)).isEqualTo(plain.lower998(0) * -100);
    assertThat(turned.absence(1)).isEqualTo(Absence.EXCEEDS_DENOMINATOR);
    assertThatThrownBy(() -> plain.times(0)).hasMessageContaining("factor");
  }
}
