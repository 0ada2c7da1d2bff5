package org.commonplace.jobs.indicators;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.commonplace.jobs.kernel.Kernel;

/**
 * The table {@code sums}: by period, base place and group the sums of all indicators with equal
 * units, side by side; and their way to the partial sums of all places.
 */
final class PlaceSums {
  /** Numerator low and high, squares, denominator low and high; parts, missing and so on. */
  private static final List<String> AMOUNTS = List.of("nl", "nh", "sq", "dl", "dh");

  private static final List<String> COUNTS = List.of("p", "m", "pr", "ng");
  private static final String NOTE = "nt";

  private final Kernel kernel;
  private final List<IndicatorPlan> plans;

  PlaceSums(Kernel kernel, List<IndicatorPlan> plans) {
    this.kernel = kernel;
    this.plans = plans;
  }

  /** Makes the empty table. */
  static void create(Kernel kernel, List<IndicatorPlan> plans) {
    StringBuilder columns = new StringBuilder();
    for (IndicatorPlan plan : plans) {
      for (String sum : AMOUNTS) {
        columns.append(", ").append(sum).append(plan.number()).append(" DECIMAL(38,6)");
      }
      for (String count : COUNTS) {
        columns.append(", ").append(count).append(plan.number()).append(" BIGINT");
      }
      columns.append(", ").append(NOTE).append(plan.number()).append(" VARCHAR");
    }
    kernel.execute(
        "CREATE OR REPLACE TEMP TABLE sums (period DATE, place VARCHAR, group_by VARCHAR,"
            + " group_value VARCHAR"
            + columns
            + ")");
  }

  /** From base places to them and all their ancestors. */
  void rollUp() {
    // A published count may be there for a place and for its parts: how far the parts are away is
    // kept, so that the nearest that are complete in themselves can be chosen.
    String distance = plans.get(0).units().isObservation() ? "l.distance" : "0";
    kernel.execute(
        "CREATE OR REPLACE TEMP TABLE place_sums AS SELECT l.ancestor AS place, period, group_by,"
            + " group_value, "
            + distance
            + " AS distance, "
            + plans.stream().flatMap(PlaceSums::totals).collect(Collectors.joining(", "))
            + " FROM sums s JOIN lineage l ON l.place = s.place GROUP BY ALL");
    for (IndicatorPlan plan : plans) {
      int n = plan.number();
      kernel.execute(
          "INSERT INTO partials SELECT %d, %d, place, period, group_by, group_value, distance, "
                  .formatted(Partials.CELL, n)
              + columns(n).collect(Collectors.joining(", "))
              + " FROM place_sums WHERE p%1$d + m%1$d > 0".formatted(n));
      kernel.execute(
          "INSERT INTO unplaced SELECT %d, sum(p%d) FROM sums WHERE group_by = ''".formatted(n, n)
              + " AND (place IS NULL OR place NOT IN (SELECT place FROM places))");
    }
  }

  private static Stream<String> columns(int n) {
    return Stream.of(AMOUNTS, COUNTS, List.of(NOTE)).flatMap(List::stream).map(each -> each + n);
  }

  private static Stream<String> totals(IndicatorPlan plan) {
    return columns(plan.number())
        .map(each -> (each.startsWith(NOTE) ? "max" : "sum") + "(%1$s) AS %1$s".formatted(each));
  }
}
