package org.commonplace.jobs.signals;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonplace.jobs.stage.StageFailure;
import org.commonplace.methods.signals.Series;

/**
 * A CSV file with the columns series, date, count and, if known, population.
 *
 * <p>It is read twice: first every cell is checked and the last row of each series noted, then each
 * series is handed on as soon as its last row is read. Memory is that of the series that are open
 * at the same time: one if the rows of a series are together, all if the file is sorted by date.
 */
final class SeriesFile {
  private static final int MOST_PROBLEMS = 20;
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d*)?([eE][+-]?\\d{1,3})?");
  private static final DateTimeFormatter ISO_DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final int EARLIEST_YEAR = 1600;
  private static final int LATEST_YEAR = 2400;

  private final Path file;
  private final List<String> problems = new ArrayList<>();
  private int problemCount;

  private SeriesFile(Path file) {
    this.file = file;
  }

  /**
   * Hands on every series, in the order of their last rows.
   *
   * @throws StageFailure if the file is missing or not as it should be, with line, column and what
   *     to do
   */
  static void read(Path file, Consumer<Series> each) {
    SeriesFile reading = new SeriesFile(file);
    Map<String, Long> lastRows = reading.check();
    reading.handOn(lastRows, each);
  }

  private Map<String, Long> check() {
    Map<String, Long> lastRows = new HashMap<>();
    long rows = forEachRow((row, cells) -> lastRows.put(cells.series(), row));
    if (rows == 0 && problemCount == 0) {
      problem(1, "series", "there is a header but no row", "add one row for each series and date");
    }
    throwIfProblems();
    return lastRows;
  }

  private void handOn(Map<String, Long> lastRows, Consumer<Series> each) {
    Map<String, SeriesRows> open = new LinkedHashMap<>();
    forEachRow(
        (row, cells) -> {
          SeriesRows rows = open.computeIfAbsent(cells.series(), SeriesRows::new);
          rows.add(cells.date(), cells.count(), cells.population());
          if (lastRows.get(cells.series()) == row) {
            open.remove(cells.series());
            each.accept(grid(rows));
          }
        });
  }

  private Series grid(SeriesRows rows) {
    try {
      return rows.on(rows.settle());
    } catch (SeriesRows.IrregularSeries e) {
      throw new StageFailure(
          StageFailure.Kind.BAD_DEFINITION,
          file + ": " + e.getMessage() + "; give one row for each day, week or month",
          e);
    }
  }

  /** One row, understood. Missing numbers are NaN. */
  private record Cells(String series, LocalDate date, double count, double population) {}

  /** Takes a row and its number, counted from 1 without the header. */
  private interface RowConsumer {
    void accept(long row, Cells cells);
  }

  private long forEachRow(RowConsumer consumer) {
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(separator())
            .detectBomHeader(true)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .ofCsvRecord(file, StandardCharsets.UTF_8)) {
      Iterator<CsvRecord> records = reader.iterator();
      if (!records.hasNext()) {
        throw failure("line 1: the file is empty; its first line must be series,date,count");
      }
      Columns columns = columns(records.next());
      long row = 0;
      while (records.hasNext()) {
        Cells cells = cells(records.next(), columns);
        row++;
        if (cells != null) {
          consumer.accept(row, cells);
        }
      }
      return row;
    } catch (CsvParseException e) {
      throw failure(e.getMessage() + "; check that quotes are closed and lines have an end");
    } catch (NoSuchFileException e) {
      throw new StageFailure(
          StageFailure.Kind.INPUT_MISSING, file + ": there is no such file; check --series", e);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }

  /** Spreadsheets of half of Europe write semicolons. */
  private char separator() throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    if (Files.isDirectory(file)) {
      throw failure("this is a folder; give one CSV file");
    }
    byte[] head;
    try (var in = Files.newInputStream(file)) {
      head = in.readNBytes(1000);
    }
    String first = new String(head, StandardCharsets.UTF_8).lines().findFirst().orElse("");
    return first.indexOf(',') < 0 && first.indexOf(';') >= 0
        ? ';'
        : first.indexOf(',') < 0 && first.indexOf('\t') >= 0 ? '\t' : ',';
  }

  /** Where the columns are; population is -1 if there is none. */
  private record Columns(int series, int date, int count, int population, int width) {}

  private Columns columns(CsvRecord header) {
    List<String> names =
        header.getFields().stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    for (String name : List.of("series", "date", "count")) {
      if (!names.contains(name)) {
        problem(
            1,
            name,
            "the column is missing",
            "the first line must have the columns series,date,count and may have population");
      }
    }
    for (String name : List.of("series", "date", "count", "population")) {
      if (names.indexOf(name) != names.lastIndexOf(name)) {
        problem(1, name, "the column is there twice", "keep one");
      }
    }
    throwIfProblems();
    return new Columns(
        names.indexOf("series"),
        names.indexOf("date"),
        names.indexOf("count"),
        names.indexOf("population"),
        names.size());
  }

  private Cells cells(CsvRecord row, Columns columns) {
    long line = row.getStartingLineNumber();
    if (row.getFieldCount() != columns.width()) {
      problem(
          line,
          "series",
          "the row has " + row.getFieldCount() + " cells, the header " + columns.width(),
          "write one cell for each column, empty if there is no value");
      return null;
    }
    int before = problemCount;
    String series = row.getField(columns.series()).strip();
    if (series.isEmpty()) {
      problem(line, "series", "the cell is empty", "name the series that the row belongs to");
    } else if (series.indexOf('\uFFFD') >= 0) {
      problem(line, "series", "the cell is not UTF-8 text", "save the file as CSV in UTF-8");
    }
    LocalDate date = date(line, row.getField(columns.date()).strip());
    double count = number(line, "count", row.getField(columns.count()).strip());
    double population =
        columns.population() < 0
            ? Double.NaN
            : number(line, "population", row.getField(columns.population()).strip());
    if (population <= 0) {
      problem(line, "population", "the number is not above 0", "leave the cell empty if unknown");
    }
    return problemCount == before ? new Cells(series, date, count, population) : null;
  }

  private LocalDate date(long line, String text) {
    try {
      LocalDate date = parsed(text);
      if (date.getYear() >= EARLIEST_YEAR && date.getYear() <= LATEST_YEAR) {
        return date;
      }
      problem(line, "date", "the year is " + date.getYear(), "check the date");
    } catch (DateTimeParseException e) {
      problem(
          line,
          "date",
          shape(text) + " is not a date",
          "write yyyy-mm-dd, an ISO week as 2020-W53 or a month as 2020-12");
    }
    return LocalDate.EPOCH;
  }

  /** A day, the Monday of an ISO week, or the first day of a month. */
  private static LocalDate parsed(String text) {
    if (text.length() == 8 && text.charAt(5) == 'W') {
      return LocalDate.parse(text + "-1", DateTimeFormatter.ISO_WEEK_DATE);
    }
    return LocalDate.parse(text.length() == 7 ? text + "-01" : text, ISO_DAY);
  }

  private double number(long line, String column, String text) {
    if (text.isEmpty() || text.equals("NA")) {
      return Double.NaN;
    }
    if (!NUMBER.matcher(text).matches()) {
      problem(
          line,
          column,
          shape(text) + " is not a number",
          "write digits with a decimal point; leave the cell empty if the number is not known");
      return Double.NaN;
    }
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      problem(line, column, "the number is too large", "check the number");
      return Double.NaN;
    }
    return value;
  }

  /** What a cell looks like, without saying what is in it: "4 characters like \"a99\"". */
  private static String shape(String text) {
    String kinds =
        text.codePoints()
            .limit(12)
            .mapToObj(
                c ->
                    Character.isDigit(c)
                        ? "9"
                        : Character.isLetter(c) ? "a" : Character.toString(c))
            .collect(Collectors.joining());
    return text.isEmpty() ? "an empty cell" : "a cell of the form \"" + kinds + "\"";
  }

  private void problem(long line, String column, String what, String remedy) {
    if (problemCount++ < MOST_PROBLEMS) {
      problems.add("line " + line + ", column " + column + ": " + what + "; " + remedy);
    }
  }

  private void throwIfProblems() {
    if (problemCount > 0) {
      String rest =
          problemCount > MOST_PROBLEMS ? "\nand " + (problemCount - MOST_PROBLEMS) + " more" : "";
      throw failure(String.join("\n" + file + ", ", problems) + rest);
    }
  }

  private StageFailure failure(String message) {
    return new StageFailure(StageFailure.Kind.BAD_DEFINITION, file + ", " + message);
  }
}
