package org.commonplace.methods.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.commonplace.methods.comparison.Polarity;
import org.commonplace.methods.interval.Counts;
import org.commonplace.methods.interval.Estimates;
import org.commonplace.methods.interval.Wilson;
import org.commonplace.methods.trend.Trend.Label;
import org.commonplace.methods.trend.Trend.Meaning;
import org.commonplace.methods.trend.Trend.Steadiness;
import org.junit.jupiter.api.Test;

class AnnualTrendTest {
  private static final AnnualTrend TREND = AnnualTrend.over(PeriodKind.INDEPENDENT_YEARS);

  /** The numbers of the published unit cases of Fingertips, newest first as there. */
  private static final int[] YEARS = {2018, 2017, 2016, 2015, 2014};

  private static final Counts EVENTS = Counts.exact(1367, 1332, 1199, 1023, 994);
  private static final Counts PEOPLE = Counts.exact(44701, 44064, 42811, 41527, 40299);
  private static final Estimates RATES =
      rows(
          new double[] {30.6, 30.2, 28, 24.6, 24.67},
          new double[] {28.98, 28.63, 26.44, 23.15, 23.16},
          new double[] {32.25, 31.9, 29.64, 26.19, 26.25});

  @Test
  void publishedCheckValuesAreReproduced() {
    assertThat(AnnualTrend.CRITICAL).isCloseTo(9.54953570608324, within(1e-12));
    Trend.Tested values = (Trend.Tested) TREND.ofValues(YEARS, RATES);
    assertThat(values.chiSquared()).isCloseTo(46.765, within(5e-4));
    assertThat(values.label()).isEqualTo(Label.INCREASING);
    assertThat(values.steady()).isEqualTo(Steadiness.STEADY);
    Trend.Tested proportions = (Trend.Tested) TREND.ofProportions(YEARS, EVENTS, PEOPLE);
    assertThat(proportions.chiSquared()).isCloseTo(47.897, within(5e-4));
    assertThat(proportions.label()).isEqualTo(Label.INCREASING);
    Trend none =
        TREND.ofValues(
            new int[] {2014, 2015, 2016, 2017, 2018},
            rows(
                new double[] {20.5506, 19.5952, 19.0349, 21.3966, 18.4372},
                new double[] {18.1803, 17.3444, 16.8421, 19.0918, 16.2925},
                new double[] {23.1427, 22.0602, 21.4394, 23.8975, 20.7941}));
    assertThat(none.label()).isEqualTo(Label.NO_SIGNIFICANT_CHANGE);
  }

  @Test
  void aYearOfAHundredPerCentDoesNotPreventTheTest() {
    Trend.Tested actual =
        (Trend.Tested)
            TREND.ofProportions(
                new int[] {2012, 2013, 2014, 2015, 2016},
                Counts.exact(5, 3, 1, 1, 2),
                Counts.exact(5, 5, 5, 4, 4));
    assertThat(actual.label()).isEqualTo(Label.NO_SIGNIFICANT_CHANGE);
    assertThat(actual.chiSquared()).isPositive();
  }

  @Test
  void aSignificantProportionCanAlsoIncreaseAndDecrease() {
    int[] years = {1, 2, 3, 4, 5};
    Counts people = Counts.exact(1000, 1000, 1000, 1000, 1000);
    Trend up = TREND.ofProportions(years, Counts.exact(100, 200, 300, 400, 500), people);
    Trend down = TREND.ofProportions(years, Counts.exact(500, 400, 300, 200, 100), people);
    assertThat(up.label()).isEqualTo(Label.INCREASING);
    assertThat(down.label()).isEqualTo(Label.DECREASING);
    assertThat(up.meaning(Polarity.LOW_IS_GOOD)).isEqualTo(Meaning.INCREASING_AND_GETTING_WORSE);
    assertThat(down.meaning(Polarity.LOW_IS_GOOD)).isEqualTo(Meaning.DECREASING_AND_GETTING_BETTER);
    assertThat(up.meaning(Polarity.HIGH_IS_GOOD).text()).isEqualTo("Increasing and getting better");
    assertThat(down.meaning(Polarity.NEUTRAL)).isEqualTo(Meaning.DECREASING);
  }

  @Test
  void aTrendThatHangsOnOneYearDoesNotCount() {
    double[] value = {10, 10.2, 9.9, 10.1, 40};
    double[] lower = {9, 9.2, 8.9, 9.1, 39};
    double[] upper = {11, 11.2, 10.9, 11.1, 41};
    // Without the last year the slope is slightly below zero.
    value[3] = 9.8;
    Trend.Tested actual =
        (Trend.Tested) TREND.ofValues(new int[] {1, 2, 3, 4, 5}, rows(value, lower, upper));
    assertThat(actual.chiSquared()).isGreaterThan(AnnualTrend.CRITICAL);
    assertThat(actual.steady()).isEqualTo(Steadiness.HANGS_ON_ONE_YEAR);
    assertThat(actual.label()).isEqualTo(Label.NO_SIGNIFICANT_CHANGE);
  }

  @Test
  void whatCannotBeTestedCannotBeCalculated() {
    double nan = Double.NaN;
    double[] value = {30.6, 30.2, 28, 24.6, 24.67};
    double[] none = {nan, nan, nan, nan, nan};
    assertObstacle(TREND.ofValues(YEARS, rows(value, none, none)), TrendObstacle.NO_INTERVAL);
    assertObstacle(TREND.ofValues(YEARS, rows(value, value, value)), TrendObstacle.NO_VARIATION);
    assertObstacle(
        TREND.ofValues(new int[] {2019, 2017, 2016, 2015, 2014}, RATES),
        TrendObstacle.GAP_IN_YEARS);
    assertObstacle(
        AnnualTrend.over(PeriodKind.SHORTER_THAN_A_YEAR).ofValues(YEARS, RATES),
        TrendObstacle.NOT_ANNUAL);
    assertObstacle(
        AnnualTrend.over(PeriodKind.OVERLAPPING_YEARS).ofProportions(YEARS, EVENTS, PEOPLE),
        TrendObstacle.OVERLAPPING_PERIODS);
    assertObstacle(
        TREND.withBreaksBefore(2016).ofValues(YEARS, RATES), TrendObstacle.BREAK_IN_SERIES);
    assertThat(TREND.withBreaksBefore(2014, 2019).ofValues(YEARS, RATES).label())
        .isEqualTo(Label.INCREASING);
    assertObstacle(
        TREND.ofProportions(
            new int[] {1, 2, 3, 4}, Counts.exact(1, 2, 3, 4), Counts.exact(9, 9, 9, 9)),
        TrendObstacle.FEWER_THAN_FIVE_POINTS);
    assertObstacle(
        TREND.ofProportions(YEARS, Counts.exact(1, 2, Counts.MISSING, 4, 5), PEOPLE),
        TrendObstacle.MISSING_VALUE);
    assertObstacle(
        TREND.ofProportions(YEARS, Counts.exact(1, 2, 3, 4, 5), Counts.exact(9, 9, 0, 9, 9)),
        TrendObstacle.MISSING_VALUE);
    assertObstacle(
        TREND.ofProportions(
            YEARS, Counts.between(new long[] {1, 2, 3, 4, 5}, new long[] {4, 2, 3, 4, 5}), PEOPLE),
        TrendObstacle.NOT_EXACT);
    assertObstacle(
        TREND.ofProportions(YEARS, Counts.exact(0, 0, 0, 0, 0), PEOPLE),
        TrendObstacle.NO_VARIATION);
    assertThatThrownBy(() -> TREND.ofValues(new int[] {1, 2, 2, 3, 4}, RATES))
        .hasMessageContaining("2 comes twice");
  }

  private static void assertObstacle(Trend actual, TrendObstacle expected) {
    assertThat(actual).isEqualTo(new Trend.NotCalculated(expected));
    assertThat(actual.label().text()).isEqualTo("Cannot be calculated");
    assertThat(actual.meaning(Polarity.HIGH_IS_GOOD)).isEqualTo(Meaning.CANNOT_BE_CALCULATED);
  }

  @Test
  void aSeriesThatDoesNotChangeHasNoDirection() {
    double[] flat = {7, 7, 7, 7, 7};
    double[] lower = {6, 5, 6, 5, 6};
    double[] upper = {8, 9, 8, 9, 8};
    Trend.Tested actual = (Trend.Tested) TREND.ofValues(YEARS, rows(flat, lower, upper));
    assertThat(actual.slope()).isZero();
    assertThat(actual.chiSquared()).isZero();
    assertThat(actual.label()).isEqualTo(Label.NO_SIGNIFICANT_CHANGE);
  }

  @Test
  void onlyTheLastFiveYearsCountAndTheirOrderDoesNot() {
    SplittableRandom random = new SplittableRandom(61);
    for (int round = 0; round < 200; round++) {
      long[] people = random.longs(7, 50, 5000).toArray();
      long[] events = new long[7];
      for (int i = 0; i < 7; i++) {
        events[i] = random.nextLong(0, people[i] + 1);
      }
      int[] years = {2011, 2012, 2013, 2014, 2015, 2016, 2017};
      Trend forward = TREND.ofProportions(years, Counts.exact(events), Counts.exact(people));
      int[] shuffled = {4, 0, 6, 2, 5, 1, 3};
      int[] otherYears = new int[7];
      long[] otherEvents = new long[7];
      long[] otherPeople = new long[7];
      for (int i = 0; i < 7; i++) {
        otherYears[i] = years[shuffled[i]];
        otherEvents[i] = events[shuffled[i]];
        otherPeople[i] = people[shuffled[i]];
      }
      assertThat(
              TREND.ofProportions(otherYears, Counts.exact(otherEvents), Counts.exact(otherPeople)))
          .isEqualTo(forward);
      events[0] = 0;
      assertThat(TREND.ofProportions(years, Counts.exact(events), Counts.exact(people)))
          .isEqualTo(forward);
      // Turned in time the series has the same statistic and the opposite slope.
      int[] mirrored = {2017, 2016, 2015, 2014, 2013, 2012, 2011};
      int[] lastFive = {2, 3, 4, 5, 6};
      Trend.Tested one = (Trend.Tested) of(mirrored, events, people, lastFive);
      Trend.Tested two = (Trend.Tested) of(years, events, people, lastFive);
      assertThat(one.chiSquared()).isCloseTo(two.chiSquared(), within(1e-7));
      assertThat(one.slope()).isCloseTo(-two.slope(), within(1e-12));
    }
  }

  private static Trend of(int[] years, long[] events, long[] people, int[] rows) {
    int[] keptYears = new int[rows.length];
    long[] keptEvents = new long[rows.length];
    long[] keptPeople = new long[rows.length];
    for (int i = 0; i < rows.length; i++) {
      keptYears[i] = years[rows[i]];
      keptEvents[i] = events[rows[i]];
      keptPeople[i] = people[rows[i]];
    }
    return TREND.ofProportions(keptYears, Counts.exact(keptEvents), Counts.exact(keptPeople));
  }

  @Test
  void bothTestsAgreeOnLargeCounts() {
    int[] years = {1, 2, 3, 4, 5};
    Counts events = Counts.exact(10_000, 10_200, 10_250, 10_400, 10_700);
    Counts people = Counts.exact(100_000, 100_000, 100_000, 100_000, 100_000);
    Trend.Tested values =
        (Trend.Tested) TREND.ofValues(years, Wilson.proportions(events, people, 100));
    Trend.Tested proportions = (Trend.Tested) TREND.ofProportions(years, events, people);
    assertThat(values.chiSquared()).isCloseTo(proportions.chiSquared(), within(0.5));
  }

  private static Estimates rows(double[] value, double[] lower, double[] upper) {
    Estimates.Builder rows = new Estimates.Builder(value.length);
    for (int i = 0; i < value.length; i++) {
      rows.value(i, value[i], value[i]);
      rows.limits95(i, lower[i], upper[i]);
    }
    return rows.build();
  }
}
