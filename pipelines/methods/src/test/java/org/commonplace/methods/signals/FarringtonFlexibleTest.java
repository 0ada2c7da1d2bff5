package org.commonplace.methods.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.commonplace.methods.signals.FarringtonSettings.Exposure;
import org.commonplace.methods.signals.FarringtonSettings.Method;
import org.commonplace.methods.signals.FarringtonSettings.Years;
import org.junit.jupiter.api.Test;

final class FarringtonFlexibleTest {
  private static final LocalDate MONDAY = LocalDate.of(2015, 1, 5);
  private static final Detector NOUFAILY = Detector.named("farrington-noufaily");

  @Test
  void quietSeasonalSeriesSignalNoMoreOftenThanNominal() {
    int tested = 0;
    int signals = 0;
    for (int seed = 0; seed < 40; seed++) {
      Series series = Series.of("quiet", Frequency.WEEKLY, MONDAY, seasonalPoisson(seed, 522));
      List<Detection> detections = NOUFAILY.detect(series, 313, 521);
      tested += detections.size();
      signals += (int) detections.stream().filter(Detection::signal).count();
    }
    // The estimated mean adds to the nominal 1 %; the paper reports up to about twice.
    assertThat(tested).isEqualTo(40 * 209);
    assertThat(signals / (double) tested).isBetween(0.001, 0.02);
  }

  @Test
  void aPlantedOutbreakSignalsAndDoesNotHideTheNextYears() {
    double[] counts = seasonalPoisson(7, 522);
    for (int week = 400; week < 406; week++) {
      counts[week] += 40;
    }
    Series series = Series.of("outbreak", Frequency.WEEKLY, MONDAY, counts);
    assertThat(NOUFAILY.detect(series, 400, 405)).allMatch(Detection::signal);
    counts[454] += 40;
    Series yearLater = Series.of("outbreak", Frequency.WEEKLY, MONDAY, counts);
    assertThat(NOUFAILY.detect(yearLater, 454, 454)).allMatch(Detection::signal);
  }

  @Test
  void aYoungSeriesIsFittedOnTheYearsItHasAndSaysSo() {
    Series series = Series.of("young", Frequency.WEEKLY, MONDAY, seasonalPoisson(3, 120));
    assertThat(NOUFAILY.detect(series, 119, 119).get(0).reason()).isEqualTo(Reason.SHORT_BASELINE);
    assertThat(NOUFAILY.detect(series, 40, 40).get(0).reason()).isEqualTo(Reason.TOO_SHORT);
    FarringtonFlexible exact = new FarringtonFlexible("exact", FarringtonSettings.noufaily());
    assertThat(exact.detect(series, 119, 119).get(0).reason()).isEqualTo(Reason.TOO_SHORT);
    assertThat(exact.fit(series, 119, 119).get(0).pastYears()).isZero();
  }

  @Test
  void whatCannotBeTestedHasAReason() {
    double[] counts = seasonalPoisson(3, 400);
    counts[399] = Double.NaN;
    Series gap = Series.of("gap", Frequency.WEEKLY, MONDAY, counts);
    assertThat(reason(NOUFAILY, gap, 399)).isEqualTo(Reason.MISSING_COUNT);

    counts[399] = -3;
    Series correction = Series.of("correction", Frequency.WEEKLY, MONDAY, counts);
    assertThat(reason(NOUFAILY, correction, 399)).isEqualTo(Reason.NEGATIVE_COUNT);
    assertThat(NOUFAILY.detect(correction, 399, 399).get(0).observed()).isEqualTo(-3);

    Series daily = Series.of("days", Frequency.DAILY, MONDAY, new double[3000]);
    assertThat(reason(NOUFAILY, daily, 2999)).isEqualTo(Reason.UNSUITED_FREQUENCY);

    Series unknown = Series.of("people", Frequency.WEEKLY, MONDAY, seasonalPoisson(3, 400));
    Detector rates =
        new FarringtonFlexible(
            "rates",
            FarringtonSettings.noufaily().toBuilder()
                .years(Years.UP_TO)
                .exposure(Exposure.POPULATION)
                .build());
    assertThat(reason(rates, unknown, 399)).isEqualTo(Reason.MISSING_POPULATION);

    double[] empty = new double[400];
    Arrays.fill(empty, 0, 399, Double.NaN);
    Series oneCount = Series.of("one", Frequency.WEEKLY, MONDAY, empty);
    assertThat(reason(NOUFAILY, oneCount, 399)).isEqualTo(Reason.TOO_FEW_BASELINE_COUNTS);

    Detector fine =
        new FarringtonFlexible(
            "fine",
            FarringtonSettings.noufaily().toBuilder()
                .years(Years.UP_TO)
                .seasonalPeriods(60)
                .build());
    assertThat(reason(fine, unknown, 399)).isEqualTo(Reason.TOO_MANY_PERIODS);
  }

  @Test
  void anEmptyPastGivesAnAnswer() {
    Series zeros = Series.of("zeros", Frequency.WEEKLY, MONDAY, new double[400]);
    Detection quiet = NOUFAILY.detect(zeros, 399, 399).get(0);
    assertThat(quiet.signal()).isFalse();
    assertThat(quiet.threshold()).isZero();
    assertThat(quiet.reason()).isEqualTo(Reason.FEW_RECENT_CASES);

    double[] counts = new double[400];
    counts[399] = 6;
    Series first = Series.of("first", Frequency.WEEKLY, MONDAY, counts);
    Detection rise = NOUFAILY.detect(first, 399, 399).get(0);
    assertThat(rise.signal()).isTrue();
    assertThat(rise.reason()).isEqualTo(Reason.EMPTY_BASELINE);
    assertThat(rise.score()).isEqualTo(7);
    Detector bounded =
        new FarringtonFlexible(
            "muan",
            FarringtonSettings.noufaily().toBuilder()
                .method(Method.MUAN)
                .years(Years.UP_TO)
                .build());
    assertThat(reason(bounded, first, 399)).isEqualTo(Reason.UNBOUNDED_MEAN);
  }

  @Test
  void missingPastCountsAreLeftOutRatherThanTakenAsZero() {
    double[] counts = seasonalPoisson(11, 400);
    double complete = expected(counts);
    for (int i = 150; i < 170; i++) {
      counts[i] = Double.NaN;
    }
    assertThat(expected(counts)).isBetween(0.8 * complete, 1.25 * complete);
  }

  @Test
  void fewRecentCasesWithholdTheSignalButKeepTheThreshold() {
    double[] counts = new double[400];
    counts[399] = 4;
    Detection detection =
        NOUFAILY.detect(Series.of("few", Frequency.WEEKLY, MONDAY, counts), 399, 399).get(0);
    assertThat(detection.observed()).isGreaterThan(detection.threshold());
    assertThat(detection.signal()).isFalse();
    assertThat(detection.reason()).isEqualTo(Reason.FEW_RECENT_CASES);
  }

  @Test
  void aSettingThatMakesNoSenseIsNamed() {
    assertThatThrownBy(() -> FarringtonSettings.noufaily().toBuilder().alpha(2).build())
        .hasMessage("Farrington flexible: alpha is 2.0; it must be above 0 and below 0.5");
    assertThatThrownBy(() -> Detector.named("farington"))
        .hasMessage(
            "There is no detection method \"farington\"; choose one of "
                + String.join(", ", Detector.names()));
  }

  private static Reason reason(Detector detector, Series series, int k) {
    return detector.detect(series, k, k).get(0).reason();
  }

  private static double expected(double[] counts) {
    Series series = Series.of("x", Frequency.WEEKLY, MONDAY, counts);
    return NOUFAILY.detect(series, 399, 399).get(0).expected();
  }

  /** Weekly Poisson counts with a mean of 12 and one peak a year. */
  static double[] seasonalPoisson(long seed, int weeks) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] counts = new double[weeks];
    for (int week = 0; week < weeks; week++) {
      double mean = 12 * Math.exp(0.5 * Math.cos(2 * Math.PI * week / 52.18));
      double limit = Math.exp(-mean);
      double product = random.nextDouble();
      while (product > limit) {
        counts[week]++;
        product *= random.nextDouble();
      }
    }
    return counts;
  }
}
