package org.commonplace.methods.inequality;

import org.commonplace.methods.interval.Confidence;
import org.commonplace.methods.interval.Estimates;

/** Columns of group values made by hand. */
final class GroupRows {
  private GroupRows() {}

  /** Values with 95 % limits as they are given; the 99.8 % limits are not used by the indices. */
  static Estimates withLimits(double[] value, double[] lower, double[] upper) {
    Estimates.Builder rows = new Estimates.Builder(value.length);
    for (int i = 0; i < value.length; i++) {
      rows.value(i, value[i], value[i]);
      rows.limits95(i, lower[i], upper[i]);
    }
    return rows.build();
  }

  /** Values with even limits at both levels. */
  static Estimates withErrors(double[] value, double[] error) {
    double z95 = Confidence.P95.normalQuantile();
    double z998 = Confidence.P998.normalQuantile();
    Estimates.Builder rows = new Estimates.Builder(value.length);
    for (int i = 0; i < value.length; i++) {
      rows.value(i, value[i], value[i]);
      rows.limits95(i, value[i] - z95 * error[i], value[i] + z95 * error[i]);
      rows.limits998(i, value[i] - z998 * error[i], value[i] + z998 * error[i]);
    }
    return rows.build();
  }

  static double[] turned(double[] column) {
    double[] turned = new double[column.length];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = column[column.length - 1 - i];
    }
    return turned;
  }
}
