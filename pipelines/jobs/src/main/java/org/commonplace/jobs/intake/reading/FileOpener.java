package org.commonplace.jobs.intake.reading;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Finds out what a file is by its content and opens it as that. */
final class FileOpener {
  private static final int HEAD_BYTES = 512;

  /** Real exports shrink 5 to 60 times; a bomb shrinks a thousand times. */
  private static final long MOST_RATIO = 250;

  private static final long RATIO_COUNTS_FROM = 256L << 20;

  private FileOpener() {}

  static TabularFile open(Path file, String name, ReadingHints hints, Path scratch)
      throws IOException, Unreadable {
    Container container = Container.of(head(file));
    if (container != Container.GZIP) {
      return openPlain(file, container, hints, List.of());
    }
    Path unpacked = scratch.resolve("unpacked");
    unpack(file, unpacked);
    if (Files.size(unpacked) == 0) {
      throw new Unreadable(FindingCode.SOURCE_ERROR, "the file inside the gzip is empty (0 bytes)");
    }
    Container inner = Container.of(head(unpacked));
    if (inner == Container.GZIP || inner == Container.ZIP && !Workbook.looksLikeOne(unpacked)) {
      throw new Unreadable(FindingCode.HOSTILE_FILE, "an archive inside an archive");
    }
    return openPlain(unpacked, inner, hints, List.of(Container.GZIP.title()));
  }

  private static TabularFile openPlain(
      Path file, Container container, ReadingHints hints, List<String> wrapping)
      throws IOException, Unreadable {
    List<String> format = new ArrayList<>(wrapping);
    return switch (container) {
      case TEXT -> openText(file, hints, format);
      case PARQUET -> ParquetTable.open(file, format);
      case ZIP -> {
        if (!Workbook.looksLikeOne(file)) {
          throw new Unreadable(
              FindingCode.FORMAT_ERROR,
              "a zip archive, not a table; unpack it and send the files in it");
        }
        yield Workbook.open(file, hints, format);
      }
      case COMPOUND ->
          throw new Unreadable(
              FindingCode.FORMAT_ERROR,
              "an old .xls or a password-protected Office file; remove the password and save as .xlsx or"
                  + " CSV");
      case HTML ->
          throw new Unreadable(
              FindingCode.FORMAT_ERROR,
              "a web page (HTML), perhaps a login page, saved under a data file's name");
      case GZIP, PDF, XML, SEVEN_ZIP, RAR, BZIP2, XZ, ZSTANDARD, IMAGE, PROGRAM ->
          throw new Unreadable(
              FindingCode.FORMAT_ERROR,
              "the content is " + container.title() + ", not a table that can be read");
    };
  }

  private static TabularFile openText(Path file, ReadingHints hints, List<String> format)
      throws IOException, Unreadable {
    TextProfile profile;
    try (InputStream in = Files.newInputStream(file)) {
      profile = TextScan.of(in);
    }
    return JsonText.looksLikeOne(file, profile)
        ? JsonText.open(file, profile, format)
        : DelimitedText.open(file, profile, hints, format);
  }

  private static byte[] head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(HEAD_BYTES);
    }
  }

  private static void unpack(Path file, Path target) throws IOException, Unreadable {
    long packed = Files.size(file);
    try (InputStream in =
            new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)), 1 << 16);
        OutputStream out = Files.newOutputStream(target)) {
      byte[] buffer = new byte[1 << 16];
      long total = 0;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        total += read;
        if (total > RATIO_COUNTS_FROM && total / MOST_RATIO > packed) {
          throw new Unreadable(
              FindingCode.HOSTILE_FILE,
              "the gzip unpacks to more than " + MOST_RATIO + " times its size");
        }
      }
    } catch (EOFException e) {
      throw new Unreadable(FindingCode.COMPRESSION_ERROR, "the gzip file is cut off");
    } catch (ZipException e) {
      throw new Unreadable(FindingCode.COMPRESSION_ERROR, "the gzip file is damaged");
    }
  }
}
