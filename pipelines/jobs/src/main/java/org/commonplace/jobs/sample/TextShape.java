package org.commonplace.jobs.sample;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * The shape of a partner's delimited text.
 *
 * @param charset encoding
 * @param opening what stands before the first label: a byte order mark, or nothing
 * @param delimiter between cells
 * @param lineEnd between rows
 * @param packing whether the bytes are compressed
 */
record TextShape(
    Charset charset, String opening, char delimiter, LineDelimiter lineEnd, Packing packing) {

  /** Whether the bytes are compressed. */
  enum Packing {
    PLAIN,
    GZIP
  }

  private static final Charset CP1252 = Charset.forName("windows-1252");
  private static final String MARK = "\uFEFF";
  private static final int BUFFER = 1 << 15;

  static final TextShape COMMA = utf8(',', LineDelimiter.LF);
  static final TextShape TABS = utf8('\t', LineDelimiter.LF);
  static final TextShape PIPES = utf8('|', LineDelimiter.CRLF);
  static final TextShape SEMICOLON = utf8(';', LineDelimiter.LF);
  static final TextShape COMMA_MARKED =
      new TextShape(StandardCharsets.UTF_8, MARK, ',', LineDelimiter.CRLF, Packing.PLAIN);
  static final TextShape COMMA_PACKED =
      new TextShape(StandardCharsets.UTF_8, "", ',', LineDelimiter.LF, Packing.GZIP);
  static final TextShape SEMICOLON_WESTERN =
      new TextShape(CP1252, "", ';', LineDelimiter.CRLF, Packing.PLAIN);
  static final TextShape COMMA_WESTERN =
      new TextShape(CP1252, "", ',', LineDelimiter.CRLF, Packing.PLAIN);

  /** What Excel calls "Unicode Text". */
  static final TextShape UNICODE_TEXT =
      new TextShape(StandardCharsets.UTF_16LE, MARK, '\t', LineDelimiter.CRLF, Packing.PLAIN);

  private static TextShape utf8(char delimiter, LineDelimiter lineEnd) {
    return new TextShape(StandardCharsets.UTF_8, "", delimiter, lineEnd, Packing.PLAIN);
  }

  /** Opens files of this shape with these labels in the first row. */
  Inbox.Opener under(String... labels) {
    return file -> {
      Rows rows = open(file);
      rows.add(labels);
      return rows;
    };
  }

  Rows open(Path file) throws IOException {
    OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
    OutputStream packed = packing == Packing.GZIP ? new GZIPOutputStream(bytes, BUFFER) : bytes;
    Writer writer = new BufferedWriter(new OutputStreamWriter(packed, charset), BUFFER);
    writer.write(opening);
    CsvWriter csv =
        CsvWriter.builder()
            .fieldSeparator(delimiter)
            .lineDelimiter(lineEnd)
            .bufferSize(0)
            .build(writer);
    return new Rows() {
      @Override
      public void add(String... cells) {
        csv.writeRecord(cells);
      }

      @Override
      public void close() throws IOException {
        csv.close();
      }
    };
  }
}
