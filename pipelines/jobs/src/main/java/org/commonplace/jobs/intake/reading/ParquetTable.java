package org.commonplace.jobs.intake.reading;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.kernel.KernelException;
import org.commonplace.jobs.kernel.KernelSettings;

/**
 * A Parquet file; its types are brought to text in ISO form, so that one way of typing serves all.
 */
final class ParquetTable implements TabularFile {
  private final Path file;
  private final List<String> format;
  private final List<String> columns;
  private final long records;

  private ParquetTable(Path file, List<String> format, List<String> columns, long records) {
    this.file = file;
    this.format = format;
    this.columns = columns;
    this.records = records;
  }

  static ParquetTable open(Path file, List<String> wrapping) throws Unreadable {
    List<String> format = new java.util.ArrayList<>(wrapping);
    format.add(Container.PARQUET.title());
    String name = Relation.quoted(file.toString());
    try (Kernel kernel =
        Kernel.open(
            KernelSettings.single()
                .reading(List.of(file.toAbsolutePath().getParent().toString())))) {
      List<String> columns =
          kernel.rows(
              "SELECT column_name FROM (DESCRIBE SELECT * FROM read_parquet(" + name + "))",
              row -> row.getString(1));
      if (columns.size() > MOST_COLUMNS) {
        throw new Unreadable(
            FindingCode.HOSTILE_FILE, columns.size() + " columns; more than 16384 are not read");
      }
      long records = kernel.number("SELECT count(*) FROM read_parquet(" + name + ")");
      return new ParquetTable(file, List.copyOf(format), columns, records);
    } catch (KernelException e) {
      throw new Unreadable(FindingCode.FORMAT_ERROR, "a damaged or cut off Parquet file");
    }
  }

  @Override
  public List<String> format() {
    return format;
  }

  @Override
  public List<HeadRow> head() {
    return List.of(new HeadRow(0, 0, columns));
  }

  @Override
  public boolean typed() {
    return true;
  }

  @Override
  public Relation rows(int header, Path scratch) {
    StringBuilder select =
        new StringBuilder("SELECT file_row_number + 1 AS r, NULL::BIGINT AS l, NULL::VARCHAR AS x");
    for (int i = 0; i < columns.size(); i++) {
      select
          .append(", CAST(")
          .append(Kernel.identifier(columns.get(i)))
          .append(" AS VARCHAR) AS c")
          .append(i);
    }
    select
        .append(" FROM read_parquet(")
        .append(Relation.quoted(file.toString()))
        .append(", file_row_number = true)");
    return new Relation(
        select.toString(),
        file,
        columns.size(),
        Relation.Positions.CARRIED,
        Relation.Spacing.PADDED,
        records,
        0,
        List.of());
  }

  @Override
  public Optional<Relation> repairedRows(int header, Path scratch) throws IOException, Unreadable {
    return Optional.empty();
  }
}
