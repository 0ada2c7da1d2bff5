package org.commonplace.jobs.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A workbook with one sheet. Dates and whole numbers become real Excel dates and numbers, as they
 * would when typed in; anything else is text.
 */
final class SheetRows implements Rows {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern CREATED =
      Pattern.compile("(<dcterms:created[^>]*>)[^<]*(</dcterms:created>)");
  private static final String FIXED_INSTANT = "2020-01-01T00:00:00Z";
  private static final LocalDateTime FIXED_TIME = LocalDateTime.of(2020, 1, 1, 0, 0);

  private final Path file;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Workbook workbook = new Workbook(bytes, "Stock", "1.0");
  private final Worksheet sheet;
  private int row;

  SheetRows(Path file, String sheetName) {
    this.file = file;
    this.sheet = workbook.newWorksheet(sheetName);
  }

  @Override
  public void add(String... cells) {
    for (int column = 0; column < cells.length; column++) {
      String cell = cells[column];
      if (NUMBER.matcher(cell).matches()) {
        sheet.value(row, column, Integer.valueOf(cell));
      } else if (DATE.matcher(cell).matches() && isDay(cell)) {
        sheet.value(row, column, LocalDate.parse(cell));
        sheet.style(row, column).format("dd/mm/yyyy").set();
      } else if (!cell.isEmpty()) {
        sheet.value(row, column, cell);
      }
    }
    row++;
  }

  /** 2026-02-31 has the shape of a date but stays text, as it would in Excel. */
  private static boolean isDay(String cell) {
    int month = Integer.parseInt(cell.substring(5, 7));
    int day = Integer.parseInt(cell.substring(8));
    return month >= 1
        && month <= 12
        && day >= 1
        && day <= LocalDate.of(Integer.parseInt(cell.substring(0, 4)), month, 1).lengthOfMonth();
  }

  @Override
  public void close() throws IOException {
    workbook.finish();
    Files.write(file, bytes.toByteArray());
    SortedMap<String, byte[]> parts = parts();
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        ZipEntry entry = new ZipEntry(part.getKey());
        entry.setTimeLocal(FIXED_TIME);
        out.putNextEntry(entry);
        out.write(part.getValue());
        out.closeEntry();
      }
    }
  }

  /**
   * The parts of the written workbook without the time of writing, which the library stamps into
   * it: the same rows must give the same bytes.
   */
  private SortedMap<String, byte[]> parts() throws IOException {
    SortedMap<String, byte[]> parts = new TreeMap<>();
    try (ZipFile archive = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(archive.entries())) {
        byte[] content = archive.getInputStream(entry).readAllBytes();
        if (entry.getName().equals("docProps/core.xml")) {
          String core = new String(content, StandardCharsets.UTF_8);
          content =
              CREATED
                  .matcher(core)
                  .replaceAll("$1" + FIXED_INSTANT + "$2")
                  .getBytes(StandardCharsets.UTF_8);
        }
        parts.put(entry.getName(), content);
      }
    }
    return parts;
  }
}
