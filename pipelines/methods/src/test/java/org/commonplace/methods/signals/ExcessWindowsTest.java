package org.commonplace.methods.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

final class ExcessWindowsTest {
  private static final LocalDate MONDAY = LocalDate.of(2014, 1, 6);
  private static final Detector DETECTOR = Detector.named("excess-windows");

  @Test
  void theThresholdIsTheCountAboveWhichItSignals() {
    double[] counts = poisson(3, 400, t -> 6 + 3 * Math.cos(t * 2 * Math.PI / 52));
    for (int t = 300; t < 400; t++) {
      Series series = Series.of("x", Frequency.WEEKLY, MONDAY, Arrays.copyOf(counts, t + 1));
      Detection found = DETECTOR.detect(series, t, t).get(0);
      for (double step : new double[] {0, 1}) {
        double[] changed = Arrays.copyOf(counts, t + 1);
        changed[t] = Math.max(0, found.threshold() + step);
        Series other = Series.of("x", Frequency.WEEKLY, MONDAY, changed);
        Detection again = DETECTOR.detect(other, t, t).get(0);
        assertThat(again.threshold()).isEqualTo(found.threshold());
        assertThat(again.signal()).isEqualTo(step > 0);
        assertThat(again.pValue() < 0.01).as("%s", again).isEqualTo(again.signal());
        assertThat(again.score() > 1).isEqualTo(again.signal());
      }
    }
  }

  @Test
  void twoRaisedWeeksSignalWhereOneDoesNot() {
    double[] counts = poisson(3, 400, t -> 30);
    counts[397] = 30;
    counts[398] = 43;
    counts[399] = 30;
    assertThat(last(counts, 399).signal()).isFalse();
    counts[399] = 43;
    assertThat(last(counts, 399).signal()).isTrue();
    counts[398] = 30;
    assertThat(last(counts, 399).signal()).isFalse();
  }

  @Test
  void theWeekAfterAnOutbreakIsQuietUnlessItIsHighItself() {
    double[] counts = poisson(3, 400, t -> 30);
    counts[397] = 60;
    counts[398] = 50;
    counts[399] = 31;
    assertThat(last(counts, 398).signal()).isTrue();
    assertThat(last(counts, 399).signal()).isFalse();
    counts[399] = 38;
    assertThat(last(counts, 399).signal()).isTrue();
  }

  @Test
  void aWeekOfRaisedDaysSignalsWhereNoneOfThemDoes() {
    double[] days = poisson(21, 900, t -> 20);
    for (int t = 893; t < 900; t++) {
      days[t] = 29;
    }
    Series series = Series.of("days", Frequency.DAILY, MONDAY, days);
    List<Detection> week = DETECTOR.detect(series, 893, 899);
    assertThat(week.get(0).signal()).isFalse();
    assertThat(week.get(6).signal()).isTrue();
  }

  @Test
  void pastOutbreaksDoNotHideThisYearsUnlessTheyReturnEveryYear() {
    double[] quiet = poisson(9, 400, t -> 10);
    double threshold = last(quiet, 399).threshold();
    double[] outbreaks = quiet.clone();
    double[] season = quiet.clone();
    for (int year = 1; year <= 5; year++) {
      for (int week = 0; week < 2; week++) {
        outbreaks[399 - 61 * year + week] = 60;
        season[399 - 52 * year + week] = 60;
      }
    }
    assertThat(last(outbreaks, 399).threshold()).isCloseTo(threshold, within(2.0));
    assertThat(last(season, 399).threshold()).isGreaterThan(2 * threshold);
  }

  @Test
  void aNewLevelStopsSignallingWithinHalfAYear() {
    double[] counts = poisson(5, 500, t -> t < 400 ? 20 : 60);
    Series series = Series.of("shift", Frequency.WEEKLY, MONDAY, counts);
    List<Detection> detections = DETECTOR.detect(series, 400, 499);
    assertThat(detections.subList(0, 12)).allMatch(Detection::signal);
    assertThat(detections.subList(30, 100).stream().filter(Detection::signal).count())
        .isLessThan(6);
    assertThat(detections.get(99).expected()).isCloseTo(60, within(10.0));
  }

  @Test
  void daysThatFellToALowLevelKeepTheSpreadOfThatLevel() {
    double[] days = poisson(15, 2900, t -> t < 2190 ? 500 : 5 + 5 * Math.floorMod(t, 2));
    Series series = Series.of("days", Frequency.DAILY, MONDAY, days);
    List<Detection> detections = DETECTOR.detect(series, 2700, 2899);
    assertThat(detections.stream().filter(Detection::signal).count()).isLessThan(6);
  }

  @Test
  void aHalfYearWithoutReportsIsNotWhatTheNextWaveIsComparedWith() {
    double[] counts =
        poisson(16, 200, t -> t >= 120 && t < 148 ? 0.2 : 40 + 2 * wave(t, 50) + wave(t, 165));
    Series series = Series.of("silent", Frequency.WEEKLY, MONDAY, counts);
    assertThat(DETECTOR.detect(series, 155, 199)).allMatch(found -> found.expected() > 30);
  }

  @Test
  void anyAlphaIsWhatThePValueIsComparedWith() {
    double[] counts = poisson(17, 500, t -> 12);
    Series series = Series.of("x", Frequency.WEEKLY, MONDAY, counts);
    for (double alpha : new double[] {0.001, 0.1, 0.3, 0.45, 0.49}) {
      assertThat(DETECTOR.withAlpha(alpha).detect(series, 300, 499))
          .allMatch(found -> found.signal() == found.pValue() < alpha);
    }
  }

  @Test
  void countsBeyondAllReasonEndToo() {
    double[] counts = new double[260];
    Arrays.setAll(counts, t -> 1e18 * (5 + t % 7));
    assertThat(last(counts, 259).threshold()).isGreaterThan(5e18);
    Series series = Series.of("huge", Frequency.WEEKLY, MONDAY, counts);
    assertThat(Detector.named("bayes-1").detect(series, 259, 259)).hasSize(1);
  }

  @Test
  void weekdaysAndPopulationArePartOfTheMean() {
    double[] days = poisson(8, 800, t -> t % 7 >= 5 ? 3 : 20);
    Series daily = Series.of("days", Frequency.DAILY, MONDAY, days);
    List<Detection> detections = DETECTOR.detect(daily, 700, 799);
    assertThat(detections.stream().filter(Detection::signal).count()).isLessThan(5);
    assertThat(detections.get(0).expected()).isCloseTo(20, within(2.0));
    assertThat(detections.get(5).expected()).isCloseTo(3, within(1.0));

    double[] people = new double[400];
    Arrays.setAll(people, t -> t < 399 ? 1000 : 4000);
    double[] counts = poisson(4, 400, t -> 10);
    counts[399] = 40;
    Series rates = Series.of("r", Frequency.WEEKLY, MONDAY, counts).withPopulation(people);
    assertThat(DETECTOR.detect(rates, 399, 399).get(0).expected()).isCloseTo(40, within(4.0));
    people[399] = Double.NaN;
    Series unknown = Series.of("r", Frequency.WEEKLY, MONDAY, counts).withPopulation(people);
    assertThat(DETECTOR.detect(unknown, 399, 399).get(0).reason())
        .isEqualTo(Reason.MISSING_POPULATION);
  }

  @Test
  void holidaysAreNoOutbreaksWhereTheyAreKnown() {
    LocalDate last = MONDAY.plusDays(1499);
    SortedSet<LocalDate> holidays = HolidayCalendar.ENGLAND_AND_WALES.days(MONDAY, last);
    double[] days =
        poisson(11, 1500, t -> holidays.contains(MONDAY.plusDays(t)) ? 60 : t % 7 >= 5 ? 25 : 30);
    Series series = Series.of("days", Frequency.DAILY, MONDAY, days);
    assertThat(onHolidays(series, holidays)).isGreaterThan(5);
    assertThat(onHolidays(series.withHolidays(holidays), holidays)).isZero();
  }

  private static long onHolidays(Series series, SortedSet<LocalDate> holidays) {
    return DETECTOR.detect(series, 1135, 1499).stream()
        .filter(found -> found.signal() && holidays.contains(found.date()))
        .count();
  }

  @Test
  void aWaveOfDaysSignalsWhileItRises() {
    double[] days =
        poisson(12, 1900, t -> 20 + 140 * Math.exp(-Math.pow((t - 1600) / 25.0, 2) / 2));
    Series wave = Series.of("wave", Frequency.DAILY, MONDAY, days);
    List<Detection> last = DETECTOR.detect(wave, 1500, 1899);
    assertThat(last.subList(60, 95).stream().filter(Detection::signal).count()).isGreaterThan(25);
    assertThat(last.subList(180, 400).stream().filter(Detection::signal).count()).isLessThan(5);
  }

  @Test
  void wavesOfThePastAreNoSeasonAndDoNotHideTheNext() {
    // Three waves in a year and a half, at no fixed distance, and half a year after them a fourth.
    double[] counts =
        poisson(14, 140, t -> 30 + wave(t, 12) + wave(t, 40) + 2 * wave(t, 62) + wave(t, 110));
    Series series = Series.of("waves", Frequency.WEEKLY, MONDAY, counts);
    List<Detection> last = DETECTOR.detect(series, 80, 139);
    assertThat(last.subList(0, 20)).noneMatch(Detection::signal);
    assertThat(last.subList(22, 32).stream().filter(Detection::signal).count()).isPositive();
    assertThat(last).allMatch(found -> found.expected() > 10 && found.expected() < 600);
  }

  private static double wave(int t, int peak) {
    return 300 * Math.exp(-Math.pow((t - peak) / 4.0, 2) / 2);
  }

  @Test
  void theFirstCaseEverSignals() {
    double[] counts = new double[400];
    counts[399] = 1;
    Detection first = last(counts, 399);
    assertThat(first.signal()).isTrue();
    assertThat(first.reason()).isEqualTo(Reason.EMPTY_BASELINE);
    assertThat(last(new double[400], 399).signal()).isFalse();
  }

  @Test
  void aShortPastIsLessSure() {
    double[] counts = poisson(6, 520, t -> 12);
    double[] young = Arrays.copyOfRange(counts, 480, 520);
    assertThat(last(young, 39).threshold()).isGreaterThan(last(counts, 519).threshold());
    assertThat(last(young, 10).reason()).isEqualTo(Reason.TOO_SHORT);
  }

  private static Detection last(double[] counts, int t) {
    Series series = Series.of("x", Frequency.WEEKLY, MONDAY, counts);
    return DETECTOR.detect(series, t, t).get(0);
  }

  private static double[] poisson(int seed, int length, IntToDoubleFunction mean) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] counts = new double[length];
    for (int t = 0; t < length; t++) {
      double product = random.nextDouble();
      while (product > Math.exp(-mean.applyAsDouble(t))) {
        counts[t]++;
        product *= random.nextDouble();
      }
    }
    return counts;
  }
}
