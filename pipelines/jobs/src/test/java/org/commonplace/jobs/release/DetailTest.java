package org.commonplace.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetailTest {
  private static final List<CountRow> ROWS =
      List.of(
          row(1, "city", null, ""),
          row(2, "city", null, "sex"),
          row(3, "ward", "city", ""),
          row(4, "ward", "city", "sex"),
          row(5, "area", "ward", ""),
          row(6, "area", "ward", "sex"));

  @Test
  void eachStepPrintsLessAndTheWholePlaceGoesLast() {
    assertThat(ids(Detail.EVERYTHING)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(ids(Detail.GROUPS_OF_LARGER_PLACES)).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(ids(Detail.GROUPS_OF_WHOLE_PLACES)).containsExactly(1L, 2L, 3L, 5L);
    assertThat(ids(Detail.NO_GROUPS)).containsExactly(1L, 3L, 5L);
    assertThat(ids(Detail.LARGER_PLACES)).containsExactly(1L, 3L);
    assertThat(ids(Detail.WHOLE_PLACES)).containsExactly(1L);
  }

  private static List<Long> ids(Detail detail) {
    return detail.of(ROWS).stream().map(CountRow::id).toList();
  }

  private static CountRow row(long id, String place, String parent, String groupBy) {
    return new CountRow(
        id,
        "X-01",
        place,
        place,
        parent,
        groupBy,
        groupBy.isEmpty() ? "" : "F",
        LocalDate.of(2026, 5, 31),
        7,
        7,
        100.0,
        100.0,
        true);
  }
}
