package org.commonplace.jobs.intake;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    for (List<Contract> versions : agreements.contracts().values()) {
      for (Contract contract : versions) {
        try (Kernel kernel = Kernel.open(KernelSettings.single())) {
          check(kernel, contract, agreements, problems);
        }
      }
    }
  }

  private static void check(
      Kernel kernel, Contract contract, Agreements agreements, Problems problems) {
    for (SourceTable table : contract.sources()) {
      try {
        LoadedTable.absent(kernel, table, contract.format().timeZone(), CONTEXT).compile();
      } catch (KernelException e) {
        problems.add(problem(contract, table.name(), "a pattern or value", e));
        return;
      }
      for (SourceTable.RowRule rule : table.rules()) {
        compile(
            kernel,
            "SELECT (" + rule.expression() + ")::BOOLEAN FROM " + Kernel.identifier(table.name()),
            problems,
            contract,
            table.name() + ".rules." + rule.code());
      }
    }
    for (DatasetMapping each : contract.mappings()) {
      Dataset dataset = agreements.dataset(each.dataset());
      Mapping mapping = new Mapping(each, dataset);
      if (!compile(kernel, mapping.select("1"), problems, contract, each.name() + ".where")) {
        continue;
      }
      for (DatasetColumn column : dataset.mappedColumns()) {
        compile(
            kernel,
            mapping.select(mapping.expression(column)),
            problems,
            contract,
            each.name() + "." + column.name());
      }
    }
  }

  private static boolean compile(
      Kernel kernel, String select, Problems problems, Contract contract, String field) {
    try {
      kernel.rows(select + " LIMIT 0", row -> row.getString(1));
      return true;
    } catch (KernelException e) {
      problems.add(problem(contract, field, "the SQL expression", e));
      return false;
    }
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
