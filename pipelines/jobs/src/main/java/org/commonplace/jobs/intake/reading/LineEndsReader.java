package org.commonplace.jobs.intake.reading;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Makes every line end a line feed: CR LF, CR alone, and the CR CR LF that text-mode transfers
 * make. Leaves out the Ctrl-Z with which old systems end a file.
 */
final class LineEndsReader extends FilterReader {
  private static final char END_OF_FILE = '\u001A';

  private boolean afterReturn;

  LineEndsReader(Reader in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    int read;
    do {
      read = read(one, 0, 1);
    } while (read == 0);
    return read < 0 ? -1 : one[0];
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (true) {
      int read = in.read(target, offset, length);
      if (read < 0) {
        return read;
      }
      int kept = offset;
      for (int i = offset; i < offset + read; i++) {
        char c = target[i];
        if (c == '\r') {
          if (!afterReturn) {
            target[kept++] = '\n';
          }
          afterReturn = true;
        } else if (c == '\n' && afterReturn) {
          afterReturn = false;
        } else if (c != END_OF_FILE) {
          afterReturn = false;
          target[kept++] = c;
        }
      }
      if (kept > offset) {
        return kept - offset;
      }
    }
  }
}
