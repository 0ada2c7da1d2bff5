package org.commonplace.jobs.intake.reading;

import java.util.Optional;

/**
 * What a contract fixes about a file; what it leaves open is found out from the file.
 *
 * @param delimiter between cells of a text file
 * @param encoding name of the text encoding
 * @param sheet name of the worksheet
 */
public record ReadingHints(
    Optional<Character> delimiter, Optional<String> encoding, Optional<String> sheet) {
  public static final ReadingHints NONE =
      new ReadingHints(Optional.empty(), Optional.empty(), Optional.empty());
}
