package org.commonplace.jobs.intake.reading;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads every byte of a text file once. A sample would be cheaper and wrong: the first byte that is
 * not UTF-8 may be in the last row.
 */
final class TextScan {
  private static final int BUFFER = 1 << 17;

  /** Accented letters and curly marks as each one-byte encoding writes them; most hits win. */
  private static final int[] WINDOWS_LETTERS = {
    0xE0, 0xE1, 0xE2, 0xE3, 0xE4, 0xE5, 0xE7, 0xE8, 0xE9, 0xEA, 0xEB, 0xED, 0xF1, 0xF3, 0xF4, 0xF6,
    0xF8, 0xFC, 0xDF, 0xC9, 0xD6, 0xDC, 0xC4, 0x91, 0x92, 0x93, 0x94, 0x96, 0x97, 0x80, 0xA3, 0xB0
  };

  private static final int[] MAC_LETTERS = {
    0x8E, 0x8F, 0x88, 0x87, 0x89, 0x8A, 0x8C, 0x8D, 0x90, 0x91, 0x92, 0x96, 0x97, 0x99, 0x9A, 0x9F,
    0xA7, 0x83, 0x85, 0x86, 0x80
  };

  private static final int[] DOS_LETTERS = {
    0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8A, 0x8B, 0x90, 0x93, 0x94, 0x97, 0x99,
    0x9A, 0xA0, 0xA1, 0xA2, 0xA3, 0xA4, 0xE1
  };

  private final byte[] buffer = new byte[BUFFER];
  private final byte[] head = new byte[4];
  private final long[] high = new long[256];
  private long bytes;
  private int last = -1;
  private long lineStart;
  private long breakAt;
  private long longest;
  private long feeds;
  private long returns;
  private long returnFeeds;
  private long records;
  private long blanksPending;
  private long blanks;
  private long controls;
  private long zerosEven;
  private long zerosOdd;
  private long tabs;
  private boolean padded;
  private boolean inQuotes;
  private boolean breaksInQuotes;
  private boolean armoured;
  private boolean invisible;
  private long sequences;
  private long invalid;
  private int left;
  private int codePoint;
  private int least;
  private long expectedAt;

  private TextScan() {}

  /**
   * Scans a stream to its end.
   *
   * @throws Unreadable when it is no text, or one line is longer than any record may be
   */
  static TextProfile of(InputStream in) throws IOException, Unreadable {
    TextScan scan = new TextScan();
    for (int read = in.read(scan.buffer); read >= 0; read = in.read(scan.buffer)) {
      scan.add(read);
    }
    return scan.profile();
  }

  private void add(int length) throws Unreadable {
    for (int i = 0; i < 4 && bytes + i < 4 && i < length; i++) {
      head[(int) bytes + i] = buffer[i];
    }
    for (int i = 0; i < length; i++) {
      int b = buffer[i];
      // The hot path: printable ASCII other than space and quote says nothing.
      if (b > ' ' && b != '"') {
        continue;
      }
      int before = i == 0 ? last : buffer[i - 1];
      if (b == ' ') {
        int after = i + 1 < length ? buffer[i + 1] : '\n';
        padded |= bounds(before) || bounds(after);
      } else if (b == '\n') {
        lineFeed(bytes + i, before);
      } else if (b == '"') {
        inQuotes = !inQuotes;
        armoured |= before == '=';
      } else if (b == '\r') {
        returns++;
        longest = Math.max(longest, bytes + i - breakAt);
        breakAt = bytes + i + 1;
      } else if (b < 0) {
        highByte(b & 0xFF, bytes + i);
      } else if (b == '\t') {
        tabs++;
      } else if (b != 0x1E && b != 0x1F) {
        control(b, bytes + i);
      }
    }
    if (length > 0) {
      last = buffer[length - 1];
    }
    bytes += length;
    if (bytes - breakAt > TabularFile.LONGEST_RECORD) {
      throw new Unreadable(
          FindingCode.HOSTILE_FILE,
          "line "
              + (feeds + 1)
              + " is longer than "
              + (TabularFile.LONGEST_RECORD >> 20)
              + " MiB; no row of an export is");
    }
  }

  /** Whether a space beside this byte may be at the edge of a cell. */
  private static boolean bounds(int b) {
    return b <= ' ' || b == ',' || b == ';' || b == '|' || b == '~' || b == '"' || b == '\'';
  }

  private void lineFeed(long at, int before) {
    feeds++;
    boolean afterReturn = before == '\r';
    if (afterReturn) {
      returnFeeds++;
    }
    long length = at - lineStart - (afterReturn ? 1 : 0);
    longest = Math.max(longest, length);
    lineStart = at + 1;
    breakAt = at + 1;
    if (inQuotes) {
      breaksInQuotes = true;
    } else if (length == 0) {
      blanksPending++;
    } else {
      records++;
      blanks += blanksPending;
      blanksPending = 0;
    }
  }

  private void control(int b, long at) {
    controls++;
    if (b == 0) {
      if ((at & 1) == 0) {
        zerosEven++;
      } else {
        zerosOdd++;
      }
    }
  }

  /** Follows UTF-8 sequences, refusing overlong forms and surrogates. */
  private void highByte(int b, long at) {
    high[b]++;
    if (left > 0 && at != expectedAt) {
      invalid++;
      left = 0;
    }
    if (left > 0) {
      if (b >= 0xC0) {
        invalid++;
        left = 0;
      } else {
        codePoint = codePoint << 6 | b & 0x3F;
        expectedAt = at + 1;
        if (--left == 0) {
          sequenceEnds(at);
        }
        return;
      }
    }
    if (b >= 0xC2 && b < 0xE0) {
      begin(1, b & 0x1F, 0x80, at);
    } else if (b >= 0xE0 && b < 0xF0) {
      begin(2, b & 0x0F, 0x800, at);
    } else if (b >= 0xF0 && b < 0xF5) {
      begin(3, b & 0x07, 0x10000, at);
    } else {
      invalid++;
    }
  }

  private void begin(int following, int bits, int smallest, long at) {
    left = following;
    codePoint = bits;
    least = smallest;
    expectedAt = at + 1;
  }

  private void sequenceEnds(long at) {
    if (codePoint < least || codePoint > 0x10FFFF || codePoint >= 0xD800 && codePoint < 0xE000) {
      invalid++;
      return;
    }
    sequences++;
    boolean mark = codePoint == 0xFEFF && at == 2;
    invisible |= !mark && Characters.invisible(codePoint);
  }

  private TextProfile profile() throws Unreadable {
    if (left > 0 && expectedAt < bytes) {
      // The last sequence was broken off by ASCII; only one that reaches the end is a torn file.
      invalid++;
      left = 0;
    }
    boolean open = bytes > lineStart;
    if (open) {
      longest = Math.max(longest, bytes - lineStart);
      records++;
      blanks += blanksPending;
    }
    TextEncoding encoding = encoding();
    boolean mixedEnds = returns != returnFeeds || returnFeeds != 0 && returnFeeds != feeds;
    boolean regular =
        encoding == TextEncoding.UTF_8
            && invalid == 0
            && left == 0
            && controls == 0
            && blanks == 0
            && !mixedEnds
            && !invisible
            && !armoured
            && !inQuotes;
    return new TextProfile(
        bytes,
        encoding,
        markBytes(),
        records,
        regular,
        breaksInQuotes,
        returnFeeds > 0,
        padded,
        tabs > 0,
        open,
        (int) Math.min(longest, Integer.MAX_VALUE));
  }

  private int markBytes() {
    if (head(0xEF, 0xBB, 0xBF)) {
      return 3;
    }
    if (head(0xFF, 0xFE, 0, 0) || head(0, 0, 0xFE, 0xFF)) {
      return 4;
    }
    return head(0xFF, 0xFE) || head(0xFE, 0xFF) ? 2 : 0;
  }

  private TextEncoding encoding() throws Unreadable {
    if (head(0xFF, 0xFE, 0, 0)) {
      return TextEncoding.UTF_32LE;
    }
    if (head(0, 0, 0xFE, 0xFF)) {
      return TextEncoding.UTF_32BE;
    }
    if (head(0xFF, 0xFE)) {
      return TextEncoding.UTF_16LE;
    }
    if (head(0xFE, 0xFF)) {
      return TextEncoding.UTF_16BE;
    }
    // Western text in UTF-16 has a zero in nearly every second byte.
    if (zerosOdd * 10 > bytes * 3 && zerosEven * 50 < bytes) {
      return TextEncoding.UTF_16LE;
    }
    if (zerosEven * 10 > bytes * 3 && zerosOdd * 50 < bytes) {
      return TextEncoding.UTF_16BE;
    }
    if (controls * 100 > bytes) {
      throw new Unreadable(FindingCode.FORMAT_ERROR, "the file is binary, not text");
    }
    if (invalid == 0) {
      return TextEncoding.UTF_8;
    }
    long digits = 0;
    for (int b = 0xF0; b <= 0xF9; b++) {
      digits += high[b];
    }
    if (feeds == 0 && digits * 10 > bytes) {
      throw new Unreadable(
          FindingCode.FILE_ENCODING,
          "the text is EBCDIC, a mainframe encoding; export it as UTF-8");
    }
    if (sequences * 10 >= invalid) {
      return TextEncoding.MIXED;
    }
    long windows = hits(WINDOWS_LETTERS);
    long mac = hits(MAC_LETTERS);
    long dos = hits(DOS_LETTERS);
    if (mac > windows && mac > dos) {
      return TextEncoding.MAC_ROMAN;
    }
    return dos > windows && dos > mac ? TextEncoding.IBM_850 : TextEncoding.WINDOWS_1252;
  }

  private long hits(int[] letters) {
    long hits = 0;
    for (int letter : letters) {
      hits += high[letter];
    }
    return hits;
  }

  private boolean head(int... mark) {
    if (bytes < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((head[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
