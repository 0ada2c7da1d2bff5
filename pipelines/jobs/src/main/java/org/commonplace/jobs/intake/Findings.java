package org.commonplace.jobs.intake;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.commonplace.jobs.intake.reading.FindingCode;

/**
 * Collects what is found in a delivery: grouped in memory, one by one in a CSV file, as there may
 * be a finding for each of millions of rows.
 */
final class Findings implements Closeable {
  private static final Comparator<FindingGroup> ORDER =
      Comparator.<FindingGroup, FindingCode.Severity>comparing(group -> group.kind().severity())
          .thenComparing(FindingGroup::file)
          .thenComparing(group -> group.kind().code())
          .thenComparing(FindingGroup::column)
          .thenComparing(FindingGroup::detail);

  private final Path csv;
  private final CsvWriter writer;
  private final Map<List<String>, Group> groups = new LinkedHashMap<>();
  private boolean open = true;

  private static final class Group {
    private final String file;
    private final String column;
    private final FindingKind kind;
    private final String detail;
    private final List<FindingGroup.Place> first = new ArrayList<>();
    private long count;

    private Group(String file, String column, FindingKind kind, String detail) {
      this.file = file;
      this.column = column;
      this.kind = kind;
      this.detail = detail;
    }
  }

  Findings(Path csv) throws IOException {
    this.csv = csv;
    this.writer =
        CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(csv, StandardCharsets.UTF_8);
    writer.writeRecord("file", "row", "line", "column", "code", "severity", "shape", "what_to_do");
  }

  /** Something about a file or the delivery. */
  void add(FindingCode code, String file, String column, String detail) {
    Group group = group(file, column, FindingKind.of(code), detail);
    if (group.count == 0) {
      group.count = 1;
      write(file, "", "", column, group.kind, detail);
    }
  }

  /** Something about a row. */
  void add(RowFinding finding) {
    Group group = group(finding.file(), finding.column(), finding.kind(), "");
    group.count++;
    if (group.first.size() < FindingGroup.SHOWN) {
      group.first.add(new FindingGroup.Place(finding.row(), finding.line(), finding.shape()));
    }
    write(
        finding.file(),
        Long.toString(finding.row()),
        finding.line() == 0 ? "" : Long.toString(finding.line()),
        finding.column(),
        finding.kind(),
        finding.shape());
  }

  private Group group(String file, String column, FindingKind kind, String detail) {
    return groups.computeIfAbsent(
        List.of(file, column, kind.code(), kind.advice(), detail),
        key -> new Group(file, column, kind, detail));
  }

  private void write(
      String file, String row, String line, String column, FindingKind kind, String shape) {
    writer.writeRecord(
        inert(file),
        row,
        line,
        inert(column),
        kind.code(),
        kind.severity().name().toLowerCase(Locale.ROOT),
        inert(shape),
        inert(kind.advice()));
  }

  /** Text that a spreadsheet will not take for a formula. */
  static String inert(String text) {
    return text.isEmpty() || "=+-@\t\r\uFF1D\uFF0B\uFF0D\uFF20".indexOf(text.charAt(0)) < 0
        ? text
        : "'" + text;
  }

  /** Every group: what concerns the whole file first, then rows, then notes and repairs. */
  List<FindingGroup> groups() {
    return groups.values().stream()
        .map(
            group ->
                new FindingGroup(
                    group.file, group.column, group.kind, group.detail, group.count, group.first))
        .sorted(ORDER)
        .toList();
  }

  /** The list of all findings; complete once closed. */
  Path csv() {
    return csv;
  }

  @Override
  public void close() throws IOException {
    if (open) {
      open = false;
      writer.close();
    }
  }
}
