package org.commonplace.methods.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AuditTest {
  private static final SmallNumberRule RULE = SmallNumberRule.standard();
  private static final FamilySpec TABLE =
      FamilySpec.withMargins(new long[][] {{3, 40, 50}, {60, 30, 80}, {70, 90, 95}});

  @Test
  void aSuppressionPassesAndSaysHowWide() {
    FamilySpec.Built built = TABLE.build();
    AuditReport report =
        Audit.audit(built.tables(), RULE, Suppressor.suppress(built.tables(), RULE));
    assertThat(report.passes()).isTrue();
    assertThat(report.hidden()).isEqualTo(4);
    assertThat(report.narrowest()).isGreaterThanOrEqualTo(4);
    assertThat(report.narrow()).isEmpty();
  }

  @Test
  void withoutAnyOneOfItsSecondCellsItFails() {
    FamilySpec.Built built = TABLE.build();
    Suppression whole = Suppressor.suppress(built.tables(), RULE);
    Set<String> hidden = SuppressorTest.hidden(TABLE);
    for (String id : hidden) {
      AuditReport report = Audit.audit(built.tables(), RULE, without(built, whole, id));
      assertThat(report.passes()).as("without %s", id).isFalse();
      assertThat(report.rejectedProofs()).isPositive();
      if (id.equals("r0c0")) {
        assertThat(report.exposed()).containsExactly("r0c0");
      } else {
        assertThat(report.recovered()).contains("r0c0");
      }
    }
  }

  @Test
  void ruleAloneIsNotEnough() {
    FamilySpec.Built built = TABLE.build();
    boolean[] hidden = new boolean[built.tables().size()];
    hidden[built.tables().position(built.handles().get("r0c0"))] = true;
    AuditReport report =
        Audit.audit(built.tables(), RULE, new Suppression(built.tables(), hidden, List.of()));
    assertThat(report.passes()).isFalse();
    assertThat(report.recovered()).containsExactly("r0c0");
  }

  @Test
  void aPublicCountCannotBeHidden() {
    LinkedTables.Builder builder = LinkedTables.builder();
    int census = builder.publicCount("census", 900);
    LinkedTables tables = builder.build();
    boolean[] hidden = {true};
    AuditReport report = Audit.audit(tables, RULE, new Suppression(tables, hidden, List.of()));
    assertThat(report.exposed()).containsExactly("census");
    assertThat(Suppressor.suppress(tables, RULE).isHidden(census)).isFalse();
  }

  @Test
  void aFalseProofIsNotBelieved() {
    FamilySpec.Built built = TABLE.build();
    LinkedTables tables = built.tables();
    Suppression whole = Suppressor.suppress(tables, RULE);
    boolean[] hidden = new boolean[tables.size()];
    for (int cell = 0; cell < hidden.length; cell++) {
      hidden[cell] = whole.isHiddenCell(cell);
    }
    int small = tables.position(built.handles().get("r0c0"));
    Witness breaksSums = new Witness(new int[] {small}, new long[] {1});
    AuditReport report =
        Audit.audit(tables, RULE, new Suppression(tables, hidden, List.of(breaksSums)));
    assertThat(report.rejectedProofs()).isEqualTo(1);
    assertThat(report.unproven()).hasSize(4);
    assertThat(report.passes()).isFalse();
  }

  @Test
  void neverPassesWhatAnHonestAttackerWorksOut() {
    SplittableRandom random = new SplittableRandom(31);
    int failed = 0;
    for (int round = 0; round < 150; round++) {
      long[][] counts = new long[3][3];
      for (long[] row : counts) {
        for (int j = 0; j < row.length; j++) {
          row[j] = random.nextLong(0, 9);
        }
      }
      FamilySpec spec = FamilySpec.withMargins(counts);
      FamilySpec.Built built = spec.build();
      Suppression whole = Suppressor.suppress(built.tables(), RULE);
      Set<String> hidden = SuppressorTest.hidden(spec);
      if (hidden.isEmpty()) {
        continue;
      }
      String shown = List.copyOf(hidden).get(random.nextInt(hidden.size()));
      AuditReport report = Audit.audit(built.tables(), RULE, without(built, whole, shown));
      Set<String> rest = new TreeSet<>(hidden);
      rest.remove(shown);
      HonestAttacker attacker = new HonestAttacker(spec, rest);
      boolean leaks = rest.stream().anyMatch(id -> !attacker.isOpen(id, spec.values.get(id)));
      failed += report.passes() ? 0 : 1;
      if (leaks) {
        assertThat(report.passes()).as("%s without %s", spec.values, shown).isFalse();
      }
    }
    assertThat(failed).isPositive();
  }

  /** The same suppression, but with one of its cells printed. */
  private static Suppression without(FamilySpec.Built built, Suppression whole, String shown) {
    LinkedTables tables = built.tables();
    boolean[] hidden = new boolean[tables.size()];
    for (int cell = 0; cell < hidden.length; cell++) {
      hidden[cell] = whole.isHiddenCell(cell);
    }
    hidden[tables.position(built.handles().get(shown))] = false;
    return new Suppression(tables, hidden, whole.witnesses());
  }
}
