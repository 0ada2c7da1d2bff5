package org.commonplace.jobs.intake.reading;

import java.nio.file.Path;
import java.util.List;

/**
 * The data rows of one file as the kernel can read them, all columns text.
 *
 * @param select a SELECT giving {@code c0..c<width-1>}, after {@code r} (record number), {@code l}
 *     (physical line) and {@code x} (what is wrong with the row as a whole, or null) when
 *     positioned
 * @param file the local file that the SELECT reads
 * @param width number of text columns
 * @param positions whether r, l and x are there
 * @param spacing whether cells may have white space around their value
 * @param records rows that the reading layer counted itself, with which the kernel's count must
 *     agree
 * @param firstLine physical line of record 1 when every record is one line, else 0
 * @param repairs what was changed without loss, in words
 */
public record Relation(
    String select,
    Path file,
    int width,
    Positions positions,
    Spacing spacing,
    long records,
    long firstLine,
    List<String> repairs) {
  /** Where row numbers come from. */
  public enum Positions {
    /** The SELECT carries r, l and x. */
    CARRIED,
    /** Rows come in file order and each is a record: the n-th row is record n. */
    IN_ORDER
  }

  /** White space around values. */
  public enum Spacing {
    /** There is none, and an empty cell is null. */
    TRIMMED,
    /** There may be some. */
    PADDED
  }

  public Relation {
    repairs = List.copyOf(repairs);
  }

  static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
