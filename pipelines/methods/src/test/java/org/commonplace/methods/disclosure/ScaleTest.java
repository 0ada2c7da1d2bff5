package org.commonplace.methods.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Families as large and as sparse as a coalition's: every one must be proven safe. */
class ScaleTest {
  private static final SmallNumberRule RULE = SmallNumberRule.standard();
  private static final int WARDS = 10;
  private static final int AREAS = 12;
  private static final int[] BREAKDOWNS = {2, 5, 8};
  private static final int GROUPS = 1 + 2 + 5 + 8;

  @ParameterizedTest
  @CsvSource({
    "40, 0.02, COUNT",
    "40, 0.1, PUBLIC",
    "200, 0.02, PUBLIC",
    "200, 0.1, COUNT",
    "40, 0.1, COUNT",
    "1500, 0.02, COUNT"
  })
  void aCityOfSmallAreasIsProvenSafe(int people, double rate, LinkedTables.Role denominators) {
    LinkedTables tables = city(new SplittableRandom(1), people, rate, denominators);
    Suppression suppression = Suppressor.suppress(tables, RULE);
    AuditReport report = Audit.audit(tables, RULE, suppression);
    assertThat(report.passes()).as("%s", report).isTrue();
    assertThat(report.rejectedProofs()).isZero();
    assertThat(report.narrowest()).isGreaterThanOrEqualTo(2);
    // Groups of two or three people known to everybody leave less than the sensitive range.
    assertThat(report.narrow().size()).isLessThan(report.hidden() / 10);
  }

  /** The tables on which the best open suppressor hides 30.5 to 31.9 %. */
  @Test
  void hidesNoMoreThanTheTargetOnTheReferenceTables() {
    SplittableRandom random = new SplittableRandom(2);
    double[] means = {30, 18, 9, 5, 3};
    int hidden = 0;
    int inner = 0;
    for (int round = 0; round < 60; round++) {
      long[][] counts = new long[20][means.length];
      for (long[] row : counts) {
        double factor = 0.4 + 1.6 * random.nextDouble();
        for (int j = 0; j < row.length; j++) {
          row[j] = poisson(random, means[j] * factor);
        }
      }
      FamilySpec.Built built = FamilySpec.withMargins(counts).build();
      Suppression suppression = Suppressor.suppress(built.tables(), RULE);
      AuditReport report = Audit.audit(built.tables(), RULE, suppression);
      assertThat(report.passes()).isTrue();
      assertThat(report.narrow()).isEmpty();
      assertThat(report.onlyWithZeros()).isZero();
      for (int i = 0; i < counts.length; i++) {
        for (int j = 0; j < means.length; j++) {
          hidden += suppression.isHidden(built.handles().get("r" + i + "c" + j)) ? 1 : 0;
          inner++;
        }
      }
    }
    assertThat((double) hidden / inner).isLessThanOrEqualTo(0.35);
  }

  private static int poisson(SplittableRandom random, double mean) {
    double limit = Math.exp(-mean);
    int count = -1;
    for (double product = 1; product > limit; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }

  /** City, wards and areas by sex, age and ethnicity; numerators and denominators. */
  private static LinkedTables city(
      SplittableRandom random, int people, double rate, LinkedTables.Role denominators) {
    int places = 1 + WARDS + WARDS * AREAS;
    long[][] whole = new long[places][GROUPS];
    long[][] numerator = new long[places][GROUPS];
    for (int area = 0; area < WARDS * AREAS; area++) {
      double areaRate = rate * (0.5 + random.nextDouble());
      int size = (int) (people * (0.4 + 1.2 * random.nextDouble()));
      for (int person = 0; person < size; person++) {
        int event = random.nextDouble() < areaRate ? 1 : 0;
        int[] groups = {
          0,
          1 + random.nextInt(2),
          3 + random.nextInt(5),
          8 + (int) (8 * Math.pow(random.nextDouble(), 2.5))
        };
        for (int place : new int[] {0, 1 + area / AREAS, 1 + WARDS + area}) {
          for (int group : groups) {
            whole[place][group]++;
            numerator[place][group] += event;
          }
        }
      }
    }
    LinkedTables.Builder builder = LinkedTables.builder();
    int[][] wholes = new int[places][GROUPS];
    int[][] numerators = new int[places][GROUPS];
    for (int place = 0; place < places; place++) {
      for (int group = 0; group < GROUPS; group++) {
        String id = "p" + place + "/g" + group;
        wholes[place][group] =
            denominators == LinkedTables.Role.PUBLIC
                ? builder.publicCount(id + "/d", whole[place][group])
                : builder.count(id + "/d", whole[place][group]);
        numerators[place][group] = builder.count(id + "/n", numerator[place][group]);
        builder.complement(id + "/c", wholes[place][group], numerators[place][group]);
      }
    }
    link(builder, numerators);
    if (denominators != LinkedTables.Role.PUBLIC) {
      link(builder, wholes);
    }
    return builder.build();
  }

  private static void link(LinkedTables.Builder builder, int[][] cells) {
    for (int[] place : cells) {
      int from = 1;
      for (int categories : BREAKDOWNS) {
        builder.total(place[0], Arrays.copyOfRange(place, from, from + categories));
        from += categories;
      }
    }
    for (int group = 0; group < GROUPS; group++) {
      int[] wards = new int[WARDS];
      for (int ward = 0; ward < WARDS; ward++) {
        wards[ward] = cells[1 + ward][group];
        int[] areas = new int[AREAS];
        for (int area = 0; area < AREAS; area++) {
          areas[area] = cells[1 + WARDS + ward * AREAS + area][group];
        }
        builder.total(wards[ward], areas);
      }
      builder.total(cells[0][group], wards);
    }
  }
}
