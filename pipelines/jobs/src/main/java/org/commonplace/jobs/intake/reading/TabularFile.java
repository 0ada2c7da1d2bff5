package org.commonplace.jobs.intake.reading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A received file of which it is known what it is and how to get at its rows. */
public sealed interface TabularFile permits DelimitedText, Workbook, JsonText, ParquetTable {
  /** Most columns that a file may have; Excel's own limit. */
  int MOST_COLUMNS = 16_384;

  /** Longest record in bytes; anything longer is not a row of a partner's export. */
  int LONGEST_RECORD = 16 << 20;

  /** Rows in which a header is looked for. */
  int HEAD_ROWS = 40;

  /** How the file was understood, in words: container, encoding, delimiter. */
  List<String> format();

  /** The first rows, among them the header. */
  List<HeadRow> head();

  /** Whether true dates and numbers reach the kernel in ISO form instead of the sender's own. */
  boolean typed();

  /**
   * Prepares the rows below the header.
   *
   * @param header index into {@link #head()}
   * @param scratch an existing local directory for a repaired copy
   */
  Relation rows(int header, Path scratch) throws IOException, Unreadable;

  /** The same rows through the repair layer, after the kernel could not read them as they are. */
  Optional<Relation> repairedRows(int header, Path scratch) throws IOException, Unreadable;

  /**
   * Finds out what a file is.
   *
   * @param file local copy of the file
   * @param name its name as sent
   * @param scratch an existing local directory for an unpacked copy
   */
  static TabularFile open(Path file, String name, ReadingHints hints, Path scratch)
      throws IOException, Unreadable {
    if (!Files.isReadable(file)) {
      throw new Unreadable(
          FindingCode.SCHEME_ERROR, "the file cannot be read (permission or missing)");
    }
    if (Files.size(file) == 0) {
      throw new Unreadable(FindingCode.SOURCE_ERROR, "the file is empty (0 bytes)");
    }
    return FileOpener.open(file, name, hints, scratch);
  }
}
