package org.commonplace.jobs.indicators;

import java.util.List;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.kernel.TableFill;
import org.commonplace.schemas.IndicatorWindow;

/** The periods that are counted, as a table, and which events count towards which. */
final class CountedPeriods {
  private CountedPeriods() {}

  /** Makes the table {@code periods}. */
  static void create(Kernel kernel, List<Periods.Period> periods) {
    kernel.execute(
        "CREATE OR REPLACE TEMP TABLE periods (period_start DATE, period_end DATE, first_day"
            + " DATE)");
    TableFill.fill(
        kernel,
        "periods",
        appender -> {
          for (Periods.Period period : periods) {
            appender.beginRow();
            appender.append(period.start());
            appender.append(period.end());
            appender.append(period.firstDay());
            appender.endRow();
          }
        });
  }

  /** First day of the period in which an event lies. */
  static String start(UnitPlan units) {
    return "CAST(date_trunc('" + units.frequency().code() + "', event_date) AS DATE)";
  }

  /** Events with each period they count towards. */
  static String withEvents(UnitPlan units) {
    if (units.window() == IndicatorWindow.OPEN_IN_PERIOD) {
      return "events JOIN periods ON open_from <= period_end AND (open_to IS NULL OR open_to >="
          + " period_start)";
    }
    if (units.isStock()) {
      return "events JOIN periods ON open_from <= period_end AND (open_to IS NULL OR open_to >"
          + " period_end)";
    }
    if (units.window() == IndicatorWindow.PERIOD) {
      return "events JOIN periods ON period_start = " + start(units);
    }
    return "events JOIN periods ON event_date BETWEEN first_day AND period_end";
  }
}
