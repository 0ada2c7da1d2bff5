package org.commonplace.methods.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.commonplace.methods.Near.assertNear;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;
import java.util.SplittableRandom;
import org.commonplace.methods.SharedData;
import org.junit.jupiter.api.Test;

class CrudeRateTest {
  @Test
  void equalsTheReferenceVectors() {
    List<NamedCsvRecord> rows = SharedData.rows("vectors/statistics/rate_byar_exact.csv");
    assertThat(rows).hasSize(33);
    long[] x = rows.stream().mapToLong(row -> Long.parseLong(row.getField("x"))).toArray();
    double[] n = rows.stream().mapToDouble(row -> Double.parseDouble(row.getField("n"))).toArray();
    Estimates actual = CrudeRate.rates(Counts.exact(x), Amounts.exact(n), 100_000);
    for (int i = 0; i < x.length; i++) {
      NamedCsvRecord row = rows.get(i);
      assertNear(actual.valueLow(i), row, "value");
      assertNear(actual.lower95(i), row, "lower95_0cl");
      assertNear(actual.upper95(i), row, "upper95_0cl");
      assertNear(actual.lower998(i), row, "lower99_8cl");
      assertNear(actual.upper998(i), row, "upper99_8cl");
      assertThat(CrudeRate.methodFor(x[i]))
          .isEqualTo(row.getField("method").equals("Exact") ? RateMethod.EXACT : RateMethod.BYAR);
    }
  }

  @Test
  void aPopulationMayBeARealNumberAndEventsMayExceedIt() {
    Estimate.Value actual = (Estimate.Value) CrudeRate.rate(34_512, 27_613.09, 100);
    assertThat(actual.value().low()).isEqualTo(34_512 / 27_613.09 * 100);
    assertThat(actual.limits95().low()).isBetween(123.0, actual.value().low());
  }

  @Test
  void absentValuesSayWhy() {
    Estimates actual =
        CrudeRate.rates(
            Counts.exact(3, -1, Counts.MISSING, 3, 3, 3),
            Amounts.exact(0, 10, 10, -2, Double.NaN, Double.POSITIVE_INFINITY),
            1);
    assertThat(actual.absence(0)).isEqualTo(Absence.NOT_APPLICABLE);
    assertThat(actual.absence(1)).isEqualTo(Absence.FAILED_VALIDATION);
    assertThat(actual.absence(2)).isEqualTo(Absence.MISSING);
    assertThat(actual.absence(3)).isEqualTo(Absence.FAILED_VALIDATION);
    assertThat(actual.absence(4)).isEqualTo(Absence.MISSING);
    assertThat(actual.absence(5)).isEqualTo(Absence.FAILED_VALIDATION);
    assertThat(
            CrudeRate.rates(Counts.exact(1), Amounts.between(new double[] {0}, new double[] {4}), 1)
                .at(0))
        .isEqualTo(new Estimate.Absent(Absence.TOO_FEW));
  }

  @Test
  void limitsGrowWithTheCountAcrossTheSwitchOfMethodAndBracketIt() {
    SplittableRandom random = new SplittableRandom(13);
    for (int round = 0; round < 2000; round++) {
      long events = round < 40 ? round : random.nextLong(0, 1L << random.nextInt(1, 40));
      Estimates actual = CrudeRate.rates(Counts.exact(events, events + 1), Amounts.exact(1, 1), 1);
      assertThat(actual.lower95(0)).isBetween(actual.lower998(0), actual.valueLow(0));
      assertThat(actual.upper95(0)).isBetween(actual.valueLow(0), actual.upper998(0));
      assertThat(actual.lower998(0)).isLessThan(actual.lower998(1));
      assertThat(actual.upper998(0)).isLessThan(actual.upper998(1));
    }
  }

  @Test
  void aSuppressedCountOfAPartnerGivesTheWidestLimits() {
    Estimates actual =
        CrudeRate.rates(
            Counts.between(new long[] {1, 1, 4}, new long[] {4, 1, 4}),
            Amounts.exact(1000, 1000, 1000),
            1000);
    assertThat(actual.valueLow(0)).isEqualTo(actual.valueLow(1));
    assertThat(actual.valueHigh(0)).isEqualTo(actual.valueHigh(2));
    assertThat(actual.lower95(0)).isEqualTo(actual.lower95(1));
    assertThat(actual.upper998(0)).isEqualTo(actual.upper998(2));
  }

  @Test
  void byarsLowerLimitBelowZeroIsMissing() {
    assertThat(CrudeRate.countLimits(5, Confidence.of(1)))
        .isEqualTo(new Span(0, Double.POSITIVE_INFINITY));
    assertThat(CrudeRate.countLimits(10, Confidence.of(1)).low()).isNaN();
  }
}
