package org.commonplace.jobs.release;

import java.util.ArrayList;
import java.util.List;
import org.commonplace.schemas.IndicatorDefinition;
import org.commonplace.schemas.Polarity;

/**
 * Whether an outcome of a place is off track: it misses its target by more than chance explains, or
 * it is getting worse by its chart or since a year before. The growth of some weeks is no reason,
 * as counts grow every autumn; signals tell of outbreaks. That it is worse than the place around it
 * is said too, but is no reason by itself, as half of all places are.
 */
final class OffTrack {
  private final Series series;
  private final IndicatorDefinition definition;
  private final PublishedRow now;

  private OffTrack(Series series) {
    this.series = series;
    this.definition = series.definition();
    this.now = series.latestRow();
  }

  /** What is wrong, in words that follow the outcome's name; empty when it is on track. */
  static List<String> reasons(Series series, Places places) {
    return new OffTrack(series).reasons(places);
  }

  private List<String> reasons(Places places) {
    List<String> reasons = new ArrayList<>();
    if (!now.isShown() || definition.polarity() == Polarity.NEUTRAL) {
      return reasons;
    }
    if (missesTarget()) {
      reasons.add(
          "misses its target of "
              + Words.amount(
                  definition.target().getAsDouble(),
                  definition.decimals(),
                  IndicatorWords.unit(definition.unit())));
    }
    if (series.lastingTrend() == Trend.WORSE) {
      reasons.add("is getting worse");
    }
    if (!reasons.isEmpty() && now.comparison95().equals("worse")) {
      reasons.add("is worse than " + places.name(now.parent()));
    }
    return reasons;
  }

  private boolean missesTarget() {
    if (definition.target().isEmpty()) {
      return false;
    }
    double target = definition.target().getAsDouble();
    return definition.polarity() == Polarity.HIGH_IS_GOOD
        ? (now.upper95() == null ? now.value() : now.upper95()) < target
        : (now.lower95() == null ? now.value() : now.lower95()) > target;
  }
}
