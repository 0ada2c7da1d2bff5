package org.commonplace.methods.inequality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.commonplace.methods.Near.assertNear;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.commonplace.methods.SharedData;
import org.commonplace.methods.interval.Absence;
import org.commonplace.methods.interval.Amounts;
import org.commonplace.methods.interval.Confidence;
import org.commonplace.methods.interval.Counts;
import org.commonplace.methods.interval.CrudeRate;
import org.commonplace.methods.interval.Estimates;
import org.commonplace.methods.interval.Wilson;
import org.junit.jupiter.api.Test;

class SlopeIndexTest {
  private static final double[] PEOPLE = {100, 120, 90, 110, 80};
  private static final double[] RATES = {50, 44, 41, 33, 30};
  private static final double[] LOWER = {47, 41.5, 38.5, 30.8, 27.7};
  private static final double[] UPPER = {53.2, 46.6, 43.6, 35.4, 32.5};

  @Test
  void equalsTheReferenceVectorsAndItsSimulatedLimitsToAThousandth() {
    List<NamedCsvRecord> input = SharedData.rows("vectors/statistics/sii_input.csv");
    Amounts people = Amounts.exact(SharedData.doubles(input, "pop"));
    Estimates values =
        GroupRows.withLimits(
            SharedData.doubles(input, "v"),
            SharedData.doubles(input, "l"),
            SharedData.doubles(input, "u"));
    SlopeIndex plain = SlopeIndex.of(ValueType.PROPORTION);
    assertReference(plain.indices(10, people, values), "untransformed", "cl");
    assertReference(plain.transformed().indices(10, people, values), "logit", "");
    // The same from the counts themselves, in per cent.
    Estimates wilson =
        Wilson.proportions(
            Counts.exact(SharedData.longs(input, "x")),
            Counts.exact(SharedData.longs(input, "pop")),
            100);
    SlopeIndices percent = plain.transformed().inUnit(100).indices(10, people, wilson);
    SlopeIndices fraction = plain.transformed().indices(10, people, values);
    for (int i = 0; i < 6; i++) {
      assertThat(percent.slope().upper95(i))
          .isCloseTo(fraction.slope().upper95(i) * 100, Percentage.withPercentage(1e-8));
      assertThat(percent.relative().lower998(i))
          .isCloseTo(fraction.relative().lower998(i), Percentage.withPercentage(1e-8));
    }
  }

  private static void assertReference(SlopeIndices actual, String name, String suffix) {
    List<NamedCsvRecord> rows = SharedData.rows("vectors/statistics/sii_expected_" + name + ".csv");
    assertThat(rows).hasSize(6);
    for (int i = 0; i < 6; i++) {
      NamedCsvRecord row = rows.get(i);
      assertNear(actual.slope().valueLow(i), row, "sii");
      assertNear(actual.relative().valueLow(i), row, "rii");
      assertNear(actual.intercept().valueLow(i), row, "intercept");
      assertSimulated(actual.slope().lower95(i), row, "sii_lower95_0" + suffix);
      assertSimulated(actual.slope().upper95(i), row, "sii_upper95_0" + suffix);
      assertSimulated(actual.relative().lower95(i), row, "rii_lower95_0" + suffix);
      assertSimulated(actual.relative().upper95(i), row, "rii_upper95_0" + suffix);
    }
  }

  private static void assertSimulated(double actual, NamedCsvRecord row, String column) {
    assertThat(actual)
        .as("%s of %s", column, row.getFields())
        .isCloseTo(Double.parseDouble(row.getField(column)), within(1e-3));
  }

  @Test
  void aStraightLineIsFoundOnEveryScale() {
    // Equal shares: ranks 0.1, 0.3 ... 0.9.
    double[] people = {7, 7, 7, 7, 7};
    double[] line = {11, 13, 15, 17, 19};
    double[] exp = Arrays.stream(line).map(y -> Math.exp(y / 10)).toArray();
    double[] logistic = Arrays.stream(line).map(y -> 1 / (1 + Math.exp(-y / 10))).toArray();
    SlopeIndices plain = indices(SlopeIndex.of(ValueType.OTHER), people, line);
    assertThat(plain.slope().valueLow(0)).isCloseTo(10, within(1e-12));
    assertThat(plain.intercept().valueLow(0)).isCloseTo(10, within(1e-12));
    assertThat(plain.relative().valueLow(0)).isCloseTo(2, within(1e-12));
    SlopeIndices log = indices(SlopeIndex.of(ValueType.RATE).transformed(), people, exp);
    assertThat(log.slope().valueLow(0)).isCloseTo(Math.exp(2) - Math.exp(1), within(1e-12));
    assertThat(log.relative().valueLow(0)).isCloseTo(Math.E, within(1e-12));
    SlopeIndices logit =
        indices(SlopeIndex.of(ValueType.PROPORTION).transformed(), people, logistic);
    assertThat(logit.slope().valueLow(0))
        .isCloseTo(1 / (1 + Math.exp(-2)) - 1 / (1 + Math.exp(-1)), within(1e-12));
  }

  private static SlopeIndices indices(SlopeIndex index, double[] people, double[] values) {
    return index.indices(
        values.length, Amounts.exact(people), GroupRows.withLimits(values, values, values));
  }

  @Test
  void limitsOfNumbersAndRatesAgreeWithThoseOfDrawnValues() {
    assertAgreesWithDraws(ValueType.OTHER, SlopeIndex.of(ValueType.OTHER));
    assertAgreesWithDraws(ValueType.RATE, SlopeIndex.of(ValueType.RATE));
    assertAgreesWithDraws(ValueType.RATE, SlopeIndex.of(ValueType.RATE).transformed());
  }

  private static void assertAgreesWithDraws(ValueType type, SlopeIndex index) {
    SplittableRandom random = new SplittableRandom(31);
    int draws = 40_000;
    double[] slopes = new double[draws];
    double[] ratios = new double[draws];
    double z = Confidence.P95.normalQuantile();
    double[] drawn = new double[5];
    for (int draw = 0; draw < draws; draw++) {
      for (int g = 0; g < 5; g++) {
        double error = type.transformed(UPPER[g]) - type.transformed(LOWER[g]);
        drawn[g] = type.back(type.transformed(RATES[g]) + random.nextGaussian() * error / (2 * z));
      }
      SlopeIndices one = indices(index, PEOPLE, drawn);
      slopes[draw] = one.slope().valueLow(0);
      ratios[draw] = one.relative().valueLow(0);
    }
    Arrays.sort(slopes);
    Arrays.sort(ratios);
    SlopeIndices actual =
        index.indices(5, Amounts.exact(PEOPLE), GroupRows.withLimits(RATES, LOWER, UPPER));
    assertThat(actual.slope().lower95(0)).isCloseTo(slopes[draws / 40], within(0.3));
    assertThat(actual.slope().upper95(0)).isCloseTo(slopes[draws - draws / 40], within(0.3));
    assertThat(actual.relative().lower95(0)).isCloseTo(ratios[draws / 40], within(0.006));
    assertThat(actual.relative().upper95(0)).isCloseTo(ratios[draws - draws / 40], within(0.006));
  }

  @Test
  void aNegativeMultiplierTurnsSignRatioAndLimits() {
    Estimates values = GroupRows.withLimits(RATES, LOWER, UPPER);
    for (SlopeIndex index :
        List.of(SlopeIndex.of(ValueType.RATE), SlopeIndex.of(ValueType.RATE).transformed())) {
      SlopeIndices up = index.indices(5, Amounts.exact(PEOPLE), values);
      SlopeIndices down = index.withMultiplier(-100).indices(5, Amounts.exact(PEOPLE), values);
      assertThat(up.slope().valueLow(0)).isNegative();
      assertThat(down.slope().valueLow(0)).isEqualTo(up.slope().valueLow(0) * -100);
      assertThat(down.slope().lower95(0)).isEqualTo(up.slope().upper95(0) * -100);
      assertThat(down.slope().upper998(0)).isEqualTo(up.slope().lower998(0) * -100);
      assertThat(down.relative().valueLow(0)).isEqualTo(1 / up.relative().valueLow(0));
      assertThat(down.relative().lower998(0)).isEqualTo(1 / up.relative().upper998(0));
      assertBracketed(down.slope());
      assertBracketed(down.relative());
    }
  }

  @Test
  void aSmallPositiveMultiplierIsNotANegativeOne() {
    SlopeIndices actual =
        SlopeIndex.of(ValueType.RATE)
            .transformed()
            .withMultiplier(0.001)
            .indices(5, Amounts.exact(PEOPLE), GroupRows.withLimits(RATES, LOWER, UPPER));
    assertThat(actual.relative().valueLow(0)).isLessThan(1);
    assertBracketed(actual.slope());
    assertBracketed(actual.relative());
  }

  private static void assertBracketed(Estimates actual) {
    assertThat(actual.lower998(0)).isLessThan(actual.lower95(0));
    assertThat(actual.lower95(0)).isLessThan(actual.valueLow(0));
    assertThat(actual.valueLow(0)).isLessThan(actual.upper95(0));
    assertThat(actual.upper95(0)).isLessThan(actual.upper998(0));
  }

  @Test
  void absentIndicesSayWhy() {
    SlopeIndex proportion = SlopeIndex.of(ValueType.PROPORTION);
    // A group without an event has a limit of zero, whose logit is infinite.
    Estimates none =
        Wilson.proportions(Counts.exact(0, 4, 5, 6, 7), Counts.exact(50, 50, 50, 50, 50), 1);
    assertThat(proportion.indices(5, Amounts.exact(PEOPLE), none).slope().absence(0))
        .isEqualTo(Absence.TOO_FEW);
    Estimates all =
        Wilson.proportions(Counts.exact(50, 4, 5, 6, 7), Counts.exact(50, 50, 50, 50, 50), 1);
    assertThat(
            proportion.transformed().indices(5, Amounts.exact(PEOPLE), all).relative().absence(0))
        .isEqualTo(Absence.TOO_FEW);
    Estimates zeroRate = CrudeRate.rates(Counts.exact(0, 4, 5, 6, 7), Amounts.exact(PEOPLE), 100);
    assertThat(
            SlopeIndex.of(ValueType.RATE)
                .indices(5, Amounts.exact(PEOPLE), zeroRate)
                .intercept()
                .absence(0))
        .isEqualTo(Absence.TOO_FEW);
    // The same values are fine for a method that takes no logarithm.
    assertThat(
            SlopeIndex.of(ValueType.OTHER)
                .indices(5, Amounts.exact(PEOPLE), zeroRate)
                .slope()
                .isPresent(0))
        .isTrue();

    Estimates holed =
        Wilson.proportions(
            Counts.exact(3, Counts.MISSING, 5, 6, 7), Counts.exact(50, 50, 50, 50, 50), 1);
    assertThat(proportion.indices(5, Amounts.exact(PEOPLE), holed).slope().absence(0))
        .isEqualTo(Absence.MISSING);
    Estimates interval =
        Wilson.proportions(
            Counts.between(new long[] {1, 9, 9, 9, 9}, new long[] {4, 9, 9, 9, 9}),
            Counts.exact(50, 50, 50, 50, 50),
            1);
    assertThat(proportion.indices(5, Amounts.exact(PEOPLE), interval).slope().absence(0))
        .isEqualTo(Absence.TOO_FEW);
    Estimates percent =
        Wilson.proportions(Counts.exact(3, 4, 5, 6, 7), Counts.exact(50, 50, 50, 50, 50), 100);
    assertThat(proportion.indices(5, Amounts.exact(PEOPLE), percent).slope().absence(0))
        .isEqualTo(Absence.FAILED_VALIDATION);
    Estimates good = GroupRows.withLimits(RATES, LOWER, UPPER);
    assertThat(
            SlopeIndex.of(ValueType.RATE)
                .indices(5, Amounts.exact(100, 0, 90, 110, 80), good)
                .slope()
                .absence(0))
        .isEqualTo(Absence.FAILED_VALIDATION);
    Estimates outside = GroupRows.withLimits(LOWER, RATES, UPPER);
    assertThat(
            SlopeIndex.of(ValueType.RATE)
                .indices(5, Amounts.exact(PEOPLE), outside)
                .slope()
                .absence(0))
        .isEqualTo(Absence.FAILED_VALIDATION);
  }

  @Test
  void aLineThatStartsBelowZeroHasASlopeAndNoRatio() {
    double[] steep = {1, 30, 60, 90, 120};
    SlopeIndices actual = indices(SlopeIndex.of(ValueType.OTHER), PEOPLE, steep);
    assertThat(actual.slope().valueLow(0)).isPositive();
    assertThat(actual.relative().absence(0)).isEqualTo(Absence.NOT_APPLICABLE);
  }

  @Test
  void valuesWithoutLimitsHaveAnIndexWithoutLimits() {
    double[] none = new double[5];
    Arrays.fill(none, Double.NaN);
    SlopeIndices actual =
        SlopeIndex.of(ValueType.OTHER)
            .indices(5, Amounts.exact(PEOPLE), GroupRows.withLimits(RATES, none, none));
    assertThat(actual.slope().valueLow(0)).isNegative();
    assertThat(actual.slope().upper95(0)).isNaN();
    assertThat(actual.relative().lower998(0)).isNaN();
  }

  @Test
  void argumentsOutOfRangeAreRefused() {
    Estimates values = GroupRows.withLimits(RATES, LOWER, UPPER);
    SlopeIndex rate = SlopeIndex.of(ValueType.RATE);
    assertThatThrownBy(() -> rate.indices(4, Amounts.exact(PEOPLE), values))
        .hasMessageContaining("5 to 100");
    assertThatThrownBy(() -> rate.indices(101, Amounts.exact(PEOPLE), values))
        .hasMessageContaining("101");
    assertThatThrownBy(() -> rate.indices(6, Amounts.exact(PEOPLE), values))
        .hasMessageContaining("runs of 6");
    assertThatThrownBy(() -> rate.withMultiplier(0)).hasMessageContaining("multiplier");
    assertThatThrownBy(() -> SlopeIndex.of(ValueType.OTHER).transformed())
        .hasMessageContaining("rates and proportions");
  }

  @Test
  void anEvenPlaceHasNoSlopeAndTurningTheOrderTurnsTheSign() {
    SplittableRandom random = new SplittableRandom(32);
    for (int round = 0; round < 200; round++) {
      int groups = random.nextInt(5, 12);
      double[] people = random.doubles(groups, 10, 900).toArray();
      double[] value = random.doubles(groups, 20, 40).toArray();
      double[] error = random.doubles(groups, 0.1, 3).toArray();
      SlopeIndex index = SlopeIndex.of(ValueType.OTHER);
      SlopeIndices actual =
          index.indices(groups, Amounts.exact(people), GroupRows.withErrors(value, error));
      SlopeIndices turned =
          index.indices(
              groups,
              Amounts.exact(GroupRows.turned(people)),
              GroupRows.withErrors(GroupRows.turned(value), GroupRows.turned(error)));
      assertBracketed(actual.slope());
      assertThat(turned.slope().valueLow(0)).isCloseTo(-actual.slope().valueLow(0), within(1e-9));
      assertThat(turned.slope().upper95(0)).isCloseTo(-actual.slope().lower95(0), within(1e-9));
      double[] even = new double[groups];
      Arrays.fill(even, 7);
      SlopeIndices none =
          index.indices(groups, Amounts.exact(people), GroupRows.withErrors(even, error));
      assertThat(none.slope().valueLow(0)).isCloseTo(0, within(1e-12));
      assertThat(none.relative().valueLow(0)).isCloseTo(1, within(1e-12));
      // Ten times the people is the same place.
      double[] more = Arrays.stream(people).map(p -> p * 10).toArray();
      assertThat(
              index
                  .indices(groups, Amounts.exact(more), GroupRows.withErrors(value, error))
                  .slope()
                  .valueLow(0))
          .isCloseTo(actual.slope().valueLow(0), within(1e-9));
    }
  }

  @Test
  void lifeExpectancyOfEnglishDecilesHasTheSlopeOfARegressionWithKnownErrors() {
    List<NamedCsvRecord> rows = SharedData.rows("data/phe-indicator-methods/LE_testdata.csv");
    List<String> places = rows.stream().map(SlopeIndexTest::place).distinct().toList();
    double[] people = new double[places.size() * 10];
    double[] years = new double[people.length];
    double[] errors = new double[people.length];
    Arrays.fill(people, Double.NaN);
    for (NamedCsvRecord row : rows) {
      int cell = places.indexOf(place(row)) * 10 + Integer.parseInt(row.getField("Decile")) - 1;
      people[cell] = Double.parseDouble(row.getField("Pop"));
      years[cell] = Double.parseDouble(row.getField("LifeExp"));
      errors[cell] = Double.parseDouble(row.getField("SE"));
    }
    SlopeIndices actual =
        SlopeIndex.of(ValueType.OTHER)
            .indices(10, Amounts.exact(people), GroupRows.withErrors(years, errors));
    int dropped = 0;
    for (int place = 0; place < places.size(); place++) {
      if (Arrays.stream(people, place * 10, place * 10 + 10).anyMatch(Double::isNaN)) {
        assertThat(actual.slope().absence(place)).isEqualTo(Absence.MISSING);
        dropped++;
        continue;
      }
      double total = 0;
      for (int g = 0; g < 10; g++) {
        total += people[place * 10 + g];
      }
      // Minus the rank of the mean, which is one half, the slope is a sum over groups.
      double before = 0;
      double above = 0;
      double below = 0;
      double variance = 0;
      for (int i = place * 10; i < place * 10 + 10; i++) {
        double rank = (before + people[i] / 2) / total - 0.5;
        before += people[i];
        above += people[i] * rank * years[i];
        below += people[i] * rank * rank;
        variance += Math.pow(people[i] * rank * errors[i], 2);
      }
      double half = Confidence.P998.normalQuantile() * Math.sqrt(variance) / below;
      assertThat(actual.slope().valueLow(place)).isCloseTo(above / below, within(1e-9));
      assertThat(actual.slope().upper998(place)).isCloseTo(above / below + half, within(1e-9));
      assertThat(actual.relative().valueLow(place))
          .isBetween(actual.relative().lower95(place), actual.relative().upper95(place));
    }
    assertThat(dropped).isBetween(1, places.size() / 2);
  }

  private static String place(NamedCsvRecord row) {
    return row.getField("GeoCode") + " " + row.getField("Sex");
  }

  @Test
  void obesityOfEnglishChildrenFallsFromTheMostToTheLeastDeprived() {
    List<NamedCsvRecord> rows =
        SharedData.rows("data/phe-indicator-methods/NCMP_testdata.csv").stream()
            .filter(row -> row.getField("AreaCode").equals("E92000001"))
            .toList();
    Estimates values =
        Wilson.proportions(
            Counts.exact(SharedData.longs(rows, "Count")),
            Counts.exact(SharedData.longs(rows, "Measured")),
            100);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(values.lower95(i))
          .isCloseTo(Double.parseDouble(rows.get(i).getField("LCL")), within(0.01));
    }
    SlopeIndices actual =
        SlopeIndex.of(ValueType.PROPORTION)
            .inUnit(100)
            .withMultiplier(-1)
            .indices(10, Amounts.exact(SharedData.doubles(rows, "Measured")), values);
    assertThat(actual.slope().size()).isPositive();
    for (int i = 0; i < actual.slope().size(); i++) {
      assertThat(actual.slope().lower998(i)).isPositive();
      assertThat(actual.relative().lower998(i)).isGreaterThan(1);
    }
  }
}
