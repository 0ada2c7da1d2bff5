package org.commonplace.methods.signals.evaluation;

import org.commonplace.methods.signals.Series;

/**
 * A drawn series of which it is known what is outbreak.
 *
 * @param scenario the number of the scenario it was drawn from
 * @param series the counts, with outbreaks
 * @param testFrom the first tested point, 0-based
 * @param outbreakCases cases of the outbreak to find, on each tested point in order
 * @param means cases expected without outbreak, on each tested point
 * @param dispersion variance per mean without outbreak
 */
public record LabelledSeries(
    int scenario,
    Series series,
    int testFrom,
    int[] outbreakCases,
    double[] means,
    double dispersion) {

  public LabelledSeries {
    outbreakCases = outbreakCases.clone();
    means = means.clone();
  }

  @Override
  public int[] outbreakCases() {
    return outbreakCases.clone();
  }

  @Override
  public double[] means() {
    return means.clone();
  }

  /** The last tested point, 0-based. */
  public int testTo() {
    return testFrom + outbreakCases.length - 1;
  }
}
