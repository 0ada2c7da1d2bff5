package org.commonplace.methods.interval;

import java.util.Arrays;

/**
 * A column of estimates: immutable, row i answers row i of the inputs. All numbers are in the unit
 * of the indicator (already multiplied) and NaN where there is none.
 */
public final class Estimates {
  private final double[] valueLow;
  private final double[] valueHigh;
  private final double[] lower95;
  private final double[] upper95;
  private final double[] lower998;
  private final double[] upper998;

  /** Null where a value is there. */
  private final Absence[] absence;

  private Estimates(int size) {
    this.valueLow = absent(size);
    this.valueHigh = absent(size);
    this.lower95 = absent(size);
    this.upper95 = absent(size);
    this.lower998 = absent(size);
    this.upper998 = absent(size);
    this.absence = new Absence[size];
  }

  private static double[] absent(int size) {
    double[] column = new double[size];
    Arrays.fill(column, Double.NaN);
    return column;
  }

  public int size() {
    return absence.length;
  }

  public boolean isPresent(int row) {
    return absence[row] == null;
  }

  /** Why row has no value; only for a row that is not present. */
  public Absence absence(int row) {
    if (absence[row] == null) {
      throw new IllegalStateException("row " + row + " has a value; ask isPresent first");
    }
    return absence[row];
  }

  public double valueLow(int row) {
    return valueLow[row];
  }

  public double valueHigh(int row) {
    return valueHigh[row];
  }

  public double lower95(int row) {
    return lower95[row];
  }

  public double upper95(int row) {
    return upper95[row];
  }

  public double lower998(int row) {
    return lower998[row];
  }

  public double upper998(int row) {
    return upper998[row];
  }

  /** One row as a record. */
  public Estimate at(int row) {
    return absence[row] == null
        ? new Estimate.Value(
            new Span(valueLow[row], valueHigh[row]),
            new Span(lower95[row], upper95[row]),
            new Span(lower998[row], upper998[row]))
        : new Estimate.Absent(absence(row));
  }

  /** Fills a column row by row; {@link #build} may be called once. */
  static final class Builder {
    private Estimates estimates;

    Builder(int size) {
      this.estimates = new Estimates(size);
    }

    void absent(int row, Absence reason) {
      estimates.absence[row] = reason;
    }

    void value(int row, double low, double high) {
      estimates.valueLow[row] = low;
      estimates.valueHigh[row] = high;
    }

    void limits95(int row, double low, double high) {
      estimates.lower95[row] = low;
      estimates.upper95[row] = high;
    }

    void limits998(int row, double low, double high) {
      estimates.lower998[row] = low;
      estimates.upper998[row] = high;
    }

    Estimates build() {
      Estimates built = estimates;
      this.estimates = null;
      return built;
    }
  }
}
