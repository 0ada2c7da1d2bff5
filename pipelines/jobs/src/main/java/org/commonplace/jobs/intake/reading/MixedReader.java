package org.commonplace.jobs.intake.reading;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Reads each line as UTF-8 when it is that, and as windows-1252 when it is not. */
final class MixedReader extends Reader {
  private final InputStream in;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private String text = "";
  private int position;

  MixedReader(InputStream in) {
    this.in = in;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (position == text.length() && !nextLine()) {
      return -1;
    }
    int count = Math.min(length, text.length() - position);
    text.getChars(position, position + count, target, offset);
    position += count;
    return count;
  }

  private boolean nextLine() throws IOException {
    line.reset();
    for (int b = in.read(); b >= 0; b = in.read()) {
      line.write(b);
      if (b == '\n' || b == '\r') {
        break;
      }
    }
    position = 0;
    text = decoded(line.toByteArray());
    return !text.isEmpty();
  }

  private static String decoded(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, TextEncoding.WINDOWS_1252.charset());
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
