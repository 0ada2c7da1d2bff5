package org.commonplace.schemas;

/** The types of dataset columns and what the kernel calls them. */
public enum DatasetType {
  STRING("VARCHAR"),
  INT("INTEGER"),
  LONG("BIGINT"),
  DOUBLE("DOUBLE"),
  BOOLEAN("BOOLEAN"),
  DATE("DATE");

  private final String sql;

  DatasetType(String sql) {
    this.sql = sql;
  }

  /** The SQL type in the kernel. */
  public String sql() {
    return sql;
  }
}
