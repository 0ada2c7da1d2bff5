package org.commonplace.methods.inequality;

import org.commonplace.methods.interval.Absence;
import org.commonplace.methods.interval.Amounts;
import org.commonplace.methods.interval.Confidence;
import org.commonplace.methods.interval.Estimates;

/**
 * The groups of one place: shares, values, mean, and standard errors from the 95 % limits. Filled
 * again for each place.
 */
final class GroupTable {
  private static final double Z95 = Confidence.P95.normalQuantile();
  private static final double Z998 = Confidence.P998.normalQuantile();

  final double[] share;
  final double[] value;
  final double[] variance;

  /** Derivatives of a measure by each value, set by the measure. */
  final double[] derivative;

  double mean;

  GroupTable(int groups) {
    if (groups < 2) {
      throw new IllegalArgumentException("at least 2 groups are needed, but got " + groups);
    }
    share = new double[groups];
    value = new double[groups];
    variance = new double[groups];
    derivative = new double[groups];
  }

  int size() {
    return share.length;
  }

  /** Null when the groups can be compared. */
  Absence read(Amounts population, Estimates values, int from) {
    double total = 0;
    for (int g = 0; g < size(); g++) {
      int row = from + g;
      Absence reason = Groups.absence(population, values, row);
      if (reason != null) {
        return reason;
      }
      share[g] = population.low(row);
      total += share[g];
      value[g] = values.valueLow(row);
      double error = (values.upper95(row) - values.lower95(row)) / (2 * Z95);
      variance[g] = error * error;
    }
    mean = 0;
    for (int g = 0; g < size(); g++) {
      share[g] /= total;
      mean += share[g] * value[g];
    }
    return null;
  }

  /**
   * Writes a measure with even limits by the delta method; measure and limits are cut to the range
   * from least to most.
   */
  void write(Estimates.Builder out, int place, double measure, double least, double most) {
    double sum = 0;
    for (int g = 0; g < size(); g++) {
      sum += derivative[g] * derivative[g] * variance[g];
    }
    double error = Math.sqrt(sum);
    double shown = cut(measure, least, most);
    out.value(place, shown, shown);
    out.limits95(
        place, cut(measure - Z95 * error, least, most), cut(measure + Z95 * error, least, most));
    out.limits998(
        place, cut(measure - Z998 * error, least, most), cut(measure + Z998 * error, least, most));
  }

  /** NaN stays NaN. */
  private static double cut(double number, double least, double most) {
    return Math.max(least, Math.min(most, number)) + 0.0;
  }
}
