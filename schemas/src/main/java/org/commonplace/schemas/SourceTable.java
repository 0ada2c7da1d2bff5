package org.commonplace.schemas;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A table as it is sent.
 *
 * @param name its name in SQL
 * @param description what one row is; may be empty
 * @param fileName matches the whole name of its file when a delivery has several tables
 * @param optional whether a delivery may come without it
 * @param duplicates what an exact repetition of a row is
 * @param key columns that together occur once; empty when nothing is unique
 * @param unpivot how columns become rows; {@link Unpivot#NONE} when they do not
 * @param skipRows found in the first cell of rows that are no records: totals, notes
 * @param columns the columns as SQL sees them
 * @param rules what must hold in every row
 */
public record SourceTable(
    String name,
    String description,
    Pattern fileName,
    boolean optional,
    Duplicates duplicates,
    List<String> key,
    Unpivot unpivot,
    List<Pattern> skipRows,
    List<SourceColumn> columns,
    List<RowRule> rules)
    implements Serializable {

  /** What an exact repetition of an earlier row is. */
  public enum Duplicates {
    /** A slip: counted as duplicate and left out. */
    REJECT,
    /** A record of its own. */
    ALLOW
  }

  /**
   * Turns the columns whose label matches into rows, one per matching column, with all other
   * columns repeated. Both target columns are declared among the table's columns, which gives them
   * types, codes and intervals; they are not looked for in the header.
   *
   * @param labels matches the whole label as sent; its first group goes to {@code name}
   * @param name column that receives what the group matched
   * @param value column that receives the cell
   */
  public record Unpivot(Pattern labels, String name, String value) implements Serializable {
    /** No column becomes a row. */
    public static final Unpivot NONE = new Unpivot(Pattern.compile("(?!)"), "", "");

    public boolean given() {
      return !name.isEmpty();
    }
  }

  /**
   * A rule over the typed columns of one row.
   *
   * @param code upper-case name of the finding
   * @param expression SQL that must not be false; unknown (null) passes
   * @param message what is wrong and what to do, in plain words
   * @param severity whether the row is kept
   */
  public record RowRule(String code, String expression, String message, Severity severity)
      implements Serializable {}

  /** What becomes of a row that breaks a rule. */
  public enum Severity {
    /** The row is rejected. */
    ERROR,
    /** The row is accepted and the finding reported. */
    NOTE
  }

  public SourceTable {
    key = List.copyOf(key);
    skipRows = List.copyOf(skipRows);
    columns = List.copyOf(columns);
    rules = List.copyOf(rules);
  }

  /** The column of this name. */
  public Optional<SourceColumn> column(String column) {
    return columns.stream().filter(each -> each.name().equals(column)).findFirst();
  }

  /** The columns that are looked for in the header: all but the targets of {@code unpivot}. */
  public List<SourceColumn> headerColumns() {
    return columns.stream()
        .filter(each -> !each.name().equals(unpivot.name()) && !each.name().equals(unpivot.value()))
        .toList();
  }
}
