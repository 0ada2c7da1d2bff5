package org.commonplace.jobs.release;

import org.commonplace.methods.signals.growth.GrowthRate;
import org.commonplace.schemas.Polarity;

/** Which way a series goes, in the words of the release files. */
enum Trend {
  BETTER("better", "Getting better"),
  WORSE("worse", "Getting worse"),
  RISING("rising", "Rising"),
  FALLING("falling", "Falling"),
  NO_CHANGE("no_change", "No real change"),
  TOO_FEW("too_few", "Too few to say");

  private final String code;
  private final String verdict;

  Trend(String code, String verdict) {
    this.code = code;
    this.verdict = verdict;
  }

  String code() {
    return code;
  }

  /** The words that a title begins with. */
  String verdict() {
    return verdict;
  }

  /** What the control chart says of the point, or too few when it was not drawn. */
  static Trend ofChartPoint(String point) {
    if (point == null) {
      return TOO_FEW;
    }
    return switch (point) {
      case "improvement" -> BETTER;
      case "concern" -> WORSE;
      case "neutral_high" -> RISING;
      case "neutral_low" -> FALLING;
      case "common_cause" -> NO_CHANGE;
      default -> TOO_FEW;
    };
  }

  /** From a year before to now: a change only when the 95 % intervals do not overlap. */
  static Trend ofYear(PublishedRow before, PublishedRow now, Polarity polarity) {
    if (before == null
        || now == null
        || before.lower95() == null
        || before.upper95() == null
        || now.lower95() == null
        || now.upper95() == null) {
      return TOO_FEW;
    }
    if (now.lower95() > before.upper95()) {
      return up(polarity);
    }
    return now.upper95() < before.lower95() ? down(polarity) : NO_CHANGE;
  }

  /** Where counts go, which have no interval of their own, by how they grow. */
  static Trend ofGrowth(GrowthRate.Direction direction, Polarity polarity) {
    return switch (direction) {
      case RISING -> up(polarity);
      case FALLING -> down(polarity);
      case STEADY -> NO_CHANGE;
      case CANNOT_TELL -> TOO_FEW;
    };
  }

  private static Trend up(Polarity polarity) {
    return switch (polarity) {
      case HIGH_IS_GOOD -> BETTER;
      case LOW_IS_GOOD -> WORSE;
      case NEUTRAL -> RISING;
    };
  }

  private static Trend down(Polarity polarity) {
    return switch (polarity) {
      case HIGH_IS_GOOD -> WORSE;
      case LOW_IS_GOOD -> BETTER;
      case NEUTRAL -> FALLING;
    };
  }
}
