package org.commonplace.methods.inequality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.commonplace.methods.inequality.UnknownGroup.Part;
import org.commonplace.methods.interval.Absence;
import org.commonplace.methods.interval.Counts;
import org.commonplace.methods.interval.Estimates;
import org.junit.jupiter.api.Test;

class UnknownGroupTest {
  @Test
  void theEndsAreThoseOfEveryAssignment() {
    SplittableRandom random = new SplittableRandom(121);
    for (int round = 0; round < 40; round++) {
      long[] people = {random.nextLong(1, 9), random.nextLong(1, 9), random.nextLong(0, 6)};
      long[] events = new long[3];
      for (int i = 0; i < 3; i++) {
        events[i] = random.nextLong(0, people[i] + 1);
      }
      Estimates actual =
          UnknownGroup.differences(
              part(events[0], people[0]),
              part(events[1], people[1]),
              part(events[2], people[2]),
              1);
      double low = 2;
      double high = -2;
      long without = people[2] - events[2];
      // Unknown people with and without the event to the advantaged, the disadvantaged or neither.
      for (long withA = 0; withA <= events[2]; withA++) {
        for (long withD = 0; withD <= events[2] - withA; withD++) {
          for (long withoutA = 0; withoutA <= without; withoutA++) {
            for (long withoutD = 0; withoutD <= without - withoutA; withoutD++) {
              double gap =
                  (events[0] + withA) / (double) (people[0] + withA + withoutA)
                      - (events[1] + withD) / (double) (people[1] + withD + withoutD);
              low = Math.min(low, gap);
              high = Math.max(high, gap);
            }
          }
        }
      }
      assertThat(actual.valueLow(0)).isCloseTo(low, within(1e-12));
      assertThat(actual.valueHigh(0)).isCloseTo(high, within(1e-12));
    }
  }

  @Test
  void withoutUnknownRecordsTheGapIsExactAndAbsentGapsSayWhy() {
    Estimates actual = UnknownGroup.differences(part(8, 10), part(5, 10), part(0, 0), 100);
    assertThat(actual.valueLow(0)).isCloseTo(30, within(1e-12)).isEqualTo(actual.valueHigh(0));
    assertThat(actual.lower95(0)).isNaN();
    assertThat(absence(part(1, 0), part(5, 10))).isEqualTo(Absence.EXCEEDS_DENOMINATOR);
    assertThat(absence(part(0, 0), part(5, 10))).isEqualTo(Absence.NOT_APPLICABLE);
    assertThat(absence(part(1, 9), part(Counts.MISSING, 10))).isEqualTo(Absence.MISSING);
    assertThat(absence(part(1, 9), part(-1, 10))).isEqualTo(Absence.FAILED_VALIDATION);
  }

  private static Absence absence(Part advantaged, Part disadvantaged) {
    return UnknownGroup.differences(advantaged, disadvantaged, part(0, 1), 1).absence(0);
  }

  private static Part part(long events, long people) {
    return new Part(Counts.exact(events), Counts.exact(people));
  }
}
