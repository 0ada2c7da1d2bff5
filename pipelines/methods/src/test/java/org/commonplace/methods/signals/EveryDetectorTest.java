package org.commonplace.methods.signals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for whatever method on whatever series. */
final class EveryDetectorTest {
  private static final LocalDate MONDAY = LocalDate.of(2014, 1, 6);

  static Stream<String> names() {
    return Detector.names().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyDateHasAResultOrAReason(String name) {
    Detector detector = Detector.named(name);
    assertThat(detector.name()).isEqualTo(name);
    SplittableRandom random = new SplittableRandom(11);
    List<IntToDoubleFunction> shapes =
        List.of(
            t -> 0,
            t -> 7,
            t -> t == 330 ? 1 : 0,
            t -> random.nextInt(20),
            t -> random.nextInt(5) == 0 ? Double.NaN : random.nextInt(4),
            t -> random.nextInt(9) == 0 ? -3 : 1000 + random.nextInt(90),
            t -> Double.NaN,
            t -> t > 200 && t < 300 ? Double.NaN : t);
    for (Frequency frequency : Frequency.values()) {
      for (IntToDoubleFunction shape : shapes) {
        for (int length : new int[] {1, 20, 340}) {
          double[] counts = IntStream.range(0, length).mapToDouble(shape).toArray();
          Series series = Series.of(name, frequency, MONDAY, counts);
          check(detector, series, detector.detect(series, 0, length - 1));
        }
      }
    }
  }

  private static void check(Detector detector, Series series, List<Detection> detections) {
    assertThat(detections).hasSize(series.length());
    for (int t = 0; t < series.length(); t++) {
      Detection detection = detections.get(t);
      assertThat(detection.date()).isEqualTo(series.date(t));
      if (Double.isNaN(detection.threshold())) {
        assertThat(detection.reason()).as("%s", detection).isNotEqualTo(Reason.NONE);
        assertThat(detection.signal()).as("%s", detection).isFalse();
      } else {
        assertThat(detection.expected()).as("%s", detection).isNotNaN();
        assertThat(series.absence(t)).as("%s", detection).isEqualTo(Reason.NONE);
        Baseline baseline = detector.baseline(series, t);
        assertThat(baseline.first()).isBeforeOrEqualTo(baseline.last());
        assertThat(baseline.last()).isBeforeOrEqualTo(detection.date());
        assertThat(baseline.counts()).isPositive();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatIsSaidOfADateDoesNotDependOnTheDatesAskedFor(String name) {
    Detector detector = Detector.named(name);
    SplittableRandom random = new SplittableRandom(5);
    double[] counts = random.ints(420, 0, 12).asDoubleStream().toArray();
    counts[400] = 60;
    Series series = Series.of(name, Frequency.WEEKLY, MONDAY, counts);
    assertThat(detector.detect(series, 395, 405))
        .isEqualTo(detector.detect(series, 0, 419).subList(395, 406));
  }
}
