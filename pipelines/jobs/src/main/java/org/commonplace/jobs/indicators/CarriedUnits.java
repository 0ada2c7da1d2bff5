package org.commonplace.jobs.indicators;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.commonplace.jobs.kernel.Kernel;

/**
 * Units of a school year so far, period by period: the units of a period are those of the period
 * before joined with the rows that came since. Each row is read once, where a join of rows and
 * periods would copy it into every later month of its year.
 *
 * <p>For rows dated by the first day of their month, and aggregates that merge.
 */
final class CarriedUnits {
  private final Kernel kernel;
  private final UnitPlan units;
  private final String condition;

  /**
   * @param condition more SQL of a WHERE clause, which says what units; may be empty
   */
  CarriedUnits(Kernel kernel, UnitPlan units, String condition) {
    this.kernel = kernel;
    this.units = units;
    this.condition = condition;
  }

  /** Calls with the table {@code carried} holding the units of each period in turn. */
  void forEachPeriod(List<Periods.Period> periods, Consumer<Periods.Period> sum) {
    LocalDate yearStart = null;
    LocalDate next = null;
    for (Periods.Period period : periods) {
      if (!period.firstDay().equals(yearStart)) {
        yearStart = period.firstDay();
        next = yearStart;
      }
      gather(next, period.start());
      if (next.equals(yearStart)) {
        kernel.execute("DROP TABLE IF EXISTS carried");
        kernel.execute("ALTER TABLE arrived RENAME TO carried");
      } else {
        kernel.execute("CREATE OR REPLACE TEMP TABLE carried AS " + merged());
      }
      next = period.start().plusMonths(1);
      sum.accept(period);
    }
    kernel.execute("DROP TABLE IF EXISTS carried");
    kernel.execute("DROP TABLE IF EXISTS arrived");
  }

  /** Makes {@code arrived}: the units of the rows of these months alone. */
  private void gather(LocalDate first, LocalDate last) {
    StringBuilder columns = new StringBuilder("(" + units.by() + ") AS unit");
    for (AggregateSql each : units.aggregates()) {
      columns.append(", ").append(each.column());
    }
    kernel.execute(
        "CREATE OR REPLACE TEMP TABLE arrived AS SELECT "
            + columns
            + ", "
            + LatestAttributes.LATEST
            + " AS latest FROM events WHERE event_date BETWEEN DATE '"
            + first
            + "' AND DATE '"
            + last
            + "' AND ("
            + units.by()
            + ") IS NOT NULL"
            + condition
            + " GROUP BY ("
            + units.by()
            + ")");
  }

  private String merged() {
    StringBuilder columns = new StringBuilder("coalesce(now.unit, was.unit) AS unit");
    for (AggregateSql each : units.aggregates()) {
      String name = Kernel.identifier(each.name());
      columns
          .append(", ")
          .append(each.merged("was." + name, "now." + name))
          .append(" AS ")
          .append(name);
    }
    return "SELECT "
        + columns
        + ", greatest(now.latest, was.latest) AS latest FROM arrived now FULL JOIN carried was ON"
        + " now.unit = was.unit";
  }
}
