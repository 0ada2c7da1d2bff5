package org.commonplace.jobs.intake.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileFilesTest {
  @TempDir Path folder;

  /** Two gigabytes of one letter, without a line end. */
  private static final class EndlessLine extends InputStream {
    private long given;

    @Override
    public int read() {
      return given++ < 2L << 30 ? 'a' : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (given >= 2L << 30) {
        return -1;
      }
      Arrays.fill(target, offset, offset + length, (byte) 'a');
      given += length;
      return length;
    }
  }

  @Test
  void oneLineOfTwoGigabytesIsRefusedBeforeItIsRead() {
    EndlessLine line = new EndlessLine();
    assertThatThrownBy(() -> TextScan.of(line))
        .isInstanceOfSatisfying(
            Unreadable.class, e -> assertThat(e.code()).isEqualTo(FindingCode.HOSTILE_FILE))
        .hasMessage("line 1 is longer than 16 MiB; no row of an export is");
    assertThat(line.given).isLessThan(20L << 20);
  }

  @Test
  void bombsAreRefused() throws IOException {
    Path gzip = folder.resolve("bomb.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      fill(out, 280 << 20);
    }
    assertHostile(gzip);
    Path workbook = folder.resolve("bomb.xlsx");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(workbook))) {
      out.putNextEntry(new ZipEntry("xl/workbook.xml"));
      out.write("<workbook/>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      out.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
      fill(out, 80 << 20);
    }
    assertHostile(workbook);
  }

  private static void fill(OutputStream out, int bytes) throws IOException {
    byte[] block = new byte[1 << 20];
    Arrays.fill(block, (byte) '1');
    for (int i = 0; i < bytes; i += block.length) {
      out.write(block);
    }
  }

  private void assertHostile(Path file) {
    assertThatThrownBy(
            () -> TabularFile.open(file, file.getFileName().toString(), ReadingHints.NONE, folder))
        .isInstanceOfSatisfying(
            Unreadable.class, e -> assertThat(e.code()).isEqualTo(FindingCode.HOSTILE_FILE));
  }

  @Test
  void serialDaysFollowBothOfExcelsCalendars() {
    assertThat(Workbook.moment(new BigDecimal("46113"), false)).isEqualTo("2026-04-01");
    assertThat(Workbook.moment(new BigDecimal("44651"), true)).isEqualTo("2026-04-01");
    assertThat(Workbook.moment(new BigDecimal("59"), false)).isEqualTo("1900-02-28");
    assertThat(Workbook.moment(new BigDecimal("60"), false)).isEqualTo("60");
    assertThat(Workbook.moment(new BigDecimal("46113.5"), false)).isEqualTo("2026-04-01 12:00:00");
  }

  @Test
  void shapesTellTheFormAndNotTheValue() {
    assertThat(Shape.of("943476591")).isEqualTo("9 digits");
    assertThat(Shape.of("31/02/2026")).isEqualTo("99/99/9999");
    assertThat(Shape.of("SW1A 2AA")).isEqualTo("AA9A 9AA");
    assertThat(Shape.of("O\u2019Brien")).isEqualTo("7 characters, U+2019 at character 2");
    assertThat(Shape.of("  ")).isEqualTo("only spaces");
  }
}
