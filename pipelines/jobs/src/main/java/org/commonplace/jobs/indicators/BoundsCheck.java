package org.commonplace.jobs.indicators;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.commonplace.jobs.kernel.ExpressionCheck;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.schemas.DatasetColumn;
import org.commonplace.schemas.IndicatorDefinition;

/**
 * Whether a proportion can exceed its bounds: looks for a unit that adds more to the numerator than
 * to the denominator, or less than nothing.
 */
final class BoundsCheck {
  private final Kernel kernel;
  private final ExpressionCheck check;

  BoundsCheck(Kernel kernel, ExpressionCheck check) {
    this.kernel = kernel;
    this.check = check;
  }

  /**
   * A unit that breaks the bounds, in words; empty when none was found.
   *
   * @param dataset the columns of the dataset
   */
  Optional<String> counterexample(
      IndicatorDefinition definition, IndicatorPlan plan, List<DatasetColumn> dataset) {
    CountSql of = plan.denominator();
    if (of == null
        || (of.kind() == CountSql.Kind.ONE && isTruth(plan.numerator()))
        || isCountOfPart(plan)) {
      return Optional.empty();
    }
    String broken =
        "(%1$s) IS NOT NULL AND (%2$s) IS NOT NULL AND (CAST((%1$s) AS DOUBLE) > CAST((%2$s) AS"
            + " DOUBLE) OR CAST((%3$s) AS DOUBLE) < 0)";
    return UnitGrid.of(kernel, check, definition, plan, dataset)
        .flatMap(
            units ->
                units.first(
                    broken.formatted(plan.numerator().high(), of.low(), plan.numerator().low())));
  }

  private static boolean isTruth(CountSql count) {
    return count.kind() == CountSql.Kind.TRUTH || count.kind() == CountSql.Kind.ONE;
  }

  /** A filtered count of rows against the count of the same rows. */
  private static boolean isCountOfPart(IndicatorPlan plan) {
    Map<String, String> aggregates = new LinkedHashMap<>();
    for (AggregateSql each : plan.units().aggregates()) {
      aggregates.put(each.name(), plain(each.sql()));
    }
    String part = aggregates.get(plan.numerator().high());
    String whole = plan.denominator() == null ? null : aggregates.get(plan.denominator().low());
    return part != null
        && whole != null
        && whole.startsWith("count(")
        && part.startsWith(whole + " filter (where ");
  }

  private static String plain(String sql) {
    return sql.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }
}
