package org.commonplace.jobs.indicators;

import java.util.List;
import org.commonplace.jobs.kernel.Kernel;

/** What is added up of the units of an indicator, as SQL. */
final class UnitMeasures {
  private UnitMeasures() {}

  /** In the order of {@link PlaceSums}. */
  static List<String> measures(IndicatorPlan plan) {
    CountSql of = plan.denominator();
    String known = plan.numerator().isKnown();
    if (of != null && of.kind() != CountSql.Kind.ONE) {
      known = "(" + known + " AND " + of.isKnown() + ")";
    }
    String numerator = plan.numerator().sum(plan.numerator().low(), known);
    String numeratorHigh = plan.numerator().sum(plan.numerator().high(), known);
    return List.of(
        numerator,
        numeratorHigh,
        plan.countsRepeats() ? squares(plan, known) : "NULL",
        of == null ? "NULL" : of.sum(of.low(), known),
        of == null ? "NULL" : of.sum(of.high(), known),
        "count(*) FILTER (WHERE " + known + ")",
        known.equals("true") ? "0" : "count(*) FILTER (WHERE NOT (" + known + "))",
        "0",
        "0",
        "NULL");
  }

  /** Over the units of one person their number's square is the sum of that number over them. */
  private static String squares(IndicatorPlan plan, String known) {
    if (plan.repeatsOf().isEmpty()) {
      return "sum(CAST((%1$s) AS DECIMAL(18,0)) * CAST((%1$s) AS DECIMAL(18,0))) FILTER (WHERE %2$s)"
          .formatted(plan.numerator().low(), known);
    }
    return "sum(repeats%d) FILTER (WHERE (%s) AND %s)"
        .formatted(plan.number(), plan.numerator().low(), known);
  }

  /** How many counted rows of the period are of the same person as this one. */
  static String repeats(IndicatorPlan plan) {
    String of = Kernel.identifier(plan.repeatsOf());
    return ", CASE WHEN "
        + of
        + " IS NULL THEN 1 ELSE count(*) FILTER (WHERE "
        + plan.numerator().low()
        + ") OVER (PARTITION BY period_start, "
        + of
        + ") END AS repeats"
        + plan.number();
  }
}
