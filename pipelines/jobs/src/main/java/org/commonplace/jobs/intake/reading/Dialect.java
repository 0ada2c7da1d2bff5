package org.commonplace.jobs.intake.reading;

/**
 * How a text file is divided.
 *
 * @param delimiter between cells
 * @param quote around cells that contain delimiters or line breaks
 * @param preambleLines physical lines before the first row, such as Excel's {@code sep=;}
 */
record Dialect(char delimiter, char quote, int preambleLines) {
  String delimiterName() {
    return switch (delimiter) {
      case '\t' -> "tab";
      case ',' -> "comma";
      case ';' -> "semicolon";
      case '|' -> "pipe";
      default -> String.format("U+%04X", (int) delimiter);
    };
  }
}
