package org.commonplace.schemas;

import java.io.Serializable;
import java.util.List;

/**
 * How rows of a source table become rows of a dataset.
 *
 * @param name its name in the contract
 * @param dataset the dataset that receives the rows
 * @param from the source table; one row gives at most one row
 * @param where SQL filter over the source columns; {@code true} for every row
 * @param joins tables of the same delivery that are looked up
 * @param columns the dataset columns that are filled; all others are null
 */
public record DatasetMapping(
    String name, String dataset, String from, String where, List<Join> joins, List<Column> columns)
    implements Serializable {

  /**
   * A left join to a table with at most one matching row.
   *
   * @param table name of the source table, which qualifies its columns
   * @param on SQL condition
   */
  public record Join(String table, String on) implements Serializable {}

  /**
   * A filled column.
   *
   * @param name the dataset's column
   * @param expression SQL scalar expression over the source columns
   */
  public record Column(String name, String expression) implements Serializable {}

  public DatasetMapping {
    joins = List.copyOf(joins);
    columns = List.copyOf(columns);
  }
}
