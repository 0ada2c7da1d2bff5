package org.commonplace.jobs.indicators;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonplace.jobs.kernel.CheckedExpression.Accepted;
import org.commonplace.jobs.kernel.ExpressionCheck;
import org.commonplace.jobs.kernel.ExpressionCheck.Shape;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.schemas.DatasetColumn;
import org.commonplace.schemas.IndicatorDefinition;

/**
 * Invented units: every combination of the values that an indicator's expressions tell apart. What
 * holds of all of them holds of real ones too, as far as the expressions can see.
 */
final class UnitGrid {
  private static final Pattern TEXT = Pattern.compile("'((?:[^']|'')*)'");
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w'.])(\\d{1,9})(?![\\w'.])");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  /** More combinations than this are not made; columns are narrowed from the last. */
  private static final long MOST = 200_000;

  private final Kernel kernel;
  private final String guard;
  private final String told;
  private final String grid;

  private UnitGrid(Kernel kernel, String guard, String told, String grid) {
    this.kernel = kernel;
    this.guard = guard;
    this.told = told;
    this.grid = grid;
  }

  /**
   * The units of an indicator; empty when an expression does not compile.
   *
   * @param dataset the columns of the dataset
   */
  static Optional<UnitGrid> of(
      Kernel kernel,
      ExpressionCheck check,
      IndicatorDefinition definition,
      IndicatorPlan plan,
      List<DatasetColumn> dataset) {
    Map<String, String> types = unitTypes(definition, plan, dataset);
    String guard = plan.units().rollsUp() ? plan.units().having() : plan.units().where();
    List<String> expressions =
        new ArrayList<>(List.of(plan.numerator().low(), plan.numerator().high()));
    if (plan.denominator() != null) {
      expressions.addAll(List.of(plan.denominator().low(), plan.denominator().high()));
    }
    if (!guard.isEmpty()) {
      expressions.add(guard);
    }
    SortedSet<String> columns = new TreeSet<>();
    List<Shape> row = List.of(new Shape("r", types));
    for (String expression : expressions) {
      if (check.scalar(expression, row) instanceof Accepted accepted) {
        accepted.columns().forEach(name -> columns.add(name.replaceFirst("^r\\.", "")));
      } else {
        return Optional.empty();
      }
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    String all = String.join("\n", expressions);
    columns.forEach(
        column -> values.put(column, values(Objects.requireNonNull(types.get(column)), all)));
    narrow(values);
    return Optional.of(new UnitGrid(kernel, guard, told(columns), grid(values, types)));
  }

  /** The first unit that counts at all and for which this SQL is true, in words. */
  Optional<String> first(String condition) {
    String sql =
        "SELECT "
            + told
            + " FROM "
            + grid
            + " WHERE "
            + (guard.isEmpty() ? "" : "(\n" + guard + "\n) AND ")
            + condition
            + " ORDER BY 1 LIMIT 1";
    return kernel.rows(sql, found -> found.getString(1)).stream().findFirst();
  }

  private static Map<String, String> unitTypes(
      IndicatorDefinition definition, IndicatorPlan plan, List<DatasetColumn> dataset) {
    Map<String, String> types = new LinkedHashMap<>();
    if (plan.units().rollsUp()) {
      plan.units().aggregates().forEach(each -> types.put(each.name(), each.type()));
    } else {
      dataset.forEach(column -> types.put(column.name(), column.type().sql()));
      definition.derivedColumns().forEach(name -> types.put(name, "DATE"));
    }
    types.put("period_start", "DATE");
    types.put("period_end", "DATE");
    return types;
  }

  /** Values that the expressions may tell apart: those they name, their neighbours, and nothing. */
  private static List<String> values(String type, String expressions) {
    TreeSet<String> found = new TreeSet<>();
    if (type.equals("BOOLEAN")) {
      found.add("true");
      found.add("false");
    } else if (type.equals("VARCHAR")) {
      found.add(Kernel.literal("another"));
      Matcher text = TEXT.matcher(expressions);
      while (text.find()) {
        found.add("'" + text.group(1) + "'");
      }
    } else if (type.startsWith("DATE") || type.startsWith("TIMESTAMP")) {
      found.add("'2024-01-31'");
      found.add("'2024-03-01'");
      found.add("'2025-06-15'");
      Matcher day = DAY.matcher(expressions);
      while (day.find()) {
        found.add("'" + day.group() + "'");
      }
    } else {
      found.add("0");
      found.add("1");
      found.add("30");
      Matcher number = NUMBER.matcher(expressions);
      while (number.find()) {
        long named = Long.parseLong(number.group(1));
        found.add(Long.toString(named));
        found.add(Long.toString(named + 1));
      }
    }
    List<String> values = new ArrayList<>(found);
    values.add("NULL");
    return values;
  }

  private static void narrow(Map<String, List<String>> values) {
    List<String> columns = new ArrayList<>(values.keySet());
    for (int i = columns.size() - 1; i >= 0 && size(values) > MOST; i--) {
      List<String> all = values.get(columns.get(i));
      values.put(columns.get(i), all.subList(0, Math.min(2, all.size())));
    }
  }

  private static long size(Map<String, List<String>> values) {
    long size = 1;
    for (List<String> each : values.values()) {
      size = Math.min(Long.MAX_VALUE / 1_000, size * each.size());
    }
    return size;
  }

  private static String grid(Map<String, List<String>> values, Map<String, String> types) {
    if (values.isEmpty()) {
      return "(SELECT 1 AS one)";
    }
    List<String> columns = new ArrayList<>();
    values.forEach(
        (column, each) ->
            columns.add(
                "(SELECT unnest([%s]::%s[]) AS %s)"
                    .formatted(
                        String.join(", ", each), types.get(column), Kernel.identifier(column))));
    return String.join(", ", columns);
  }

  private static String told(SortedSet<String> columns) {
    if (columns.isEmpty()) {
      return "'any'";
    }
    List<String> each = new ArrayList<>();
    for (String column : columns) {
      each.add(
          Kernel.literal(column + " = ")
              + " || coalesce(CAST("
              + Kernel.identifier(column)
              + " AS VARCHAR), 'not known')");
    }
    return "concat_ws(', ', " + String.join(", ", each) + ")";
  }
}
