package org.commonplace.methods.signals.artefact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.commonplace.methods.signals.Detection;
import org.commonplace.methods.signals.Detector;
import org.commonplace.methods.signals.Frequency;
import org.commonplace.methods.signals.Series;
import org.commonplace.methods.signals.WeeklyTotals;
import org.commonplace.methods.signals.evaluation.Benchmark;
import org.commonplace.methods.signals.evaluation.DailyBenchmark;
import org.commonplace.methods.signals.evaluation.LabelledSeries;
import org.commonplace.methods.signals.evaluation.WeeklyBenchmark;
import org.junit.jupiter.api.Test;

/** Artefacts put into drawn series, of which every other point is clean. */
final class ArtefactReviewTest {
  private static final LocalDate MONDAY = LocalDate.of(2018, 1, 1);
  private static final int DAYS = 1200;
  private static final int WEEKS = 400;
  private static final int AT = 1003; // a Thursday
  private static final Detector DETECTOR = Detector.named("excess-windows");

  @Test
  void aBacklogIsSpreadOverTheDaysItBelongsTo() {
    for (int seed = 1; seed <= 10; seed++) {
      double[] counts = days(seed);
      double[] clean = counts.clone();
      double held = 0;
      for (int day = AT - 4; day < AT; day++) {
        held += counts[day];
        counts[day] = day % 2 == 0 ? 0 : Double.NaN;
      }
      counts[AT] += held;
      ArtefactReview review = ArtefactReview.of(daily(counts));
      assertThat(kind(review, AT)).isEqualTo(ArtefactKind.BACKLOG);
      assertThat(kind(review, AT - 1)).isEqualTo(ArtefactKind.NOT_REPORTED);
      assertThat(kind(review, AT - 4)).isEqualTo(ArtefactKind.NOT_REPORTED);
      Series cleaned = review.cleaned();
      double before = 0;
      double after = 0;
      for (int day = AT - 4; day <= AT; day++) {
        before += clean[day];
        after += cleaned.count(day);
      }
      assertThat(after).isCloseTo(before, within(1e-9));
      assertThat(WeeklyTotals.of(cleaned).count(AT / 7)).isNotNaN();
    }
  }

  @Test
  void everyOtherArtefactHasItsLabel() {
    for (int seed = 1; seed <= 10; seed++) {
      expect(seed, ArtefactKind.NEGATIVE_CORRECTION, AT, counts -> counts[AT] = -12);
      expect(seed, ArtefactKind.BACKLOG, AT, counts -> counts[AT] = 900);
      expect(seed, ArtefactKind.SCALE_CHANGE, AT, counts -> counts[AT] *= 100);
      expect(seed, ArtefactKind.SCALE_CHANGE, AT, counts -> multiply(counts, 10));
      expect(seed, ArtefactKind.SCALE_CHANGE, AT, counts -> multiply(counts, 1000));
      expect(seed, ArtefactKind.SCALE_CHANGE, AT, counts -> multiply(counts, 0.1));
      expect(seed, ArtefactKind.LEVEL_CHANGE, AT, counts -> multiply(counts, 4));
      expect(
          seed,
          ArtefactKind.STALE_REPEAT,
          AT,
          counts -> {
            for (int day = AT - 6; day <= AT; day++) {
              counts[day] = counts[AT - 6];
            }
          });
      expect(
          seed,
          ArtefactKind.NOT_REPORTED,
          AT,
          counts -> {
            for (int day = AT - 10; day <= AT + 10; day++) {
              counts[day] = 0;
            }
          });
    }
  }

  private static void expect(int seed, ArtefactKind kind, int at, Consumer<double[]> damage) {
    double[] counts = days(seed);
    damage.accept(counts);
    ArtefactReview review = ArtefactReview.of(daily(counts));
    assertThat(kind(review, at)).as("%s, seed %d", review.artefacts(), seed).isEqualTo(kind);
  }

  @Test
  void aHolidayIsNamed() {
    double[] counts = days(7);
    counts[AT - 1] = 0;
    counts[AT] += 45;
    SortedSet<LocalDate> holidays = new TreeSet<>(List.of(MONDAY.plusDays(AT - 1)));
    ArtefactReview review = ArtefactReview.of(daily(counts), holidays);
    assertThat(kind(review, AT - 1)).isEqualTo(ArtefactKind.HOLIDAY);
    assertThat(kind(review, AT)).isEqualTo(ArtefactKind.BACKLOG);
  }

  /** With a step of scale or level, the weeks after it are compared with a past on their scale. */
  @Test
  void stepsOfWeeklyFiguresRaiseNoStormAndDoNotSpoilTheBaseline() {
    for (double factor : new double[] {10, 0.1, 7, 4, 100}) {
      int signals = 0;
      int tested = 0;
      for (int seed = 1; seed <= 5; seed++) {
        double[] counts = weeks(seed);
        for (int week = 300; week < WEEKS; week++) {
          counts[week] = Math.round(counts[week] * factor);
        }
        ArtefactReview review = ArtefactReview.of(Series.of("x", Frequency.WEEKLY, MONDAY, counts));
        assertThat(review.artefacts())
            .as("factor %s, seed %d", factor, seed)
            .extracting(Artefact::date, Artefact::kind)
            .containsExactly(
                tuple(
                    MONDAY.plusWeeks(300),
                    factor == 4 ? ArtefactKind.LEVEL_CHANGE : ArtefactKind.SCALE_CHANGE));
        for (Detection detection : DETECTOR.detect(review.cleaned(), 300, WEEKS - 1)) {
          tested++;
          signals += detection.signal() ? 1 : 0;
        }
      }
      assertThat(signals / (double) tested).as("factor %s", factor).isLessThan(0.04);
    }
  }

  @Test
  void anOutbreakThatStaysForAMonthIsNoStep() {
    for (int seed = 1; seed <= 10; seed++) {
      double[] counts = weeks(seed);
      for (int week = 392; week < 397; week++) {
        counts[week] += 180;
      }
      assertThat(ArtefactReview.of(Series.of("x", Frequency.WEEKLY, MONDAY, counts)).artefacts())
          .isEmpty();
    }
  }

  /** As known in each week: it rises in two weeks, stays high for four months, and is over. */
  @Test
  void aWaveThatRisesFastAndStaysHighIsNoStep() {
    for (int seed = 1; seed <= 20; seed++) {
      double[] counts = weeks(seed);
      Random random = new Random(seed);
      for (int week = 330; week < 360; week++) {
        int since = week - 330;
        double risen = since < 2 ? 2 + 2.5 * since : 6.5 + 2.5 * Math.sin(since / 4.0);
        double height = since < 17 ? risen : Math.max(0, 6.5 - (since - 17));
        counts[week] += draw(random, 60 * height);
      }
      for (int known = 331; known <= 380; known++) {
        assertThat(ArtefactReview.of(known(counts, known)).artefacts())
            .as("seed %d, as known in week %d", seed, known)
            .isEmpty();
      }
    }
  }

  /** Five times as high at once and flat, it is a level as long as it lasts. */
  @Test
  void aLevelThatTakesItselfBackWithinHalfAYearWasAWave() {
    double[] counts = weeks(3);
    for (int week = 300; week < 322; week++) {
      counts[week] *= 5 * Math.min(1, (323 - week) / 6.0);
    }
    assertThat(ArtefactReview.of(known(counts, 312)).artefacts())
        .extracting(Artefact::date)
        .containsExactly(MONDAY.plusWeeks(300));
    assertThat(ArtefactReview.of(known(counts, 330)).artefacts()).isEmpty();
  }

  private static Series known(double[] counts, int weeks) {
    return Series.of("x", Frequency.WEEKLY, MONDAY, Arrays.copyOf(counts, weeks));
  }

  /** The season of this one trebles the counts from summer to winter, as much as the step. */
  @Test
  void aStepIsToldFromTheSeasonThatItHappensIn() {
    for (int seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      int step = 250 + 3 * seed;
      double[] counts = new double[step + 26];
      for (int week = 0; week < counts.length; week++) {
        double season = Math.exp(0.55 * Math.cos(2 * Math.PI * week / 52.18));
        counts[week] = draw(random, 60 * season * (week < step ? 1 : 4.5));
      }
      assertThat(ArtefactReview.of(known(counts, counts.length)).artefacts())
          .as("seed %d", seed)
          .extracting(Artefact::date, Artefact::kind)
          .containsExactly(tuple(MONDAY.plusWeeks(step), ArtefactKind.LEVEL_CHANGE));
    }
  }

  /** Eight cases a week become forty: an outbreak for as long as it can be one. */
  @Test
  void aStepFromSmallCountsIsToldWhenItLasted() {
    int soon = 0;
    int told = 0;
    for (int seed = 1; seed <= 40; seed++) {
      Random random = new Random(seed);
      double[] counts = new double[326];
      for (int week = 0; week < counts.length; week++) {
        counts[week] = draw(random, week < 300 ? 8 : 40);
      }
      soon += changesAt(300, known(counts, 307));
      told += changesAt(300, known(counts, 326));
    }
    assertThat(soon).as("of 40, after seven weeks").isZero();
    assertThat(told).as("of 40, after half a year").isBetween(30, 40);
  }

  /** One if this week is the first of another level or scale, else none. */
  private static int changesAt(int week, Series series) {
    LocalDate date = MONDAY.plusWeeks(week);
    return ArtefactReview.of(series)
            .within(date, date)
            .filter(
                each ->
                    each.kind() == ArtefactKind.LEVEL_CHANGE
                        || each.kind() == ArtefactKind.SCALE_CHANGE)
            .isPresent()
        ? 1
        : 0;
  }

  /** On all scenarios of both benchmarks; their daily series have bank holidays, which are some. */
  @Test
  void outbreaksAreNotTakenForArtefacts() {
    Labelled weekly = Labelled.of(new WeeklyBenchmark(), 4);
    assertThat(weekly.outbreak).isGreaterThan(300);
    assertThat(weekly.labelledOutbreak / (double) weekly.outbreak).isLessThan(0.02);
    assertThat(weekly.labelledQuiet / (double) weekly.quiet).isLessThan(0.005);
    Labelled daily = Labelled.of(new DailyBenchmark(), 2);
    assertThat(daily.outbreak).isGreaterThan(300);
    assertThat(daily.labelledOutbreak / (double) daily.outbreak).isLessThan(0.03);
  }

  /** Points of outbreaks and others, and how many of them have a label. */
  private record Labelled(int outbreak, int labelledOutbreak, int quiet, int labelledQuiet) {
    static Labelled of(Benchmark benchmark, int replicates) {
      int[] points = new int[2];
      int[] labels = new int[2];
      for (int scenario : benchmark.scenarios()) {
        for (int replicate = 1; replicate <= replicates; replicate++) {
          LabelledSeries drawn = benchmark.draw(77, scenario, replicate);
          ArtefactReview review = ArtefactReview.of(drawn.series());
          int[] cases = drawn.outbreakCases();
          for (int i = 0; i < cases.length; i++) {
            LocalDate date = drawn.series().date(drawn.testFrom() + i);
            int quiet = cases[i] > 0 ? 0 : 1;
            points[quiet]++;
            labels[quiet] += review.within(date, date).isPresent() ? 1 : 0;
          }
        }
      }
      return new Labelled(points[0], labels[0], points[1], labels[1]);
    }
  }

  private static ArtefactKind kind(ArtefactReview review, int day) {
    LocalDate date = MONDAY.plusDays(day);
    return review.within(date, date).map(Artefact::kind).orElse(null);
  }

  private static void multiply(double[] counts, double factor) {
    for (int day = AT; day < DAYS; day++) {
      counts[day] = Math.round(counts[day] * factor);
    }
  }

  private static Series daily(double[] counts) {
    return Series.of("x", Frequency.DAILY, MONDAY, counts);
  }

  /** Poisson around 40 a day with a season, a third of it at weekends. */
  private static double[] days(int seed) {
    Random random = new Random(seed);
    double[] counts = new double[DAYS];
    for (int day = 0; day < DAYS; day++) {
      DayOfWeek weekday = MONDAY.plusDays(day).getDayOfWeek();
      double mean = 50 * Math.exp(0.15 * Math.cos(2 * Math.PI * day / 365.25));
      counts[day] = draw(random, weekday.getValue() >= 6 ? mean / 3 : mean);
    }
    return counts;
  }

  private static double[] weeks(int seed) {
    Random random = new Random(seed);
    double[] counts = new double[WEEKS];
    for (int week = 0; week < WEEKS; week++) {
      counts[week] = draw(random, 60 * Math.exp(0.15 * Math.cos(2 * Math.PI * week / 52.18)));
    }
    return counts;
  }

  private static double draw(Random random, double mean) {
    int count = 0;
    for (double left = mean + Math.log(1 - random.nextDouble()); left > 0; count++) {
      left += Math.log(1 - random.nextDouble());
    }
    return count;
  }
}
