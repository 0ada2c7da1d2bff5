package org.commonplace.jobs.intake.reading;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;

/** Copies a text file that the kernel cannot read as it is into one that it can. */
final class RepairedText {
  /** A cell with more line breaks than this is a quote that was never closed. */
  private static final int MOST_LINES_IN_RECORD = 500;

  /** With few columns a line of prose divides like a row by chance. */
  private static final int MANY_COLUMNS = 4;

  private final Path file;
  private final TextProfile profile;
  private final Dialect dialect;

  RepairedText(Path file, TextProfile profile, Dialect dialect) {
    this.file = file;
    this.profile = profile;
    this.dialect = dialect;
  }

  static CsvReader.CsvReaderBuilder lenient(char delimiter, char quote) {
    return CsvReader.builder()
        .fieldSeparator(delimiter)
        .quoteCharacter(quote)
        .skipEmptyLines(false)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .trimWhitespacesAroundQuotes(true)
        .maxBufferSize(TabularFile.LONGEST_RECORD);
  }

  /** The file's characters with LF line ends, without byte order mark. */
  static Reader characters(Path file, TextProfile profile) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    in.skipNBytes(profile.markBytes());
    Reader decoded =
        profile.encoding() == TextEncoding.MIXED
            ? new MixedReader(in)
            : new InputStreamReader(
                in,
                profile
                    .encoding()
                    .charset()
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE));
    return new LineEndsReader(decoded);
  }

  /**
   * Copies the rows from a line on.
   *
   * @param width columns of the header
   * @param needed cells that a row must have
   */
  Relation copy(long fromLine, int width, int needed, Path target) throws IOException {
    try {
      try (CleanCsv copy = new CleanCsv(target, width)) {
        if (copyRecords(fromLine, width, needed, copy)) {
          return finished(copy);
        }
      }
    } catch (CsvParseException e) {
      // A quote is not closed, or text follows one. Lines decide below.
    }
    try (CleanCsv copy = new CleanCsv(target, width)) {
      copyLines(fromLine, needed, copy);
      copy.repaired("each line was read as a row, as a quote is not closed");
      return finished(copy);
    }
  }

  private static Relation finished(CleanCsv copy) throws IOException {
    copy.close();
    return copy.relation();
  }

  /** Copies with line breaks allowed inside quotes; false when a quote is never closed. */
  private boolean copyRecords(long fromLine, int width, int needed, CleanCsv copy)
      throws IOException {
    long blanks = 0;
    long blankLine = 0;
    try (CsvReader<CsvRecord> reader =
        lenient(dialect.delimiter(), dialect.quote()).ofCsvRecord(characters(file, profile))) {
      for (CsvRecord record : reader) {
        long line = record.getStartingLineNumber();
        if (line < fromLine) {
          continue;
        }
        if (record.getFieldCount() == 1 && record.getField(0).isEmpty()) {
          blankLine = blanks == 0 ? line : blankLine;
          blanks++;
          continue;
        }
        for (; blanks > 0; blanks--, blankLine++) {
          copy.blank(blankLine);
        }
        if (swallowed(record, width)) {
          return false;
        }
        copy.row(line, record.getFields(), needed);
      }
    }
    return true;
  }

  /** Whether a record swallowed rows: inside a cell lie lines that divide like rows. */
  private boolean swallowed(CsvRecord record, int width) {
    int breaks = 0;
    boolean rowsInside = false;
    for (String cell : record.getFields()) {
      int from = cell.indexOf('\n');
      while (from >= 0) {
        breaks++;
        int to = cell.indexOf('\n', from + 1);
        if (to > 0) {
          rowsInside |= delimiters(cell, from, to) == width - 1;
        }
        from = to;
      }
    }
    if (breaks == 0) {
      return false;
    }
    boolean fits = record.getFieldCount() == width;
    return breaks > MOST_LINES_IN_RECORD || !fits || rowsInside && width >= MANY_COLUMNS;
  }

  private int delimiters(String cell, int from, int to) {
    int found = 0;
    for (int i = from; i < to; i++) {
      found += cell.charAt(i) == dialect.delimiter() ? 1 : 0;
    }
    return found;
  }

  private static void copyLine(
      CsvReader.CsvReaderBuilder builder, String text, long line, int needed, CleanCsv copy) {
    CsvRecord record;
    try {
      record = builder.ofSingleCsvRecord(text);
    } catch (CsvParseException e) {
      copy.broken(line, FindingCode.UNCLOSED_QUOTE);
      return;
    }
    copy.row(line, record.getFields(), needed);
  }

  private void copyLines(long fromLine, int needed, CleanCsv copy) throws IOException {
    CsvReader.CsvReaderBuilder builder = lenient(dialect.delimiter(), dialect.quote());
    long blanks = 0;
    long line = 0;
    try (BufferedReader lines = new BufferedReader(characters(file, profile))) {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        line++;
        if (line < fromLine) {
          continue;
        }
        if (text.isEmpty()) {
          blanks++;
          continue;
        }
        for (; blanks > 0; blanks--) {
          copy.blank(line - blanks);
        }
        if (text.chars().filter(c -> c == dialect.quote()).count() % 2 != 0) {
          copy.broken(line, FindingCode.UNCLOSED_QUOTE);
        } else {
          copyLine(builder, text, line, needed, copy);
        }
      }
    }
  }
}
