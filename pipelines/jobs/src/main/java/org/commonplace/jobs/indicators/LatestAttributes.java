package org.commonplace.jobs.indicators;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.commonplace.jobs.kernel.Kernel;

/**
 * People's latest known place and groups, by one number a row: its day, then a code of all its
 * attributes together. The greatest of a person's rows is that of the latest, and is found several
 * times faster than the latest of each attribute.
 *
 * <p>It is not enough for a person whose attributes are known in some rows only, or differ on one
 * day: those people's are looked up one by one.
 */
final class LatestAttributes {
  /** The greatest number of some rows. */
  static final String LATEST =
      "max(CAST(event_date - DATE '1970-01-01' AS BIGINT) * 4294967296 + attributes_code)";

  /** Only people whose attributes have to be looked up one by one. */
  static final String CHANGING = " AND person IN (SELECT person FROM changing)";

  /** All others. */
  static final String OTHERS = " AND person NOT IN (SELECT person FROM changing)";

  private final Kernel kernel;
  private final SortedSet<String> attributes;

  /** The date that {@code changing} was made for. */
  private String madeFor = "";

  private LatestAttributes(Kernel kernel, SortedSet<String> attributes) {
    this.kernel = kernel;
    this.attributes = attributes;
  }

  /** Whether the units are people. */
  static boolean fit(UnitPlan units) {
    return units.by().equals("person");
  }

  /** Adds the codes to the table {@code bucket_rows}. */
  static LatestAttributes code(Kernel kernel, Collection<UnitPlan> plans) {
    SortedSet<String> attributes = new TreeSet<>();
    attributes.add("place");
    plans.stream()
        .filter(LatestAttributes::fit)
        .forEach(units -> attributes.addAll(units.attributes()));
    kernel.execute(
        "CREATE TEMP TABLE attribute_codes AS SELECT *, row_number() OVER () AS attributes_code FROM"
            + " (SELECT DISTINCT "
            + Partials.names(attributes)
            + " FROM bucket_rows)");
    kernel.execute(
        "CREATE TEMP TABLE coded_rows AS SELECT r.*, c.attributes_code FROM bucket_rows r JOIN"
            + " attribute_codes c ON "
            + attributes.stream()
                .map(each -> "r.%1$s IS NOT DISTINCT FROM c.%1$s".formatted(each))
                .collect(Collectors.joining(" AND ")));
    kernel.execute("DROP TABLE bucket_rows");
    kernel.execute("ALTER TABLE coded_rows RENAME TO bucket_rows");
    return new LatestAttributes(kernel, attributes);
  }

  /** Makes the table {@code changing}; says whether anybody is in it. */
  boolean findChanging(UnitPlan units) {
    if (!madeFor.equals(units.date())) {
      madeFor = units.date();
      String known =
          attributes.stream()
              .map(each -> ", count(%1$s) AS known_%1$s".formatted(each))
              .collect(Collectors.joining());
      String partly =
          attributes.stream()
              .map(each -> " OR sum(known_%1$s) NOT IN (0, sum(rows))".formatted(each))
              .collect(Collectors.joining());
      kernel.execute(
          "CREATE OR REPLACE TEMP TABLE changing AS SELECT person FROM (SELECT person, count(*) AS"
              + " rows, min(attributes_code) AS least, max(attributes_code) AS most"
              + known
              + " FROM bucket_rows WHERE person IS NOT NULL GROUP BY person, CAST((\n"
              + units.date()
              + "\n) AS DATE)) GROUP BY person HAVING bool_or(least <> most)"
              + partly);
    }
    return kernel.number("SELECT count(*) FROM changing") > 0;
  }

  /** Units with their attributes instead of the number {@code latest}. */
  String decoded(String units) {
    return "(SELECT * EXCLUDE (latest, attributes_code) FROM "
        + units
        + " JOIN attribute_codes ON attributes_code = latest & 4294967295)";
  }
}
