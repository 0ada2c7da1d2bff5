package org.commonplace.jobs.release;

import java.util.Collection;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.schemas.IndicatorDefinition;

/**
 * Whether the flow of people behind an indicator adds up, judged by the published values of another
 * one (Built for Zero, data reliability): it holds when that one met its target in the period and
 * in the two months before, and fails when it missed it in any of them.
 *
 * <p>A list of people is kept for a whole community, so the root of a place's tree decides for all
 * its places. As only published values are read, no hidden one can be told from a verdict.
 */
final class FlowVerdicts {
  private FlowVerdicts() {}

  /**
   * Makes the table {@code flow} (indicator, place, period_end, flow).
   *
   * @param kernel with the table {@code place_names} (place, root)
   * @param released SQL of the released cells, from FROM on
   */
  static void create(Kernel kernel, Collection<IndicatorDefinition> definitions, String released) {
    kernel.execute("CREATE TABLE flow_rules (indicator VARCHAR, flow VARCHAR, target DOUBLE)");
    for (IndicatorDefinition definition : definitions) {
      definition.quality().flow().stream()
          .flatMap(id -> definitions.stream().filter(each -> each.id().equals(id)))
          .forEach(
              flow ->
                  kernel.execute(
                      "INSERT INTO flow_rules VALUES (?, ?, ?)",
                      definition.id(),
                      flow.id(),
                      flow.target().orElseThrow()));
    }
    kernel.execute(
        "CREATE TABLE flow AS SELECT rule.indicator, p.place, r.period_end, CASE"
            + " WHEN count(*) FILTER (r.value > rule.target) OVER months > 0 THEN 'fails'"
            + " WHEN count(*) FILTER (r.value <= rule.target) OVER months = 3 THEN 'holds'"
            + " ELSE 'unknown' END AS flow "
            + released
            + " r JOIN flow_rules rule ON rule.flow = r.indicator JOIN place_names p ON p.root ="
            + " r.place WHERE r.group_by = '' WINDOW months AS (PARTITION BY rule.indicator, p.place"
            + " ORDER BY r.period_start RANGE INTERVAL 2 MONTHS PRECEDING)");
  }
}
