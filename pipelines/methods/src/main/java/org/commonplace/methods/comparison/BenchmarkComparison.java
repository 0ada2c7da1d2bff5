package org.commonplace.methods.comparison;

import org.commonplace.methods.interval.Estimate;
import org.commonplace.methods.interval.Estimates;
import org.commonplace.methods.interval.Span;

/**
 * Comparison with a benchmark: different when the limits exclude the benchmark's value. A benchmark
 * known only as a span must be excluded whole.
 */
public final class BenchmarkComparison {
  /** In {@code benchmarkRow}: this row has no benchmark. */
  public static final int NONE = -1;

  private BenchmarkComparison() {}

  /**
   * Compares each row with another row of the same column, as a place with its parent.
   *
   * @param benchmarkRow for each row the row of its benchmark, or {@link #NONE}; a row that names
   *     itself is not compared
   * @throws IllegalArgumentException if the columns differ in length
   */
  public static Differences withRows(Estimates estimates, int[] benchmarkRow) {
    requireSize(estimates, benchmarkRow.length);
    Difference[] differences = new Difference[estimates.size()];
    for (int i = 0; i < differences.length; i++) {
      int benchmark = benchmarkRow[i];
      differences[i] =
          (benchmark == NONE || benchmark == i
              ? Difference.NOT_COMPARED
              : difference(
                  estimates, i, estimates.valueLow(benchmark), estimates.valueHigh(benchmark)));
    }
    return new Differences(differences);
  }

  /**
   * Compares each row with a number of its own, as a target or last year's value of the country;
   * NaN is not compared.
   *
   * @throws IllegalArgumentException if the columns differ in length
   */
  public static Differences withValues(Estimates estimates, double[] benchmark) {
    requireSize(estimates, benchmark.length);
    Difference[] differences = new Difference[estimates.size()];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = difference(estimates, i, benchmark[i], benchmark[i]);
    }
    return new Differences(differences);
  }

  /** One value against a benchmark. */
  public static Difference difference(Estimate estimate, Span benchmark) {
    return estimate instanceof Estimate.Value value
        ? difference(
            value.limits95().low(),
            value.limits95().high(),
            value.limits998().low(),
            value.limits998().high(),
            benchmark.low(),
            benchmark.high())
        : Difference.NOT_COMPARED;
  }

  /** Two values with limits: different only if the intervals do not overlap. */
  public static Difference betweenIntervals(Estimate.Value left, Estimate.Value right) {
    Difference at95 = difference(left, right.limits95());
    Difference at998 = difference(left, right.limits998());
    return switch (at95) {
      case LOWER_998, LOWER_95 ->
          at998 == Difference.LOWER_998 ? Difference.LOWER_998 : Difference.LOWER_95;
      case HIGHER_998, HIGHER_95 ->
          at998 == Difference.HIGHER_998 ? Difference.HIGHER_998 : Difference.HIGHER_95;
      case SIMILAR, NOT_COMPARED -> at95;
    };
  }

  private static Difference difference(
      Estimates estimates, int row, double benchmarkLow, double benchmarkHigh) {
    return difference(
        estimates.lower95(row),
        estimates.upper95(row),
        estimates.lower998(row),
        estimates.upper998(row),
        benchmarkLow,
        benchmarkHigh);
  }

  private static Difference difference(
      double lower95,
      double upper95,
      double lower998,
      double upper998,
      double benchmarkLow,
      double benchmarkHigh) {
    // Limits of one side only (a Byar limit below zero is missing) are not enough for a verdict.
    if (Double.isNaN(lower95)
        || Double.isNaN(upper95)
        || Double.isNaN(benchmarkLow)
        || Double.isNaN(benchmarkHigh)) {
      return Difference.NOT_COMPARED;
    }
    if (upper95 < benchmarkLow) {
      return upper998 < benchmarkLow ? Difference.LOWER_998 : Difference.LOWER_95;
    }
    if (lower95 > benchmarkHigh) {
      return lower998 > benchmarkHigh ? Difference.HIGHER_998 : Difference.HIGHER_95;
    }
    return Difference.SIMILAR;
  }

  private static void requireSize(Estimates estimates, int size) {
    if (estimates.size() != size) {
      throw new IllegalArgumentException(
          "a benchmark is needed for each of " + estimates.size() + " rows, but got " + size);
    }
  }
}
