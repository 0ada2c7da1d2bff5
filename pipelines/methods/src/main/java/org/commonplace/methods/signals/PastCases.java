package org.commonplace.methods.signals;

import java.util.Arrays;

/** When the last cases before a period came: how many periods with a count ago. */
final class PastCases {
  private final int[] ages;
  private final int firstPeriod;

  private PastCases(int[] ages, int firstPeriod) {
    this.ages = ages;
    this.firstPeriod = firstPeriod;
  }

  /** The last {@code most} cases before {@code t}; fewer if the series has fewer. */
  static PastCases before(Series series, int t, int most) {
    int[] ages = new int[most];
    int size = 0;
    int age = 0;
    int period = t;
    while (size < most && period > 0) {
      period--;
      double count = series.count(period);
      age += Double.isNaN(count) ? 0 : 1;
      for (int i = 0; i < count && size < most; i++) {
        ages[size++] = age;
      }
    }
    return new PastCases(Arrays.copyOf(ages, size), period);
  }

  int size() {
    return ages.length;
  }

  /** Periods with a count from the case to now; cases are numbered from the latest, 0. */
  int age(int number) {
    return ages[number];
  }

  /** The earliest period looked at. */
  int firstPeriod() {
    return firstPeriod;
  }
}
