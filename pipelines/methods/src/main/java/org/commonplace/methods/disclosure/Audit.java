package org.commonplace.methods.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Attacks a suppression, knowing all that is printed, that a mark may stand for any count, and the
 * rule. Trusts nothing that the suppressor says: every proof is checked sum by sum.
 *
 * <p>A cell is recovered if the bounds of what is printed leave one value. It is proven safe only
 * by another table, itself checked, in which it differs. A cell that is neither is unproven, and
 * does not pass.
 */
public final class Audit {
  private Audit() {}

  /** Attacks each hidden cell and each sensitive complement of a family. */
  public static AuditReport audit(
      LinkedTables tables, SmallNumberRule rule, Suppression suppression) {
    SensitiveCells sensitive = SensitiveCells.of(tables, rule);
    AttackBounds bounds = AttackBounds.of(tables, suppression::isHiddenCell);
    AttackBounds widest =
        AttackBounds.of(tables, cell -> tables.role(cell) == LinkedTables.Role.COUNT);
    long[] provenLow = IntStream.range(0, tables.size()).mapToLong(tables::base).toArray();
    long[] provenHigh = provenLow.clone();
    boolean[] openWithoutZeros = new boolean[tables.size()];
    int rejected = 0;
    long[] off = new long[tables.sums()];
    for (Witness witness : suppression.witnesses()) {
      if (fits(tables, suppression, witness, off)) {
        boolean needsNoZero = witness.needsNoZero(tables);
        for (int i = 0; i < witness.size(); i++) {
          int cell = witness.cell(i);
          long value = tables.base(cell) + witness.change(i);
          openWithoutZeros[cell] |= needsNoZero;
          provenLow[cell] = Math.min(provenLow[cell], value);
          provenHigh[cell] = Math.max(provenHigh[cell], value);
        }
      } else {
        rejected++;
      }
    }
    List<String> exposed = new ArrayList<>();
    List<String> recovered = new ArrayList<>();
    List<String> unproven = new ArrayList<>();
    List<String> narrow = new ArrayList<>();
    long[] widths = new long[tables.size()];
    int attacked = 0;
    int onlyWithZeros = 0;
    int hidden = 0;
    for (int cell = 0; cell < tables.size(); cell++) {
      boolean isHidden = suppression.isHiddenCell(cell);
      hidden += isHidden ? 1 : 0;
      if ((sensitive.isHidden(cell) && !isHidden)
          || (isHidden && tables.role(cell) != LinkedTables.Role.COUNT)) {
        exposed.add(tables.id(cell));
      }
      if (!isHidden && !sensitive.isSensitive(cell)) {
        continue;
      }
      onlyWithZeros += openWithoutZeros[cell] ? 0 : 1;
      widths[attacked++] = provenHigh[cell] - provenLow[cell] + 1;
      if (bounds.isDetermined(cell)) {
        recovered.add(tables.id(cell));
      } else if (provenLow[cell] == provenHigh[cell]) {
        unproven.add(tables.id(cell));
      } else if (sensitive.isSensitive(cell)
          && (provenLow[cell] > Math.max(sensitive.requiredLow(cell), widest.low(cell))
              || provenHigh[cell] < Math.min(sensitive.requiredHigh(cell), widest.high(cell)))) {
        narrow.add(tables.id(cell));
      }
    }
    long[] sorted = Arrays.copyOf(widths, attacked);
    Arrays.sort(sorted);
    return new AuditReport(
        hidden,
        attacked == 0 ? 0 : sorted[0],
        attacked == 0 ? 0 : sorted[attacked / 2],
        rejected,
        onlyWithZeros,
        exposed,
        recovered,
        unproven,
        narrow);
  }

  /**
   * Whether the other table agrees with everything printed, and all its sums hold.
   *
   * @param off room for each sum, all zero before and after
   */
  private static boolean fits(
      LinkedTables tables, Suppression suppression, Witness witness, long[] off) {
    boolean fits = true;
    for (int i = 0; i < witness.size(); i++) {
      int cell = witness.cell(i);
      long value = tables.base(cell) + witness.change(i);
      boolean printed =
          tables.role(cell) != LinkedTables.Role.IMPLIED && !suppression.isHiddenCell(cell);
      fits &= value >= 0;
      fits &= !printed || (value >= tables.low(cell) && value <= tables.high(cell));
      for (int j = tables.cellStart(cell); j < tables.cellStart(cell + 1); j++) {
        int sum = tables.cellSum(j);
        off[sum] += tables.sign(sum, cell) * witness.change(i);
      }
    }
    for (int i = 0; i < witness.size(); i++) {
      int cell = witness.cell(i);
      for (int j = tables.cellStart(cell); j < tables.cellStart(cell + 1); j++) {
        fits &= off[tables.cellSum(j)] == 0;
      }
    }
    for (int i = 0; i < witness.size(); i++) {
      int cell = witness.cell(i);
      for (int j = tables.cellStart(cell); j < tables.cellStart(cell + 1); j++) {
        off[tables.cellSum(j)] = 0;
      }
    }
    return fits;
  }
}
