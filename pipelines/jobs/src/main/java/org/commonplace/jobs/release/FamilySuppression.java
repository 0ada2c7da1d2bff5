package org.commonplace.jobs.release;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.commonplace.methods.disclosure.Audit;
import org.commonplace.methods.disclosure.AuditReport;
import org.commonplace.methods.disclosure.Decision;
import org.commonplace.methods.disclosure.SmallNumberRule;
import org.commonplace.methods.disclosure.Suppression;
import org.commonplace.methods.disclosure.Suppressor;

/** Decides which cells of a family are hidden, and has the decision audited. */
final class FamilySuppression {
  private final Map<Long, Range> hidden = new TreeMap<>();
  private final List<AuditReport> audits = new ArrayList<>();
  private long cells;

  private FamilySuppression() {}

  /**
   * What anybody can work out of a hidden count.
   *
   * @param low the least that fits
   * @param high the most that fits; null when nothing bounds it
   */
  record Range(long low, Long high) {}

  /**
   * Suppresses and audits.
   *
   * @param rows every counted cell of the family
   */
  static FamilySuppression of(Family family, List<CountRow> rows) {
    FamilySuppression suppression = new FamilySuppression();
    if (family.largestHidden() == 0) {
      return suppression;
    }
    SmallNumberRule rule = new SmallNumberRule(family.largestHidden(), family.largestHidden());
    Map<String, ReleasedIndicator> indicators = new TreeMap<>();
    family.indicators().forEach(indicator -> indicators.put(indicator.id(), indicator));
    Map<LocalDate, List<CountRow>> systems = new TreeMap<>();
    for (CountRow row : rows) {
      LocalDate key = family.periods() == Family.Periods.LINKED ? LocalDate.EPOCH : row.periodEnd();
      systems.computeIfAbsent(key, unused -> new ArrayList<>()).add(row);
    }
    systems.values().forEach(system -> suppression.suppress(system, rule, indicators));
    return suppression;
  }

  private void suppress(
      List<CountRow> rows, SmallNumberRule rule, Map<String, ReleasedIndicator> indicators) {
    FamilyTables.Linked linked = FamilyTables.link(rows, indicators);
    Suppression suppression = Suppressor.suppress(linked.tables(), rule);
    audits.add(Audit.audit(linked.tables(), rule, suppression));
    cells += linked.handles().size();
    linked
        .handles()
        .forEach(
            (row, handles) -> {
              boolean denominatorHidden =
                  handles.denominator() >= 0 && suppression.isHidden(handles.denominator());
              if (suppression.decision(handles.numerator()) instanceof Decision.Hidden range) {
                hidden.put(
                    row,
                    new Range(
                        range.low(),
                        range.high() == Decision.Hidden.UNBOUNDED ? null : range.high()));
              } else if (denominatorHidden) {
                hidden.put(row, new Range(0, null));
              }
            });
  }

  /** The hidden rows by id. */
  Map<Long, Range> hidden() {
    return hidden;
  }

  List<AuditReport> audits() {
    return audits;
  }

  /** Rows that took part. */
  long cells() {
    return cells;
  }
}
