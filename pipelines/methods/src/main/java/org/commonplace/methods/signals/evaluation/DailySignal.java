package org.commonplace.methods.signals.evaluation;

import java.util.List;

/**
 * One of the 16 daily syndromic signals of Noufaily and others (Bioinformatics 35, 2019, 3110).
 *
 * @param number its number in the paper; there is no 2
 * @param days days of a week on which there are counts, 5 or 7
 * @param level log mean, "alpha"
 * @param slope change of the log mean per day, "beta"
 * @param yearCosine coefficient of the year's cosines
 * @param yearSine of its sines
 * @param weekCosine coefficient of the week's cosines
 * @param weekSine of its sines
 * @param dispersion variance per mean
 * @param yearHarmonics pairs for the year
 * @param weekHarmonics pairs for the week
 * @param shift days by which time is shifted
 * @param divisor what the drawn counts are divided by
 */
record DailySignal(
    int number,
    int days,
    double level,
    double slope,
    double yearCosine,
    double yearSine,
    double weekCosine,
    double weekSine,
    double dispersion,
    int yearHarmonics,
    int weekHarmonics,
    int shift,
    double divisor) {
  private static final int WEEKS_OF_A_YEAR = 52;

  static final List<DailySignal> ALL =
      List.of(
          new DailySignal(1, 7, 6, 0, .2, .2, .5, .4, 2, 1, 2, 29, 1),
          new DailySignal(3, 7, .5, 0, 1.5, 1.4, .5, .4, 1, 1, 2, -167, 1),
          new DailySignal(4, 7, 5.5, 0, 0, 0, .3, .25, 1, 0, 2, 1, 1),
          new DailySignal(5, 7, 2, 0, 0, 0, .3, .25, 1, 0, 2, 1, 1),
          new DailySignal(6, 5, 6, 0, .3, 2, .3, .5, 1.5, 1, 1, -50, 10),
          new DailySignal(7, 5, 1, 0, .1, 2, .05, .05, 1, 1, 1, -50, 1),
          new DailySignal(8, 5, 6, .0001, 0, 0, .6, .9, 1.5, 0, 1, 0, 10),
          new DailySignal(9, 5, 3, 0, 1.5, .1, .2, .3, 1, 1, 1, -150, 1),
          new DailySignal(10, 5, 3, 0, .2, .1, .05, .15, 1, 1, 1, -200, 1),
          new DailySignal(11, 5, 5, 0, .2, .1, .05, .1, 1, 1, 1, 0, 1),
          new DailySignal(12, 5, .5, 0, .4, 0, .05, .15, 1, 2, 1, 0, 1),
          new DailySignal(13, 5, 9, 0, .5, .2, .2, .5, 1, 1, 1, 0, 100),
          new DailySignal(14, 7, 2, .0005, .8, .8, .8, .4, 4, 1, 2, 57, 1),
          new DailySignal(15, 7, .05, 0, .01, .01, 1.8, .1, 1, 4, 1, -85, 1),
          new DailySignal(16, 7, 3, 0, .8, .6, .8, .4, 4, 1, 2, 29, 1),
          new DailySignal(17, 7, 6, 0, 0, 0, .8, .4, 4, 0, 2, 1, 1));

  static DailySignal numbered(int number) {
    for (DailySignal signal : ALL) {
      if (signal.number() == number) {
        return signal;
      }
    }
    throw new IllegalArgumentException("there is no daily signal " + number);
  }

  /** Cases expected on counted day {@code t}, from 1, before they are divided. */
  double mean(int t) {
    double log = level + slope * (t + shift);
    for (int j = 1; j <= yearHarmonics; j++) {
      double angle = 2 * Math.PI * j * (t + shift) / (WEEKS_OF_A_YEAR * days);
      log += yearCosine * Math.cos(angle) + yearSine * Math.sin(angle);
    }
    for (int j = 1; j <= weekHarmonics; j++) {
      double angle = 2 * Math.PI * j * (t + shift) / days;
      log += weekCosine * Math.cos(angle) + weekSine * Math.sin(angle);
    }
    return Math.exp(log);
  }

  /** The standard deviation of a day's count before it is divided. */
  double deviation(int t) {
    return Math.sqrt(dispersion * mean(t));
  }
}
