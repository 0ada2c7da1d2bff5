package org.commonplace.jobs.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.commonplace.jobs.indicators.PlaceTree.Ancestry;
import org.commonplace.jobs.lake.Workspace;
import org.junit.jupiter.api.Test;

class PlaceTreeTest {
  @Test
  void everyPlaceKnowsItselfAndAllItsAncestors() {
    PlaceTree tree = tree("C>", "W>C", "A>W");

    assertThat(tree.ancestries())
        .containsExactly(
            new Ancestry("A", "A", 0),
            new Ancestry("A", "W", 1),
            new Ancestry("A", "C", 2),
            new Ancestry("C", "C", 0),
            new Ancestry("W", "W", 0),
            new Ancestry("W", "C", 1));
    assertThat(tree.rootOf("A")).isEqualTo("C");
    assertThat(tree.shardsThatNeed("C"))
        .contains(Workspace.shardOf("C"), Workspace.shardOf("W"))
        .hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void anUnknownParentOrACircleMakesARoot() {
    PlaceTree tree = tree("A>nowhere", "B>C", "C>B", "D>D");

    assertThat(tree.roots()).containsExactly("A", "B", "D");
    assertThat(tree.rootOf("C")).isEqualTo("B");
  }

  @Test
  void anEarlierPlaceGoesOnInTodaysAndADividedOneBreaksTheSeriesOfItsParts() {
    LocalDate first = LocalDate.of(2024, 4, 1);
    LocalDate second = LocalDate.of(2025, 4, 1);
    PlaceTree tree =
        PlaceTree.of(
            List.of("C>", "W>C", "V>C", "A>W", "B>W", "D>V").stream()
                .map(row -> row.split(">", -1))
                .map(row -> new PlaceRow(row[0], "level", row[1], 0, null))
                .toList(),
            List.of(
                new PlaceChange("renamed", "was-a", first, 1),
                new PlaceChange("was-a", "A", second, 1),
                new PlaceChange("in-w", "A", first, 0.4),
                new PlaceChange("in-w", "B", first, 0.6),
                new PlaceChange("in-both", "B", second, 0.5),
                new PlaceChange("in-both", "D", second, 0.5),
                new PlaceChange("gone", "nowhere", first, 1),
                new PlaceChange("D", "A", first, 1)));

    assertThat(tree.crosswalk().whole())
        .containsExactly(Map.entry("renamed", "A"), Map.entry("was-a", "A"));
    assertThat(tree.crosswalk().divided())
        .containsExactly(Map.entry("in-both", "C"), Map.entry("in-w", "W"));
    assertThat(tree.crosswalk().breaks("A")).containsExactly(first);
    assertThat(tree.crosswalk().breaks("B")).containsExactly(first, second);
    assertThat(tree.crosswalk().breaks("W")).containsExactly(second);
    assertThat(tree.crosswalk().breaks("V")).containsExactly(second);
    assertThat(tree.crosswalk().breaks("C")).isEmpty();
  }

  private static PlaceTree tree(String... rows) {
    return PlaceTree.of(
        List.of(rows).stream()
            .map(row -> row.split(">", -1))
            .map(row -> new PlaceRow(row[0], "level", row[1], 0, null))
            .toList());
  }
}
