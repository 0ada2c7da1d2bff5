package org.commonplace.methods.signals;

import java.util.Arrays;

/**
 * Weighted least squares with few columns, by Cholesky. Columns should be scaled to about 1, so
 * that squaring them costs no digits that matter.
 *
 * <p>Mutable: a workspace for one thread.
 */
final class NormalEquations {
  private static final double SINGULAR = 1e-11;

  private final int columns;
  private final double[] gram;
  private final double[] factor;
  private final double[] right;
  private final double[] coefficients;
  private final double[] work;

  NormalEquations(int columns) {
    this.columns = columns;
    this.gram = new double[columns * columns];
    this.factor = new double[columns * columns];
    this.right = new double[columns];
    this.coefficients = new double[columns];
    this.work = new double[columns];
  }

  void clear() {
    Arrays.fill(gram, 0);
    Arrays.fill(right, 0);
  }

  /** Adds the row that starts at {@code offset} of {@code design}. */
  void add(double[] design, int offset, double weight, double response) {
    for (int j = 0; j < columns; j++) {
      double weighted = weight * design[offset + j];
      right[j] += weighted * response;
      int at = j * columns;
      for (int l = 0; l <= j; l++) {
        gram[at + l] += weighted * design[offset + l];
      }
    }
  }

  /** Adds {@code amount} to the diagonal, which pulls coefficient {@code column} towards 0. */
  void addToDiagonal(int column, double amount) {
    gram[column * columns + column] += amount;
  }

  /** Solves; false if the columns are not independent. */
  boolean solve() {
    for (int j = 0; j < columns; j++) {
      for (int i = j; i < columns; i++) {
        double sum = gram[i * columns + j];
        for (int l = 0; l < j; l++) {
          sum -= factor[i * columns + l] * factor[j * columns + l];
        }
        if (i == j) {
          if (!(sum > SINGULAR * gram[j * columns + j])) {
            return false;
          }
          factor[j * columns + j] = Math.sqrt(sum);
        } else {
          factor[i * columns + j] = sum / factor[j * columns + j];
        }
      }
    }
    forward(right, 0);
    for (int j = columns - 1; j >= 0; j--) {
      double sum = work[j];
      for (int i = j + 1; i < columns; i++) {
        sum -= factor[i * columns + j] * coefficients[i];
      }
      coefficients[j] = sum / factor[j * columns + j];
    }
    return true;
  }

  private void forward(double[] vector, int offset) {
    for (int j = 0; j < columns; j++) {
      double sum = vector[offset + j];
      for (int l = 0; l < j; l++) {
        sum -= factor[j * columns + l] * work[l];
      }
      work[j] = sum / factor[j * columns + j];
    }
  }

  double coefficient(int column) {
    return coefficients[column];
  }

  /** The fitted value of the row that starts at {@code offset} of {@code design}. */
  double value(double[] design, int offset) {
    double sum = 0;
    for (int j = 0; j < columns; j++) {
      sum += coefficients[j] * design[offset + j];
    }
    return sum;
  }

  /** x' (X'WX)<sup>-1</sup> x for the row that starts at {@code offset} of {@code design}. */
  double unscaledVariance(double[] design, int offset) {
    forward(design, offset);
    double sum = 0;
    for (int j = 0; j < columns; j++) {
      sum += work[j] * work[j];
    }
    return sum;
  }
}
