package org.commonplace.jobs.release;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.commonplace.methods.disclosure.Audit;
import org.commonplace.methods.disclosure.AuditReport;
import org.commonplace.methods.disclosure.Decision;
import org.commonplace.methods.disclosure.SmallNumberRule;
import org.commonplace.methods.disclosure.Suppression;
import org.commonplace.methods.disclosure.Suppressor;

/**
 * Decides which cells of a family are hidden, and has the decision audited.
 *
 * <p>Each period is a system of its own. A count over twelve months ties periods together: one new
 * month less the month that drops out is what two such counts differ by. It is therefore shown only
 * where all its months are shown. Then it is a sum of what is printed anyway and tells nothing new,
 * and in its own indicator's system the attacker is taken to know it.
 *
 * <p>A period for which no proof of safety is found is shown in less {@link Detail}, and withheld
 * whole when that does not help either: what is not printed at all gives nothing away.
 */
final class FamilySuppression {
  private static final int YEAR = 12;
  private static final int WIDEST = 4;
  private static final String BY_AGE = "age_band";

  private final SmallNumberRule rule;
  private final Map<String, ReleasedIndicator> indicators = new TreeMap<>();
  private final Map<Quantity, Quantity> monthsOfYears;
  private final Map<Long, Range> hidden = new TreeMap<>();
  private final Set<Long> withheld = new TreeSet<>();
  private final List<AuditReport> audits = new ArrayList<>();
  private final List<AuditReport> failed = new ArrayList<>();
  private AuditReport lastAudit;
  private long cells;
  private long leftOut;

  private FamilySuppression(Family family) {
    family.indicators().forEach(indicator -> indicators.put(indicator.id(), indicator));
    this.monthsOfYears = family.monthsOfYears();
    int largest = Math.max(1, family.largestHidden());
    this.rule = new SmallNumberRule(largest, largest);
  }

  /**
   * What anybody can work out of a hidden count.
   *
   * @param low the least that fits
   * @param high the most that fits; null when nothing bounds it
   */
  record Range(long low, Long high) {
    static final Range UNKNOWN = new Range(0, null);
  }

  private record MonthCell(
      Quantity quantity, String place, String groupBy, String groupValue, YearMonth month) {}

  /**
   * Suppresses and audits.
   *
   * @param rows every counted cell of the family
   */
  static FamilySuppression of(Family family, List<CountRow> rows) {
    FamilySuppression suppression = new FamilySuppression(family);
    if (family.largestHidden() > 0) {
      suppression.run(rows);
    }
    return suppression;
  }

  private void run(List<CountRow> rows) {
    List<CountRow> years = new ArrayList<>();
    List<CountRow> others = new ArrayList<>();
    CoarseTables coarse = CoarseTables.of(rows, rule.threshold());
    for (CountRow row : rows) {
      if (coarse.leavesOut(row)) {
        hidden.put(row.id(), Range.UNKNOWN);
        leftOut++;
        continue;
      }
      boolean ofYear =
          indicators.get(row.indicator()).quantities().stream()
              .anyMatch(monthsOfYears::containsKey);
      (ofYear ? years : others).add(row);
    }
    suppressByPeriod(others);
    Set<MonthCell> hiddenMonths = hiddenMonths(rows);
    suppressByPeriod(years);
    for (CountRow row : years) {
      if (hasHiddenMonth(row, hiddenMonths)) {
        hidden.put(row.id(), Range.UNKNOWN);
      }
    }
  }

  private void suppressByPeriod(List<CountRow> rows) {
    Map<LocalDate, List<CountRow>> systems = new TreeMap<>();
    for (CountRow row : rows) {
      systems.computeIfAbsent(row.periodEnd(), end -> new ArrayList<>()).add(row);
    }
    systems.values().forEach(this::suppress);
  }

  private void suppress(List<CountRow> rows) {
    // The value of the whole place is what everybody looks for first: detail is given up before it.
    for (FamilyTables.Totals totals : FamilyTables.Totals.values()) {
      for (Detail detail : Detail.values()) {
        List<CountRow> printed = detail.of(rows);
        if (!printed.isEmpty() && suppress(rows, printed, totals)) {
          return;
        }
      }
    }
    failed.add(lastAudit);
    withhold(rows, List.of());
  }

  /** Whether a proof of safety was found with these of the rows printed. */
  private boolean suppress(
      List<CountRow> rows, List<CountRow> printed, FamilyTables.Totals totals) {
    FamilyTables.Linked linked =
        FamilyTables.link(printed, indicators, monthsOfYears.keySet(), totals);
    // Hiding more than the rule asks for leaves more ways to explain what is shown. The audit
    // still holds the result against the rule itself.
    for (int wider = 1; wider <= WIDEST; wider *= 2) {
      Suppression suppression =
          Suppressor.suppress(
              linked.tables(), new SmallNumberRule(wider * rule.threshold(), rule.groupLimit()));
      lastAudit = Audit.audit(linked.tables(), rule, suppression);
      if (lastAudit.passes()) {
        cells += linked.handles().size();
        audits.add(lastAudit);
        withhold(rows, printed);
        hide(linked, suppression);
        return true;
      }
    }
    return false;
  }

  /** Keeps back the rows that are not printed at all. */
  private void withhold(List<CountRow> rows, List<CountRow> printed) {
    Set<Long> kept = new HashSet<>();
    printed.forEach(row -> kept.add(row.id()));
    for (CountRow row : rows) {
      if (!kept.contains(row.id())) {
        hidden.put(row.id(), Range.UNKNOWN);
        withheld.add(row.id());
      }
    }
  }

  private void hide(FamilyTables.Linked linked, Suppression suppression) {
    linked
        .handles()
        .forEach(
            (row, handles) -> {
              if (suppression.decision(handles.numerator()) instanceof Decision.Hidden range) {
                hidden.put(
                    row,
                    new Range(
                        range.low(),
                        range.high() == Decision.Hidden.UNBOUNDED ? null : range.high()));
              } else if (handles.denominator() >= 0
                  && suppression.isHidden(handles.denominator())) {
                hidden.put(row, Range.UNKNOWN);
              }
            });
  }

  private Set<MonthCell> hiddenMonths(List<CountRow> rows) {
    Set<MonthCell> months = new HashSet<>();
    Set<Quantity> needed = new HashSet<>(monthsOfYears.values());
    for (CountRow row : rows) {
      if (hidden.containsKey(row.id())) {
        for (Quantity quantity : indicators.get(row.indicator()).quantities()) {
          if (needed.contains(quantity)) {
            months.add(cell(quantity, row, YearMonth.from(row.periodEnd())));
          }
        }
      }
    }
    return months;
  }

  private static MonthCell cell(Quantity quantity, CountRow row, YearMonth month) {
    return new MonthCell(quantity, row.place(), row.groupBy(), row.groupValue(), month);
  }

  private boolean hasHiddenMonth(CountRow row, Set<MonthCell> hiddenMonths) {
    YearMonth end = YearMonth.from(row.periodEnd());
    for (Quantity quantity : indicators.get(row.indicator()).quantities()) {
      Quantity monthly = monthsOfYears.get(quantity);
      for (int back = 0; monthly != null && back < YEAR; back++) {
        YearMonth month = end.minusMonths(back);
        // Bands are by age at the end of the year, so they are no sums of the months' bands; but
        // all bands together are all people, whose count is then no secret either.
        if (hiddenMonths.contains(cell(monthly, row, month))
            || (row.groupBy().equals(BY_AGE)
                && hiddenMonths.contains(new MonthCell(monthly, row.place(), "", "", month)))) {
          return true;
        }
      }
    }
    return false;
  }

  /** The hidden rows by id, withheld ones too. */
  Map<Long, Range> hidden() {
    return hidden;
  }

  /** Rows of periods for which no proof of safety was found. */
  Set<Long> withheld() {
    return withheld;
  }

  /** The audits of what is published. */
  List<AuditReport> audits() {
    return audits;
  }

  /** The audits that failed; nothing of their periods is published. */
  List<AuditReport> failed() {
    return failed;
  }

  /** Rows of tables that are not published, as most of their counts are small. */
  long leftOut() {
    return leftOut;
  }

  /** Rows that took part. */
  long cells() {
    return cells;
  }
}
