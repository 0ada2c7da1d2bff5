package org.commonplace.jobs.kernel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Decides whether an expression of a definition may run, before any data is read.
 *
 * <p>The engine parses it; only the kinds of nodes and the functions listed here are let through,
 * so that no expression reaches a table, a file, the clock or chance. Then the engine binds it to
 * empty tables of the columns' types.
 */
public final class ExpressionCheck implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Parts of a parsed expression that stay within one row. */
  private static final Set<String> NODES =
      Set.of(
          "COLUMN_REF",
          "CONSTANT",
          "FUNCTION",
          "COMPARISON",
          "CONJUNCTION",
          "OPERATOR",
          "CASE",
          "CAST",
          "BETWEEN",
          "TYPE");

  private static final int MOST_CHARACTERS = 10_000;

  /** A text longer than this serves nothing but to fill the memory. */
  private static final int LONGEST_PADDED = 1_000;

  private static final SortedSet<String> FUNCTIONS =
      new TreeSet<>(
          Set.of(
              "+",
              "-",
              "*",
              "/",
              "//",
              "%",
              "||",
              "~~",
              "!~~",
              "~~*",
              "!~~*",
              "abs",
              "ceil",
              "ceiling",
              "concat",
              "concat_ws",
              "contains",
              "date_add",
              "date_diff",
              "date_part",
              "date_sub",
              "date_trunc",
              "datediff",
              "datepart",
              "datesub",
              "datetrunc",
              "day",
              "dayofmonth",
              "dayofweek",
              "dayofyear",
              "ends_with",
              "epoch",
              "floor",
              "greatest",
              "hour",
              "ifnull",
              "isodow",
              "isoyear",
              "last_day",
              "least",
              "left",
              "length",
              "lower",
              "lpad",
              "ltrim",
              "make_date",
              "make_timestamp",
              "md5",
              "minute",
              "mod",
              "month",
              "nullif",
              "prefix",
              "quarter",
              "regexp_extract",
              "regexp_full_match",
              "regexp_matches",
              "regexp_replace",
              "replace",
              "reverse",
              "right",
              "round",
              "rpad",
              "rtrim",
              "second",
              "sign",
              "split_part",
              "starts_with",
              "strftime",
              "string_split",
              "strip_accents",
              "strpos",
              "strptime",
              "substr",
              "substring",
              "suffix",
              "to_days",
              "to_hours",
              "to_minutes",
              "to_months",
              "to_seconds",
              "to_weeks",
              "to_years",
              "translate",
              "trim",
              "trunc",
              "try_strptime",
              "upper",
              "week",
              "weekday",
              "weekofyear",
              "working_days",
              "year",
              "yearweek"));

  private static final SortedSet<String> AGGREGATES =
      new TreeSet<>(
          Set.of(
              "arg_max",
              "arg_min",
              "bool_and",
              "bool_or",
              "count",
              "count_star",
              "max",
              "min",
              "sum"));

  private final Kernel kernel;

  /** The same expression is asked for more than once, and definitions repeat each other's. */
  private final Map<Question, CheckedExpression> answers = new HashMap<>();

  private ExpressionCheck(Kernel kernel) {
    this.kernel = kernel;
  }

  /** A check with a kernel of its own that can read nothing. */
  public static ExpressionCheck open() {
    return new ExpressionCheck(Kernel.open(KernelSettings.single()));
  }

  /**
   * A table that an expression may name columns of.
   *
   * @param name its name, for {@code table.column}
   * @param columns SQL type by column name
   */
  public record Shape(String name, Map<String, String> columns) {
    public Shape {
      columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }
  }

  private record Question(String sql, List<Shape> tables, Set<String> aggregates) {}

  /** Checks an expression over the columns of one row. */
  public CheckedExpression scalar(String sql, List<Shape> tables) {
    return answer(new Question(sql, List.copyOf(tables), Set.of()));
  }

  /** Checks one aggregate over rows: {@code sum(x)}, {@code count(*) filter (where y)}. */
  public CheckedExpression aggregate(String sql, List<Shape> tables) {
    return answer(new Question(sql, List.copyOf(tables), AGGREGATES));
  }

  private CheckedExpression answer(Question question) {
    CheckedExpression known = answers.get(question);
    if (known == null) {
      known = check(question.sql(), question.tables(), question.aggregates());
      answers.put(question, known);
    }
    return known;
  }

  private CheckedExpression check(String sql, List<Shape> tables, Set<String> aggregates) {
    if (sql.length() > MOST_CHARACTERS) {
      return new CheckedExpression.Refused(
          "is too long: " + sql.length() + " characters", "at most " + MOST_CHARACTERS);
    }
    // The line break ends a trailing comment; the bracket keeps the expression one expression.
    String statement = "SELECT (\n" + sql + "\n) AS v";
    JsonNode parsed = parse(statement);
    if (parsed.path("error").asBoolean()) {
      return new CheckedExpression.Refused(
          "is not SQL: " + parsed.path("error_message").asText(), "one SQL expression");
    }
    JsonNode statements = parsed.path("statements");
    JsonNode select = statements.path(0).path("node");
    boolean plain =
        statements.size() == 1
            && select.path("type").asText().equals("SELECT_NODE")
            && select.path("select_list").size() == 1
            && select.path("from_table").path("type").asText().equals("EMPTY")
            && select.path("where_clause").isNull()
            && select.path("having").isNull()
            && select.path("qualify").isNull()
            && select.path("sample").isNull()
            && select.path("modifiers").isEmpty()
            && select.path("group_expressions").isEmpty()
            && select.path("cte_map").path("map").isEmpty();
    if (!plain) {
      return new CheckedExpression.Refused(
          "is more than one expression", "one SQL expression over the columns of a row");
    }
    JsonNode root = select.path("select_list").path(0);
    Walk walk = new Walk(tables, aggregates);
    if (!aggregates.isEmpty() && !aggregates.contains(name(root))) {
      return new CheckedExpression.Refused(
          "is not an aggregate", String.join(", ", AGGREGATES) + " of an expression");
    }
    walk.visit(root, aggregates.isEmpty() ? Depth.INSIDE : Depth.OUTERMOST);
    if (walk.refusal != null) {
      return walk.refusal;
    }
    return bind(statement, tables, walk.columns, name(root));
  }

  private JsonNode parse(String statement) {
    List<String> json =
        kernel.rows("SELECT json_serialize_sql(?::VARCHAR)", row -> row.getString(1), statement);
    try {
      return JSON.readTree(json.get(0));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the engine's parse tree is not JSON", e);
    }
  }

  private CheckedExpression bind(
      String statement, List<Shape> tables, SortedSet<String> columns, String outermost) {
    String from = tables.stream().map(ExpressionCheck::empty).collect(Collectors.joining(", "));
    try {
      String type =
          kernel
              .rows("DESCRIBE " + statement + " FROM " + from, row -> row.getString("column_type"))
              .get(0);
      return new CheckedExpression.Accepted(type, columns, outermost);
    } catch (KernelException e) {
      String reason = e.engineText() == null ? "" : e.engineText().lines().findFirst().orElse("");
      return new CheckedExpression.Refused("does not compile: " + reason, "");
    }
  }

  private static String empty(Shape table) {
    return table.columns().entrySet().stream()
        .map(each -> "NULL::" + each.getValue() + " AS " + Kernel.identifier(each.getKey()))
        .collect(
            Collectors.joining(
                ", ", "(SELECT ", " WHERE false) AS " + Kernel.identifier(table.name())));
  }

  private static String name(JsonNode node) {
    return node.path("function_name").asText("");
  }

  @Override
  public void close() {
    kernel.close();
  }

  private enum Depth {
    OUTERMOST,
    INSIDE
  }

  /** Goes through a parse tree and keeps the first thing that is not allowed. */
  private static final class Walk {
    private final Set<String> known = new TreeSet<>();
    private final Collection<String> aggregates;
    private final SortedSet<String> columns = new TreeSet<>();
    private CheckedExpression.Refused refusal;

    Walk(List<Shape> tables, Collection<String> aggregates) {
      this.aggregates = aggregates;
      for (Shape table : tables) {
        for (String column : table.columns().keySet()) {
          known.add(column);
          known.add(table.name() + "." + column);
        }
      }
    }

    void visit(JsonNode node, Depth depth) {
      if (refusal != null) {
        return;
      }
      if (node.isObject() && node.has("class")) {
        visitExpression(node, depth);
      } else if (node.isObject() || node.isArray()) {
        if (node.has("subquery") || node.has("from_table")) {
          refuse("has a query inside", "an expression without SELECT");
        }
        node.forEach(child -> visit(child, Depth.INSIDE));
      }
    }

    private void visitExpression(JsonNode node, Depth depth) {
      String kind = node.path("class").asText();
      if (!NODES.contains(kind)) {
        refuse(
            "uses " + kind.toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
            "columns, "
                + "constants, comparisons, and, or, not, case, cast, between, in and scalar functions");
        return;
      }
      if (kind.equals("COLUMN_REF")) {
        column(node);
        return;
      }
      if (kind.equals("FUNCTION")) {
        function(node, depth);
      }
      node.forEach(child -> visit(child, Depth.INSIDE));
    }

    private void column(JsonNode node) {
      StringBuilder name = new StringBuilder();
      for (JsonNode part : node.path("column_names")) {
        name.append(name.length() == 0 ? "" : ".").append(part.asText());
      }
      String column = name.toString();
      if (known.contains(column)) {
        columns.add(column);
      } else {
        refuse(
            "there is no column '" + column + "'",
            known.stream().filter(each -> !each.contains(".")).collect(Collectors.joining(", ")));
      }
    }

    private void function(JsonNode node, Depth depth) {
      String name = name(node);
      boolean aggregate = depth == Depth.OUTERMOST && aggregates.contains(name);
      if (!aggregate && !FUNCTIONS.contains(name)) {
        refuse(
            AGGREGATES.contains(name)
                ? "the aggregate " + name + " has no place here"
                : "the function " + name + " is not allowed",
            String.join(", ", FUNCTIONS.tailSet("a")));
      } else if (!node.path("schema").asText().isEmpty()
          || !node.path("catalog").asText().isEmpty()) {
        refuse("names a function of another schema", "the function's name alone");
      } else if (name.equals("lpad") || name.equals("rpad")) {
        JsonNode length = node.path("arguments").path(1).path("expression").path("literal");
        if (!length.path("kind").asText().equals("INTEGER")
            || length.path("text").asLong(Long.MAX_VALUE) > LONGEST_PADDED) {
          refuse("pads to no fixed length", "a number up to " + LONGEST_PADDED);
        }
      }
    }

    private void refuse(String message, String allowed) {
      if (refusal == null) {
        refusal = new CheckedExpression.Refused(message, allowed);
      }
    }
  }
}
