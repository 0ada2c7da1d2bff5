package org.commonplace.jobs.indicators;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.commonplace.jobs.kernel.CheckedExpression;
import org.commonplace.jobs.kernel.CheckedExpression.Accepted;
import org.commonplace.jobs.kernel.CheckedExpression.Refused;
import org.commonplace.jobs.kernel.ExpressionCheck;
import org.commonplace.jobs.kernel.ExpressionCheck.Shape;
import org.commonplace.schemas.CountExpression;
import org.commonplace.schemas.Dataset;
import org.commonplace.schemas.DatasetColumn;
import org.commonplace.schemas.FollowingEvent;
import org.commonplace.schemas.GroupBy;
import org.commonplace.schemas.IndicatorDefinition;
import org.commonplace.schemas.IndicatorExpression;
import org.commonplace.schemas.PopulationDenominator;
import org.commonplace.schemas.PreviousEvent;
import org.commonplace.schemas.Problems;
import org.commonplace.schemas.RollUp;
import org.commonplace.schemas.Stock;

/** Compiles definitions against the datasets' columns, without data; collects every mistake. */
final class IndicatorCompiler {
  private static final String TRUTH = "true or false";
  private static final String WHOLE = "true, false or a number";

  private final ExpressionCheck check;
  private final SortedMap<String, Dataset> datasets;
  private final Problems problems;

  IndicatorCompiler(ExpressionCheck check, SortedMap<String, Dataset> datasets, Problems problems) {
    this.check = check;
    this.datasets = datasets;
    this.problems = problems;
  }

  /**
   * Compiles one definition.
   *
   * @param number its position among the indicators of the run
   * @param permissions which contracts' rows it may use
   */
  IndicatorPlan compile(int number, IndicatorDefinition definition, Permissions permissions) {
    IndicatorPlan plan = compile(number, definition, permissions.contracts(definition));
    return definition
        .ofDenominator()
        .map(of -> plan.over(compile(number, of, permissions.contracts(of))))
        .orElse(plan);
  }

  private IndicatorPlan compile(
      int number, IndicatorDefinition definition, Collection<String> contracts) {
    Map<String, String> row = columns(definition);
    TreeSet<String> used = new TreeSet<>();
    String date =
        scalar(
            definition.date(),
            row,
            used,
            it -> it.type().startsWith("DATE") || it.type().startsWith("TIMESTAMP"),
            "a date");
    String where = optional(definition.where(), row, used, Accepted::isBoolean, TRUTH);
    String previous = definition.previous().map(PreviousEvent::name).orElse("");
    if (!previous.isEmpty()) {
      row.put(previous, "DATE");
    }
    FollowedSql followed =
        definition.followed().map(each -> followed(each, date, row, used)).orElse(FollowedSql.NONE);
    if (followed.given()) {
      row.put(followed.name(), "DATE");
    }
    String stockFrom =
        optional(definition.stock().map(Stock::from), row, used, it -> isDate(it), "a date");
    String stockTo =
        optional(definition.stock().map(Stock::to), row, used, it -> isDate(it), "a date");
    String by =
        optional(
            definition.rollUp().map(RollUp::by),
            row,
            used,
            it -> it.type().equals("VARCHAR"),
            "text that names a person or thing");
    Map<String, String> unit = new LinkedHashMap<>(row);
    Map<String, String> withPeriod = withPeriod(row);
    List<AggregateSql> aggregates = new ArrayList<>();
    boolean usesPeriod = false;
    if (definition.rollUp().isPresent()) {
      unit.clear();
      for (Map.Entry<String, IndicatorExpression> each :
          definition.rollUp().get().columns().entrySet()) {
        Optional<Accepted> accepted = aggregate(each.getValue(), withPeriod);
        if (accepted.isPresent()) {
          usesPeriod |= accepted.get().columns().stream().anyMatch(it -> it.startsWith("period_"));
          used.addAll(accepted.get().columns());
          String type = stored(accepted.get());
          aggregates.add(
              new AggregateSql(
                  each.getKey(), each.getValue().sql(), accepted.get().outermost(), type));
          unit.put(each.getKey(), type);
        } else {
          unit.put(each.getKey(), "BIGINT");
        }
      }
    }
    Map<String, String> counted = withPeriod(unit);
    TreeSet<String> usedOfUnit = new TreeSet<>();
    String having =
        optional(
            definition.rollUp().flatMap(RollUp::having),
            counted,
            usedOfUnit,
            Accepted::isBoolean,
            TRUTH);
    CountSql numerator = count(definition.numerator(), counted, usedOfUnit);
    CountSql denominator =
        definition.denominator().map(each -> count(each, counted, usedOfUnit)).orElse(null);
    TreeSet<String> populationColumns = new TreeSet<>();
    String populationWhere =
        optional(
            definition.population().flatMap(PopulationDenominator::where),
            populationRow(),
            populationColumns,
            Accepted::isBoolean,
            TRUTH);
    if (definition.rollUp().isEmpty()) {
      used.addAll(usedOfUnit);
    }
    used.addAll(definition.oneRowPer());
    definition.repeatsOf().ifPresent(used::add);
    used.removeIf(
        column ->
            column.startsWith("period_")
                || column.equals(previous)
                || column.equals(followed.name()));
    UnitPlan units =
        new UnitPlan(
            definition.dataset(),
            new ArrayList<>(new TreeSet<>(contracts)),
            used,
            date,
            where,
            new ArrayList<>(definition.oneRowPer()),
            previous,
            followed,
            stockFrom,
            stockTo,
            by,
            aggregates,
            having,
            usesPeriod,
            definition.frequency(),
            definition.window(),
            definition.inequality().isPresent()
                ? new ArrayList<>(List.of(GroupBy.DEPRIVATION_QUINTILE))
                : new ArrayList<>(definition.groups()),
            new ArrayList<>(definition.ageBands()));
    return new IndicatorPlan(
        number,
        definition.id(),
        definition.version(),
        units,
        numerator,
        denominator,
        null,
        definition.inequality().orElse(null),
        definition.repeatsOf().orElse(""),
        definition.population().isPresent(),
        populationWhere,
        populationColumns,
        definition.population().map(PopulationDenominator::yearsBack).orElse(0),
        definition.method(),
        definition.multiplier(),
        definition.polarity(),
        definition.target().orElse(Double.NaN),
        QualityLimits.of(definition.quality()),
        new ArrayList<>(definition.levels()),
        definition.previous().map(PreviousEvent::lookBackMonths).orElse(0),
        followed.withinDays());
  }

  private FollowedSql followed(
      FollowingEvent event, String date, Map<String, String> row, Collection<String> used) {
    String where = optional(event.where(), row, used, Accepted::isBoolean, TRUTH);
    String after = optional(event.after(), row, used, it -> isDate(it), "a date");
    String on = optional(event.date(), row, used, it -> isDate(it), "a date");
    return new FollowedSql(
        event.name(),
        where,
        after.isEmpty() ? date : after,
        on.isEmpty() ? date : on,
        event.withinDays());
  }

  private static boolean isDate(Accepted it) {
    return it.type().startsWith("DATE") || it.type().startsWith("TIMESTAMP");
  }

  private Map<String, String> columns(IndicatorDefinition definition) {
    List<DatasetColumn> columns =
        definition.dataset().equals(IndicatorDefinition.LEDGER)
            ? IndicatorDefinition.LEDGER_COLUMNS
            : datasets.get(definition.dataset()).columns();
    Map<String, String> types = new LinkedHashMap<>();
    columns.forEach(column -> types.put(column.name(), column.type().sql()));
    return types;
  }

  private static Map<String, String> withPeriod(Map<String, String> columns) {
    Map<String, String> all = new LinkedHashMap<>(columns);
    all.put("period_start", "DATE");
    all.put("period_end", "DATE");
    return all;
  }

  private static Map<String, String> populationRow() {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("sex", "VARCHAR");
    row.put("age_from", "INTEGER");
    row.put("age_to", "INTEGER");
    row.put("ethnicity", "VARCHAR");
    return row;
  }

  private String optional(
      Optional<IndicatorExpression> expression,
      Map<String, String> columns,
      Collection<String> used,
      Predicate<Accepted> fits,
      String wanted) {
    return expression.map(each -> scalar(each, columns, used, fits, wanted)).orElse("");
  }

  private String scalar(
      IndicatorExpression expression,
      Map<String, String> columns,
      Collection<String> used,
      Predicate<Accepted> fits,
      String wanted) {
    CheckedExpression checked = check.scalar(expression.sql(), List.of(new Shape("r", columns)));
    if (checked instanceof Refused refused) {
      problems.add(expression.problem(refused.message(), refused.allowed()));
    } else if (checked instanceof Accepted accepted) {
      used.addAll(accepted.columns());
      if (!fits.test(accepted)) {
        problems.add(expression.problem("gives " + accepted.type(), wanted));
      }
    }
    return expression.sql();
  }

  private Optional<Accepted> aggregate(
      IndicatorExpression expression, Map<String, String> columns) {
    CheckedExpression checked = check.aggregate(expression.sql(), List.of(new Shape("r", columns)));
    if (checked instanceof Refused refused) {
      problems.add(expression.problem(refused.message(), refused.allowed()));
      return Optional.empty();
    }
    Accepted accepted = (Accepted) checked;
    if (accepted.type().equals("DOUBLE") && accepted.outermost().equals("sum")) {
      problems.add(
          expression.problem(
              "sums doubles, whose sum depends on their order", "cast(x as decimal(18, 6))"));
    }
    return Optional.of(accepted);
  }

  /** Sums of whole numbers come as HUGEINT, which is slow and which no count of ours needs. */
  private static String stored(Accepted accepted) {
    return accepted.type().equals("HUGEINT") ? "BIGINT" : accepted.type();
  }

  private CountSql count(
      CountExpression expression, Map<String, String> columns, Collection<String> used) {
    Predicate<Accepted> fits =
        it -> it.isBoolean() || it.isInteger() || it.isDecimal() || it.type().equals("DOUBLE");
    String low = scalar(expression.low(), columns, used, fits, WHOLE);
    CountSql.Kind kind = kind(low, columns);
    if (expression.low().equals(expression.high())) {
      String fixed = fixedScale(low, columns);
      return new CountSql(fixed, fixed, kind);
    }
    String high = scalar(expression.high(), columns, used, fits, WHOLE);
    if (kind != CountSql.Kind.NUMBER || kind(high, columns) != CountSql.Kind.NUMBER) {
      problems.add(expression.high().problem("is no end of an interval", "two numbers"));
    }
    return new CountSql(fixedScale(low, columns), fixedScale(high, columns), CountSql.Kind.NUMBER);
  }

  /** Sums of doubles depend on their order; a double is taken to the millionth. */
  private String fixedScale(String sql, Map<String, String> columns) {
    return check.scalar(sql, List.of(new Shape("r", columns))) instanceof Accepted accepted
            && accepted.type().equals("DOUBLE")
        ? "CAST((\n" + sql + "\n) AS DECIMAL(38,6))"
        : sql;
  }

  private CountSql.Kind kind(String sql, Map<String, String> columns) {
    if (sql.strip().equals("true")) {
      return CountSql.Kind.ONE;
    }
    return check.scalar(sql, List.of(new Shape("r", columns))) instanceof Accepted accepted
            && accepted.isBoolean()
        ? CountSql.Kind.TRUTH
        : CountSql.Kind.NUMBER;
  }
}
