package org.commonplace.jobs.indicators;

import java.util.List;
import java.util.Set;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.schemas.AgeBand;
import org.commonplace.schemas.GroupBy;

/**
 * The populations that rates are of, for every reference date.
 *
 * <p>A source may give totals, breakdowns and cross tables of one place side by side. They are told
 * apart by which of sex, age and ethnicity a row names; a cut is taken from the coarsest that names
 * all it needs, so that nobody is counted twice.
 */
final class PopulationPartials {
  private static final int SEX = 1;
  private static final int AGE = 2;
  private static final int ETHNICITY = 4;

  private final Kernel kernel;
  private final IndicatorJob job;

  PopulationPartials(Kernel kernel, IndicatorJob job) {
    this.kernel = kernel;
    this.job = job;
  }

  /** Fills {@code partials}. */
  void run() {
    List<LakeFile> files = job.files().get("population");
    if (files == null || files.isEmpty()) {
      return;
    }
    Partials.createDeliveries(kernel, files);
    kernel.execute(
        "CREATE TEMP TABLE residents AS SELECT * FROM (SELECT place, \"date\" AS reference, sex,"
            + " age_from, age_to, ethnicity, CAST(population AS DECIMAL(18,4)) AS residents,"
            + " delivery, (CASE WHEN sex IS NULL THEN 0 ELSE 1 END) + (CASE WHEN age_from IS NULL"
            + " AND age_to IS NULL THEN 0 ELSE 2 END) + (CASE WHEN ethnicity IS NULL THEN 0 ELSE 4"
            + " END) AS shape FROM "
            + Partials.scan(kernel, files)
            + " JOIN deliveries USING (file, partner, contract) WHERE place IS NOT NULL AND"
            + " population IS NOT NULL) QUALIFY delivery = max(delivery) OVER (PARTITION BY place,"
            + " reference, shape)");
    kernel.execute(
        "UPDATE residents SET place = target FROM moved WHERE moved.place = residents.place AND NOT"
            + " divided");
    kernel.execute(
        "CREATE TEMP TABLE cuts (indicator SMALLINT, place VARCHAR, reference DATE, group_by"
            + " VARCHAR, group_value VARCHAR, residents DECIMAL(38,6))");
    for (IndicatorPlan plan : job.indicators()) {
      if (plan.population() && !job.contributors().getOrDefault(plan.id(), List.of()).isEmpty()) {
        cut(plan);
      }
    }
    // A place's own figure goes before the sum of its parts; by quintile only the parts know. A
    // divided place is such a part of the one that holds what became of it.
    kernel.execute(
        "INSERT INTO partials SELECT "
            + Partials.POPULATION
            + ", indicator, ancestor, reference, group_by, group_value, 0, NULL, NULL, NULL,"
            + " sum(residents), sum(residents), 0, 0, 0, 0, NULL FROM (SELECT c.*, l.ancestor,"
            + " l.distance, min(l.distance) OVER (PARTITION BY indicator, l.ancestor, reference,"
            + " group_by) AS nearest FROM cuts c JOIN (FROM lineage UNION ALL SELECT m.place,"
            + " l.ancestor, l.distance + m.depth FROM moved m JOIN lineage l ON l.place = m.target"
            + " WHERE m.divided) l ON l.place = c.place) WHERE"
            + " distance = nearest OR group_by = 'deprivation_quintile' GROUP BY indicator,"
            + " ancestor, reference, group_by, group_value");
  }

  private void cut(IndicatorPlan plan) {
    int named = 0;
    Set<String> columns = plan.populationColumns();
    named |= columns.contains("sex") ? SEX : 0;
    named |= columns.contains("age_from") || columns.contains("age_to") ? AGE : 0;
    named |= columns.contains("ethnicity") ? ETHNICITY : 0;
    String where = plan.populationWhere().isEmpty() ? "true" : plan.populationWhere();
    insert(plan, named, "''", "''", where, "", "true");
    for (GroupBy group : plan.units().groups()) {
      switch (group) {
        case SEX -> insert(plan, named | SEX, "'sex'", "sex", where, "", "true");
        case ETHNICITY ->
            insert(plan, named | ETHNICITY, "'ethnicity'", "ethnicity", where, "", "true");
        case AGE_BAND -> {
          for (AgeBand band : plan.units().ageBands()) {
            cutBand(plan, named | AGE, where, band);
          }
        }
        case DEPRIVATION_QUINTILE ->
            insert(
                plan,
                named,
                "'deprivation_quintile'",
                "quintile",
                where,
                " JOIN places q ON q.place = residents.place AND q.leaf AND q.quintile IS NOT NULL",
                "true");
      }
    }
  }

  /** A band is there only when the rows inside it reach from its first age to its last. */
  private void cutBand(IndicatorPlan plan, int named, String where, AgeBand band) {
    boolean open = band.to() == Integer.MAX_VALUE;
    String inside =
        "coalesce(age_from, 0) >= " + band.from() + (open ? "" : " AND age_to <= " + band.to());
    String whole =
        "min(coalesce(age_from, 0)) = "
            + band.from()
            + (open ? "" : " AND max(age_to) = " + band.to());
    insert(
        plan,
        named,
        "'age_band'",
        Kernel.literal(band.label()),
        "(" + where + ") AND " + inside,
        "",
        whole);
  }

  private void insert(
      IndicatorPlan plan,
      int named,
      String groupBy,
      String groupValue,
      String where,
      String join,
      String having) {
    kernel.execute(
        "INSERT INTO cuts SELECT "
            + plan.number()
            + ", residents.place, reference, "
            + groupBy
            + ", "
            + groupValue
            + " AS group_value, sum(residents) FROM residents JOIN (SELECT place, reference,"
            + " arg_min(shape, bit_count(shape) * 8 + shape) AS shape FROM (SELECT DISTINCT place,"
            + " reference, shape FROM residents WHERE shape & "
            + named
            + " = "
            + named
            + ") GROUP BY place, reference) USING (place, reference, shape)"
            + join
            + " WHERE ("
            + where
            + ") GROUP BY residents.place, reference, group_value HAVING "
            + having);
  }
}
