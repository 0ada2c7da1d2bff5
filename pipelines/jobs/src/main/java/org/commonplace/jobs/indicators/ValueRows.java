package org.commonplace.jobs.indicators;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.kernel.TableFill;
import org.commonplace.methods.interval.Span;
import org.duckdb.DuckDBAppender;

/** The table of values in its final form. */
final class ValueRows {
  /** Every row in the order of the file; the columns sorted by are a key. */
  static final String SORTED =
      "SELECT * FROM value_rows ORDER BY indicator, version, place, frequency, period_start,"
          + " group_by, group_value";

  private static final int QUALITY_COLUMNS = 5;

  private final Kernel kernel;

  ValueRows(Kernel kernel) {
    this.kernel = kernel;
    kernel.execute(
        "CREATE TEMP TABLE value_rows (indicator VARCHAR, version VARCHAR, place VARCHAR, level"
            + " VARCHAR, frequency VARCHAR, period_start DATE, period_end DATE, group_by VARCHAR,"
            + " group_value VARCHAR, numerator_low DOUBLE, numerator_high DOUBLE, denominator_low"
            + " DOUBLE, denominator_high DOUBLE, denominator_public BOOLEAN, denominator_date DATE,"
            + " numerator_squares DOUBLE, value DOUBLE,"
            + " value_low DOUBLE, value_high DOUBLE, lower95 DOUBLE, upper95 DOUBLE, lower998"
            + " DOUBLE, upper998 DOUBLE, state VARCHAR, reason VARCHAR, parent VARCHAR,"
            + " parent_value DOUBLE, comparison95 VARCHAR, comparison998 VARCHAR, spc_mean DOUBLE,"
            + " spc_lower DOUBLE, spc_upper DOUBLE, spc_point VARCHAR, spc_variation VARCHAR,"
            + " spc_assurance VARCHAR, quality VARCHAR, completeness DOUBLE, timeliness DOUBLE,"
            + " acceptance DOUBLE, denominator_months DOUBLE, series_break BOOLEAN)");
  }

  /** Adds the rows of an indicator's places. */
  void add(IndicatorPlan plan, PlaceTree places, List<ValueRow> rows) {
    TableFill.fill(
        kernel,
        "value_rows",
        appender -> {
          for (ValueRow row : rows) {
            append(appender, plan, places.places().get(row.series.place()), row);
          }
        });
  }

  private static void append(
      DuckDBAppender appender, IndicatorPlan plan, PlaceRow place, ValueRow row)
      throws SQLException {
    appender.beginRow();
    appender.append(plan.id());
    appender.append(plan.version());
    appender.append(place.code());
    appender.append(place.level());
    appender.append(plan.units().frequency().code());
    appender.append(row.period.start());
    appender.append(row.period.end());
    appender.append(row.series.groupBy());
    appender.append(row.series.groupValue());
    number(appender, row.numeratorLow);
    number(appender, row.numeratorHigh);
    number(appender, row.denominatorLow);
    number(appender, row.denominatorHigh);
    appender.append(plan.population());
    appender.append(row.denominatorDate);
    number(appender, row.numeratorSquares);
    number(appender, row.value());
    Span value = row.estimate == null ? Span.NONE : row.estimate.value();
    Span limits95 = row.estimate == null ? Span.NONE : row.estimate.limits95();
    Span limits998 = row.estimate == null ? Span.NONE : row.estimate.limits998();
    number(appender, value.low());
    number(appender, value.high());
    number(appender, limits95.low());
    number(appender, limits95.high());
    number(appender, limits998.low());
    number(appender, limits998.high());
    appender.append(row.state);
    appender.append(row.reason.isEmpty() ? null : row.reason);
    appender.append(place.parent().isEmpty() ? null : place.parent());
    number(appender, row.parent == null ? Double.NaN : row.parent.value());
    appender.append(row.comparison95);
    appender.append(row.comparison998);
    number(appender, row.phase == null ? Double.NaN : row.phase.mean());
    number(appender, row.phase == null ? Double.NaN : row.phase.lower());
    number(appender, row.phase == null ? Double.NaN : row.phase.upper());
    appender.append(row.point == null ? null : row.point.name().toLowerCase(Locale.ROOT));
    appender.append(row.variation);
    appender.append(row.assurance);
    quality(appender, row.quality);
    appender.append(row.isBreak);
    appender.endRow();
  }

  private static void quality(DuckDBAppender appender, NumberQuality quality) throws SQLException {
    if (quality == null) {
      for (int column = 0; column < QUALITY_COLUMNS; column++) {
        appender.appendNull();
      }
      return;
    }
    appender.append(quality.verdict().name().toLowerCase(Locale.ROOT));
    number(appender, quality.completeness());
    number(appender, quality.timeliness());
    number(appender, quality.acceptance());
    number(appender, quality.denominatorMonths());
  }

  private static void number(DuckDBAppender appender, double value) throws SQLException {
    if (Double.isNaN(value)) {
      appender.appendNull();
    } else {
      // Minus zero and zero would be two values in the file.
      appender.append(value == 0 ? 0.0 : value);
    }
  }
}
