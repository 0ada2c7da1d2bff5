package org.commonplace.jobs.intake.reading;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** CSV and its relatives. */
final class DelimitedText implements TabularFile {
  private static final int SAMPLE = 1 << 20;

  private final Path file;
  private final TextProfile profile;
  private final Dialect dialect;
  private final List<String> format;
  private final List<HeadRow> head;

  private DelimitedText(
      Path file, TextProfile profile, Dialect dialect, List<String> format, List<HeadRow> head) {
    this.file = file;
    this.profile = profile;
    this.dialect = dialect;
    this.format = format;
    this.head = head;
  }

  static DelimitedText open(
      Path file, TextProfile scanned, ReadingHints hints, List<String> wrapping)
      throws IOException, Unreadable {
    TextProfile profile = contracted(scanned, hints);
    String sample = sample(file, profile);
    if (sample.isBlank()) {
      throw new Unreadable(FindingCode.SOURCE_ERROR, "the file holds nothing but blank lines");
    }
    Dialect dialect = DialectSniffer.sniff(sample, hints.delimiter());
    List<String> format = new ArrayList<>(wrapping);
    format.add(
        profile.encoding().label() + (profile.markBytes() > 0 ? " with byte order mark" : ""));
    format.add(dialect.delimiterName() + "-separated");
    return new DelimitedText(
        file, profile, dialect, List.copyOf(format), headOf(sample, dialect, profile.endsOpen()));
  }

  /** A one-byte encoding cannot be told from another with certainty: the contract's word wins. */
  private static TextProfile contracted(TextProfile profile, ReadingHints hints) {
    boolean guessed =
        profile.encoding() == TextEncoding.WINDOWS_1252
            || profile.encoding() == TextEncoding.MAC_ROMAN
            || profile.encoding() == TextEncoding.IBM_850;
    if (!guessed || hints.encoding().isEmpty()) {
      return profile;
    }
    for (TextEncoding encoding : TextEncoding.values()) {
      if (encoding.label().equalsIgnoreCase(hints.encoding().get())) {
        return profile.as(encoding);
      }
    }
    return profile;
  }

  private static String sample(Path file, TextProfile profile) throws IOException {
    char[] chars = new char[SAMPLE];
    int length = 0;
    try (Reader reader = RepairedText.characters(file, profile)) {
      for (int read = reader.read(chars, 0, SAMPLE);
          read > 0;
          read = reader.read(chars, length, SAMPLE - length)) {
        length += read;
      }
    }
    String sample = new String(chars, 0, length);
    int lastLine = sample.lastIndexOf('\n');
    // A sample that ends within the file ends within a row.
    return length == SAMPLE && lastLine > 0 ? sample.substring(0, lastLine + 1) : sample;
  }

  private static List<HeadRow> headOf(String sample, Dialect dialect, boolean endsOpen)
      throws Unreadable {
    List<HeadRow> rows = new ArrayList<>();
    long lines = sample.lines().count() + (endsOpen ? 0 : 1);
    try (CsvReader<CsvRecord> reader =
        RepairedText.lenient(dialect.delimiter(), dialect.quote()).ofCsvRecord(sample)) {
      CsvRecord pending = null;
      for (CsvRecord record : reader) {
        if (pending != null && pending.getStartingLineNumber() > dialect.preambleLines()) {
          rows.add(row(pending, record.getStartingLineNumber()));
        }
        pending = record;
        if (rows.size() == HEAD_ROWS) {
          return rows;
        }
      }
      if (pending != null) {
        rows.add(row(pending, lines + 1));
      }
    } catch (CsvParseException e) {
      // A damaged row below the header is the repair layer's; one in place of it is not readable.
      if (rows.isEmpty()) {
        long cells = delimiters(sample, dialect) + 1;
        if (cells > MOST_COLUMNS) {
          throw tooManyCells(1, cells);
        }
        throw new Unreadable(
            FindingCode.FORMAT_ERROR, "the first row cannot be divided into cells");
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("a sample in memory cannot be read", e);
    }
    return rows;
  }

  private static HeadRow row(CsvRecord record, long nextLine) throws Unreadable {
    if (record.getFieldCount() > MOST_COLUMNS) {
      throw tooManyCells(record.getStartingLineNumber(), record.getFieldCount());
    }
    return new HeadRow(
        record.getStartingLineNumber(),
        nextLine,
        record.getFields().stream().map(Characters::cleaned).toList());
  }

  private static long delimiters(String sample, Dialect dialect) {
    int end = sample.indexOf('\n');
    String line = end < 0 ? sample : sample.substring(0, end);
    return line.chars().filter(c -> c == dialect.delimiter()).count();
  }

  private static Unreadable tooManyCells(long line, long cells) {
    return new Unreadable(
        FindingCode.HOSTILE_FILE,
        "line " + line + " has " + cells + " cells; more than " + MOST_COLUMNS + " are not read");
  }

  @Override
  public List<String> format() {
    return format;
  }

  @Override
  public List<HeadRow> head() {
    return head;
  }

  @Override
  public boolean typed() {
    return false;
  }

  @Override
  public Relation rows(int header, Path scratch) throws IOException, Unreadable {
    boolean asItIs = profile.regular() && dialect.quote() == '"' && dialect.delimiter() < 127;
    return asItIs ? direct(header) : copied(header, scratch);
  }

  @Override
  public Optional<Relation> repairedRows(int header, Path scratch) throws IOException, Unreadable {
    return Optional.of(copied(header, scratch));
  }

  private Relation copied(int header, Path scratch) throws IOException, Unreadable {
    HeadRow labels = head.get(header);
    int needed = labels.cells().size();
    while (needed > 1 && labels.cells().get(needed - 1).isEmpty()) {
      needed--;
    }
    return new RepairedText(file, profile, dialect)
        .copy(labels.nextLine(), labels.cells().size(), needed, scratch.resolve("repaired.csv"));
  }

  /** The file itself, read by the kernel. */
  private Relation direct(int header) {
    HeadRow labels = head.get(header);
    int width = labels.cells().size();
    StringBuilder columns = new StringBuilder("{");
    for (int i = 0; i < width; i++) {
      columns.append(i == 0 ? "" : ", ").append("'c").append(i).append("': 'VARCHAR'");
    }
    columns.append('}');
    String select =
        "SELECT * FROM read_csv("
            + Relation.quoted(file.toString())
            + ", auto_detect = false, delim = "
            + Relation.quoted(String.valueOf(dialect.delimiter()))
            + ", quote = '\"', escape = '\"', header = false, skip = "
            + (labels.nextLine() - 1)
            + ", new_line = "
            + (profile.carriageReturns() ? "'\\r\\n'" : "'\\n'")
            + ", compression = 'none', strict_mode = true, max_line_size = "
            + Math.max(2_000_000L, profile.longest() + 100L)
            + ", columns = "
            + columns
            + ")";
    boolean padded = profile.padded() || profile.tabs() && dialect.delimiter() != '\t';
    long records = profile.records() - dialect.preambleLines() - header - 1;
    return new Relation(
        select,
        file,
        width,
        Relation.Positions.IN_ORDER,
        padded ? Relation.Spacing.PADDED : Relation.Spacing.TRIMMED,
        records,
        profile.breaksInQuotes() ? 0 : labels.nextLine(),
        List.of());
  }
}
