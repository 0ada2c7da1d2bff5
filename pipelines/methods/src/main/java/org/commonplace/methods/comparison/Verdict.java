package org.commonplace.methods.comparison;

/** A difference read with the indicator's polarity. */
public enum Verdict {
  BETTER,
  SIMILAR,
  WORSE,
  LOWER,
  HIGHER,
  NOT_COMPARED
}
