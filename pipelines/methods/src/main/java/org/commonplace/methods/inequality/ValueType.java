package org.commonplace.methods.inequality;

/** What kind of number a group's value is, which decides on which scale its limits are even. */
public enum ValueType {
  /** Any number, as a mean or a life expectancy: limits are even about the value. */
  OTHER,
  /** A rate, above zero: limits are even on the logarithmic scale. */
  RATE,
  /** A proportion, between zero and one (or its unit): limits are even on the logit scale. */
  PROPORTION;

  double transformed(double value) {
    return switch (this) {
      case OTHER -> value;
      case RATE -> Math.log(value);
      case PROPORTION -> Math.log(value / (1 - value));
    };
  }

  double back(double transformed) {
    return switch (this) {
      case OTHER -> transformed;
      case RATE -> Math.exp(transformed);
      case PROPORTION -> 1 / (1 + Math.exp(-transformed));
    };
  }

  /** The derivative of the back-transformation, in terms of the value. */
  double slopeAt(double value) {
    return switch (this) {
      case OTHER -> 1;
      case RATE -> value;
      case PROPORTION -> value * (1 - value);
    };
  }
}
