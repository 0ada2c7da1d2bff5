package org.commonplace.jobs.homelessness;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.commonplace.jobs.lake.WorkspaceFiles;

/** A small table as a CSV file. */
final class CsvText {
  private CsvText() {}

  /** Writes a file whole: UTF-8, lines that end as RFC 4180 has it. */
  static void write(Path file, List<List<String>> rows) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
      rows.forEach(csv::writeRecord);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
    WorkspaceFiles.write(file.toString(), text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
