package org.commonplace.jobs.intake.reading;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The encodings that partners' systems write. */
enum TextEncoding {
  UTF_8("UTF-8", StandardCharsets.UTF_8),
  UTF_16LE("UTF-16LE", StandardCharsets.UTF_16LE),
  UTF_16BE("UTF-16BE", StandardCharsets.UTF_16BE),
  UTF_32LE("UTF-32LE", Charset.forName("UTF-32LE")),
  UTF_32BE("UTF-32BE", Charset.forName("UTF-32BE")),
  WINDOWS_1252("windows-1252", Charset.forName("windows-1252")),
  MAC_ROMAN("MacRoman", Charset.forName("x-MacRoman")),
  IBM_850("cp850", Charset.forName("IBM850")),
  /** Concatenated exports: each line that is not UTF-8 is read as windows-1252. */
  MIXED("UTF-8 and windows-1252 lines", StandardCharsets.UTF_8);

  private final String label;
  private final Charset charset;

  TextEncoding(String label, Charset charset) {
    this.label = label;
    this.charset = charset;
  }

  String label() {
    return label;
  }

  Charset charset() {
    return charset;
  }
}
