package org.commonplace.methods.trend;

import org.commonplace.methods.comparison.Polarity;

/** What the last five years say of a series. */
public sealed interface Trend {

  /** The label, in terms of up and down. */
  Label label();

  /** The label in terms of good and bad. */
  default Meaning meaning(Polarity polarity) {
    return switch (label()) {
      case INCREASING ->
          switch (polarity) {
            case HIGH_IS_GOOD -> Meaning.INCREASING_AND_GETTING_BETTER;
            case LOW_IS_GOOD -> Meaning.INCREASING_AND_GETTING_WORSE;
            case NEUTRAL -> Meaning.INCREASING;
          };
      case DECREASING ->
          switch (polarity) {
            case HIGH_IS_GOOD -> Meaning.DECREASING_AND_GETTING_WORSE;
            case LOW_IS_GOOD -> Meaning.DECREASING_AND_GETTING_BETTER;
            case NEUTRAL -> Meaning.DECREASING;
          };
      case NO_SIGNIFICANT_CHANGE -> Meaning.NO_SIGNIFICANT_CHANGE;
      case CANNOT_BE_CALCULATED -> Meaning.CANNOT_BE_CALCULATED;
    };
  }

  /**
   * A trend that was tested.
   *
   * @param label what the test says
   * @param chiSquared the test statistic, one degree of freedom; significant above {@link
   *     AnnualTrend#CRITICAL}
   * @param slope change per year: of values in the unit of the indicator, of proportions in logits
   * @param steady whether the slope keeps its sign whichever of the five years is left out
   */
  record Tested(Label label, double chiSquared, double slope, Steadiness steady) implements Trend {}

  /**
   * No trend.
   *
   * @param obstacle why
   */
  record NotCalculated(TrendObstacle obstacle) implements Trend {
    @Override
    public Label label() {
      return Label.CANNOT_BE_CALCULATED;
    }
  }

  /** Whether one year alone makes the direction. */
  enum Steadiness {
    /** The slope has one sign whichever year is left out. */
    STEADY,
    /** Without one of the years the slope has another sign, or none. */
    HANGS_ON_ONE_YEAR
  }

  /** Up, down or neither. */
  enum Label {
    INCREASING("Increasing"),
    DECREASING("Decreasing"),
    NO_SIGNIFICANT_CHANGE("No significant change"),
    CANNOT_BE_CALCULATED("Cannot be calculated");

    private final String text;

    Label(String text) {
      this.text = text;
    }

    /** The label as it is published. */
    public String text() {
      return text;
    }
  }

  /** Better, worse or neither. */
  enum Meaning {
    INCREASING_AND_GETTING_BETTER("Increasing and getting better"),
    INCREASING_AND_GETTING_WORSE("Increasing and getting worse"),
    INCREASING("Increasing"),
    DECREASING_AND_GETTING_BETTER("Decreasing and getting better"),
    DECREASING_AND_GETTING_WORSE("Decreasing and getting worse"),
    DECREASING("Decreasing"),
    NO_SIGNIFICANT_CHANGE("No significant change"),
    CANNOT_BE_CALCULATED("Cannot be calculated");

    private final String text;

    Meaning(String text) {
      this.text = text;
    }

    /** The meaning as it is published. */
    public String text() {
      return text;
    }
  }
}
