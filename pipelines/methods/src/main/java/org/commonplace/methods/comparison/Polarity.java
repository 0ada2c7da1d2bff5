package org.commonplace.methods.comparison;

/** Which way an indicator should go. */
public enum Polarity {
  HIGH_IS_GOOD,
  LOW_IS_GOOD,
  /** Neither: differences are told as higher and lower, never as better and worse. */
  NEUTRAL
}
