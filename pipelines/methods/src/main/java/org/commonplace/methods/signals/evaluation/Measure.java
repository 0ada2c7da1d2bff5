package org.commonplace.methods.signals.evaluation;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The measures of the published comparisons; each a ratio of sums over series. */
public enum Measure {
  FALSE_POSITIVE_RATE("FPR", s -> s.cleanSignals(), s -> s.cleanPoints()),
  DETECTION("POD", s -> s.found(), s -> s.outbreaks()),
  FIRST_POINT_DETECTION("POD1", s -> s.foundAtOnce(), s -> s.outbreaks()),
  SENSITIVITY("Sens", s -> s.hits(), s -> s.hits() + s.misses()),
  SPECIFICITY("Spec", s -> s.rest(), s -> s.rest() + s.falseSignals()),
  PREDICTIVE_VALUE("PPV", s -> s.hits(), s -> s.hits() + s.falseSignals()),
  F1("F1", s -> 2 * s.hits(), s -> 2 * s.hits() + s.falseSignals() + s.misses()),
  TIMELINESS("Timeliness", SeriesOutcome::delay, s -> s.outbreaks());

  /**
   * A measured ratio.
   *
   * @param value between 0 and 1; NaN if nothing was there to measure it on
   * @param standardError its standard error, series being independent of each other
   */
  public record Value(double value, double standardError) {}

  private final String label;
  private final ToDoubleFunction<SeriesOutcome> numerator;
  private final ToDoubleFunction<SeriesOutcome> denominator;

  Measure(
      String label,
      ToDoubleFunction<SeriesOutcome> numerator,
      ToDoubleFunction<SeriesOutcome> denominator) {
    this.label = label;
    this.numerator = numerator;
    this.denominator = denominator;
  }

  /** The column's heading. */
  public String label() {
    return label;
  }

  Value of(List<SeriesOutcome> outcomes) {
    double above = 0;
    double below = 0;
    for (SeriesOutcome outcome : outcomes) {
      above += numerator.applyAsDouble(outcome);
      below += denominator.applyAsDouble(outcome);
    }
    double ratio = above / below;
    double squares = 0;
    for (SeriesOutcome outcome : outcomes) {
      double residual =
          numerator.applyAsDouble(outcome) - ratio * denominator.applyAsDouble(outcome);
      squares += residual * residual;
    }
    return below > 0
        ? new Value(ratio, Math.sqrt(squares) / below)
        : new Value(Double.NaN, Double.NaN);
  }
}
