package org.commonplace.jobs.indicators;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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

  CarriedUnits(Kernel kernel, UnitPlan units) {
    this.kernel = kernel;
    this.units = units;
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
    boolean oneMonth = first.equals(last);
    String rows =
        oneMonth
            ? "event_date = DATE '" + first + "'"
            : "event_date BETWEEN DATE '" + first + "' AND DATE '" + last + "'";
    // In one month all rows have one date, so the latest known value is the greatest.
    if (oneMonth) {
      kernel.execute(
          "CREATE OR REPLACE TEMP TABLE arrived AS " + grouped(rows, "max(%1$s) AS %1$s", ""));
      return;
    }
    // The fast aggregate takes any of the values of the latest month. Where a unit has two rows in
    // a month, which shows when it has more rows than months, the exact one is asked.
    kernel.execute(
        "CREATE OR REPLACE TEMP TABLE quick AS "
            + grouped(
                rows,
                "arg_max(%1$s, event_date) AS %1$s",
                ", count(*) > bit_count(bit_or(CAST(1 AS BIGINT) << date_diff('month', DATE '"
                    + first
                    + "', event_date))) AS doubled"));
    String exact =
        grouped(
            rows + " AND (" + units.by() + ") IN (SELECT unit FROM quick WHERE doubled)",
            RowPartials.latestKnown("%1$s") + " AS %1$s",
            "");
    kernel.execute(
        "CREATE OR REPLACE TEMP TABLE arrived AS SELECT * EXCLUDE (doubled) FROM quick WHERE NOT"
            + " doubled UNION ALL ("
            + exact
            + ")");
    kernel.execute("DROP TABLE quick");
  }

  private String grouped(String rows, String attribute, String more) {
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
    columns.append(
        attributes().stream()
            .map(name -> ", " + attribute.replace("%1$s", name))
            .collect(Collectors.joining()));
    return "SELECT "
        + columns
        + more
        + " FROM events WHERE "
        + rows
        + " AND ("
        + units.by()
        + ") IS NOT NULL GROUP BY ("
        + units.by()
        + ")";
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
    for (String attribute : attributes()) {
      columns.append(", coalesce(now.%1$s, was.%1$s) AS %1$s".formatted(attribute));
    }
    return "SELECT " + columns + " FROM arrived now FULL JOIN carried was ON now.unit = was.unit";
  }

  private List<String> attributes() {
    List<String> attributes = units.attributes();
    attributes.add("place");
    return attributes;
  }
}
