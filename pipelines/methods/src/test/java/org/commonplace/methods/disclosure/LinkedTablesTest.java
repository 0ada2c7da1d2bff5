package org.commonplace.methods.disclosure;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LinkedTablesTest {
  @Test
  void aSumThatDoesNotAddUpIsNamedWithoutItsCounts() {
    LinkedTables.Builder builder = LinkedTables.builder();
    int total = builder.count("city/n", 7311);
    builder.total(total, builder.count("east/n", 2), builder.count("west/n", 7310));
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 parts of city/n (first east/n)")
        .hasMessageNotContaining("731");
  }

  @Test
  void idsAreUniqueAndCountsAreNotNegative() {
    LinkedTables.Builder twice = LinkedTables.builder();
    twice.count("a", 1);
    twice.count("a", 2);
    assertThatThrownBy(twice::build).hasMessageContaining("a is declared twice");
    LinkedTables.Builder builder = LinkedTables.builder();
    assertThatThrownBy(() -> builder.count("a", -1)).hasMessageContaining("cell a must be a count");
    int whole = builder.publicCount("d", 5);
    int numerator = builder.count("n", 6);
    assertThatThrownBy(() -> builder.complement("c", whole, numerator))
        .hasMessageContaining("no part or numerator may exceed");
    assertThatThrownBy(() -> builder.total(whole)).hasMessageContaining("no parts");
    assertThatThrownBy(() -> new SmallNumberRule(0, 4)).hasMessageContaining("threshold");
  }

  @Test
  void aCellIsInASumOnce() {
    LinkedTables.Builder builder = LinkedTables.builder();
    int part = builder.count("a", 2);
    int total = builder.count("all", 4);
    builder.total(total, part, part);
    assertThatThrownBy(builder::build).hasMessageContaining("a is twice in the sum for all");
  }
}
