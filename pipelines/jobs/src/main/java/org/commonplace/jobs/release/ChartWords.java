package org.commonplace.jobs.release;

import org.commonplace.methods.comparison.ControlChart;
import org.commonplace.schemas.Polarity;

/** What a control chart says, in the words of the release files. */
final class ChartWords {
  private ChartWords() {}

  /** The word for one point; null where there is no value. */
  static String point(ControlChart.PointCode code, Polarity polarity) {
    if (code == ControlChart.PointCode.MISSING) {
      return null;
    }
    if (code == ControlChart.PointCode.NO_LIMITS) {
      return "not_assessed";
    }
    if (code.direction() == 0) {
      return "common_cause";
    }
    boolean high = code.direction() > 0;
    return switch (polarity) {
      case HIGH_IS_GOOD -> high ? "improvement" : "concern";
      case LOW_IS_GOOD -> high ? "concern" : "improvement";
      case NEUTRAL -> high ? "neutral_high" : "neutral_low";
    };
  }

  static String assurance(ControlChart.Assurance assurance) {
    return switch (assurance) {
      case CONSISTENTLY_PASS -> "pass";
      case CONSISTENTLY_FAIL -> "fail";
      case HIT_AND_MISS -> "hit_and_miss";
      case NO_TARGET, TOO_FEW -> "no_target";
    };
  }
}
