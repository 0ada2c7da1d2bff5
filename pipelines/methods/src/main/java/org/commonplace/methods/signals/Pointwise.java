package org.commonplace.methods.signals;

import java.util.ArrayList;
import java.util.List;

/** A detector that judges every point by itself, whatever it said of the points before. */
non-sealed interface Pointwise extends Detector {

  /** Tests a point that has a count. */
  Detection test(Series series, int t);

  @Override
  default List<Detection> detect(Series series, int from, int to) {
    List<Detection> detections = new ArrayList<>(Math.max(0, to - from + 1));
    for (int t = from; t <= to; t++) {
      Reason absence = series.absence(t);
      detections.add(
          absence == Reason.NONE
              ? test(series, t)
              : Detection.impossible(series.date(t), series.observed(t), absence));
    }
    return detections;
  }
}
