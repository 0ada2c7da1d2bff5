package org.commonplace.jobs.intake;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.commonplace.jobs.kernel.CheckedExpression;
import org.commonplace.jobs.kernel.ExpressionCheck;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.kernel.KernelException;
import org.commonplace.jobs.kernel.KernelSettings;
import org.commonplace.schemas.Contract;
import org.commonplace.schemas.Dataset;
import org.commonplace.schemas.DatasetColumn;
import org.commonplace.schemas.DatasetMapping;
import org.commonplace.schemas.Problem;
import org.commonplace.schemas.Problems;
import org.commonplace.schemas.SourceColumn;
import org.commonplace.schemas.SourceTable;

/**
 * Checks every SQL expression of every contract before any data is read: it stays within one row,
 * and compiles against empty tables. So a mistake in one is not a partner's fault.
 */
final class ContractCheck {
  private static final Context CONTEXT =
      new Context(LocalDate.EPOCH, Optional.of(LocalDate.EPOCH), "file");

  private ContractCheck() {}

  static void check(List<Contract> contracts, Agreements agreements, Problems problems) {
    if (contracts.isEmpty()) {
      return;
    }
    try (Kernel kernel = Kernel.open(KernelSettings.single());
        ExpressionCheck guard = ExpressionCheck.open()) {
      for (Contract contract : contracts) {
        if (staysInRow(guard, contract, problems)) {
          check(kernel, contract, agreements, problems);
        }
      }
    }
  }

  /** Whether no expression reaches beyond the columns of its row; each is looked at once. */
  private static boolean staysInRow(ExpressionCheck guard, Contract contract, Problems problems) {
    int before = problems.size();
    Set<String> seen = new HashSet<>();
    for (SourceTable table : contract.sources()) {
      List<ExpressionCheck.Shape> shape = List.of(shape(contract, table));
      for (SourceTable.RowRule rule : table.rules()) {
        String field = table.name() + ".rules." + rule.code();
        guard(guard, rule.expression(), shape, contract, field, seen, problems);
      }
    }
    for (DatasetMapping mapping : contract.mappings()) {
      List<ExpressionCheck.Shape> shapes = new ArrayList<>();
      contract.source(mapping.from()).ifPresent(table -> shapes.add(shape(contract, table)));
      mapping.joins().stream()
          .flatMap(join -> contract.source(join.table()).stream())
          .forEach(table -> shapes.add(shape(contract, table)));
      guard(guard, mapping.where(), shapes, contract, mapping.name() + ".where", seen, problems);
      for (DatasetMapping.Join join : mapping.joins()) {
        guard(guard, join.on(), shapes, contract, mapping.name() + ".joins", seen, problems);
      }
      for (DatasetMapping.Column column : mapping.columns()) {
        String field = mapping.name() + "." + column.name();
        guard(guard, column.expression(), shapes, contract, field, seen, problems);
      }
    }
    return problems.size() == before;
  }

  private static void guard(
      ExpressionCheck guard,
      String expression,
      List<ExpressionCheck.Shape> shapes,
      Contract contract,
      String field,
      Set<String> seen,
      Problems problems) {
    // A column's name alone is left to the compiler, which knows it; there are very many.
    if (expression.strip().matches("[A-Za-z_][A-Za-z0-9_]*") || !seen.add(shapes + expression)) {
      return;
    }
    if (guard.scalar(expression, shapes) instanceof CheckedExpression.Refused refused) {
      problems.add(new Problem(contract.file(), 0, field, refused.message(), refused.allowed()));
    }
  }

  private static ExpressionCheck.Shape shape(Contract contract, SourceTable table) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (SourceColumn column : table.columns()) {
      new TypedColumn(column, contract.format().timeZone(), TypedColumn.Source.TEXT)
          .declared()
          .forEach(columns::put);
    }
    columns.put("_received", "DATE");
    columns.put("_period", "DATE");
    columns.put("_file", "VARCHAR");
    return new ExpressionCheck.Shape(table.name(), columns);
  }

  private static void check(
      Kernel kernel, Contract contract, Agreements agreements, Problems problems) {
    for (SourceTable table : contract.sources()) {
      LoadedTable empty;
      try {
        empty = LoadedTable.absent(kernel, table, contract.format().timeZone(), CONTEXT);
        prepare(kernel, empty.typing());
      } catch (KernelException e) {
        problems.add(problem(contract, table.name(), "a pattern or value", e));
        return;
      }
      check(kernel, contract, table, problems);
    }
    for (DatasetMapping each : contract.mappings()) {
      check(kernel, contract, each, agreements.dataset(each.dataset()), problems);
    }
  }

  private static void check(
      Kernel kernel, Contract contract, SourceTable table, Problems problems) {
    String from = " FROM " + Kernel.identifier(table.name());
    String all =
        table.rules().stream()
            .map(rule -> "(" + rule.expression() + ")::BOOLEAN")
            .collect(Collectors.joining(", "));
    if (table.rules().isEmpty() || compiles(kernel, "SELECT " + all + from)) {
      return;
    }
    for (SourceTable.RowRule rule : table.rules()) {
      report(
          kernel,
          "SELECT (" + rule.expression() + ")::BOOLEAN" + from,
          problems,
          contract,
          table.name() + ".rules." + rule.code());
    }
  }

  private static void check(
      Kernel kernel, Contract contract, DatasetMapping each, Dataset dataset, Problems problems) {
    Mapping mapping = new Mapping(each, dataset);
    String all =
        dataset.mappedColumns().stream()
            .filter(column -> mapping.fills(column.name()))
            .map(mapping::expression)
            .collect(Collectors.joining(", "));
    // One statement for a sound mapping; one for each column to find where the mistake is.
    if (compiles(kernel, mapping.select(all))
        || report(kernel, mapping.select("1"), problems, contract, each.name() + ".where")) {
      return;
    }
    for (DatasetColumn column : dataset.mappedColumns()) {
      report(
          kernel,
          mapping.select(mapping.expression(column)),
          problems,
          contract,
          each.name() + "." + column.name());
    }
  }

  private static boolean compiles(Kernel kernel, String select) {
    try {
      prepare(kernel, select);
      return true;
    } catch (KernelException e) {
      return false;
    }
  }

  /** Whether there was a mistake to report. */
  private static boolean report(
      Kernel kernel, String select, Problems problems, Contract contract, String field) {
    try {
      prepare(kernel, select);
      return false;
    } catch (KernelException e) {
      problems.add(problem(contract, field, "the SQL expression", e));
      return true;
    }
  }

  private static void prepare(Kernel kernel, String select) {
    kernel.execute("EXPLAIN " + select);
  }

  private static Problem problem(
      Contract contract, String field, String what, KernelException failure) {
    // The tables are empty: the engine's text can quote nothing but the definition.
    List<String> lines = new ArrayList<>(failure.engineText().strip().lines().toList());
    return new Problem(
        contract.file(),
        0,
        field,
        what + " does not compile: " + (lines.isEmpty() ? "" : lines.get(0)),
        "a scalar SQL expression over the columns of the source table");
  }
}
