package org.commonplace.jobs.homelessness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.schemas.DefinitionFile;
import org.commonplace.schemas.Problems;
import org.commonplace.schemas.YamlNode;

/**
 * Reads the definitions of the report tables.
 *
 * <p>A table has {@code reports}, {@code header}, {@code columns}, {@code of}, {@code where} and
 * {@code rows}. A column is a label and an SQL condition, a row a label and one of: a condition,
 * whose cells count the rows where it and the column's hold; {@code cell}, an aggregate in which
 * {@code $column} stands for the column's condition; {@code cells}, an aggregate for each cell; or
 * nothing, for a row of empty cells. {@code only} names the columns that are filled. Columns and
 * rows that several tables share are named and lie in {@code sets}.
 */
final class ReportTables {
  private static final String FOLDER = "reports/hmis-fy2022";
  private static final Set<String> TABLE =
      Set.of("about", "reports", "header", "columns", "of", "where", "rows");
  private static final Set<String> ROW = Set.of("where", "cell", "cells", "only");

  private final Problems problems = new Problems();
  private final SortedMap<String, YamlNode> sets = new TreeMap<>();

  private ReportTables() {}

  /** Every table that is defined, by its file's name. */
  static List<ReportTable> shipped() {
    ReportTables reader = new ReportTables();
    for (DefinitionFile file : DefinitionFile.shipped(FOLDER + "/sets", ".yaml")) {
      YamlNode.parse(file, reader.problems)
          .ifPresent(node -> reader.sets.put(name(file.path()), node));
    }
    List<ReportTable> tables = new ArrayList<>();
    for (DefinitionFile file : DefinitionFile.shipped(FOLDER + "/tables", ".yaml")) {
      YamlNode.parse(file, reader.problems)
          .ifPresent(node -> tables.add(reader.table(name(file.path()), node)));
    }
    reader.problems.throwIfAny();
    return tables;
  }

  /** The statements that make the base tables, in their order. */
  static List<String> base() {
    return SqlFiles.statements(FOLDER + "/base");
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1, path.lastIndexOf('.'));
  }

  private ReportTable table(String id, YamlNode node) {
    rejectUnknown(node, TABLE);
    Set<String> kinds = new LinkedHashSet<>();
    node.field("reports").ifPresent(list -> list.items().forEach(each -> kinds.add(each.text())));
    Map<String, String> columns = new LinkedHashMap<>();
    entries(node, "columns").forEach((label, condition) -> columns.put(label, condition.text()));
    List<String> header = new ArrayList<>();
    node.field("header")
        .ifPresent(
            label -> {
              header.add(label.text());
              header.addAll(columns.keySet());
            });
    List<ReportTable.Row> rows = new ArrayList<>();
    entries(node, "rows").forEach((label, row) -> rows.add(row(label, row, columns)));
    return new ReportTable(
        id,
        kinds,
        header,
        node.field("of").map(YamlNode::text).orElse("persons"),
        node.field("where").map(YamlNode::text).orElse("true"),
        rows);
  }

  /** The fields of a mapping, given in place or as the name of a set. */
  private Map<String, YamlNode> entries(YamlNode table, String field) {
    YamlNode given = table.field(field).orElse(null);
    if (given == null) {
      problems.add(table, "has no " + field);
      return Map.of();
    }
    if (given.kind() != YamlNode.Kind.SCALAR) {
      return given.fields();
    }
    if (!sets.containsKey(given.text())) {
      problems.add(given, "there is no set " + given.text(), String.join(", ", sets.keySet()));
      return Map.of();
    }
    return sets.get(given.text()).fields();
  }

  private ReportTable.Row row(String label, YamlNode row, Map<String, String> columns) {
    List<String> cells = new ArrayList<>();
    cells.add(Kernel.literal(label));
    if (row.kind() == YamlNode.Kind.MAPPING && row.field("cells").isPresent()) {
      rejectUnknown(row, ROW);
      List<YamlNode> given = row.field("cells").orElseThrow().items();
      if (given.size() == columns.size() + 1) {
        cells.clear();
      } else if (given.size() != columns.size()) {
        problems.add(row, "has " + given.size() + " cells", columns.size() + " cells");
      }
      given.forEach(each -> cells.add(each.text()));
      return new ReportTable.Row(cells);
    }
    columns.forEach((name, condition) -> cells.add(cell(row, name, condition)));
    return new ReportTable.Row(cells);
  }

  private String cell(YamlNode row, String column, String condition) {
    if (row.kind() == YamlNode.Kind.SCALAR) {
      return count(row.text(), condition);
    }
    if (row.kind() != YamlNode.Kind.MAPPING) {
      return "";
    }
    rejectUnknown(row, ROW);
    boolean filled =
        row.field("only")
            .map(list -> list.items().stream().anyMatch(each -> each.text().equals(column)))
            .orElse(true);
    if (!filled) {
      return "";
    }
    return row.field("cell")
        .map(cell -> cell.text().replace("$column", "(" + condition + ")"))
        .orElseGet(() -> count(row.field("where").map(YamlNode::text).orElse("true"), condition));
  }

  private static String count(String where, String condition) {
    return "count(*) FILTER ((" + where + ") AND (" + condition + "))";
  }

  private void rejectUnknown(YamlNode node, Set<String> known) {
    for (Map.Entry<String, YamlNode> field : node.fields().entrySet()) {
      if (!known.contains(field.getKey())) {
        problems.add(
            field.getValue(), "is not known here", String.join(", ", new TreeSet<>(known)));
      }
    }
  }
}
