package org.commonplace.jobs.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

  private static PlaceTree tree(String... rows) {
    return PlaceTree.of(
        List.of(rows).stream()
            .map(row -> row.split(">", -1))
            .map(row -> new PlaceRow(row[0], "level", row[1], 0))
            .toList());
  }
}
