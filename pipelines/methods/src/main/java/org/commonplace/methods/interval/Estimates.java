package org.commonplace.methods.interval;

import java.util.Arrays;

/**
 * A column of estimates: immutable, row i answers row i of the inputs. All numbers are in the unit
 * of the indicator (already multiplied) and NaN where there is none. A row without value may still
 * have limits, where they are too wide for the value to be given.
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

  /**
   * The same column in another unit, or with its sign turned: a negative factor swaps the ends.
   *
   * @throws IllegalArgumentException if the factor is zero or not finite
   */
  public Estimates times(double factor) {
    if (factor == 0 || Double.isNaN(factor) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException("a factor must be a number but zero, but is " + factor);
    }
    Estimates scaled = new Estimates(size());
    for (int i = 0; i < size(); i++) {
      scaled.absence[i] = absence[i];
      scaled.valueLow[i] = (factor > 0 ? valueLow : valueHigh)[i] * factor;
      scaled.valueHigh[i] = (factor > 0 ? valueHigh : valueLow)[i] * factor;
      scaled.lower95[i] = (factor > 0 ? lower95 : upper95)[i] * factor;
      scaled.upper95[i] = (factor > 0 ? upper95 : lower95)[i] * factor;
      scaled.lower998[i] = (factor > 0 ? lower998 : upper998)[i] * factor;
      scaled.upper998[i] = (factor > 0 ? upper998 : lower998)[i] * factor;
    }
    return scaled;
  }

  /**
   * Fills a column row by row; {@link #build} may be called once. A row that is given neither value
   * nor absence is a value of NaN, so give every row one of them.
   */
  public static final class Builder {
    private Estimates estimates;

    /** A column of so many rows. */
    public Builder(int size) {
      this.estimates = new Estimates(size);
    }

    /** Says why a row has no value. */
    public void absent(int row, Absence reason) {
      estimates.absence[row] = reason;
    }

    /** The ends of a row's value, in the unit of the indicator. */
    public void value(int row, double low, double high) {
      estimates.valueLow[row] = low;
      estimates.valueHigh[row] = high;
    }

    /** The 95 % limits of a row. */
    public void limits95(int row, double low, double high) {
      estimates.lower95[row] = low;
      estimates.upper95[row] = high;
    }

    /** The 99.8 % limits of a row. */
    public void limits998(int row, double low, double high) {
      estimates.lower998[row] = low;
      estimates.upper998[row] = high;
    }

    /** The finished column. */
    public Estimates build() {
      Estimates built = estimates;
      this.estimates = null;
      return built;
    }
  }
}
