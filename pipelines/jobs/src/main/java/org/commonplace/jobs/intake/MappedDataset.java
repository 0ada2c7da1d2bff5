package org.commonplace.jobs.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.schemas.Contract;
import org.commonplace.schemas.Dataset;
import org.commonplace.schemas.DatasetColumn;
import org.commonplace.schemas.DatasetType;

/** One lake file of a delivery: all of the contract's mappings to one dataset, sorted. */
final class MappedDataset {
  private final Dataset dataset;
  private final List<Mapping> mappings;
  private final boolean manyRowsPerRecord;

  /**
   * @param contract whose mappings to the dataset these are
   */
  MappedDataset(Dataset dataset, List<Mapping> mappings, Contract contract) {
    this.dataset = dataset;
    this.mappings = List.copyOf(mappings);
    this.manyRowsPerRecord =
        mappings.size() > 1
            || contract.sources().stream().anyMatch(table -> table.unpivot().given());
  }

  Dataset dataset() {
    return dataset;
  }

  /** The date that says when a row happened: the first date that every row must have. */
  static Optional<DatasetColumn> eventDate(Dataset dataset) {
    return dataset.mappedColumns().stream()
        .filter(column -> column.required() && column.type() == DatasetType.DATE)
        .findFirst();
  }

  /**
   * The rows of the lake file, sorted by bucket, person or place, and record.
   *
   * @param provenance values of partner, contract, version and file, as SQL literals
   */
  String select(List<String> provenance) {
    List<String> outer = new ArrayList<>();
    for (int i = 0; i < provenance.size(); i++) {
      outer.add(provenance.get(i) + " AS " + Kernel.identifier(Dataset.PROVENANCE.get(i)));
    }
    outer.add("_row AS \"row\"");
    outer.add("CAST(_bucket AS INTEGER) AS bucket");
    for (DatasetColumn column : dataset.mappedColumns()) {
      String name = Kernel.identifier(column.name());
      // What no mapping fills is added after the sort, which then carries less.
      outer.add(
          (fills(column.name())
                  ? sorted(column.name())
                  : "CAST(NULL AS " + column.type().sql() + ")")
              + " AS "
              + name);
    }
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < mappings.size(); i++) {
      parts.add(part(mappings.get(i), i));
    }
    return "SELECT "
        + String.join(", ", outer)
        + " FROM (SELECT *, "
        + bucket()
        + " AS _bucket FROM ("
        + String.join(" UNION ALL ", parts)
        + ") ORDER BY _bucket, "
        + sortColumn().map(name -> sorted(name) + " NULLS LAST, ").orElse("")
        + (manyRowsPerRecord ? "_row, _part, _map)" : "_row)");
  }

  private String part(Mapping mapping, int ordinal) {
    String source = Kernel.identifier(mapping.table());
    List<String> items = new ArrayList<>();
    items.add(source + "._row AS _row");
    if (manyRowsPerRecord) {
      items.add(source + "._part AS _part");
      items.add(ordinal + " AS _map");
    }
    for (DatasetColumn column : dataset.mappedColumns()) {
      if (fills(column.name())) {
        items.add(mapping.expression(column) + " AS " + sorted(column.name()));
      }
    }
    return mapping.select(String.join(", ", items));
  }

  private boolean fills(String column) {
    return dataset.column(column).isPresent()
        && mappings.stream().anyMatch(mapping -> mapping.fills(column));
  }

  private static String sorted(String column) {
    return Kernel.identifier("d_" + column);
  }

  private Optional<String> sortColumn() {
    return List.of("person", "place", "code", "site").stream().filter(this::fills).findFirst();
  }

  private String bucket() {
    String ofPlace =
        List.of("place", "code").stream()
            .filter(this::fills)
            .findFirst()
            .map(name -> "coalesce(" + digit("md5(" + sorted(name) + ")") + ", 0)")
            .orElse("0");
    return fills("person") ? "coalesce(" + digit(sorted("person")) + ", " + ofPlace + ")" : ofPlace;
  }

  private static String digit(String hex) {
    return "(strpos('0123456789abcdef', left(" + hex + ", 1)) - 1)";
  }
}
