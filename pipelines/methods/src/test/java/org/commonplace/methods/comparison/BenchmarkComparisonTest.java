package org.commonplace.methods.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.commonplace.methods.interval.Absence;
import org.commonplace.methods.interval.Confidence;
import org.commonplace.methods.interval.Counts;
import org.commonplace.methods.interval.Estimate;
import org.commonplace.methods.interval.Estimates;
import org.commonplace.methods.interval.Span;
import org.commonplace.methods.interval.Wilson;
import org.junit.jupiter.api.Test;

class BenchmarkComparisonTest {
  // City 20 %; then places at 20, 30, 45, 12 and 5 % of 100, and one without people.
  private static final Estimates PLACES =
      Wilson.proportions(
          Counts.exact(200, 20, 30, 45, 12, 5, 0),
          Counts.exact(1000, 100, 100, 100, 100, 100, 0),
          1);

  @Test
  void placesAreComparedWithTheirParentAndNeverWithThemselves() {
    Differences actual = BenchmarkComparison.withRows(PLACES, new int[] {0, 0, 0, 0, 0, 0, 0});
    assertThat(actual.size()).isEqualTo(7);
    assertThat(actual.at(0)).isEqualTo(Difference.NOT_COMPARED);
    assertThat(actual.at(1)).isEqualTo(Difference.SIMILAR);
    assertThat(actual.at(2)).isEqualTo(Difference.HIGHER_95);
    assertThat(actual.at(3)).isEqualTo(Difference.HIGHER_998);
    assertThat(actual.at(4)).isEqualTo(Difference.LOWER_95);
    assertThat(actual.at(5)).isEqualTo(Difference.LOWER_998);
    assertThat(actual.at(6)).isEqualTo(Difference.NOT_COMPARED);
  }

  @Test
  void polarityTurnsADifferenceIntoAVerdict() {
    assertThat(Difference.HIGHER_95.verdict(Polarity.LOW_IS_GOOD)).isEqualTo(Verdict.WORSE);
    assertThat(Difference.HIGHER_95.verdict(Polarity.HIGH_IS_GOOD)).isEqualTo(Verdict.BETTER);
    assertThat(Difference.LOWER_998.verdict(Polarity.NEUTRAL)).isEqualTo(Verdict.LOWER);
    assertThat(Difference.HIGHER_95.verdict998(Polarity.LOW_IS_GOOD)).isEqualTo(Verdict.SIMILAR);
    assertThat(Difference.LOWER_998.verdict998(Polarity.LOW_IS_GOOD)).isEqualTo(Verdict.BETTER);
  }

  @Test
  void aBenchmarkEqualToALimitIsSimilarAndASpanMustBeExcludedWhole() {
    Estimate place = new Estimate.Value(new Span(5, 5), new Span(4, 6), new Span(3, 7));
    assertThat(BenchmarkComparison.difference(place, new Span(4, 4))).isEqualTo(Difference.SIMILAR);
    assertThat(BenchmarkComparison.difference(place, new Span(3, 3)))
        .isEqualTo(Difference.HIGHER_95);
    assertThat(BenchmarkComparison.difference(place, new Span(1, 4))).isEqualTo(Difference.SIMILAR);
    assertThat(BenchmarkComparison.difference(place, new Span(7.5, 9)))
        .isEqualTo(Difference.LOWER_998);
    assertThat(BenchmarkComparison.difference(place, Span.NONE)).isEqualTo(Difference.NOT_COMPARED);
  }

  @Test
  void twoIntervalsDifferOnlyIfTheyDoNotOverlap() {
    Estimate.Value low = new Estimate.Value(new Span(2, 2), new Span(1, 3), new Span(0, 4));
    Estimate.Value near = new Estimate.Value(new Span(5, 5), new Span(3.5, 6), new Span(3, 7));
    Estimate.Value far = new Estimate.Value(new Span(9, 9), new Span(8, 10), new Span(7, 11));
    assertThat(BenchmarkComparison.betweenIntervals(low, near)).isEqualTo(Difference.LOWER_95);
    assertThat(BenchmarkComparison.betweenIntervals(far, low)).isEqualTo(Difference.HIGHER_998);
    assertThat(BenchmarkComparison.betweenIntervals(near, near)).isEqualTo(Difference.SIMILAR);
  }

  @Test
  void targetsMayDifferByRowAndARangeIsClosedBelowAndOpenAbove() {
    double[] targets = {0.2, 0.5, 0.2, Double.NaN, 0.12, 0.05, 0.1};
    Differences actual = BenchmarkComparison.withValues(PLACES, targets);
    assertThat(actual.at(1)).isEqualTo(Difference.LOWER_998);
    assertThat(actual.at(3)).isEqualTo(Difference.NOT_COMPARED);
    assertThat(actual.at(4)).isEqualTo(Difference.SIMILAR);
    TargetRange range = new TargetRange(85, 92);
    assertThat(range.positionOf(84.99)).isEqualTo(TargetRange.Position.BELOW);
    assertThat(range.positionOf(85)).isEqualTo(TargetRange.Position.WITHIN);
    assertThat(range.positionOf(92)).isEqualTo(TargetRange.Position.ABOVE);
    assertThatThrownBy(() -> new TargetRange(2, 1)).hasMessageContaining("2.0 to 1.0");
  }

  @Test
  void aTargetMayBeARangeOfPercentilesAndIsReadWithThePolarity() {
    double[] values = {40, Double.NaN, 10, 30, 20, 50};
    TargetRange range = TargetRange.ofPercentiles(values, 25, 90);
    assertThat(range).isEqualTo(new TargetRange(20, 46));
    assertThat(range.positionOf(10).verdict(Polarity.HIGH_IS_GOOD)).isEqualTo(Verdict.WORSE);
    assertThat(range.positionOf(10).verdict(Polarity.LOW_IS_GOOD)).isEqualTo(Verdict.BETTER);
    assertThat(range.positionOf(46).verdict(Polarity.HIGH_IS_GOOD)).isEqualTo(Verdict.BETTER);
    assertThat(range.positionOf(30).verdict(Polarity.NEUTRAL)).isEqualTo(Verdict.SIMILAR);
    assertThat(range.positionOf(Double.NaN).verdict(Polarity.NEUTRAL))
        .isEqualTo(Verdict.NOT_COMPARED);
    assertThatThrownBy(() -> TargetRange.ofPercentiles(values, 90, 25))
        .hasMessageContaining("must not end");
    assertThatThrownBy(() -> TargetRange.ofPercentiles(values, -1, 25))
        .hasMessageContaining("0 to 100");
    assertThatThrownBy(() -> TargetRange.ofPercentiles(new double[] {Double.NaN}, 5, 25))
        .hasMessageContaining("at least one value");
  }

  @Test
  void distancesInStandardErrorsAgreeWithTheComparison() {
    SplittableRandom random = new SplittableRandom(131);
    int size = 500;
    long[] people = random.longs(size, 1, 3000).toArray();
    long[] events = new long[size];
    double[] benchmark = random.doubles(size, 20, 80).toArray();
    for (int i = 0; i < size; i++) {
      events[i] = random.nextLong(0, people[i] + 1);
    }
    Estimates places = Wilson.proportions(Counts.exact(events), Counts.exact(people), 100);
    double[] high = BenchmarkScores.of(places, benchmark, Polarity.HIGH_IS_GOOD);
    double[] low = BenchmarkScores.of(places, benchmark, Polarity.LOW_IS_GOOD);
    Differences differences = BenchmarkComparison.withValues(places, benchmark);
    double z = Confidence.P95.normalQuantile();
    for (int i = 0; i < size; i++) {
      assertThat(low[i]).isEqualTo(-high[i]);
      assertThat(differences.at(i).verdict(Polarity.HIGH_IS_GOOD))
          .isEqualTo(high[i] > z ? Verdict.BETTER : high[i] < -z ? Verdict.WORSE : Verdict.SIMILAR);
    }
  }

  @Test
  void aDistanceNeedsAValueWithLimitsAndABenchmark() {
    Estimates.Builder rows = new Estimates.Builder(5);
    rows.value(0, 10, 10);
    rows.limits95(0, 8, 14);
    rows.value(1, 10, 10);
    rows.limits95(1, 8, 14);
    rows.value(2, 10, 10);
    rows.absent(3, Absence.MISSING);
    rows.value(4, 10, 10);
    rows.limits95(4, 10, 10);
    double[] scores =
        BenchmarkScores.of(
            rows.build(), new double[] {10, Double.NaN, 9, 9, 10}, Polarity.HIGH_IS_GOOD);
    assertThat(scores[0]).isZero();
    assertThat(scores[1]).isNaN();
    assertThat(scores[2]).isNaN();
    assertThat(scores[3]).isNaN();
    assertThat(scores[4]).isZero();
    assertThatThrownBy(
            () -> BenchmarkScores.of(PLACES, new double[PLACES.size()], Polarity.NEUTRAL))
        .hasMessageContaining("good");
  }
}
