package org.commonplace.methods.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.commonplace.methods.Near.assertNear;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.commonplace.methods.SharedData;
import org.junit.jupiter.api.Test;

class StudentMeanTest {
  @Test
  void equalsTheReferenceVectorsFromObservationsAndFromSums() {
    List<NamedCsvRecord> input = SharedData.rows("vectors/statistics/mean_input.csv");
    List<NamedCsvRecord> expected = SharedData.rows("vectors/statistics/mean_expected.csv");
    assertThat(expected).hasSize(3);
    for (NamedCsvRecord row : expected) {
      double[] values =
          input.stream()
              .filter(in -> in.getField("area").equals(row.getField("area")))
              .mapToDouble(in -> Double.parseDouble(in.getField("v")))
              .toArray();
      double sum = 0;
      double squares = 0;
      for (double value : values) {
        sum += value;
        squares += value * value;
      }
      assertRow(StudentMean.mean(values), row);
      assertRow(
          StudentMean.means(
                  Counts.exact(values.length), new double[] {sum}, new double[] {squares}, 1)
              .at(0),
          row);
    }
  }

  private static void assertRow(Estimate actual, NamedCsvRecord row) {
    Estimate.Value value = (Estimate.Value) actual;
    assertNear(value.value().low(), row, "value");
    assertNear(value.limits95().low(), row, "lower95_0cl");
    assertNear(value.limits95().high(), row, "upper95_0cl");
    assertNear(value.limits998().low(), row, "lower99_8cl");
    assertNear(value.limits998().high(), row, "upper99_8cl");
  }

  @Test
  void oneObservationHasAValueAndNoLimits() {
    Estimate.Value actual = (Estimate.Value) StudentMean.mean(7.5);
    assertThat(actual.value()).isEqualTo(new Span(7.5, 7.5));
    assertThat(actual.limits95().exists()).isFalse();
    assertThat(actual.limits998().exists()).isFalse();
  }

  @Test
  void absentValuesSayWhy() {
    Estimates actual =
        StudentMean.means(
            Counts.between(
                new long[] {0, 3, -1, Counts.MISSING, 1}, new long[] {0, 3, -1, Counts.MISSING, 4}),
            new double[] {0, 9, 1, 1, 2},
            new double[] {0, 20, 1, 1, 2},
            1);
    assertThat(actual.absence(0)).isEqualTo(Absence.NOT_APPLICABLE);
    assertThat(actual.absence(1)).isEqualTo(Absence.FAILED_VALIDATION);
    assertThat(actual.absence(2)).isEqualTo(Absence.FAILED_VALIDATION);
    assertThat(actual.absence(3)).isEqualTo(Absence.MISSING);
    assertThat(actual.absence(4)).isEqualTo(Absence.FAILED_VALIDATION);
    assertThat(StudentMean.mean()).isEqualTo(new Estimate.Absent(Absence.NOT_APPLICABLE));
  }

  @Test
  void quantilesOfKnownClosedFormAreExact() {
    // One degree of freedom: tan(pi (1/2 - tail)); two: a rational function of the tail.
    assertThat(Quantile.studentUpper(0.001, 1))
        .isCloseTo(1 / Math.tan(Math.PI * 0.001), Percentage.withPercentage(1e-11));
    double tail = 0.025;
    assertThat(Quantile.studentUpper(tail, 2))
        .isCloseTo(
            (1 - 2 * tail) / Math.sqrt(2 * tail * (1 - tail)), Percentage.withPercentage(1e-11));
    for (Confidence confidence : new Confidence[] {Confidence.P95, Confidence.P998}) {
      assertThat(Quantile.studentFromNormal(confidence.normalQuantile(), 1024))
          .isCloseTo(
              Quantile.studentUpper(confidence.tail(), 1024), Percentage.withPercentage(1e-10));
    }
    assertThat(Quantile.gammaUpper(tail, 1))
        .isCloseTo(-Math.log(tail), Percentage.withPercentage(1e-12));
    assertThat(Quantile.gammaLower(1e-3, 1))
        .isCloseTo(-Math.log1p(-1e-3), Percentage.withPercentage(1e-11));
    assertThat(Quantile.normalUpper(0.025))
        .isCloseTo(1.959963984540054, Percentage.withPercentage(1e-13));
  }
}
