package org.commonplace.jobs.intake;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.kernel.KernelException;
import org.commonplace.jobs.kernel.KernelSettings;
import org.commonplace.schemas.Contract;
import org.commonplace.schemas.Dataset;
import org.commonplace.schemas.DatasetColumn;
import org.commonplace.schemas.DatasetMapping;
import org.commonplace.schemas.Problem;
import org.commonplace.schemas.Problems;
import org.commonplace.schemas.SourceTable;

/**
 * Compiles every SQL expression of every contract against empty tables, so that a mistake in one is
 * found before any data is read and is not a partner's fault.
 */
final class ExpressionCheck {
  private static final Context CONTEXT =
      new Context(LocalDate.EPOCH, Optional.of(LocalDate.EPOCH), "file");

  private ExpressionCheck() {}

  static void check(Agreements agreements, Problems problems) {
    try (Kernel kernel = Kernel.open(KernelSettings.single())) {
      for (List<Contract> versions : agreements.contracts().values()) {
        for (Contract contract : versions) {
          check(kernel, contract, agreements, problems);
        }
      }
    }
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
