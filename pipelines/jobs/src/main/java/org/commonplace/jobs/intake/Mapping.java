package org.commonplace.jobs.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.commonplace.jobs.intake.reading.FindingCode;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.schemas.Dataset;
import org.commonplace.schemas.DatasetColumn;
import org.commonplace.schemas.DatasetMapping;

/** The SQL of one of a contract's ways to fill a dataset. */
final class Mapping {
  private final DatasetMapping mapping;
  private final Dataset dataset;
  private final Map<String, String> expressions;

  Mapping(DatasetMapping mapping, Dataset dataset) {
    this.mapping = mapping;
    this.dataset = dataset;
    this.expressions =
        mapping.columns().stream()
            .collect(
                Collectors.toMap(DatasetMapping.Column::name, DatasetMapping.Column::expression));
  }

  String table() {
    return mapping.from();
  }

  boolean fills(String column) {
    return expressions.containsKey(column);
  }

  boolean takesEveryRow() {
    return mapping.where().strip().equalsIgnoreCase("true");
  }

  boolean looksUp() {
    return !mapping.joins().isEmpty();
  }

  /** The source rows with what is looked up for them. */
  private String from() {
    StringBuilder from = new StringBuilder(Kernel.identifier(mapping.from()));
    for (DatasetMapping.Join join : mapping.joins()) {
      from.append(" LEFT JOIN (SELECT * EXCLUDE (_row, _part, ")
          .append(Context.COLUMNS)
          .append(") FROM ")
          .append(Kernel.identifier(join.table()))
          .append(") AS ")
          .append(Kernel.identifier(join.table()))
          .append(" ON (")
          .append(join.on())
          .append(")");
    }
    return from.toString();
  }

  /** SQL of a dataset column, cast to its type; null of that type when it is not filled. */
  String expression(DatasetColumn column) {
    String expression = expressions.getOrDefault(column.name(), "NULL");
    return "CAST((" + expression + ") AS " + column.type().sql() + ")";
  }

  /** A SELECT over the rows that the dataset asks for. */
  String select(String items) {
    return "SELECT " + items + " FROM " + from() + " WHERE (" + mapping.where() + ")";
  }

  /** A SELECT over all source rows. */
  String selectAll(String items) {
    return "SELECT " + items + " FROM " + from();
  }

  /** The columns that every row of the dataset has are filled by every row that is taken. */
  List<LoadedTable.Condition> conditions(LoadedTable from) {
    List<LoadedTable.Condition> conditions = new ArrayList<>();
    for (DatasetColumn column : dataset.mappedColumns()) {
      String expression = expressions.getOrDefault(column.name(), "NULL");
      if (column.required() && !from.alwaysFilled(expression)) {
        conditions.add(
            new LoadedTable.Condition(
                "(NOT coalesce(("
                    + mapping.where()
                    + "), false)) OR ("
                    + expression
                    + ") IS NOT NULL",
                dataset.name() + "." + column.name(),
                FindingKind.of(FindingCode.MISSING_VALUE)));
      }
    }
    return conditions;
  }

  /** The FROM clause of {@link #conditions}: every source row with its lookups. */
  String rowsToCheck() {
    return from();
  }
}
