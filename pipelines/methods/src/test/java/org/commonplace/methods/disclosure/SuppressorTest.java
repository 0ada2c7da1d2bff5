package org.commonplace.methods.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SuppressorTest {
  private static final SmallNumberRule RULE = SmallNumberRule.standard();

  @Test
  void aSmallCountNeedsASecondOneInItsSum() {
    FamilySpec spec = new FamilySpec().count("a", 3).count("b", 20).count("c", 30);
    spec.total("all", "a", "b", "c");
    assertThat(hidden(spec)).containsExactly("a", "b");
    FamilySpec.Built built = spec.build();
    Suppression suppression = Suppressor.suppress(built.tables(), RULE);
    assertThat(suppression.decision(built.handles().get("a")))
        .isEqualTo(new Decision.Hidden(0, 23));
    assertThat(suppression.decision(built.handles().get("c")))
        .isEqualTo(new Decision.Published(30, 30));
    assertThat(suppression.hiddenCells()).isEqualTo(2);
  }

  @Test
  void zerosAndLargeCountsAreShown() {
    assertThat(hidden(FamilySpec.withMargins(new long[][] {{0, 9, 5}, {12, 0, 7}}))).isEmpty();
  }

  @Test
  void inATableWithMarginsFourCornersAreHidden() {
    long[][] counts = {{3, 40, 50}, {60, 30, 80}, {70, 90, 95}};
    assertThat(hidden(FamilySpec.withMargins(counts)))
        .hasSize(4)
        .contains("r0c0")
        .allMatch(id -> id.length() == 4);
  }

  @Test
  void aKeptTotalIsGivenUpForNoOther() {
    SplittableRandom random = new SplittableRandom(11);
    int withoutProof = 0;
    for (int family = 0; family < 200; family++) {
      LinkedTables.Builder builder = LinkedTables.builder();
      int[][] parts = new int[2][];
      long[][] counts = {new long[3 + random.nextInt(3)], null};
      long sum = 0;
      for (int i = 0; i < counts[0].length; i++) {
        counts[0][i] = random.nextInt(12);
        sum += counts[0][i];
      }
      // A second breakdown of the same people, in two.
      long first = random.nextLong(sum + 1);
      counts[1] = new long[] {first, sum - first};
      for (int breakdown = 0; breakdown < 2; breakdown++) {
        parts[breakdown] = new int[counts[breakdown].length];
        for (int i = 0; i < parts[breakdown].length; i++) {
          parts[breakdown][i] = builder.count(breakdown + "/" + i, counts[breakdown][i]);
        }
      }
      int total = builder.count("total", sum);
      LinkedTables tables =
          builder.total(total, parts[0]).total(total, parts[1]).keep(total).build();

      Suppression suppression = Suppressor.suppress(tables, RULE);

      assertThat(suppression.isHidden(total)).isEqualTo(sum >= 1 && sum <= 4);
      withoutProof += Audit.audit(tables, RULE, suppression).passes() ? 0 : 1;
    }
    // One small count among zeros cannot be protected; all others can.
    assertThat(withoutProof).isBetween(0, 20);
  }

  @Test
  void whatIsPreferredStaysWhereAnotherCanBeHidden() {
    LinkedTables.Builder builder = LinkedTables.builder();
    int small = builder.count("a", 3);
    int cheap = builder.count("b", 20);
    int dear = builder.count("c", 9_000);
    int total = builder.count("all", 9_023);
    LinkedTables tables = builder.total(total, small, cheap, dear).prefer(cheap).build();

    Suppression suppression = Suppressor.suppress(tables, RULE);

    assertThat(suppression.isHidden(cheap)).isFalse();
    assertThat(suppression.hiddenCells()).isEqualTo(2);
    assertThat(Audit.audit(tables, RULE, suppression).passes()).isTrue();
  }

  @Test
  void aSmallComplementHidesTheNumerator() {
    FamilySpec spec =
        new FamilySpec()
            .publicCount("d1", 50)
            .count("n1", 48)
            .publicCount("d2", 60)
            .count("n2", 30)
            .publicCount("d3", 60)
            .count("n3", 25)
            .proportion("d1", "n1")
            .proportion("d2", "n2")
            .proportion("d3", "n3");
    spec.total("n", "n1", "n2", "n3");
    FamilySpec.Built built = spec.build();
    Suppression suppression = Suppressor.suppress(built.tables(), RULE);
    assertThat(hidden(spec)).hasSize(2).contains("n1");
    assertThat(suppression.publishesRate(built.handles().get("n1"), built.handles().get("d1")))
        .isFalse();
    assertThat(suppression.isHidden(built.handles().get("d1"))).isFalse();
    assertThat(suppression.decision(built.handles().get("n1")))
        .isEqualTo(new Decision.Hidden(18, 50));
  }

  @Test
  void allOrNoneOfASmallGroupIsHiddenUnlessItFollowsFromALargerOne() {
    FamilySpec all = new FamilySpec().publicCount("d", 3).count("n", 0).proportion("d", "n");
    assertThat(hidden(all)).containsExactly("n");
    FamilySpec larger = new FamilySpec().publicCount("d", 30).count("n", 0).proportion("d", "n");
    assertThat(hidden(larger)).isEmpty();
    FamilySpec within =
        new FamilySpec()
            .publicCount("d1", 3)
            .publicCount("d2", 27)
            .publicCount("d", 30)
            .count("n1", 0)
            .count("n2", 0);
    within.sum("d", "d1", "d2").total("n", "n1", "n2");
    within.proportion("d1", "n1").proportion("d2", "n2").proportion("d", "n");
    assertThat(hidden(within)).isEmpty();
  }

  @Test
  void aPartnersIntervalIsHiddenWithItsNeighbour() {
    LinkedTables.Builder builder = LinkedTables.builder();
    int small = builder.count("a", 1, 4);
    int large = builder.count("b", 25);
    int wide = builder.count("all", 26, 29);
    builder.total(wide, small, large);
    Suppression suppression = Suppressor.suppress(builder.build(), RULE);
    assertThat(suppression.isHidden(small)).isTrue();
    // The total's own interval says no more about the count than the partner's mark did.
    assertThat(suppression.decision(small)).isEqualTo(new Decision.Hidden(1, 4));
    assertThat(suppression.decision(wide)).isEqualTo(new Decision.Published(26, 29));
  }

  @Test
  void aRestThatIsNotPrintedProtectsAsWellAsASecondCount() {
    LinkedTables.Builder builder = LinkedTables.builder();
    int small = builder.count("a", 3);
    int large = builder.count("b", 25);
    int total = builder.count("all", 40);
    builder.totalWithRest("rest", total, small, large);
    Suppression suppression = Suppressor.suppress(builder.build(), RULE);
    assertThat(suppression.hiddenCells()).isEqualTo(1);
    assertThat(suppression.decision(small)).isEqualTo(new Decision.Hidden(0, 15));
    LinkedTables.Builder whole = LinkedTables.builder();
    int part = whole.count("a", 3);
    whole.totalWithRest("rest", whole.count("all", 28), part, whole.count("b", 25));
    assertThat(Suppressor.suppress(whole.build(), RULE).hiddenCells()).isEqualTo(2);
  }

  @Test
  void theOrderOfDeclarationDoesNotMatter() {
    FamilySpec spec = city(new SplittableRandom(3), 4, 4, FamilySpec.Kind.COUNT);
    Map<String, Decision> first = decisions(spec, spec.build());
    for (int seed = 0; seed < 5; seed++) {
      assertThat(decisions(spec, spec.shuffled(seed))).isEqualTo(first);
    }
  }

  @Test
  void nobodyCanWorkOutAHiddenCountOfATableWithMargins() {
    SplittableRandom random = new SplittableRandom(21);
    for (int round = 0; round < 120; round++) {
      long[][] counts = new long[3][3];
      for (long[] row : counts) {
        for (int j = 0; j < row.length; j++) {
          row[j] = random.nextInt(4) == 0 ? 0 : random.nextLong(1, 4 + 3 * j);
        }
      }
      assertSafe(FamilySpec.withMargins(counts));
    }
  }

  @Test
  void nobodyCanWorkOutAHiddenCountOfLinkedProportions() {
    SplittableRandom random = new SplittableRandom(22);
    for (int round = 0; round < 120; round++) {
      assertSafe(city(random, 2, 2, FamilySpec.Kind.PUBLIC));
      assertSafe(city(random, 2, 1, FamilySpec.Kind.COUNT));
    }
  }

  /** Places in a city by groups, numerators and denominators; the city is large enough to show. */
  private static FamilySpec city(
      SplittableRandom random, int places, int groups, FamilySpec.Kind denominators) {
    FamilySpec spec = new FamilySpec();
    for (int place = 0; place < places; place++) {
      for (int group = 0; group < groups; group++) {
        long whole = random.nextLong(0, 9);
        long numerator = random.nextLong(0, whole + 1);
        String id = "p" + place + "g" + group;
        spec.values.put(id + "d", whole);
        spec.kinds.put(id + "d", denominators);
        spec.count(id + "n", numerator).proportion(id + "d", id + "n");
      }
    }
    for (String measure : List.of("d", "n")) {
      List<String> totals = new ArrayList<>();
      for (int place = 0; place < places; place++) {
        String[] parts = new String[groups];
        for (int group = 0; group < groups; group++) {
          parts[group] = "p" + place + "g" + group + measure;
        }
        totals.add("p" + place + measure);
        spec.total("p" + place + measure, parts);
      }
      spec.total("city" + measure, totals.toArray(String[]::new));
      for (int group = 0; group < groups; group++) {
        String[] parts = new String[places];
        for (int place = 0; place < places; place++) {
          parts[place] = "p" + place + "g" + group + measure;
        }
        spec.total("cityg" + group + measure, parts);
      }
    }
    if (denominators == FamilySpec.Kind.PUBLIC) {
      spec.kinds.replaceAll(
          (id, kind) ->
              id.endsWith("d") && kind == FamilySpec.Kind.COUNT ? FamilySpec.Kind.PUBLIC : kind);
    }
    for (int place = 0; place < places; place++) {
      spec.proportion("p" + place + "d", "p" + place + "n");
    }
    for (int group = 0; group < groups; group++) {
      spec.proportion("cityg" + group + "d", "cityg" + group + "n");
    }
    return spec.proportion("cityd", "cityn");
  }

  private static void assertSafe(FamilySpec spec) {
    FamilySpec.Built built = spec.build();
    Suppression suppression = Suppressor.suppress(built.tables(), RULE);
    AuditReport audit = Audit.audit(built.tables(), RULE, suppression);
    Set<String> hidden = hidden(spec);
    assertThat(audit.hidden()).isEqualTo(hidden.size());
    assertThat(audit.exposed()).isEmpty();
    assertThat(audit.rejectedProofs()).isZero();
    assertThat(audit.passes()).as("%s of %s", audit, spec.values).isTrue();
    HonestAttacker attacker = new HonestAttacker(spec, hidden);
    if (audit.onlyWithZeros() == 0 && hidden.stream().allMatch(id -> spec.values.get(id) > 0)) {
      HonestAttacker guessing = new HonestAttacker(spec, hidden, 1);
      for (String id : hidden) {
        assertThat(guessing.isOpen(id, spec.values.get(id)))
            .as("%s, hidden %s of %s", id, hidden, spec.values)
            .isTrue();
      }
    }
    for (String id : hidden) {
      long truth = spec.values.get(id);
      String story = "%s, hidden %s of %s".formatted(id, hidden, spec.values);
      assertThat(attacker.isOpen(id, truth)).as(story).isTrue();
      Decision.Hidden printed = (Decision.Hidden) suppression.decision(built.handles().get(id));
      assertThat(attacker.canBe(id, printed.low() - 1)).as(story).isFalse();
      assertThat(attacker.canBe(id, printed.high() + 1)).as(story).isFalse();
      if (truth >= 1 && truth <= 4 && !audit.narrow().contains(id)) {
        for (long small = 1; small <= Math.min(4, publicWhole(spec, id)); small++) {
          assertThat(attacker.canBe(id, small)).as(story).isTrue();
        }
      }
    }
    for (FamilySpec.Proportion proportion : spec.proportions) {
      long truth = spec.values.get(proportion.complement());
      boolean wholeIsPublic = spec.kinds.get(proportion.whole()) == FamilySpec.Kind.PUBLIC;
      if (truth >= 1
          && truth <= 4
          && !hidden.isEmpty()
          && spec.values.get(proportion.numerator()) > 0) {
        assertThat(attacker.isOpen(proportion.complement(), truth))
            .as("%s, hidden %s of %s", proportion, hidden, spec.values)
            .isTrue();
      }
      assertThat(wholeIsPublic && hidden.contains(proportion.whole())).isFalse();
    }
  }

  /** A numerator cannot exceed a whole that everybody knows. */
  private static long publicWhole(FamilySpec spec, String numerator) {
    return spec.proportions.stream()
        .filter(proportion -> proportion.numerator().equals(numerator))
        .filter(proportion -> spec.kinds.get(proportion.whole()) == FamilySpec.Kind.PUBLIC)
        .mapToLong(proportion -> spec.values.get(proportion.whole()))
        .min()
        .orElse(Long.MAX_VALUE);
  }

  static Set<String> hidden(FamilySpec spec) {
    FamilySpec.Built built = spec.build();
    Suppression suppression = Suppressor.suppress(built.tables(), RULE);
    Set<String> hidden = new TreeSet<>();
    built
        .handles()
        .forEach(
            (id, handle) -> {
              if (suppression.isHidden(handle)) {
                hidden.add(id);
              }
            });
    return hidden;
  }

  private static Map<String, Decision> decisions(FamilySpec spec, FamilySpec.Built built) {
    Suppression suppression = Suppressor.suppress(built.tables(), RULE);
    Map<String, Decision> decisions = new TreeMap<>();
    built
        .handles()
        .forEach(
            (id, handle) -> {
              if (spec.kinds.get(id) != FamilySpec.Kind.COMPLEMENT) {
                decisions.put(id, suppression.decision(handle));
              }
            });
    return decisions;
  }
}
