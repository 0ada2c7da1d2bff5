package org.commonplace.methods.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.commonplace.methods.signals.HybridChart.Ending;
import org.commonplace.methods.signals.HybridChart.Epoch;
import org.commonplace.methods.signals.HybridChart.Phase;
import org.junit.jupiter.api.Test;

final class HybridChartTest {
  private static final double[] QUIET = {
    4, 5, 3, 4, 6, 2, 4, 5, 3, 4, 5, 4, 3, 5, 4, 3, 5, 4, 4, 5
  };

  @Test
  void aQuietSeriesIsOneCountPhaseWithLimitsAtThreeRootsOfTheMean() {
    Phase phase = HybridChart.phases(with(new double[] {0, 0}, QUIET)).get(0);
    assertThat(phase.from()).isEqualTo(2);
    assertThat(phase.ending()).isEqualTo(Ending.OPEN);
    double mean = Arrays.stream(QUIET).average().orElseThrow();
    assertThat(phase.midline(10)).isCloseTo(mean, within(1e-12));
    assertThat(phase.upper(10)).isCloseTo(mean + 3 * Math.sqrt(mean), within(1e-12));
    assertThat(phase.lower(10)).isNaN();
  }

  @Test
  void theFirstPhaseEndsBeforeOnePointAndALaterOneBeforeTwo() {
    double[] jump = with(QUIET, 14, 12, 13, 12, 14, 13, 12, 13, 12, 13, 12, 14, 13, 12);
    jump = with(jump, 14, 12, 13, 12, 14, 13, 12, 13, 12, 13, 12, 14, 13, 12);
    List<Phase> once = HybridChart.phases(jump);
    assertThat(once.get(0).ending()).isEqualTo(Ending.POINT_ABOVE);
    assertThat(once.get(0).to()).isEqualTo(19);
    assertThat(once.get(0).signalled()).isEqualTo(20);
    assertThat(once.get(1).epoch()).isEqualTo(Epoch.BEFORE_GROWTH);
    assertThat(HybridChart.phases(with(jump, 30)).get(1).ending()).isEqualTo(Ending.OPEN);
    List<Phase> twice = HybridChart.phases(with(jump, 30, 31));
    assertThat(twice.get(1).ending()).isEqualTo(Ending.POINTS_ABOVE);
    assertThat(twice.get(1).to()).isEqualTo(jump.length - 1);
  }

  @Test
  void eightPointsOnOneSideEndAPhase() {
    double[] seven = with(QUIET, 5, 5, 6, 5, 5, 6);
    assertThat(HybridChart.phases(seven).get(0).ending()).isEqualTo(Ending.OPEN);
    Phase ended = HybridChart.phases(with(seven, 6)).get(0);
    assertThat(ended.ending()).isEqualTo(Ending.RUN_ABOVE);
    assertThat(ended.to()).isEqualTo(18);
  }

  @Test
  void growthPlateauAndEndAreSeenInTurn() {
    double[] growth = IntStream.range(0, 30).mapToDouble(t -> Math.rint(8 * exp(t))).toArray();
    double[] plateau =
        IntStream.range(0, 60).mapToDouble(t -> Math.rint(600 + 60 * (t % 3 - 1))).toArray();
    double[] decline = IntStream.range(0, 40).mapToDouble(t -> Math.rint(500 * exp(-t))).toArray();
    double[] low = IntStream.range(0, 60).mapToDouble(t -> 1 + t % 3).toArray();
    List<Phase> phases =
        HybridChart.phases(with(with(with(with(QUIET, growth), plateau), decline), low));
    List<Epoch> epochs = phases.stream().map(Phase::epoch).distinct().toList();
    assertThat(epochs).startsWith(Epoch.BEFORE_GROWTH, Epoch.GROWTH, Epoch.PLATEAU_OR_DECLINE);
    assertThat(phases.get(phases.size() - 1).epoch())
        .isIn(Epoch.LOW_AGAIN, Epoch.PLATEAU_OR_DECLINE);
    Phase line = phases.stream().filter(p -> p.epoch() == Epoch.GROWTH).findFirst().orElseThrow();
    assertThat(Math.pow(10, line.slope())).isCloseTo(Math.exp(0.14), within(0.02));
  }

  private static double exp(int t) {
    return Math.exp(0.14 * t);
  }

  @Test
  void correctionsAreTakenBackAndDumpsLeftOut() {
    double[] counts = {5, 3, -4, 2, 6};
    HybridDays.takeCorrectionsBack(counts);
    assertThat(counts).containsExactly(4, 0, 0, 2, 6);
    double[] dump = new double[200];
    Arrays.setAll(dump, t -> QUIET[t % QUIET.length]);
    dump[100] = 90;
    HybridDays.leaveDumpsOut(dump);
    assertThat(dump[100]).isNaN();
    assertThat(Arrays.stream(dump).filter(Double::isNaN).count()).isEqualTo(1);
  }

  @Test
  void itSignalsTheStartOfAWaveAndNotQuietDaysOrWeekends() {
    double[] weekly = new double[98];
    Arrays.setAll(weekly, t -> t % 7 >= 5 ? 4 : 20 + t % 3);
    double[] wave = IntStream.range(0, 14).mapToDouble(t -> Math.rint(30 * exp(t))).toArray();
    LocalDate monday = LocalDate.of(2020, 2, 3);
    Series series = Series.of("wave", Frequency.DAILY, monday, with(weekly, wave));
    Detector detector = Detector.named("hybrid-shewhart");
    List<Detection> detections = detector.detect(series, 0, series.length() - 1);
    assertThat(detections.subList(60, 98)).noneMatch(Detection::signal);
    assertThat(detections.subList(98, 106)).anyMatch(Detection::signal);
    assertThat(detections.get(2).reason()).isEqualTo(Reason.TOO_SHORT);
  }

  private static double[] with(double[] start, double... more) {
    double[] joined = Arrays.copyOf(start, start.length + more.length);
    System.arraycopy(more, 0, joined, start.length, more.length);
    return joined;
  }
}
