package org.commonplace.jobs.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.kernel.KernelSettings;
import org.commonplace.jobs.lake.LedgerEntry;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a file is written, the same rows reach the lake, or the reason why not is named. */
class MessyFilesTest {
  private static final String NAME = "attendance-2026-03.csv";
  private static final String HEADER = "UPN,School,Area,Month,Sex,DOB,Possible,Absent,Note\n";
  private static final String ROWS =
      Upn.of(1)
          + ",S1,A1,2026-03-01,M,2012-05-17,40,3,Jos\u00E9 \u2013 late\n"
          + Upn.of(2)
          + ",S1,A1,2026-03-01,F,2012-05-17,40,<5,\n"
          + Upn.of(3)
          + ",S2,A2,2026-03-01,U,2012-05-17,40,x,plain\n";
  private static final String CLEAN = HEADER + ROWS;

  @TempDir Path folder;
  private DirectIntake intake;
  private List<String> expected;

  @BeforeEach
  void takeTheCleanFile() {
    intake = new DirectIntake(folder);
    DirectIntake.Taken clean = intake.take(NAME, CLEAN);
    assertThat(clean.entry().reason()).isNull();
    expected = clean.rows();
    assertThat(expected).hasSize(3);
  }

  @Test
  void encodingsAndLineEndsAndDelimitersMakeNoDifference() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("UTF-8 mark", bytes("\uFEFF" + CLEAN, StandardCharsets.UTF_8));
    files.put(
        "UTF-16LE mark, tabs",
        bytes("\uFEFF" + CLEAN.replace(',', '\t'), StandardCharsets.UTF_16LE));
    files.put("UTF-16BE mark", bytes("\uFEFF" + CLEAN, StandardCharsets.UTF_16BE));
    files.put("UTF-16LE", bytes(CLEAN, StandardCharsets.UTF_16LE));
    files.put("UTF-32LE mark", bytes("\uFEFF" + CLEAN, Charset.forName("UTF-32LE")));
    files.put("windows-1252", bytes(CLEAN, Charset.forName("windows-1252")));
    files.put("semicolons", bytes(CLEAN.replace(',', ';'), StandardCharsets.UTF_8));
    files.put("sep line", bytes("sep=;\r\n" + CLEAN.replace(',', ';'), StandardCharsets.UTF_8));
    files.put("pipes", bytes(CLEAN.replace(',', '|'), StandardCharsets.UTF_8));
    files.put("CR LF", bytes(CLEAN.replace("\n", "\r\n"), StandardCharsets.UTF_8));
    files.put("CR", bytes(CLEAN.replace("\n", "\r"), StandardCharsets.UTF_8));
    files.put("CR CR LF", bytes(CLEAN.replace("\n", "\r\r\n"), StandardCharsets.UTF_8));
    files.put(
        "mixed ends", bytes(HEADER + ROWS.replaceFirst("\n", "\r\n"), StandardCharsets.UTF_8));
    files.put("open end", bytes(CLEAN.strip(), StandardCharsets.UTF_8));
    files.put("Ctrl-Z", bytes(CLEAN + "\u001A", StandardCharsets.UTF_8));
    files.put(
        "trailing delimiters", bytes(HEADER + ROWS.replace("\n", ",\n"), StandardCharsets.UTF_8));
    files.put("everything quoted", bytes(quoted(CLEAN), StandardCharsets.UTF_8));
    files.put("spaces", bytes(CLEAN.replace(",", " , "), StandardCharsets.UTF_8));
    files.put("armour", bytes(CLEAN.replace(",A1,", ",=\"A1\","), StandardCharsets.UTF_8));
    files.put(
        "title lines", bytes("Northside\nAttendance, March\n\n" + CLEAN, StandardCharsets.UTF_8));
    files.put(
        "other labels",
        bytes(CLEAN.replace("UPN", " unique_pupil NUMBER"), StandardCharsets.UTF_8));
    files.put("gzip", gzip(bytes(CLEAN, StandardCharsets.UTF_8)));
    files.put("mixed encodings", mixed());
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      DirectIntake.Taken taken = intake.take(NAME, file.getValue());
      assertThat(taken.entry().reason()).as(file.getKey()).isNull();
      assertThat(taken.rows()).as(file.getKey()).isEqualTo(expected);
      assertThat(taken.entry().files().get(0).received()).as(file.getKey()).isEqualTo(3);
    }
  }

  private static byte[] bytes(String text, Charset charset) {
    return text.getBytes(charset);
  }

  private static String quoted(String csv) {
    StringBuilder quoted = new StringBuilder();
    for (String line : csv.split("\n")) {
      quoted.append('"').append(line.replace(",", "\",\"")).append("\"\n");
    }
    return quoted.toString();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  /** Two exports one after the other: UTF-8 rows, then windows-1252 rows. */
  private static byte[] mixed() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String[] lines = CLEAN.split("(?<=\n)");
    out.write(bytes(lines[0] + lines[1], StandardCharsets.UTF_8));
    out.write(
        bytes(lines[2] + lines[3].replace("plain", "No\u00EBl"), Charset.forName("windows-1252")));
    return out.toByteArray();
  }

  @Test
  void workbooksJsonAndParquetGiveTheSameRows() throws IOException {
    String json =
        "{\"UPN\": \""
            + Upn.of(1)
            + "\", \"School\": \"S1\", \"Area\": \"A1\", \"Month\":"
            + " \"2026-03-01\", \"Sex\": \"M\", \"DOB\": \"2012-05-17\", \"Possible\": 40,"
            + " \"Absent\": 3, \"Note\": null}\n"
            + "{\"UPN\": \""
            + Upn.of(2)
            + "\", \"School\": \"S1\", \"Area\": \"A1\", \"Month\":"
            + " \"2026-03-01\", \"Sex\": \"F\", \"DOB\": \"2012-05-17\", \"Possible\": 40,"
            + " \"Absent\": \"<5\"}\n"
            + "{\"UPN\": \""
            + Upn.of(3)
            + "\", \"School\": \"S2\", \"Area\": \"A2\", \"Month\":"
            + " \"2026-03-01\", \"Sex\": \"U\", \"DOB\": \"2012-05-17\", \"Possible\": 40,"
            + " \"Absent\": \"x\"}\n";
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("attendance-2026-03.jsonl", bytes(json, StandardCharsets.UTF_8));
    files.put("attendance-2026-03.xlsx", workbook());
    files.put("attendance-2026-03.parquet", parquet());
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      DirectIntake.Taken taken = intake.take(file.getKey(), file.getValue());
      assertThat(taken.entry().reason()).as(file.getKey()).isNull();
      assertThat(taken.rows()).as(file.getKey()).isEqualTo(expected);
    }
  }

  private static byte[] workbook() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(out, "test", "1.0")) {
      Worksheet sheet = book.newWorksheet("Attendance");
      sheet.value(0, 0, "Northside, March");
      String[] lines = CLEAN.split("\n");
      for (int i = 0; i < lines.length; i++) {
        String[] cells = lines[i].split(",", -1);
        for (int k = 0; k < cells.length; k++) {
          if (i > 0 && (k == 3 || k == 5)) {
            sheet.value(i + 2, k, LocalDate.parse(cells[k]));
            sheet.style(i + 2, k).format("dd/mm/yyyy").set();
          } else if (cells[k].matches("[0-9]+")) {
            sheet.value(i + 2, k, Integer.parseInt(cells[k]));
          } else if (!cells[k].isEmpty()) {
            sheet.value(i + 2, k, cells[k]);
          }
        }
      }
    }
    return out.toByteArray();
  }

  private byte[] parquet() throws IOException {
    Path csv = folder.resolve("clean.csv");
    Files.writeString(csv, CLEAN);
    try (Kernel kernel = Kernel.open(KernelSettings.single().reading(List.of(folder.toString())))) {
      Path file = kernel.scratch().resolve("clean.parquet");
      kernel.writeParquet(
          "SELECT * FROM read_csv(" + Kernel.literal(csv.toString()) + ")", file, 2048);
      return Files.readAllBytes(file);
    }
  }

  @Test
  void oddRowsAreCountedAndNamedAndTheRestIsKept() {
    String unclosed = Upn.of(7) + ",\"S1,A1,2026-03-01,M,2012-05-17,40,3,\n";
    String many = Upn.of(8) + ",S1,A1,2026-03-01,M,2012-05-17,40,3,a,b,c\n";
    String few = Upn.of(9) + ",S1,A1\n";
    DirectIntake.Taken taken =
        intake.take(NAME, CLEAN + "\n,,,,,,,,\n" + many + unclosed + few + "Total,,,,,,120,6,\n");
    LedgerEntry.FileRows rows = taken.entry().files().get(0);
    assertThat(taken.entry().reason()).isNull();
    assertThat(taken.rows()).isEqualTo(expected);
    assertThat(rows.received()).isEqualTo(9);
    assertThat(rows.accepted()).isEqualTo(3);
    assertThat(rows.rejected()).isEqualTo(3);
    assertThat(rows.ignored()).isEqualTo(3);
    assertThat(taken.codes()).contains("extra-cell", "missing-cell", "format-error");
  }

  @Test
  void cellsWithLineBreaksAndQuotesStayCells() {
    String broken = ROWS.replace("plain", "\"two\nlines, \"\"quoted\"\"\"");
    DirectIntake.Taken taken = intake.take(NAME, HEADER + broken);
    assertThat(taken.entry().reason()).isNull();
    assertThat(taken.rows()).isEqualTo(expected);
    DirectIntake.Taken literal = intake.take(NAME, HEADER + ROWS.replace("plain", "5\" pipe"));
    assertThat(literal.entry().reason()).isNull();
    assertThat(literal.rows()).isEqualTo(expected);
  }

  @Test
  void filesThatAreNoTablesAreRefusedWithTheReason() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("source-error", new byte[0]);
    files.put("row-count", bytes(HEADER, StandardCharsets.UTF_8));
    files.put(
        "format-error html",
        bytes("\n<!DOCTYPE html><html><body>Log in</body></html>", StandardCharsets.UTF_8));
    files.put("format-error binary", noise());
    files.put(
        "format-error ole",
        concat(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}, noise()));
    files.put("compression-error", cut(gzip(bytes(CLEAN.repeat(50), StandardCharsets.UTF_8))));
    files.put("compression-error xlsx", cut(workbook()));
    files.put("format-error parquet", cut(parquet()));
    files.put("missing-label", bytes(CLEAN.replace("School", "Skool"), StandardCharsets.UTF_8));
    files.put("duplicate-label", bytes(CLEAN.replace("Area", "School"), StandardCharsets.UTF_8));
    files.put(
        "HOSTILE_FILE columns",
        bytes("a,".repeat(20_000) + "\n" + "1,".repeat(20_000) + "\n", StandardCharsets.UTF_8));
    files.put("HOSTILE_FILE gzip in gzip", gzip(gzip(bytes(CLEAN, StandardCharsets.UTF_8))));
    List<String> found = new ArrayList<>();
    List<String> wanted = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      DirectIntake.Taken taken = intake.take(NAME, file.getValue());
      assertThat(taken.entry().status()).as(file.getKey()).isEqualTo(LedgerEntry.Status.REFUSED);
      assertThat(taken.rows()).isEmpty();
      wanted.add(file.getKey());
      found.add(
          taken.codes().contains(file.getKey().split(" ")[0])
              ? file.getKey()
              : file.getKey() + " gave " + taken.codes() + " " + taken.entry().reason());
    }
    assertThat(found).isEqualTo(wanted);
  }

  private static byte[] noise() {
    byte[] noise = new byte[5000];
    new java.util.Random(7).nextBytes(noise);
    noise[0] = 3;
    return noise;
  }

  private static byte[] cut(byte[] whole) {
    return java.util.Arrays.copyOf(whole, whole.length * 2 / 3);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = java.util.Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
