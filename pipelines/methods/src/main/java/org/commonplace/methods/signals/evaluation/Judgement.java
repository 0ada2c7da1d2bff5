package org.commonplace.methods.signals.evaluation;

import org.commonplace.methods.signals.Detection;
import org.commonplace.methods.signals.Detector;

/** A method under evaluation: what it says of the tested points of a series. */
public interface Judgement {
  String name();

  /** How each tested point looks, in order. */
  Verdict[] judge(LabelledSeries series);

  /**
   * What is said of one point.
   *
   * @param signal whether it signals
   * @param rank the smaller the more suspicious: the p-value where there is one, else the score
   *     with the opposite sign; NaN if the point could not be tested
   */
  record Verdict(boolean signal, double rank) {}

  /** A detector. */
  static Judgement of(Detector detector) {
    return new Judgement() {
      @Override
      public String name() {
        return detector.name();
      }

      @Override
      public Verdict[] judge(LabelledSeries drawn) {
        return detector.detect(drawn.series(), drawn.testFrom(), drawn.testTo()).stream()
            .map(Judgement::verdict)
            .toArray(Verdict[]::new);
      }
    };
  }

  private static Verdict verdict(Detection detection) {
    double p = detection.pValue();
    return new Verdict(detection.signal(), Double.isNaN(p) ? -detection.score() : p);
  }
}
