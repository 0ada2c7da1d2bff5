package org.commonplace.methods.signals;

import java.time.LocalDate;
import java.util.List;

/**
 * Prepares daily counts for a {@link HybridChart}: takes corrections back from the days before,
 * leaves reporting dumps out, and evens out the days of the week.
 */
final class HybridDays {
  private static final double SPAN = 0.25;
  private static final double DUMP_LEAST = 10;
  private static final double DUMP_FACTOR = 6;
  private static final int LEAST_FOR_WEEKDAYS = 21;

  private HybridDays() {}

  /** Removes negative counts by lowering the days before; the total stays. */
  static void takeCorrectionsBack(double[] counts) {
    double owed = 0;
    for (int t = counts.length - 1; t >= 0; t--) {
      if (Double.isNaN(counts[t])) {
        continue;
      }
      double left = counts[t] - owed;
      counts[t] = Math.max(0, left);
      owed = Math.max(0, -left);
    }
  }

  /** Sets days to NaN that are at least six times what a smooth curve through all days gives. */
  static void leaveDumpsOut(double[] counts) {
    double[] sorted = new double[counts.length];
    int n = 0;
    for (double count : counts) {
      if (!Double.isNaN(count)) {
        sorted[n++] = count;
      }
    }
    double least = Math.max(DUMP_LEAST, Medians.of(sorted, n));
    boolean[] dumps = new boolean[counts.length];
    for (int t = 0; t < counts.length; t++) {
      dumps[t] = counts[t] > least && counts[t] >= DUMP_FACTOR * smooth(counts, n, t);
    }
    for (int t = 0; t < counts.length; t++) {
      counts[t] = dumps[t] ? Double.NaN : counts[t];
    }
  }

  /** Loess of degree 2 at day {@code t}: a parabola through the nearest quarter of the days. */
  private static double smooth(double[] counts, int present, int t) {
    int neighbours = Math.max(4, (int) Math.floor(present * SPAN));
    int reach = 0;
    for (int found = 1; found < neighbours && reach < counts.length; ) {
      reach++;
      found += isPresent(counts, t - reach) + isPresent(counts, t + reach);
    }
    NormalEquations equations = new NormalEquations(3);
    double[] row = new double[3];
    double bandwidth = reach + 1e-9;
    for (int i = Math.max(0, t - reach); i <= Math.min(counts.length - 1, t + reach); i++) {
      if (!Double.isNaN(counts[i])) {
        double x = (i - t) / bandwidth;
        double tricube = 1 - Math.abs(x * x * x);
        row[0] = 1;
        row[1] = x;
        row[2] = x * x;
        equations.add(row, 0, tricube * tricube * tricube, counts[i]);
      }
    }
    return equations.solve() ? equations.coefficient(0) : counts[t];
  }

  private static int isPresent(double[] counts, int t) {
    return t >= 0 && t < counts.length && !Double.isNaN(counts[t]) ? 1 : 0;
  }

  /** Subtracts from each day of a long phase what its weekday usually has too much; rounds. */
  static void evenOutWeekdays(double[] counts, LocalDate start, List<HybridChart.Phase> phases) {
    for (HybridChart.Phase phase : phases) {
      if (phase.to() - phase.from() + 1 >= LEAST_FOR_WEEKDAYS) {
        evenOut(counts, start, phase);
      }
    }
  }

  private static void evenOut(double[] counts, LocalDate start, HybridChart.Phase phase) {
    double[] residuals = new double[phase.to() - phase.from() + 1];
    double[] adjusted = new double[residuals.length];
    double total = 0;
    double adjustedTotal = 0;
    for (int weekday = 1; weekday <= 7; weekday++) {
      int n = 0;
      for (int t = phase.from(); t <= phase.to(); t++) {
        if (start.plusDays(t).getDayOfWeek().getValue() == weekday && usable(counts[t], phase)) {
          residuals[n++] = scaled(counts[t], phase) - scaled(phase.midline(t), phase);
        }
      }
      double usual = Medians.of(residuals, n);
      for (int t = phase.from(); t <= phase.to(); t++) {
        if (start.plusDays(t).getDayOfWeek().getValue() == weekday) {
          double even =
              usable(counts[t], phase)
                  ? Math.max(0, unscaled(scaled(counts[t], phase) - usual, phase))
                  : counts[t];
          adjusted[t - phase.from()] = even;
          total += Double.isNaN(counts[t]) ? 0 : counts[t];
          adjustedTotal += Double.isNaN(even) ? 0 : even;
        }
      }
    }
    double factor = adjustedTotal > 0 ? total / adjustedTotal : 1;
    for (int t = phase.from(); t <= phase.to(); t++) {
      counts[t] = Math.rint(adjusted[t - phase.from()] * factor);
    }
  }

  private static boolean usable(double count, HybridChart.Phase phase) {
    return phase.logarithmic() ? count > 0 : count >= 0;
  }

  private static double scaled(double value, HybridChart.Phase phase) {
    return phase.logarithmic() ? Math.log10(value) : value;
  }

  private static double unscaled(double value, HybridChart.Phase phase) {
    return phase.logarithmic() ? Math.pow(10, value) : value;
  }
}
