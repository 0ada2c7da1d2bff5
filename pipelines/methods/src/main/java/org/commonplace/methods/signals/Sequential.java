package org.commonplace.methods.signals;

import java.util.ArrayList;
import java.util.List;

/**
 * A detector that learns from the points before its start and then adds evidence up from point to
 * point. What it says of a point does not depend on which points were asked for.
 */
non-sealed interface Sequential extends Detector {

  /** Tests the points from its start on, each once and in order. */
  interface Run {
    Detection test(int t);
  }

  Monitoring monitoring();

  /** Evidence that is added up has its own limit. */
  @Override
  default Limit limit() {
    return Limit.FIXED;
  }

  @Override
  default Sequential withAlpha(double alpha) {
    return this;
  }

  /** Learns from the points before {@code start}. */
  Run begin(Series series, int start);

  @Override
  default List<Detection> detect(Series series, int from, int to) {
    List<Detection> detections = new ArrayList<>(Math.max(0, to - from + 1));
    int start = -1;
    Run run = null;
    for (int t = from; t <= to; t++) {
      int now = monitoring().start(series.frequency(), t);
      if (now >= 0 && now != start) {
        start = now;
        run = begin(series, start);
        for (int before = start; before < t; before++) {
          run.test(before);
        }
      }
      detections.add(
          run == null
              ? Detection.impossible(
                  series.date(t),
                  series.observed(t),
                  series.absence(t) == Reason.NONE ? Reason.TOO_SHORT : series.absence(t))
              : run.test(t));
    }
    return detections;
  }

  /** The run of a detector that could not learn. */
  static Run impossible(Series series, Reason reason) {
    return t ->
        Detection.impossible(
            series.date(t),
            series.observed(t),
            series.absence(t) == Reason.NONE ? reason : series.absence(t));
  }
}
