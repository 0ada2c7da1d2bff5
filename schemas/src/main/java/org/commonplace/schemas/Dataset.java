package org.commonplace.schemas;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/**
 * A canonical table: one Avro record schema.
 *
 * @param name the dataset's name
 * @param description what one row is
 * @param columns all columns in order, provenance first
 * @param avro the Avro schema as JSON
 */
public record Dataset(String name, String description, List<DatasetColumn> columns, String avro)
    implements Serializable {

  /** The columns that intake fills itself and that every dataset starts with. */
  public static final List<String> PROVENANCE =
      List.of("partner", "contract", "contract_version", "file", "row", "bucket");

  public Dataset {
    columns = List.copyOf(columns);
  }

  /** All shipped datasets by name. */
  public static SortedMap<String, Dataset> shipped() {
    Problems problems = new Problems();
    SortedMap<String, Dataset> datasets = new TreeMap<>();
    for (DefinitionFile file : DefinitionFile.shipped("datasets", ".avsc")) {
      parse(file, problems).ifPresent(dataset -> datasets.put(dataset.name(), dataset));
    }
    problems.throwIfAny();
    return datasets;
  }

  static Optional<Dataset> parse(DefinitionFile file, Problems problems) {
    Schema schema;
    try {
      schema = new Schema.Parser().parse(file.text());
    } catch (SchemaParseException e) {
      problems.add(new Problem(file.path(), 0, "", "is not an Avro schema: " + e.getMessage(), ""));
      return Optional.empty();
    }
    List<DatasetColumn> columns = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      Optional<DatasetType> type = type(field.schema());
      if (type.isEmpty()) {
        problems.add(
            new Problem(
                file.path(),
                0,
                field.name(),
                "has a type that datasets do not use",
                "string, int, long, double, boolean, date, each alone or with null first"));
        continue;
      }
      columns.add(
          new DatasetColumn(
              field.name(),
              type.get(),
              !field.schema().isUnion(),
              field.doc() == null ? "" : field.doc()));
    }
    if (columns.size() < PROVENANCE.size()
        || !columns.subList(0, PROVENANCE.size()).stream()
            .map(DatasetColumn::name)
            .toList()
            .equals(PROVENANCE)) {
      problems.add(
          new Problem(
              file.path(),
              0,
              "fields",
              "do not start with the provenance columns",
              PROVENANCE.toString()));
    }
    return Optional.of(
        new Dataset(
            schema.getName(),
            schema.getDoc() == null ? "" : schema.getDoc(),
            columns,
            schema.toString()));
  }

  private static Optional<DatasetType> type(Schema schema) {
    if (schema.isUnion()) {
      List<Schema> members = schema.getTypes();
      return members.size() == 2 && members.get(0).getType() == Schema.Type.NULL
          ? type(members.get(1))
          : Optional.empty();
    }
    return switch (schema.getType()) {
      case STRING -> Optional.of(DatasetType.STRING);
      case INT ->
          Optional.of(
              schema.getLogicalType() instanceof LogicalTypes.Date
                  ? DatasetType.DATE
                  : DatasetType.INT);
      case LONG -> Optional.of(DatasetType.LONG);
      case DOUBLE -> Optional.of(DatasetType.DOUBLE);
      case BOOLEAN -> Optional.of(DatasetType.BOOLEAN);
      default -> Optional.empty();
    };
  }

  /** The column of this name. */
  public Optional<DatasetColumn> column(String column) {
    return columns.stream().filter(each -> each.name().equals(column)).findFirst();
  }

  /** The columns a contract maps: all but provenance. */
  public List<DatasetColumn> mappedColumns() {
    return columns.subList(PROVENANCE.size(), columns.size());
  }

  /** The schema as Avro's own object. */
  public Schema avroSchema() {
    return new Schema.Parser().parse(avro);
  }
}
