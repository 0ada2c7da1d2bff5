package org.commonplace.jobs.kernel;

import java.sql.SQLException;
import java.time.LocalDate;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Fills tables of the engine's own with rows that are made in Java. */
public final class TableFill {
  private TableFill() {}

  /** Adds rows. */
  @FunctionalInterface
  public interface Rows {
    /**
     * Adds them.
     *
     * @throws SQLException when the engine takes one not
     */
    void append(DuckDBAppender appender) throws SQLException;
  }

  /**
   * Adds rows to a table that is there.
   *
   * @throws IllegalStateException when the engine takes them not
   */
  public static void fill(Kernel kernel, String table, Rows rows) {
    try (DuckDBAppender appender =
        kernel.connection().unwrap(DuckDBConnection.class).createAppender(table)) {
      rows.append(appender);
    } catch (SQLException e) {
      throw new IllegalStateException("rows could not be added to the table " + table, e);
    }
  }

  /**
   * Adds one row.
   *
   * @param cells Long, Integer, Double and LocalDate as they are, anything else as text; null where
   *     there is nothing
   * @throws SQLException when the engine takes it not
   */
  public static void row(DuckDBAppender appender, Object... cells) throws SQLException {
    appender.beginRow();
    for (Object cell : cells) {
      if (cell == null) {
        appender.appendNull();
      } else if (cell instanceof Long number) {
        appender.append(number.longValue());
      } else if (cell instanceof Integer number) {
        appender.append(number.intValue());
      } else if (cell instanceof Double number) {
        appender.append(number.doubleValue());
      } else if (cell instanceof LocalDate day) {
        appender.append(day);
      } else {
        appender.append(cell.toString());
      }
    }
    appender.endRow();
  }
}
