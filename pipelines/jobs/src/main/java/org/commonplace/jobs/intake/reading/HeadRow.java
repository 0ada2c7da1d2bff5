package org.commonplace.jobs.intake.reading;

import java.util.List;

/**
 * One of the first rows of a file, in which the header is looked for.
 *
 * @param line physical line (text) or sheet row, 1-based
 * @param nextLine physical line on which the following row starts
 * @param cells the cells as sent, outer white space removed
 */
public record HeadRow(long line, long nextLine, List<String> cells) {
  public HeadRow {
    cells = List.copyOf(cells);
  }
}
