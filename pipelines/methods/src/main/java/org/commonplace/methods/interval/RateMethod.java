package org.commonplace.methods.interval;

/** How the limits of a rate were found. */
public enum RateMethod {
  /** Exact Poisson limits, fewer than ten events. */
  EXACT,
  /** Byar's approximation, ten events or more. */
  BYAR
}
