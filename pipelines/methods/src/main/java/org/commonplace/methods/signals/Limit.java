package org.commonplace.methods.signals;

/** What decides how often a detector signals when nothing happens. */
public enum Limit {
  /** The error probability given by {@link Detector#withAlpha}. */
  ALPHA,
  /** A limit that belongs to the method; {@link Detector#withAlpha} changes nothing. */
  FIXED
}
