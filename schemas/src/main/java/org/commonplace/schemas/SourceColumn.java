package org.commonplace.schemas;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A column as it is sent and as SQL sees it.
 *
 * @param name its name in SQL
 * @param label its label in the header as sent
 * @param aliases other labels it comes under
 * @param description what it holds; may be empty
 * @param type its type
 * @param presence whether the header and the cells must have it
 * @param formats date patterns tried in order (java.time, or {@link #EXCEL_SERIAL}); empty for ISO
 * @param decimal the decimal mark
 * @param grouping the mark between thousands; empty for none
 * @param nulls cell texts that mean no value; the empty cell always does
 * @param codes canonical value by value as sent, null for no value; empty when any value goes; the
 *     key {@link #ANY_OTHER} stands for all values not listed and as a canonical value keeps the
 *     value as sent
 * @param intervals meaning of cells that are no exact number, such as {@code <5}; when not empty,
 *     SQL also sees {@code <name>_low}, {@code <name>_high} and {@code <name>_state}
 * @param identifier scheme of the identifier, replaced by a keyed token; empty when it is none
 * @param check the check digits that are verified
 * @param personal whether it describes one person and must not leave intake as it is
 * @param min least value that is possible; negative infinity for no limit
 * @param max greatest value that is possible; positive infinity for no limit
 * @param pattern matches every whole value
 * @param width digits to pad to with zeros on the left; 0 for none
 */
public record SourceColumn(
    String name,
    String label,
    List<String> aliases,
    String description,
    Type type,
    Presence presence,
    List<String> formats,
    char decimal,
    String grouping,
    List<String> nulls,
    Map<String, String> codes,
    Map<String, Interval> intervals,
    String identifier,
    Check check,
    boolean personal,
    double min,
    double max,
    Pattern pattern,
    int width)
    implements Serializable {

  /** The pattern for days since 1899-12-30, as spreadsheets count them. */
  public static final String EXCEL_SERIAL = "excel-serial";

  /** Among the codes: every value that is not listed. */
  public static final String ANY_OTHER = "*";

  /** The logical types, in the words of the standard. */
  public enum Type {
    STRING("VARCHAR"),
    INTEGER("BIGINT"),
    NUMBER("DOUBLE"),
    DATE("DATE"),
    TIMESTAMP("TIMESTAMP"),
    BOOLEAN("BOOLEAN");

    private final String sql;

    Type(String sql) {
      this.sql = sql;
    }

    /** The SQL type in the kernel. */
    public String sql() {
      return sql;
    }
  }

  /** What must be there. */
  public enum Presence {
    /** The header has it and every cell is filled. */
    REQUIRED,
    /** The header has it; cells may be empty. */
    NULLABLE,
    /** The header may lack it; then every value is null. */
    OPTIONAL
  }

  /** Check-digit rules. */
  public enum Check {
    NONE,
    UPN,
    NHS_NUMBER,
    ULN,
    SSN,
    NPI
  }

  /** What a cell means that is no exact number. */
  public sealed interface Interval extends Serializable {

    /**
     * A value known to lie between two numbers.
     *
     * @param low least possible value
     * @param high greatest possible value
     */
    record Between(double low, double high) implements Interval {}

    /**
     * No value, and why.
     *
     * @param state the reason
     */
    record Absent(ValueState state) implements Interval {}
  }

  public SourceColumn {
    aliases = List.copyOf(aliases);
    formats = List.copyOf(formats);
    nulls = List.copyOf(nulls);
    codes = Collections.unmodifiableMap(new LinkedHashMap<>(codes));
    intervals = Collections.unmodifiableMap(new LinkedHashMap<>(intervals));
  }

  /** Whether SQL sees a keyed token instead of the value. */
  public boolean tokenised() {
    return !identifier.isEmpty();
  }
}
