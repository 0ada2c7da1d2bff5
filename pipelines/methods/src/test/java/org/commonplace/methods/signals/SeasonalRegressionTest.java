package org.commonplace.methods.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SeasonalRegressionTest {
  private static final LocalDate MONDAY = LocalDate.of(2015, 1, 5);
  private static final int WEEKS = 416;

  @Test
  void aQuietSeriesSignalsAsOftenAsAlphaSays() {
    for (Detector detector :
        List.of(SeasonalRegression.ofMeasurements(), SeasonalRegression.ofShares())) {
      int signals = 0;
      int tested = 0;
      for (int seed = 1; seed <= 20; seed++) {
        Series series = quiet(detector, seed);
        for (Detection detection : detector.withAlpha(0.05).detect(series, 208, WEEKS - 1)) {
          tested++;
          signals += detection.signal() ? 1 : 0;
        }
      }
      assertThat(tested).isEqualTo(20 * 208);
      // Standard error 0.0034; the seasons that a pulled fit misses widen what counts as chance.
      assertThat(signals / (double) tested).as(detector.name()).isBetween(0.035, 0.06);
    }
  }

  @Test
  void aRiseOfThreeDeviationsSignalsAndIsLeftOutOfTheFitLater() {
    Series quiet = quiet(SeasonalRegression.ofMeasurements(), 3);
    double[] values = values(quiet);
    for (int week = 300; week < 306; week++) {
      values[week] *= Math.exp(1.2);
    }
    Series risen = Series.of("load", Frequency.WEEKLY, MONDAY, values);
    Detector detector = SeasonalRegression.ofMeasurements();
    assertThat(detector.detect(risen, 300, 305))
        .filteredOn(Detection::signal)
        .hasSizeGreaterThan(4);
    Detection after = detector.detect(risen, 352, 352).get(0);
    Detection without = detector.detect(quiet, 352, 352).get(0);
    assertThat(after.expected()).isCloseTo(without.expected(), within(0.1 * without.expected()));
  }

  @Test
  void zeroesAreBelowTheLimitOfDetectionAndGapsAndTotalsHaveReasons() {
    double[] values = values(quiet(SeasonalRegression.ofMeasurements(), 4));
    values[100] = 0;
    values[400] = 0;
    values[401] = Double.NaN;
    Series load = Series.of("load", Frequency.WEEKLY, MONDAY, values);
    List<Detection> found = SeasonalRegression.ofMeasurements().detect(load, 400, 401);
    assertThat(found.get(0).reason()).isEqualTo(Reason.NONE);
    assertThat(found.get(0).pValue()).isGreaterThan(0.99);
    assertThat(found.get(1).reason()).isEqualTo(Reason.MISSING_COUNT);

    Detector shares = SeasonalRegression.ofShares();
    Series none = Series.of("tests", Frequency.WEEKLY, MONDAY, new double[60]);
    assertThat(shares.detect(none, 59, 59).get(0).reason()).isEqualTo(Reason.MISSING_POPULATION);
    double[] totals = new double[60];
    Arrays.fill(totals, 50);
    double[] positive = new double[60];
    positive[58] = 51;
    Series above = Series.of("tests", Frequency.WEEKLY, MONDAY, positive).withPopulation(totals);
    assertThat(shares.detect(above, 58, 58).get(0).reason()).isEqualTo(Reason.ABOVE_TOTAL);
  }

  private static double[] values(Series series) {
    double[] values = new double[series.length()];
    Arrays.setAll(values, series::count);
    return values;
  }

  /** Eight years: loads around 2,000 with a season, or positive tests out of 80 to 200. */
  private static Series quiet(Detector detector, int seed) {
    Random random = new Random(seed);
    double[] values = new double[WEEKS];
    double[] totals = new double[WEEKS];
    for (int week = 0; week < WEEKS; week++) {
      double season = 0.6 * Math.cos(2 * Math.PI * week / 52.18);
      totals[week] = 80 + random.nextInt(120);
      if (detector.name().equals("seasonal-log")) {
        values[week] = 2000 * Math.exp(season + 0.35 * random.nextGaussian());
      } else {
        double share = 1 / (1 + Math.exp(1.5 - season - 0.15 * random.nextGaussian()));
        for (int test = 0; test < totals[week]; test++) {
          values[week] += random.nextDouble() < share ? 1 : 0;
        }
      }
    }
    return Series.of(detector.name() + seed, Frequency.WEEKLY, MONDAY, values)
        .withPopulation(totals);
  }
}
