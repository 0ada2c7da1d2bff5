package org.commonplace.jobs.release;

import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.schemas.IndicatorDefinition;

/** {@code download/}: the released values as tables for analysts. */
final class Downloads {
  private static final int ROW_GROUP = 122_880;

  /** Columns of every table, in order: SQL over the released cells, unit and meaning. */
  private static final List<Column> COLUMNS =
      List.of(
          new Column("indicator", "string", "i.slug", "", "Short name of the indicator."),
          new Column("indicator_name", "string", text("i.name"), "", "Name of the indicator."),
          new Column("version", "string", "r.version", "", "Version of its definition."),
          new Column("place", "string", "r.place", "", "Code of the place."),
          new Column("place_name", "string", text("p.name"), "", "Name of the place."),
          new Column("level", "string", "r.level", "", "Level of the place."),
          new Column("frequency", "string", "r.frequency", "", "Length of a period."),
          new Column("period_start", "date", "r.period_start", "", "First day that counts."),
          new Column("period_end", "date", "r.period_end", "", "Last day that counts."),
          new Column("group_by", "string", "r.group_by", "", "Breakdown; empty for all people."),
          new Column(
              "group_value", "string", text("r.group_value"), "", "Group; empty for all people."),
          new Column(
              "numerator",
              "number",
              "CASE WHEN r.numerator_low = r.numerator_high THEN r.numerator_low END",
              "count",
              "What is counted, when it is exactly known."),
          new Column(
              "denominator",
              "number",
              "CASE WHEN r.denominator_low = r.denominator_high THEN r.denominator_low END",
              "count",
              "What it is a share of, when it is exactly known."),
          new Column(
              "denominator_date",
              "date",
              "r.denominator_date",
              "",
              "Day that the residents in the denominator were counted for."),
          new Column("value", "number", "r.value", "see unit", "The indicator's value."),
          new Column("lower95", "number", "r.lower95", "see unit", "Lower 95% limit."),
          new Column("upper95", "number", "r.upper95", "see unit", "Upper 95% limit."),
          new Column("lower998", "number", "r.lower998", "see unit", "Lower 99.8% limit."),
          new Column("upper998", "number", "r.upper998", "see unit", "Upper 99.8% limit."),
          new Column("unit", "string", "i.unit", "", "Unit of value and limits."),
          new Column("state", "string", "r.state", "", "Why there is a number, or none."),
          // What else a reason says may be a small count.
          new Column(
              "reason",
              "string",
              "CASE WHEN r.state = 'too_few' THEN split_part(coalesce(r.reason, ''), ';', 1) ELSE ''"
                  + " END",
              "",
              "What there is too little of."),
          new Column(
              "comparison95",
              "string",
              "r.comparison95",
              "",
              "Against the place it lies in, at 95%."),
          new Column(
              "comparison998",
              "string",
              "r.comparison998",
              "",
              "Against the place it lies in, at 99.8%."),
          new Column(
              "spc_variation",
              "string",
              "coalesce(r.spc_point, 'not_assessed')",
              "",
              "What the control chart says of the point."),
          new Column(
              "quality", "string", "coalesce(r.quality, '')", "", "Verdict on the data behind it."),
          new Column(
              "completeness",
              "number",
              "r.completeness",
              "percent",
              "Of the deliveries or parts that it needs, those that came."),
          new Column(
              "timeliness",
              "number",
              "r.timeliness",
              "percent",
              "Of the deliveries with an agreed day, those that came by it."),
          new Column(
              "acceptance",
              "number",
              "r.acceptance",
              "percent",
              "Of the records received, those that could be used."),
          new Column(
              "denominator_months",
              "number",
              "r.denominator_months",
              "months",
              "Age of the count of residents at the end of the period."),
          new Column(
              "flow",
              "string",
              "coalesce(r.flow, '')",
              "",
              "Whether the people who came and left add up over three months."));

  private static final Map<String, String> STATES = states();

  private final Kernel kernel;
  private final String released;

  private record Column(String name, String type, String sql, String unit, String description) {}

  /** A table written. */
  record Table(String path, long rows, String description) {}

  private Downloads(Kernel kernel, String released) {
    this.kernel = kernel;
    this.released = released;
  }

  /** Text of others as it may stand in a spreadsheet: never the beginning of a formula. */
  private static String text(String sql) {
    return "regexp_replace(coalesce(" + sql + ", ''), '^([=+@\\t\\r-])', '''\\1')";
  }

  private static Map<String, String> states() {
    Map<String, String> states = new LinkedHashMap<>();
    states.put("reported", "A usable number; 0 means counted and none found.");
    states.put("provisional", "A number that may change, as data is still to come.");
    states.put("suppressed", "Hidden to protect people; no number here leads to it.");
    states.put("not_submitted", "The data was not sent.");
    states.put(
        "too_few",
        "Too few people or events for the method, or data that does not reach back far enough.");
    states.put("not_applicable", "There is nothing to count.");
    states.put("failed_validation", "The data sent did not pass its checks.");
    states.put("withheld", "Not released, or withheld by those who sent the data.");
    return states;
  }

  /**
   * Writes all tables.
   *
   * @param kernel with the tables {@code place_names} (place, name) and {@code indicator_names}
   *     (indicator, slug, name, unit)
   * @param released SQL of the released cells
   * @param folder the download folder
   * @param definitions indicators that get a file of their own
   */
  static List<Table> write(
      Kernel kernel, String released, Path folder, List<IndicatorDefinition> definitions) {
    return new Downloads(kernel, released).write(folder, definitions);
  }

  private List<Table> write(Path folder, List<IndicatorDefinition> definitions) {
    java.util.ArrayList<Table> tables = new java.util.ArrayList<>();
    long rows = kernel.writeParquet(select(""), folder.resolve("all.parquet"), ROW_GROUP);
    tables.add(new Table("download/all.parquet", rows, "All values, as Parquet"));
    csv(select(""), folder.resolve("all.csv.gz"), ", COMPRESSION gzip");
    tables.add(new Table("download/all.csv.gz", rows, "All values, as compressed CSV"));
    for (IndicatorDefinition definition : definitions) {
      String where = " WHERE r.indicator = " + Kernel.literal(definition.id());
      String name = definition.slug() + ".csv";
      csv(select(where), folder.resolve(name), "");
      tables.add(
          new Table(
              "download/" + name,
              kernel.number("SELECT count(*) FROM (" + released + ") r" + where),
              "Values of " + Words.inside(definition.name())));
    }
    String dictionary = dictionary();
    ReleaseFolder.write(
        folder.resolve("dictionary.csv"), dictionary.getBytes(StandardCharsets.UTF_8));
    tables.add(
        new Table(
            "download/dictionary.csv",
            dictionary.lines().count() - 1,
            "What the columns and states mean"));
    return tables;
  }

  private String select(String where) {
    StringBuilder columns = new StringBuilder();
    for (Column column : COLUMNS) {
      columns
          .append(columns.isEmpty() ? "" : ", ")
          .append(column.sql())
          .append(" AS ")
          .append(column.name());
    }
    return "SELECT "
        + columns
        + " FROM ("
        + released
        + ") r JOIN indicator_names i USING (indicator) LEFT JOIN place_names p ON p.place ="
        + " r.place"
        + where
        + " ORDER BY i.slug, r.place, r.period_end, r.period_start, r.group_by, r.group_value";
  }

  private void csv(String select, Path target, String options) {
    StringBuilder columns = new StringBuilder();
    for (Column column : COLUMNS) {
      String name = column.name();
      // A count is written as one: 12, not 12.0.
      columns
          .append(columns.isEmpty() ? "" : ", ")
          .append(
              column.type().equals("number")
                  ? "CASE WHEN "
                      + name
                      + " = floor("
                      + name
                      + ") THEN CAST(CAST("
                      + name
                      + " AS HUGEINT) AS VARCHAR) ELSE CAST("
                      + name
                      + " AS VARCHAR) END AS "
                      + name
                  : name);
    }
    kernel.execute(
        "COPY (SELECT "
            + columns
            + " FROM ("
            + select
            + ")) TO "
            + Kernel.literal(target.toString())
            + " (FORMAT csv, HEADER true"
            + options
            + ")");
  }

  private static String dictionary() {
    StringWriter out = new StringWriter();
    try (de.siegmar.fastcsv.writer.CsvWriter csv =
        de.siegmar.fastcsv.writer.CsvWriter.builder()
            .lineDelimiter(de.siegmar.fastcsv.writer.LineDelimiter.LF)
            .build(out)) {
      csv.writeRecord("file", "column", "type", "unit", "description", "values", "null_means");
      for (String file : List.of("csv", "parquet")) {
        for (Column column : COLUMNS) {
          csv.writeRecord(
              file,
              column.name(),
              column.type(),
              column.unit(),
              column.description(),
              values(column.name()),
              nullMeans(column));
        }
      }
      STATES.forEach(
          (state, meaning) ->
              csv.writeRecord("csv", "state=" + state, "word", "", meaning, state, ""));
    } catch (java.io.IOException e) {
      throw new UncheckedIOException("cannot write the dictionary", e);
    }
    return out.toString();
  }

  private static String nullMeans(Column column) {
    if (!column.type().equals("number")) {
      return column.name().equals("denominator_date") ? "It is no rate of residents." : "";
    }
    return switch (column.name()) {
      case "completeness", "timeliness", "acceptance", "denominator_months" ->
          "There is nothing that it could be of.";
      default -> "No number: the column state says why.";
    };
  }

  private static String values(String column) {
    return switch (column) {
      case "state" -> String.join("|", STATES.keySet());
      case "comparison95", "comparison998" -> "better|worse|higher|lower|similar|not_compared";
      case "spc_variation" ->
          "improvement|concern|neutral_high|neutral_low|common_cause|not_assessed";
      case "quality" -> "good|care|withheld";
      case "flow" -> "holds|fails|unknown";
      case "frequency" -> "day|week|month|quarter|year";
      case "group_by" -> "|sex|age_band|ethnicity|deprivation_quintile";
      case "unit" -> "percent|per_1000|per_10000|per_100000|count|days|ratio";
      default -> "";
    };
  }
}
