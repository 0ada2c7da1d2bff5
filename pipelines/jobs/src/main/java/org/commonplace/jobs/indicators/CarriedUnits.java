package org.commonplace.jobs.indicators;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.commonplace.jobs.kernel.Kernel;

/**
 * Units of a school year so far, month by month: the units of a month are those of the month before
 * joined with the month's rows. Each row is read once, where a join of rows and periods would copy
 * it into every later month of its year.
 */
final class CarriedUnits {
  private final Kernel kernel;
  private final UnitPlan units;

  CarriedUnits(Kernel kernel, UnitPlan units) {
    this.kernel = kernel;
    this.units = units;
  }

  /** Calls with the table {@code carried} holding the units of each period in turn. */
  void forEachPeriod(List<Periods.Period> periods, Consumer<Periods.Period> sum) {
    LocalDate yearStart = null;
    LocalDate next = null;
    for (Periods.Period period : periods) {
      LocalDate month = next;
      if (!period.firstDay().equals(yearStart)) {
        yearStart = period.firstDay();
        month = yearStart;
        kernel.execute("DROP TABLE IF EXISTS carried");
      }
      boolean begun = !month.equals(yearStart);
      for (; !month.isAfter(period.start()); month = month.plusMonths(1)) {
        kernel.execute(
            "CREATE OR REPLACE TEMP TABLE carried AS " + (begun ? merged(month) : of(month)));
        begun = true;
      }
      next = month;
      sum.accept(period);
    }
    kernel.execute("DROP TABLE IF EXISTS carried");
  }

  private String of(LocalDate month) {
    StringBuilder columns = new StringBuilder("(" + units.by() + ") AS unit");
    for (AggregateSql each : units.aggregates()) {
      columns
          .append(", CAST(")
          .append(each.sql())
          .append(" AS ")
          .append(each.type())
          .append(") AS ")
          .append(Kernel.identifier(each.name()));
    }
    // All rows of the month have one date, so the latest known value is the greatest.
    for (String attribute : attributes()) {
      columns.append(", max(").append(attribute).append(") AS ").append(attribute);
    }
    return "SELECT "
        + columns
        + " FROM events WHERE event_date = DATE '"
        + month
        + "' AND ("
        + units.by()
        + ") IS NOT NULL GROUP BY ("
        + units.by()
        + ")";
  }

  private String merged(LocalDate month) {
    StringBuilder columns = new StringBuilder("coalesce(now.unit, was.unit) AS unit");
    for (AggregateSql each : units.aggregates()) {
      String name = Kernel.identifier(each.name());
      columns
          .append(", ")
          .append(each.merged("was." + name, "now." + name))
          .append(" AS ")
          .append(name);
    }
    for (String attribute : attributes()) {
      columns.append(", coalesce(now.%1$s, was.%1$s) AS %1$s".formatted(attribute));
    }
    return "SELECT "
        + columns
        + " FROM ("
        + of(month)
        + ") now FULL JOIN carried was ON now.unit = was.unit";
  }

  private List<String> attributes() {
    List<String> attributes = units.attributes();
    attributes.add("place");
    return attributes;
  }
}
