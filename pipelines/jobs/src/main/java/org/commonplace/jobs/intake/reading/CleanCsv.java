package org.commonplace.jobs.intake.reading;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes the repaired copy that the kernel reads: UTF-8, comma, double quotes, no header; each row
 * with its record number, its line, and what is wrong with it as a whole.
 */
final class CleanCsv implements Closeable {
  private final Path target;
  private final int width;
  private final CsvWriter writer;
  private final String[] row;
  private final Set<String> repairs = new TreeSet<>();
  private long records;
  private int longest;
  private boolean closed;

  CleanCsv(Path target, int width) throws IOException {
    this.target = target;
    this.width = width;
    this.writer =
        CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(target, StandardCharsets.UTF_8);
    this.row = new String[width + 3];
  }

  /** A row without cells: counted, and ignored later. */
  void blank(long line) {
    begin(line);
    write(null);
  }

  /** A row that cannot be divided into cells. */
  void broken(long line, FindingCode code) {
    begin(line);
    write(code.name());
  }

  /**
   * A row as divided.
   *
   * @param needed cells that a whole row has at least
   */
  void row(long line, List<String> cells, int needed) {
    begin(line);
    int given = cells.size();
    String problem = null;
    int chars = 0;
    for (int i = 0; i < given; i++) {
      String sent = cells.get(i);
      if (problem == null && Characters.forbidden(sent)) {
        problem = FindingCode.FORBIDDEN_VALUE.name();
      }
      String cell = Characters.cleaned(sent);
      chars += cell.length() + 3;
      if (i < width) {
        row[3 + i] = cell;
      } else if (!cell.isEmpty()) {
        problem = FindingCode.EXTRA_CELL.name() + ":" + given;
      }
    }
    if (given > width && problem == null) {
      repairs.add("empty cells beyond the last column were left out");
    }
    if (given < needed) {
      problem = FindingCode.MISSING_CELL.name() + ":" + given;
    }
    longest = Math.max(longest, chars);
    write(problem);
  }

  private void begin(long line) {
    records++;
    row[0] = Long.toString(records);
    row[1] = Long.toString(line);
    for (int i = 0; i < width; i++) {
      row[3 + i] = "";
    }
  }

  private void write(String problem) {
    row[2] = problem == null ? "" : problem;
    writer.writeRecord(row);
  }

  /** Adds to what was changed without loss. */
  void repaired(String what) {
    repairs.add(what);
  }

  long records() {
    return records;
  }

  /** The copy as the kernel reads it; call after closing. */
  Relation relation() {
    StringBuilder columns = new StringBuilder("{'r': 'BIGINT', 'l': 'BIGINT', 'x': 'VARCHAR'");
    for (int i = 0; i < width; i++) {
      columns.append(", 'c").append(i).append("': 'VARCHAR'");
    }
    columns.append('}');
    String select =
        "SELECT * FROM read_csv("
            + Relation.quoted(target.toString())
            + ", auto_detect = false, delim = ',', quote = '\"', escape = '\"', header = false,"
            + " new_line = '\\n', strict_mode = true, max_line_size = "
            + Math.max(2_000_000L, 4L * longest + 100)
            + ", columns = "
            + columns
            + ")";
    return new Relation(
        select,
        target,
        width,
        Relation.Positions.CARRIED,
        Relation.Spacing.TRIMMED,
        records,
        0,
        List.copyOf(repairs));
  }

  @Override
  public void close() throws IOException {
    // The writer flushes when it is closed, and cannot do so twice.
    if (!closed) {
      closed = true;
      writer.close();
    }
  }
}
