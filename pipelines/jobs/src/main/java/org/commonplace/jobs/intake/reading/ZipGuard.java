package org.commonplace.jobs.intake.reading;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Unpacks every entry of a workbook into nowhere before the workbook reader sees it: what a zip
 * declares of its sizes may be a lie.
 */
final class ZipGuard {
  private static final int MOST_ENTRIES = 10_000;
  private static final long MOST_BYTES = 4L << 30;
  private static final long MOST_STRING_BYTES = 512L << 20;
  private static final long MOST_RATIO = 250;
  private static final long RATIO_COUNTS_FROM = 64L << 20;

  private ZipGuard() {}

  static void check(Path file) throws IOException, Unreadable {
    Set<String> names = new HashSet<>();
    long total = 0;
    byte[] buffer = new byte[1 << 16];
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > MOST_ENTRIES) {
        throw hostile("it has " + zip.size() + " entries");
      }
      for (ZipEntry entry : Collections.list(zip.entries())) {
        String name = entry.getName();
        if (name.startsWith("/") || name.contains("..") || name.contains("\\")) {
          throw hostile("an entry's name points outside the archive");
        }
        if (!names.add(name)) {
          throw hostile("two entries have the same name");
        }
        boolean strings = name.toLowerCase(Locale.ROOT).endsWith("sharedstrings.xml");
        long bytes = 0;
        try (InputStream in = zip.getInputStream(entry)) {
          for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            bytes += read;
            total += read;
            if (total > MOST_BYTES || strings && bytes > MOST_STRING_BYTES) {
              throw hostile("it unpacks to more than a workbook can hold");
            }
            if (bytes > RATIO_COUNTS_FROM
                && bytes / MOST_RATIO > Math.max(1, entry.getCompressedSize())) {
              throw hostile("an entry unpacks to more than " + MOST_RATIO + " times its size");
            }
          }
        }
      }
    } catch (ZipException e) {
      throw new Unreadable(FindingCode.COMPRESSION_ERROR, "the workbook is damaged or cut off");
    }
  }

  private static Unreadable hostile(String why) {
    return new Unreadable(FindingCode.HOSTILE_FILE, "the workbook is not opened: " + why);
  }
}
