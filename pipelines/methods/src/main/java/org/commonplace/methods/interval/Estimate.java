package org.commonplace.methods.interval;

/** What a method says of one row: a value with its limits, or the reason why there is none. */
public sealed interface Estimate {

  /**
   * A value, in the unit of the indicator (already multiplied).
   *
   * @param value the value; its ends differ when a count was only known as an interval
   * @param limits95 95 % confidence limits, the widest over the known ends; may be {@link
   *     Span#NONE}
   * @param limits998 99.8 % confidence limits, the widest over the known ends; may be {@link
   *     Span#NONE}
   */
  record Value(Span value, Span limits95, Span limits998) implements Estimate {}

  /**
   * No value.
   *
   * @param reason why
   */
  record Absent(Absence reason) implements Estimate {}
}
