package org.commonplace.methods.lifeexpectancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.commonplace.methods.Near.assertNear;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.commonplace.methods.SharedData;
import org.commonplace.methods.interval.Absence;
import org.commonplace.methods.interval.Amounts;
import org.commonplace.methods.interval.Counts;
import org.commonplace.methods.interval.Estimate;
import org.commonplace.methods.interval.Estimates;
import org.junit.jupiter.api.Test;

class LifeExpectancyTest {
  private static final double[] PEOPLE = {
    7000, 35000, 47000, 48000, 43000, 38000, 46000, 57000, 61000, 55000, 50000, 56000, 46000, 40000,
    38000, 37000, 33000, 23000, 12000, 6000
  };
  private static final long[] DEATHS = {
    17, 9, 4, 8, 20, 15, 24, 33, 50, 71, 100, 163, 263, 304, 536, 872, 1390, 1605, 1936, 1500
  };

  @Test
  void equalsTheReferenceVectors() {
    List<NamedCsvRecord> input = SharedData.rows("vectors/statistics/le_input.csv");
    List<NamedCsvRecord> expected = SharedData.rows("vectors/statistics/le_expected.csv");
    assertThat(expected).hasSize(80);
    Estimates actual =
        LifeExpectancy.atEachAge(
            Counts.exact(SharedData.longs(input, "d")),
            Amounts.exact(SharedData.doubles(input, "p")));
    for (int i = 0; i < 80; i++) {
      assertThat(Integer.toString(LifeExpectancy.startAge(i % 20)))
          .isEqualTo(input.get(i).getField("a"))
          .isEqualTo(expected.get(i).getField("a"));
      if (expected.get(i).getField("value").equals("NA")) {
        assertThat(actual.isPresent(i)).isFalse();
      } else {
        assertNear(actual, i, expected.get(i));
      }
    }
  }

  @Test
  void everySuppressionRuleSaysWhy() {
    assertAbsent(Absence.FAILED_VALIDATION, (deaths, people) -> deaths[3] = -5);
    assertAbsent(Absence.FAILED_VALIDATION, (deaths, people) -> people[3] = -10);
    assertAbsent(Absence.FAILED_VALIDATION, (deaths, people) -> people[18] = 119);
    assertAbsent(Absence.TOO_FEW, (deaths, people) -> people[5] = 0);
    assertAbsent(Absence.TOO_FEW, (deaths, people) -> deaths[19] = 0);
    assertAbsent(Absence.MISSING, (deaths, people) -> deaths[0] = Counts.MISSING);
    assertAbsent(Absence.MISSING, (deaths, people) -> people[7] = Double.NaN);
    assertAbsent(
        Absence.TOO_FEW,
        (deaths, people) -> {
          Arrays.fill(people, 250);
          Arrays.fill(deaths, 3);
        });
    // One person more than 5,000 is enough.
    double[] people = new double[20];
    Arrays.fill(people, 250);
    people[4] = 251;
    long[] deaths = new long[20];
    Arrays.fill(deaths, 3);
    deaths[19] = 60;
    assertThat(atEachAge(deaths, people).at(0)).isInstanceOf(Estimate.Value.class);
  }

  private static void assertAbsent(Absence reason, BiConsumer<long[], double[]> change) {
    long[] deaths = DEATHS.clone();
    double[] people = PEOPLE.clone();
    change.accept(deaths, people);
    Estimates actual = atEachAge(deaths, people);
    for (int band = 0; band < 20; band++) {
      assertThat(actual.absence(band)).isEqualTo(reason);
      assertThat(actual.lower95(band)).isNaN();
    }
  }

  @Test
  void aPlaceWithoutAllBandsIsRefused() {
    assertThatThrownBy(() -> atEachAge(Arrays.copyOf(DEATHS, 19), Arrays.copyOf(PEOPLE, 19)))
        .hasMessageContaining("runs of 20");
  }

  @Test
  void aValueWithinMoreThanTwentyYearsIsNotGivenButItsLimitsAre() {
    double[] people = new double[20];
    Arrays.fill(people, 300);
    long[] deaths = new long[20];
    deaths[19] = 1;
    Estimates actual = atEachAge(deaths, people);
    assertThat(actual.at(0)).isEqualTo(new Estimate.Absent(Absence.TOO_FEW));
    assertThat(actual.valueLow(0)).isNaN();
    assertThat(actual.upper95(0) - actual.lower95(0)).isGreaterThan(20);
  }

  @Test
  void intervalsOfDeathsHaveNoValue() {
    long[] most = DEATHS.clone();
    most[2] = 9;
    Estimates actual =
        LifeExpectancy.atEachAge(Counts.between(DEATHS, most), Amounts.exact(PEOPLE));
    assertThat(actual.absence(0)).isEqualTo(Absence.TOO_FEW);
  }

  @Test
  void nobodyLivesPastABandInWhichAllDie() {
    long[] deaths = DEATHS.clone();
    deaths[18] = 11_000;
    Estimates actual = atEachAge(deaths, PEOPLE);
    assertThat(actual.absence(19)).isEqualTo(Absence.NOT_APPLICABLE);
    assertThat(actual.valueLow(18)).isCloseTo(2.5, within(1e-12));
    assertThat(actual.valueLow(0)).isPositive();
    assertThat(actual.lower95(0)).isLessThan(actual.valueLow(0));
  }

  @Test
  void aStationaryPlaceHasTheExpectancyOfItsRate() {
    // With the deaths of an open band only, e90 is people per death and e0 is 90 more.
    long[] deaths = new long[20];
    deaths[19] = 400;
    double[] people = PEOPLE.clone();
    people[19] = 2000;
    Estimates actual = atEachAge(deaths, people);
    assertThat(actual.valueLow(19)).isCloseTo(5, within(1e-12));
    assertThat(actual.valueLow(0)).isCloseTo(95, within(1e-12));
    assertThat(actual.upper95(0) - actual.valueLow(0))
        .isCloseTo(actual.upper95(19) - actual.valueLow(19), within(1e-9));
  }

  @Test
  void moreDeathsAtAnyAgeShortenLifeAtAndBelowItOnly() {
    SplittableRandom random = new SplittableRandom(51);
    Estimates before = atEachAge(DEATHS, PEOPLE);
    for (int round = 0; round < 60; round++) {
      int band = random.nextInt(20);
      long[] deaths = DEATHS.clone();
      deaths[band] += random.nextLong(1, 200);
      Estimates after = atEachAge(deaths, PEOPLE);
      for (int b = 0; b < 20; b++) {
        if (b <= band) {
          assertThat(after.valueLow(b)).isLessThan(before.valueLow(b));
        } else {
          assertThat(after.valueLow(b)).isCloseTo(before.valueLow(b), within(1e-9));
        }
        assertThat(after.lower998(b)).isLessThan(after.lower95(b));
        assertThat(after.upper95(b)).isBetween(after.valueLow(b), after.upper998(b));
      }
    }
  }

  @Test
  void tenTimesThePeopleAndDeathsAreTheSameLifeWithNarrowerLimits() {
    long[] deaths = Arrays.stream(DEATHS).map(d -> d * 100).toArray();
    double[] people = Arrays.stream(PEOPLE).map(p -> p * 100).toArray();
    Estimates small = atEachAge(DEATHS, PEOPLE);
    Estimates large = atEachAge(deaths, people);
    for (int b = 0; b < 20; b++) {
      assertThat(large.valueLow(b)).isCloseTo(small.valueLow(b), within(1e-9));
      assertThat(large.upper95(b) - large.valueLow(b))
          .isCloseTo((small.upper95(b) - small.valueLow(b)) / 10, within(1e-9));
    }
  }

  private static Estimates atEachAge(long[] deaths, double[] people) {
    return LifeExpectancy.atEachAge(Counts.exact(deaths), Amounts.exact(people));
  }
}
