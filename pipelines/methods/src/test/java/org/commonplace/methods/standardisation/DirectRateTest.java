package org.commonplace.methods.standardisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.commonplace.methods.Near.assertNear;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.commonplace.methods.SharedData;
import org.commonplace.methods.interval.Absence;
import org.commonplace.methods.interval.Amounts;
import org.commonplace.methods.interval.Confidence;
import org.commonplace.methods.interval.Counts;
import org.commonplace.methods.interval.CrudeRate;
import org.commonplace.methods.interval.Estimates;
import org.commonplace.methods.interval.RepeatedEvents;
import org.junit.jupiter.api.Test;

class DirectRateTest {
  private static final double[] TWO = {3, 1};

  @Test
  void equalsTheReferenceVectors() {
    List<NamedCsvRecord> input = SharedData.rows("vectors/statistics/dsr_input.csv");
    List<NamedCsvRecord> expected = SharedData.rows("vectors/statistics/dsr_expected.csv");
    assertThat(expected).hasSize(12);
    double[] weights = StandardPopulation.EUROPEAN_2013.weights();
    assertThat(Arrays.copyOf(SharedData.doubles(input, "std"), 19)).isEqualTo(weights);
    Counts events = Counts.exact(SharedData.longs(input, "x"));
    Amounts population = Amounts.exact(SharedData.doubles(input, "pop"));
    Estimates actual = DirectRate.rates(events, population, weights, 100_000);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(input.get(i * 19).getField("area")).isEqualTo(expected.get(i).getField("area"));
      assertNear(actual, i, expected.get(i));
      assertThat(events.sums(19).low(i))
          .isEqualTo(Long.parseLong(expected.get(i).getField("total_count")));
    }
  }

  @Test
  void fewerThanTenEventsHaveNoValueAndTenHave() {
    Estimates actual =
        DirectRate.rates(Counts.exact(4, 5, 4, 6), Amounts.exact(100, 100, 100, 100), TWO, 1000);
    assertThat(actual.absence(0)).isEqualTo(Absence.TOO_FEW);
    assertThat(actual.valueLow(0)).isNaN();
    assertThat(actual.upper95(0)).isNaN();
    assertThat(actual.valueLow(1)).isCloseTo((3 * 0.04 + 0.06) / 4 * 1000, within(1e-12));
  }

  @Test
  void absentValuesSayWhyAndTheOthersAreStillComputed() {
    long missing = Counts.MISSING;
    Counts events = Counts.exact(missing, 20, 12, 20, -1, 20, 12, 20, 12, 20);
    Amounts population = Amounts.exact(90, 90, Double.NaN, 90, 90, 90, 0, 90, 90, 90);
    Estimates actual = DirectRate.rates(events, population, TWO, 1);
    assertThat(actual.absence(0)).isEqualTo(Absence.MISSING);
    assertThat(actual.absence(1)).isEqualTo(Absence.MISSING);
    assertThat(actual.absence(2)).isEqualTo(Absence.FAILED_VALIDATION);
    assertThat(actual.absence(3)).isEqualTo(Absence.FAILED_VALIDATION);
    assertThat(actual.isPresent(4)).isTrue();
    Estimates filled = DirectRate.rates(events.missingAsZero(), population, TWO, 1);
    assertThat(filled.valueLow(0)).isCloseTo(20 / 90.0 / 4, within(1e-15));
  }

  @Test
  void argumentsOutOfRangeAreRefused() {
    Counts three = Counts.exact(1, 2, 3);
    assertThatThrownBy(() -> DirectRate.rates(three, Amounts.exact(1, 2, 3), TWO, 1))
        .hasMessageContaining("runs of 2");
    assertThatThrownBy(() -> DirectRate.rates(three, Amounts.exact(1, 2), TWO, 1))
        .hasMessageContaining("3 rows");
    for (double[] weights : new double[][] {{0, 0}, {-1, 2}, {Double.NaN, 1}, {}}) {
      assertThatThrownBy(() -> DirectRate.rates(three, Amounts.exact(1, 2, 3), weights, 1))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void repeatedEventsHaveTheVarianceSummedOverTheirFrequencies() {
    // Persons with exactly one, two and five events, in two bands.
    long[][] persons = {{20, 6, 1}, {10, 3, 2}};
    int[] frequency = {1, 2, 5};
    double[] people = {900, 400};
    long[] events = new long[2];
    long[] squares = new long[2];
    double variance = 0;
    for (int f = 0; f < 3; f++) {
      double ofOne = 0;
      for (int band = 0; band < 2; band++) {
        events[band] += persons[band][f] * frequency[f];
        squares[band] += persons[band][f] * frequency[f] * frequency[f];
        ofOne += Math.pow(TWO[band] / people[band], 2) * persons[band][f];
      }
      variance += ofOne / 16 * frequency[f] * frequency[f];
    }
    Estimates actual =
        DirectRate.ratesOfRepeatedEvents(
            Counts.exact(events), Counts.exact(squares), Amounts.exact(people), TWO, 1000);
    long total = events[0] + events[1];
    double rate = (3 * events[0] / 900.0 + events[1] / 400.0) / 4;
    double byar = CrudeRate.countLimits(total, Confidence.P95).low();
    assertThat(actual.valueLow(0)).isCloseTo(rate * 1000, within(1e-12));
    assertThat(actual.lower95(0))
        .isCloseTo((rate + Math.sqrt(variance / total) * (byar - total)) * 1000, within(1e-10));
  }

  @Test
  void oneBandOfRepeatedEventsIsTheCrudeRateOfRepeatedEvents() {
    Counts events = Counts.exact(10, 40, 400);
    Counts squares = Counts.exact(16, 90, 400);
    Amounts people = Amounts.exact(500, 700, 900);
    Estimates direct =
        DirectRate.ratesOfRepeatedEvents(events, squares, people, new double[] {7}, 1000);
    Estimates crude = RepeatedEvents.rates(events, squares, people, 1000);
    for (int i = 0; i < 3; i++) {
      assertThat(direct.valueLow(i)).isCloseTo(crude.valueLow(i), within(1e-10));
      assertThat(direct.lower95(i)).isCloseTo(crude.lower95(i), within(1e-10));
      assertThat(direct.upper998(i)).isCloseTo(crude.upper998(i), within(1e-10));
    }
  }

  @Test
  void eventsThatNobodyHasTwiceAreIndependent() {
    Counts events = Counts.exact(0, 3, 9, 10, 55);
    Amounts people = Amounts.exact(50, 50, 50, 50, 50);
    Estimates repeated = RepeatedEvents.rates(events, events, people, 10);
    Estimates crude = CrudeRate.rates(events, people, 10);
    for (int i = 0; i < 5; i++) {
      assertThat(repeated.lower95(i)).isCloseTo(crude.lower95(i), within(1e-12));
      assertThat(repeated.upper998(i)).isCloseTo(crude.upper998(i), within(1e-12));
    }
    Estimates absent =
        RepeatedEvents.rates(
            Counts.exact(5, 5, Counts.MISSING, 5),
            Counts.exact(4, 26, 9, 9),
            Amounts.exact(9, 9, 9, 0),
            1);
    assertThat(absent.absence(0)).isEqualTo(Absence.FAILED_VALIDATION);
    assertThat(absent.absence(1)).isEqualTo(Absence.FAILED_VALIDATION);
    assertThat(absent.absence(2)).isEqualTo(Absence.MISSING);
    assertThat(absent.absence(3)).isEqualTo(Absence.NOT_APPLICABLE);
  }

  @Test
  void limitsOfIntervalsCoverThoseOfEveryCountWithin() {
    SplittableRandom random = new SplittableRandom(21);
    for (int round = 0; round < 60; round++) {
      long[] low = {random.nextLong(4, 9), random.nextLong(6, 30)};
      long[] high = {low[0] + random.nextLong(0, 4), low[1] + random.nextLong(0, 4)};
      Amounts people =
          Amounts.exact(Math.exp(random.nextDouble(0, 9)), Math.exp(random.nextDouble(0, 9)));
      Estimates wide = DirectRate.rates(Counts.between(low, high), people, TWO, 1);
      Estimates widePerson =
          RepeatedEvents.rates(
              Counts.between(low, high),
              Counts.between(low, new long[] {high[0] * 2, high[1] * 2}),
              people,
              1);
      for (long a = low[0]; a <= high[0]; a++) {
        for (long b = low[1]; b <= high[1]; b++) {
          Estimates one = DirectRate.rates(Counts.exact(a, b), people, TWO, 1);
          assertCovers(wide, 0, one, 0);
          for (int times = 1; times <= 2; times++) {
            Estimates person =
                RepeatedEvents.rates(
                    Counts.exact(a, b), Counts.exact(a * times, b * times), people, 1);
            assertCovers(widePerson, 0, person, 0);
            assertCovers(widePerson, 1, person, 1);
          }
        }
      }
    }
  }

  private static void assertCovers(Estimates wide, int row, Estimates one, int oneRow) {
    double slack = 1e-12 * Math.abs(one.upper998(oneRow));
    assertThat(wide.valueLow(row)).isLessThanOrEqualTo(one.valueLow(oneRow) + slack);
    assertThat(wide.valueHigh(row)).isGreaterThanOrEqualTo(one.valueHigh(oneRow) - slack);
    assertThat(wide.lower95(row)).isLessThanOrEqualTo(one.lower95(oneRow) + slack);
    assertThat(wide.upper95(row)).isGreaterThanOrEqualTo(one.upper95(oneRow) - slack);
    assertThat(wide.lower998(row)).isLessThanOrEqualTo(one.lower998(oneRow) + slack);
    assertThat(wide.upper998(row)).isGreaterThanOrEqualTo(one.upper998(oneRow) - slack);
  }

  @Test
  void ratesBracketTheValueAndDoNotDependOnTheOrderOrTheMergingOfBandsOfOneRate() {
    SplittableRandom random = new SplittableRandom(22);
    for (int round = 0; round < 300; round++) {
      int bands = random.nextInt(2, 8);
      long[] events = random.longs(bands, 3, 200).toArray();
      double[] people = random.doubles(bands, 200, 90_000).toArray();
      double[] weights = random.doubles(bands, 1, 7000).toArray();
      Estimates actual = one(events, people, weights);
      assertThat(actual.lower998(0)).isLessThan(actual.lower95(0));
      assertThat(actual.lower95(0)).isLessThan(actual.valueLow(0));
      assertThat(actual.valueLow(0)).isLessThan(actual.upper95(0));
      assertThat(actual.upper95(0)).isLessThan(actual.upper998(0));

      Estimates turned = one(turned(events), turned(people), turned(weights));
      assertThat(turned.upper95(0)).isCloseTo(actual.upper95(0), within(1e-6));

      // Splitting a band in two halves of the same rate and weight changes nothing.
      long[] doubled = Arrays.copyOf(events, bands + 1);
      doubled[0] = events[0] * 2;
      doubled[bands] = events[0] * 2;
      double[] more = Arrays.copyOf(people, bands + 1);
      more[0] = people[0] * 2;
      more[bands] = people[0] * 2;
      double[] halves = Arrays.copyOf(weights, bands + 1);
      halves[0] = weights[0] / 2;
      halves[bands] = weights[0] / 2;
      long[] merged = events.clone();
      merged[0] = events[0] * 4;
      double[] mergedPeople = people.clone();
      mergedPeople[0] = people[0] * 4;
      assertThat(one(doubled, more, halves).lower998(0))
          .isCloseTo(one(merged, mergedPeople, weights).lower998(0), within(1e-6));
    }
  }

  private static Estimates one(long[] events, double[] people, double[] weights) {
    return DirectRate.rates(Counts.exact(events), Amounts.exact(people), weights, 100_000);
  }

  private static long[] turned(long[] column) {
    long[] turned = new long[column.length];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = column[column.length - 1 - i];
    }
    return turned;
  }

  private static double[] turned(double[] column) {
    double[] turned = new double[column.length];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = column[column.length - 1 - i];
    }
    return turned;
  }

  @Test
  void aStandardCanBeCutToItsOlderBands() {
    StandardPopulation old = StandardPopulation.EUROPEAN_2013.bands(65, 90);
    assertThat(old.startAges()).containsExactly(65, 70, 75, 80, 85, 90);
    assertThat(old.weights()).containsExactly(5500, 5000, 4000, 2500, 1500, 1000);
    assertThat(Arrays.stream(StandardPopulation.EUROPEAN_2013.weights()).sum()).isEqualTo(100_000);
    assertThatThrownBy(() -> StandardPopulation.EUROPEAN_2013.bands(66, 90))
        .hasMessageContaining("66");
    assertThatThrownBy(() -> StandardPopulation.of(new int[] {5, 0}, new double[] {1, 1}))
        .hasMessageContaining("rise");
  }
}
