package org.commonplace.jobs.intake.reading;

/**
 * What one pass over all bytes of a text file shows.
 *
 * @param bytes size in bytes, unpacked
 * @param encoding how its text is encoded
 * @param markBytes length of the byte order mark
 * @param records lines that are not blank, where a line break inside double quotes does not end one
 * @param regular whether the kernel can read it as it is: UTF-8, one kind of line end, no blank
 *     lines between rows, no control or invisible characters
 * @param breaksInQuotes whether a record may span lines
 * @param carriageReturns whether lines end in CR LF
 * @param padded whether a cell may begin or end with a space
 * @param tabs whether there is a tab
 * @param endsOpen whether the last line lacks a line end
 * @param longest longest line in bytes
 */
record TextProfile(
    long bytes,
    TextEncoding encoding,
    int markBytes,
    long records,
    boolean regular,
    boolean breaksInQuotes,
    boolean carriageReturns,
    boolean padded,
    boolean tabs,
    boolean endsOpen,
    int longest) {
  /** The same file read with another encoding. */
  TextProfile as(TextEncoding other) {
    return new TextProfile(
        bytes,
        other,
        markBytes,
        records,
        regular,
        breaksInQuotes,
        carriageReturns,
        padded,
        tabs,
        endsOpen,
        longest);
  }
}
