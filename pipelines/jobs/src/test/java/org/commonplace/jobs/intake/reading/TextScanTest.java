package org.commonplace.jobs.intake.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TextScanTest {
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  @Test
  void oneAccentedLetterTellsTheEncoding() throws IOException, Unreadable {
    String text = "province,cases\nForl\u00EC-Cesena,44\nNapoli,30\n";

    assertThat(scan(text.getBytes(WINDOWS)).encoding()).isEqualTo(TextEncoding.WINDOWS_1252);
    assertThat(scan(text.getBytes(StandardCharsets.UTF_8)).encoding())
        .isEqualTo(TextEncoding.UTF_8);
  }

  @Test
  void aFileTornInsideALetterIsStillUtf8() throws IOException, Unreadable {
    byte[] whole = "province\nForl\u00EC".getBytes(StandardCharsets.UTF_8);

    assertThat(scan(java.util.Arrays.copyOf(whole, whole.length - 1)).encoding())
        .isEqualTo(TextEncoding.UTF_8);
  }

  private static TextProfile scan(byte[] bytes) throws IOException, Unreadable {
    return TextScan.of(new ByteArrayInputStream(bytes));
  }
}
