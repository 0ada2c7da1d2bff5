package org.commonplace.methods.signals.evaluation;

import java.util.List;
import org.commonplace.methods.signals.Detection;
import org.commonplace.methods.signals.Detector;
import org.commonplace.methods.signals.Frequency;
import org.commonplace.methods.signals.Series;

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

  /**
   * A detector of weeks on a daily series, as Noufaily and others (2019) run Farrington flexible:
   * each day is judged by the week that ends on it, against the weeks that end on the same weekday.
   */
  static Judgement onRunningWeeks(Detector detector) {
    return new Judgement() {
      @Override
      public String name() {
        return detector.name();
      }

      @Override
      public Verdict[] judge(LabelledSeries drawn) {
        Verdict[] verdicts = new Verdict[drawn.testTo() - drawn.testFrom() + 1];
        for (int weekday = 0; weekday < 7; weekday++) {
          Series weeks = weeksEndingOn(drawn.series(), weekday);
          int from = Math.floorDiv(drawn.testFrom() - weekday + 6, 7) - 1;
          List<Detection> detections = detector.detect(weeks, from, weeks.length() - 1);
          for (int i = 0; i < detections.size(); i++) {
            int day = weekday + 7 * (from + 1 + i) - drawn.testFrom();
            if (day >= 0 && day < verdicts.length) {
              verdicts[day] = verdict(detections.get(i));
            }
          }
        }
        return verdicts;
      }
    };
  }

  /** Sums of seven days, the first ending on day {@code weekday} + 7. */
  private static Series weeksEndingOn(Series days, int weekday) {
    double[] sums = new double[(days.length() - 1 - weekday) / 7];
    for (int week = 0; week < sums.length; week++) {
      for (int day = 1; day <= 7; day++) {
        sums[week] += days.count(weekday + 7 * week + day);
      }
    }
    return Series.of(days.id(), Frequency.WEEKLY, days.date(weekday + 7), sums);
  }

  private static Verdict verdict(Detection detection) {
    double p = detection.pValue();
    return new Verdict(detection.signal(), Double.isNaN(p) ? -detection.score() : p);
  }
}
