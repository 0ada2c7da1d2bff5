package org.commonplace.jobs.intake.reading;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/** One sheet of an xlsx workbook, streamed. True dates and numbers become ISO text. */
final class Workbook implements TabularFile {
  private static final ReadingOptions WITH_FORMATS = new ReadingOptions(true, true);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  /** The leap day that Excel's 1900 calendar has and the world had not. */
  private static final int NO_SUCH_DAY = 60;

  private static final double SECONDS_A_DAY = 86_400;

  private final Path file;
  private final String sheet;
  private final List<String> format;
  private final List<HeadRow> head;
  private final boolean since1904;

  private Workbook(
      Path file, String sheet, List<String> format, List<HeadRow> head, boolean since1904) {
    this.file = file;
    this.sheet = sheet;
    this.format = format;
    this.head = head;
    this.since1904 = since1904;
  }

  static boolean looksLikeOne(Path file) throws IOException, Unreadable {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.getEntry("xl/workbook.bin") != null) {
        throw new Unreadable(FindingCode.FORMAT_ERROR, "an .xlsb workbook; save it as .xlsx");
      }
      if (zip.getEntry("META-INF/manifest.xml") != null && zip.getEntry("content.xml") != null) {
        throw new Unreadable(
            FindingCode.FORMAT_ERROR, "an OpenDocument sheet (.ods); save it as .xlsx or CSV");
      }
      return zip.getEntry("xl/workbook.xml") != null;
    } catch (ZipException e) {
      throw new Unreadable(
          FindingCode.COMPRESSION_ERROR, "a damaged or cut off workbook or zip archive");
    }
  }

  static Workbook open(Path file, ReadingHints hints, List<String> wrapping)
      throws IOException, Unreadable {
    ZipGuard.check(file);
    try (ReadableWorkbook book = new ReadableWorkbook(file.toFile(), WITH_FORMATS)) {
      Sheet sheet = choose(book, hints);
      boolean since1904 = book.isDate1904();
      List<HeadRow> head = new ArrayList<>();
      try (Stream<Row> rows = sheet.openStream()) {
        Iterator<Row> each = rows.iterator();
        while (each.hasNext() && head.size() < HEAD_ROWS) {
          Row row = each.next();
          List<String> cells = cells(row, since1904);
          if (cells.size() > MOST_COLUMNS) {
            throw new Unreadable(FindingCode.HOSTILE_FILE, "a row has " + cells.size() + " cells");
          }
          head.add(new HeadRow(row.getRowNum(), row.getRowNum() + 1L, cells));
        }
      }
      List<String> format = new ArrayList<>(wrapping);
      format.add("xlsx, sheet " + (sheet.getIndex() + 1) + (since1904 ? ", 1904 dates" : ""));
      return new Workbook(file, sheet.getName(), List.copyOf(format), head, since1904);
    } catch (ExcelReaderException e) {
      throw new Unreadable(FindingCode.FORMAT_ERROR, "the workbook's content is damaged");
    }
  }

  private static Sheet choose(ReadableWorkbook book, ReadingHints hints)
      throws IOException, Unreadable {
    if (hints.sheet().isPresent()) {
      String wanted = hints.sheet().get();
      try (Stream<Sheet> sheets = book.getSheets()) {
        return sheets
            .filter(sheet -> sheet.getName().strip().equalsIgnoreCase(wanted.strip()))
            .findFirst()
            .orElseThrow(
                () ->
                    new Unreadable(
                        FindingCode.FORMAT_ERROR, "the workbook has no sheet \"" + wanted + "\""));
      }
    }
    for (Sheet sheet : book.getSheets().toList()) {
      if (sheet.getVisibility() == SheetVisibility.VISIBLE) {
        try (Stream<Row> rows = sheet.openStream()) {
          if (rows.anyMatch(row -> !blank(cells(row, false)))) {
            return sheet;
          }
        }
      }
    }
    throw new Unreadable(FindingCode.SOURCE_ERROR, "no visible sheet of the workbook has a row");
  }

  private static boolean blank(List<String> cells) {
    return cells.stream().allMatch(String::isBlank);
  }

  private static List<String> cells(Row row, boolean since1904) {
    List<String> cells = new ArrayList<>(row.getCellCount());
    for (int i = 0; i < row.getCellCount(); i++) {
      cells.add(row.hasCell(i) ? Characters.cleaned(text(row.getCell(i), since1904)) : "");
    }
    return cells;
  }

  private static String text(Cell cell, boolean since1904) {
    if (cell == null || cell.getType() == CellType.EMPTY) {
      return "";
    }
    Object value = cell.getValue();
    if (value instanceof BigDecimal number) {
      return dated(cell) ? moment(number, since1904) : plain(number);
    }
    if (value instanceof Boolean flag) {
      return flag.toString();
    }
    // Error cells and formulas without a cached value keep their text; typing refuses them.
    String text = value == null ? cell.getText() : value.toString();
    return text == null ? "" : text.replace("_x000D_", "").replace("\r", "");
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static boolean dated(Cell cell) {
    Integer id = cell.getDataFormatId();
    if (id != null
        && ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58))) {
      return true;
    }
    String pattern = cell.getDataFormatString();
    if (pattern == null || pattern.equalsIgnoreCase("general")) {
      return false;
    }
    // Text in quotes or brackets (colours, locales) is no date field.
    String fields =
        pattern.replaceAll("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.", "").toLowerCase(Locale.ROOT);
    return fields.contains("y") || (fields.contains("d") && fields.contains("m"));
  }

  /** A serial day as ISO; what no calendar has stays a number, which no date column accepts. */
  static String moment(BigDecimal serial, boolean since1904) {
    double days = serial.doubleValue();
    if (!(days >= 0 && days < 2_958_466)
        || (!since1904 && days >= NO_SUCH_DAY && days < NO_SUCH_DAY + 1)) {
      return plain(serial);
    }
    long whole = (long) days;
    long seconds = Math.round((days - whole) * SECONDS_A_DAY);
    LocalDate first =
        since1904
            ? LocalDate.of(1904, 1, 1)
            : days < NO_SUCH_DAY ? LocalDate.of(1899, 12, 31) : LocalDate.of(1899, 12, 30);
    LocalDateTime moment =
        LocalDateTime.of(first.plusDays(whole), LocalTime.MIDNIGHT).plusSeconds(seconds);
    return moment.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? moment.toLocalDate().toString()
        : MOMENT.format(moment);
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
    return true;
  }

  @Override
  public Relation rows(int header, Path scratch) throws IOException, Unreadable {
    HeadRow labels = head.get(header);
    int width = labels.cells().size();
    Path target = scratch.resolve("repaired.csv");
    try (ReadableWorkbook book = new ReadableWorkbook(file.toFile(), WITH_FORMATS);
        CleanCsv copy = new CleanCsv(target, width)) {
      Sheet chosen =
          book.findSheet(sheet)
              .orElseThrow(() -> new IllegalStateException("the sheet was there a moment ago"));
      List<Long> blanks = new ArrayList<>();
      try (Stream<Row> rows = chosen.openStream()) {
        Iterator<Row> each = rows.iterator();
        while (each.hasNext()) {
          Row row = each.next();
          if (row.getRowNum() < labels.nextLine()) {
            continue;
          }
          List<String> cells = cells(row, since1904);
          if (blank(cells)) {
            blanks.add((long) row.getRowNum());
            continue;
          }
          blanks.forEach(copy::blank);
          blanks.clear();
          // Trailing empty cells are not stored in a sheet: short rows are whole.
          copy.row(row.getRowNum(), cells, 0);
        }
      }
      copy.close();
      return copy.relation();
    } catch (ExcelReaderException e) {
      throw new Unreadable(FindingCode.FORMAT_ERROR, "the workbook's content is damaged");
    }
  }

  @Override
  public Optional<Relation> repairedRows(int header, Path scratch) {
    return Optional.empty();
  }
}
