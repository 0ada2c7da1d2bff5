package org.commonplace.jobs.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.commonplace.jobs.intake.reading.FindingCode;
import org.commonplace.jobs.intake.reading.Relation;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.schemas.SourceColumn;

/**
 * The SQL of one source column: from the cell's text to typed values, and what is wrong with it.
 *
 * <p>Three layers of SELECT use it: {@link #text} names the trimmed text {@code t_<name>}, {@link
 * #values} the typed values, {@link #problem} the finding.
 */
final class TypedColumn {
  private static final String WHOLE_NUMBER = "'[+-]?[0-9]{1,18}(\\.0*)?'";

  private final SourceColumn column;
  private final String zone;
  private final List<String> formats;
  private final String text;
  private final Source source;

  TypedColumn(SourceColumn column, String zone, Source source) {
    this(column, zone, source, column.formats());
  }

  /**
   * @param settled the date patterns that hold for the file
   */
  TypedColumn(SourceColumn column, String zone, Source source, List<String> settled) {
    this.column = column;
    this.zone = zone;
    this.source = source;
    this.text = Kernel.identifier("t_" + column.name());
    List<String> patterns = new ArrayList<>(settled);
    if (source == Source.TYPED && !patterns.isEmpty()) {
      patterns.addAll(isoForms(column.type()));
    }
    this.formats = List.copyOf(patterns);
  }

  /** Where cells come from. */
  enum Source {
    /** Text as the sender wrote it. */
    TEXT,
    /** A container with types of its own, whose dates arrive in ISO form. */
    TYPED
  }

  private static List<String> isoForms(SourceColumn.Type type) {
    return switch (type) {
      case DATE -> List.of("yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss");
      case TIMESTAMP -> List.of("yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd");
      case STRING, INTEGER, NUMBER, BOOLEAN -> List.of();
    };
  }

  SourceColumn column() {
    return column;
  }

  /** Name of the trimmed text. */
  String textName() {
    return text;
  }

  /** Text of a cell without outer white space, null for every way of writing "no value". */
  String text(String cell, Relation.Spacing spacing) {
    String trimmed =
        switch (spacing) {
          case TRIMMED -> cell;
          case PADDED -> "nullif(trim(" + cell + ", ' \t'), '')";
        };
    List<String> nulls =
        column.nulls().stream().map(String::strip).filter(each -> !each.isEmpty()).toList();
    if (nulls.isEmpty()) {
      return trimmed;
    }
    return "CASE WHEN "
        + trimmed
        + " IN ("
        + String.join(", ", nulls.stream().map(Kernel::literal).toList())
        + ") THEN NULL ELSE "
        + trimmed
        + " END";
  }

  /** The SELECT items of the typed values; an identifier stays text, until it is a token. */
  List<String> values() {
    String name = Kernel.identifier(column.name());
    if (column.intervals().isEmpty()) {
      return List.of(value() + " AS " + name);
    }
    String exact = "CASE WHEN " + isInterval() + " THEN NULL ELSE " + value() + " END";
    return List.of(
        exact + " AS " + name,
        bound(Bound.LOW) + " AS " + Kernel.identifier(column.name() + "_low"),
        bound(Bound.HIGH) + " AS " + Kernel.identifier(column.name() + "_high"),
        state() + " AS " + Kernel.identifier(column.name() + "_state"));
  }

  /** The SQL types of the names that SQL sees of this column. */
  Map<String, String> declared() {
    String type = column.tokenised() ? "VARCHAR" : column.type().sql();
    String name = column.name();
    Map<String, String> declared = new LinkedHashMap<>();
    declared.put(name, type);
    if (!column.intervals().isEmpty()) {
      declared.put(name + "_low", type);
      declared.put(name + "_high", type);
      declared.put(name + "_state", "VARCHAR");
    }
    return declared;
  }

  /** The same as column definitions. */
  List<String> declarations() {
    return declared().entrySet().stream()
        .map(each -> Kernel.identifier(each.getKey()) + " " + each.getValue())
        .toList();
  }

  /** The names that SQL sees of this column, quoted. */
  List<String> names() {
    return declared().keySet().stream().map(Kernel::identifier).toList();
  }

  /**
   * SQL that gives the name of a {@link FindingCode}, or null when the cell is right. May name the
   * typed values.
   */
  String problem() {
    String value = Kernel.identifier(column.name());
    List<String> cases = new ArrayList<>();
    if (column.presence() == SourceColumn.Presence.REQUIRED) {
      cases.add("WHEN " + text + " IS NULL THEN " + named(FindingCode.MISSING_VALUE));
    }
    String known = column.intervals().isEmpty() ? "" : " AND NOT (" + isInterval() + ")";
    if (!column.codes().isEmpty() && !column.codes().containsKey(SourceColumn.ANY_OTHER)) {
      cases.add(
          "WHEN "
              + text
              + " IS NOT NULL"
              + known
              + " AND lower("
              + text
              + ") NOT IN ("
              + String.join(
                  ", ", column.codes().keySet().stream().map(TypedColumn::folded).toList())
              + ") THEN "
              + named(FindingCode.CONSTRAINT_ERROR));
    } else if (column.codes().isEmpty() && column.type() != SourceColumn.Type.STRING) {
      cases.add(
          "WHEN "
              + text
              + " IS NOT NULL"
              + known
              + " AND "
              + value
              + " IS NULL THEN "
              + named(FindingCode.TYPE_ERROR));
    }
    String outside = outside(value);
    if (!outside.isEmpty()) {
      cases.add("WHEN " + outside + " THEN " + named(FindingCode.CONSTRAINT_ERROR));
    }
    if (cases.isEmpty()) {
      return "NULL";
    }
    return "CASE " + String.join(" ", cases) + " END";
  }

  /**
   * SQL that is true when {@link #problem} gives a finding, and much cheaper to find out for the
   * many rows without one. May be null instead of false.
   */
  String wrong() {
    String value = Kernel.identifier(column.name());
    boolean required = column.presence() == SourceColumn.Presence.REQUIRED;
    List<String> conditions = new ArrayList<>();
    if (column.codes().isEmpty() && column.intervals().isEmpty() && required) {
      conditions.add(value + " IS NULL");
    } else {
      if (required) {
        conditions.add(text + " IS NULL");
      }
      // A typed value is missing where the cell is not: mostly the whole of the matter.
      conditions.add(
          "("
              + text
              + " IS NOT NULL AND "
              + value
              + " IS NULL AND ("
              + problem()
              + ") IS NOT NULL)");
    }
    String outside = outside(value);
    if (!outside.isEmpty()) {
      conditions.add(outside);
    }
    return String.join(" OR ", conditions);
  }

  private static String named(FindingCode code) {
    return Kernel.literal(code.name());
  }

  private String outside(String value) {
    List<String> conditions = new ArrayList<>();
    boolean numeric =
        column.type() == SourceColumn.Type.INTEGER || column.type() == SourceColumn.Type.NUMBER;
    if (numeric && Double.isFinite(column.min())) {
      conditions.add(value + " < " + number(column.min()));
    }
    if (numeric && Double.isFinite(column.max())) {
      conditions.add(value + " > " + number(column.max()));
    }
    if (!matchesAll(column.pattern().pattern())) {
      conditions.add(
          "NOT regexp_full_match("
              + text
              + ", "
              + Kernel.literal(column.pattern().pattern())
              + ")");
    }
    return String.join(" OR ", conditions);
  }

  private static boolean matchesAll(String pattern) {
    return pattern.isEmpty() || pattern.equals(".*") || pattern.equals("(?s).*");
  }

  private String value() {
    if (column.tokenised()) {
      return padded(text);
    }
    if (!column.codes().isEmpty()) {
      String canonical = canonical();
      return column.type() == SourceColumn.Type.STRING
          ? canonical
          : "try_cast(" + canonical + " AS " + column.type().sql() + ")";
    }
    return switch (column.type()) {
      case STRING -> padded(text);
      case INTEGER -> integer();
      case NUMBER -> decimal();
      case DATE -> DateFormats.date(text, formats);
      case TIMESTAMP -> DateFormats.timestamp(text, formats, zone);
      case BOOLEAN -> truth();
    };
  }

  private String padded(String value) {
    if (column.width() == 0) {
      return value;
    }
    return "CASE WHEN length("
        + value
        + ") < "
        + column.width()
        + " AND regexp_full_match("
        + value
        + ", '[0-9]+') THEN lpad("
        + value
        + ", "
        + column.width()
        + ", '0') ELSE "
        + value
        + " END";
  }

  private String canonical() {
    // Every branch may be null, which alone has no type.
    return "CAST(" + mapped() + " AS VARCHAR)";
  }

  private String mapped() {
    StringBuilder sql = new StringBuilder("CASE lower(").append(text).append(")");
    String other = null;
    for (Map.Entry<String, String> code : column.codes().entrySet()) {
      if (code.getKey().equals(SourceColumn.ANY_OTHER)) {
        other = code.getValue();
        continue;
      }
      sql.append(" WHEN ")
          .append(folded(code.getKey()))
          .append(" THEN ")
          .append(sql(code.getValue()));
    }
    if (other != null) {
      sql.append(" ELSE CASE WHEN ").append(text).append(" IS NOT NULL THEN ").append(sql(other));
      sql.append(" END");
    }
    // At least one branch, for a list that holds nothing but the star.
    return column.codes().size() == 1 && column.codes().containsKey(SourceColumn.ANY_OTHER)
        ? "CASE WHEN " + text + " IS NOT NULL THEN " + sql(other) + " END"
        : sql.append(" END").toString();
  }

  /** A canonical value; the star stands for the value as sent. */
  private String sql(String value) {
    if (value == null) {
      return "NULL";
    }
    return value.equals(SourceColumn.ANY_OTHER) ? text : Kernel.literal(value);
  }

  private static String folded(String code) {
    return Kernel.literal(code.strip().toLowerCase(Locale.ROOT));
  }

  private String numeral() {
    String numeral = text;
    if (!column.grouping().isEmpty()) {
      numeral = "replace(" + numeral + ", " + Kernel.literal(column.grouping()) + ", '')";
    }
    if (column.decimal() != '.' && source == Source.TEXT) {
      // A point is then no decimal mark: 1.5 must fail, not become 15 or 1.5.
      numeral =
          "replace(replace("
              + numeral
              + ", '.', '?'), "
              + Kernel.literal(String.valueOf(column.decimal()))
              + ", '.')";
    }
    return numeral;
  }

  private String integer() {
    String numeral = numeral();
    String cast = "try_cast(" + numeral + " AS BIGINT)";
    // The cast alone would take 12.4 for 12. What it gives back letter for letter needs no pattern.
    return "CASE WHEN CAST("
        + cast
        + " AS VARCHAR) = "
        + numeral
        + " THEN "
        + cast
        + " WHEN regexp_full_match("
        + numeral
        + ", "
        + WHOLE_NUMBER
        + ") THEN "
        + cast
        + " END";
  }

  private String decimal() {
    String numeral = numeral();
    return "CASE WHEN regexp_full_match("
        + numeral
        + ", '[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?') AND isfinite(try_cast("
        + numeral
        + " AS DOUBLE)) THEN try_cast("
        + numeral
        + " AS DOUBLE) END";
  }

  private String truth() {
    return "CASE WHEN lower("
        + text
        + ") IN ('true', 't', 'yes', 'y', '1') THEN true WHEN lower("
        + text
        + ") IN ('false', 'f', 'no', 'n', '0') THEN false END";
  }

  private enum Bound {
    LOW,
    HIGH
  }

  private String isInterval() {
    return "coalesce("
        + text
        + " IN ("
        + String.join(
            ", ",
            column.intervals().keySet().stream().map(String::strip).map(Kernel::literal).toList())
        + "), false)";
  }

  private String bound(Bound which) {
    StringBuilder sql = new StringBuilder("CASE ").append(text);
    column
        .intervals()
        .forEach(
            (sent, meaning) -> {
              sql.append(" WHEN ").append(Kernel.literal(sent.strip())).append(" THEN ");
              if (meaning instanceof SourceColumn.Interval.Between between) {
                sql.append("CAST(")
                    .append(number(which == Bound.LOW ? between.low() : between.high()))
                    .append(" AS ")
                    .append(column.type().sql())
                    .append(")");
              } else {
                sql.append("NULL");
              }
            });
    return sql.append(" ELSE ").append(value()).append(" END").toString();
  }

  private String state() {
    StringBuilder sql =
        new StringBuilder("CASE WHEN ").append(text).append(" IS NULL THEN 'not_submitted'");
    column
        .intervals()
        .forEach(
            (sent, meaning) -> {
              if (meaning instanceof SourceColumn.Interval.Absent absent) {
                sql.append(" WHEN ")
                    .append(text)
                    .append(" = ")
                    .append(Kernel.literal(sent.strip()))
                    .append(" THEN ")
                    .append(Kernel.literal(absent.state().code()));
              }
            });
    return sql.append(" ELSE 'reported' END").toString();
  }

  private static String number(double value) {
    return Objects.equals(value, Math.rint(value)) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
