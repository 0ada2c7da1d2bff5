package org.commonplace.methods.signals.evaluation;

/** A set of scenarios from which labelled series are drawn. */
public interface Benchmark {
  String name();

  /** The numbers of the scenarios, in order. */
  int[] scenarios();

  /**
   * Draws one series. Nothing but the arguments decides what is drawn.
   *
   * @param replicate from 1
   */
  LabelledSeries draw(long seed, int scenario, int replicate);
}
