package org.commonplace.jobs.intake.reading;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a file is by its first bytes, whatever its name says. */
enum Container {
  TEXT("text"),
  GZIP("gzip"),
  ZIP("zip archive"),
  PARQUET("Parquet"),
  COMPOUND("old or password-protected Office file"),
  HTML("HTML page"),
  PDF("PDF"),
  XML("XML"),
  SEVEN_ZIP("7z archive"),
  RAR("rar archive"),
  BZIP2("bzip2"),
  XZ("xz"),
  ZSTANDARD("zstd"),
  IMAGE("image"),
  PROGRAM("program");

  private final String title;

  Container(String title) {
    this.title = title;
  }

  /** The kind in words. */
  String title() {
    return title;
  }

  /**
   * Names the container.
   *
   * @param head the first bytes of the file, at most a few hundred
   */
  static Container of(byte[] head) {
    if (starts(head, 0x1F, 0x8B)) {
      return GZIP;
    }
    if (starts(head, 'P', 'K', 3, 4) || starts(head, 'P', 'K', 5, 6)) {
      return ZIP;
    }
    if (starts(head, 'P', 'A', 'R', '1')) {
      return PARQUET;
    }
    if (starts(head, 0xD0, 0xCF, 0x11, 0xE0)) {
      return COMPOUND;
    }
    if (starts(head, '%', 'P', 'D', 'F')) {
      return PDF;
    }
    if (starts(head, '7', 'z', 0xBC, 0xAF)) {
      return SEVEN_ZIP;
    }
    if (starts(head, 'R', 'a', 'r', '!')) {
      return RAR;
    }
    if (starts(head, 'B', 'Z', 'h') && head.length > 4 && head[4] == 0x31) {
      return BZIP2;
    }
    if (starts(head, 0xFD, '7', 'z', 'X', 'Z')) {
      return XZ;
    }
    if (starts(head, 0x28, 0xB5, 0x2F, 0xFD)) {
      return ZSTANDARD;
    }
    if (starts(head, 0x89, 'P', 'N', 'G')
        || starts(head, 0xFF, 0xD8, 0xFF)
        || starts(head, 'G', 'I', 'F', '8')) {
      return IMAGE;
    }
    if (starts(head, 0x7F, 'E', 'L', 'F') || starts(head, 'M', 'Z', 0x90)) {
      return PROGRAM;
    }
    return markup(head);
  }

  private static Container markup(byte[] head) {
    String text =
        new String(head, StandardCharsets.ISO_8859_1)
            .replace("\u00EF\u00BB\u00BF", "")
            .replace("\0", "")
            .stripLeading()
            .toLowerCase(Locale.ROOT);
    if (text.startsWith("<!doctype html") || text.startsWith("<html") || text.startsWith("<head")) {
      return HTML;
    }
    if (text.startsWith("<?xml")) {
      return text.contains("<html") ? HTML : XML;
    }
    return TEXT;
  }

  private static boolean starts(byte[] head, int... magic) {
    if (head.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((head[i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
