package org.commonplace.jobs.stage;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The secret that turns identifiers into tokens. It never prints itself.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104, HMAC</a>
 */
public final class TokenKey implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int LEAST_BYTES = 32;

  private final byte[] secret;

  private TokenKey(byte[] secret) {
    this.secret = secret;
  }

  /**
   * Reads a key written as hexadecimal digits or base64; white space around it is ignored.
   *
   * @throws StageFailure (bad arguments) when it is neither, or shorter than 32 bytes
   */
  public static TokenKey parse(String text) {
    String trimmed = text.strip();
    byte[] bytes;
    try {
      bytes =
          trimmed.matches("(?:[0-9a-fA-F]{2})+")
              ? HexFormat.of().parseHex(trimmed)
              : Base64.getDecoder().decode(trimmed);
    } catch (IllegalArgumentException e) {
      throw new StageFailure(
          StageFailure.Kind.BAD_DEFINITION,
          "the token key is neither hexadecimal nor base64; write at least 32 random bytes, as by:"
              + " openssl rand -hex 32");
    }
    if (bytes.length < LEAST_BYTES) {
      throw new StageFailure(
          StageFailure.Kind.BAD_DEFINITION,
          "the token key has "
              + bytes.length
              + " bytes, at least 32 are needed; make one by: openssl rand -hex 32");
    }
    return new TokenKey(bytes);
  }

  /** A copy of the secret bytes. */
  public byte[] bytes() {
    return secret.clone();
  }

  /** A public name of the key: tells two keys apart, tells nothing of the key. 8 hex digits. */
  public String id() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update("commonplace token key id|".getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(secret), 0, 4);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "TokenKey[" + id() + "]";
  }
}
