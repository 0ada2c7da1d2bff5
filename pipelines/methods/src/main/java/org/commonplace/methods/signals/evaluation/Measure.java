package org.commonplace.methods.signals.evaluation;

import java.util.List;
import java.util.Locale;

/** The measures of the published comparisons; each a ratio of sums over series. */
public enum Measure {
  FALSE_POSITIVE_RATE("FPR"),
  DETECTION("POD"),
  FIRST_POINT_DETECTION("POD1"),
  SENSITIVITY("Sens"),
  SPECIFICITY("Spec"),
  PREDICTIVE_VALUE("PPV"),
  F1("F1"),
  TIMELINESS("Timeliness");

  /**
   * A measured ratio.
   *
   * @param value between 0 and 1; NaN if nothing was there to measure it on
   * @param standardError its standard error, series being independent of each other
   */
  public record Value(double value, double standardError) {}

  private final String label;

  Measure(String label) {
    this.label = label;
  }

  /** The column's heading. */
  public String label() {
    return label;
  }

  /** The name in files. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  private double numerator(SeriesOutcome outcome) {
    return switch (this) {
      case FALSE_POSITIVE_RATE -> outcome.cleanSignals();
      case DETECTION -> outcome.found();
      case FIRST_POINT_DETECTION -> outcome.foundAtOnce();
      case SENSITIVITY, PREDICTIVE_VALUE -> outcome.hits();
      case SPECIFICITY -> outcome.rest();
      case F1 -> 2.0 * outcome.hits();
      case TIMELINESS -> outcome.delay();
    };
  }

  private double denominator(SeriesOutcome outcome) {
    return switch (this) {
      case FALSE_POSITIVE_RATE -> outcome.cleanPoints();
      case DETECTION, FIRST_POINT_DETECTION, TIMELINESS -> outcome.outbreaks();
      case SENSITIVITY -> outcome.hits() + outcome.misses();
      case SPECIFICITY -> outcome.rest() + outcome.falseSignals();
      case PREDICTIVE_VALUE -> outcome.hits() + outcome.falseSignals();
      case F1 -> 2.0 * outcome.hits() + outcome.falseSignals() + outcome.misses();
    };
  }

  Value of(List<SeriesOutcome> outcomes) {
    double above = 0;
    double below = 0;
    for (SeriesOutcome outcome : outcomes) {
      above += numerator(outcome);
      below += denominator(outcome);
    }
    double ratio = above / below;
    double squares = 0;
    for (SeriesOutcome outcome : outcomes) {
      double residual = numerator(outcome) - ratio * denominator(outcome);
      squares += residual * residual;
    }
    return below > 0
        ? new Value(ratio, Math.sqrt(squares) / below)
        : new Value(Double.NaN, Double.NaN);
  }
}
