package org.commonplace.jobs.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.commonplace.jobs.indicators.TinyLake.person;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndicatorsStageTest {
  private static final String PUPIL =
      "person, place, \"month\", sex, birth_month, ethnicity, sessions_possible, sessions_absent";

  @TempDir Path folder;

  @Test
  void aPupilOfTwoSchoolSystemsIsOnePupil() {
    TinyLake lake =
        new TinyLake(folder)
            .contract("north", "attendance", "month", "[EDU-01, EDU-02]", "shared-outcomes")
            .contract("south", "attendance", "month", "[EDU-01, EDU-02]", "shared-outcomes")
            .city();
    // Pupil 1 is absent 6 of 40 in one system and 0 of 40 in the other: 7.5%, not persistent.
    // Pupil 2 has 4 of 40 in the north alone: 10%. Pupil 3 moves from A1 to A3 in October.
    lake.deliver(
        "north",
        "north",
        "attendance",
        "2024-09",
        PUPIL,
        pupil(1, "A1", "2024-09", "'F'", 40, 6)
            + ", "
            + pupil(2, "A1", "2024-09", "'M'", 40, 4)
            + ", "
            + pupil(3, "A1", "2024-09", "NULL", 40, 30));
    lake.deliver(
        "south", "south", "attendance", "2024-09", PUPIL, pupil(1, "A1", "2024-09", "'F'", 40, 0));
    lake.deliver(
        "north",
        "north",
        "attendance",
        "2024-10",
        PUPIL,
        pupil(3, "A3", "2024-10", "NULL", 40, 10));
    lake.deliver(
        "south", "south", "attendance", "2024-10", PUPIL, pupil(4, "A4", "2024-10", "'F'", 19, 19));

    lake.run("2024-10");

    String counts =
        "SELECT place, period_start, group_value, numerator_low, denominator_low, state FROM v WHERE"
            + " indicator = '%s' AND group_by = '%s' ORDER BY period_start, place, group_value";
    assertThat(lake.values("2024-10", counts.formatted("EDU-01", "")))
        .containsExactly(
            "A1 2024-09-01  2 3 reported",
            "A3 2024-09-01  - - not_applicable",
            "C 2024-09-01  2 3 reported",
            "W1 2024-09-01  2 3 reported",
            "W2 2024-09-01  - - not_applicable",
            "A1 2024-10-01  1 2 reported",
            "A3 2024-10-01  1 1 reported",
            "C 2024-10-01  2 3 reported",
            "W1 2024-10-01  1 2 reported",
            "W2 2024-10-01  1 1 reported");
    assertThat(lake.values("2024-10", counts.formatted("EDU-02", "sex")))
        .contains(
            "C 2024-09-01 F 0 1 reported",
            "C 2024-09-01 M 0 1 reported",
            "C 2024-09-01 unknown 1 1 reported",
            "C 2024-10-01 unknown 1 1 reported");
    assertThat(lake.values("2024-10", counts.formatted("EDU-01", "deprivation_quintile")))
        .contains("C 2024-10-01 1 1 2 reported", "C 2024-10-01 5 1 1 reported");
    assertThat(lake.values("2024-10", counts.formatted("EDU-01", "age_band")))
        .contains("C 2024-09-01 5-10 2 3 reported");
    assertThat(
            lake.values(
                "2024-10",
                "SELECT round(value, 4), round(lower95, 4), parent, round(parent_value, 4),"
                    + " comparison95 FROM v WHERE indicator = 'EDU-01' AND place = 'A1' AND group_by"
                    + " = '' AND period_start = DATE '2024-10-01'"))
        .containsExactly("50 9.4531 W1 50 similar");
  }

  private static String pupil(
      int number, String place, String month, String sex, int possible, int absent) {
    return "('%s', '%s', DATE '%s-01', %s, DATE '2016-05-01', NULL, %d, %d)"
        .formatted(person(number), place, month, sex, possible, absent);
  }
}
