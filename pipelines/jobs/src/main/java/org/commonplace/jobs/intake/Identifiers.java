package org.commonplace.jobs.intake;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.commonplace.jobs.stage.TokenKey;
import org.commonplace.schemas.SourceColumn;

/**
 * Turns identifiers of one scheme into keyed tokens: the first 32 hex digits of HMAC-SHA256 over
 * {@code scheme|identifier}. Not thread-safe, as the Mac is not.
 */
final class Identifiers {
  /** The scheme of ids that mean something within one partner only. */
  private static final String PARTNER_ID = "partner-id";

  private static final int TOKEN_BYTES = 16;
  private static final HexFormat HEX = HexFormat.of();

  /** Fillers for "unknown" that fit the form of an SSN. */
  private static final Set<String> NO_NUMBER =
      Set.of("000000000", "111111111", "999999999", "123456789");

  private final Mac mac;
  private final byte[] prefix;
  private final SourceColumn.Check check;
  private final boolean exact;

  private Identifiers(Mac mac, String scheme, SourceColumn.Check check, boolean exact) {
    this.mac = mac;
    this.prefix = (scheme + "|").getBytes(StandardCharsets.UTF_8);
    this.check = check;
    this.exact = exact;
  }

  static Identifiers of(SourceColumn column, String partner, TokenKey key) {
    boolean ownIds = column.identifier().equals(PARTNER_ID);
    String scheme = ownIds ? PARTNER_ID + ":" + partner : column.identifier();
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.bytes(), "HmacSHA256"));
      return new Identifiers(mac, scheme, column.check(), ownIds);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  /** What became of an identifier. */
  enum Fate {
    USED,
    /** It stands for "unknown". */
    NO_VALUE,
    CHECK_FAILED
  }

  /** Whether an identifier is used, and why not. */
  Fate fate(String sent) {
    String id = normalised(sent);
    if (id.isEmpty() || check == SourceColumn.Check.SSN && NO_NUMBER.contains(id)) {
      return Fate.NO_VALUE;
    }
    return CheckDigits.pass(check, id) ? Fate.USED : Fate.CHECK_FAILED;
  }

  /** The token of an identifier that is used. */
  Optional<String> token(String sent) {
    if (fate(sent) != Fate.USED) {
      return Optional.empty();
    }
    mac.update(prefix);
    byte[] code = mac.doFinal(normalised(sent).getBytes(StandardCharsets.UTF_8));
    return Optional.of(HEX.formatHex(code, 0, TOKEN_BYTES));
  }

  /**
   * One spelling per identifier. A partner's own ids are compared as they are, as aB and Ab may be
   * two people; national numbers are written with spaces, dashes and in either case.
   */
  String normalised(String sent) {
    String id = sent.strip();
    if (exact) {
      return id;
    }
    StringBuilder kept = new StringBuilder(id.length());
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c != ' ' && c != '-' && c != '\u00A0') {
        kept.append(c);
      }
    }
    String plain = kept.toString().toUpperCase(Locale.ROOT);
    // A spreadsheet that took the number for one with decimals.
    return plain.endsWith(".0") ? plain.substring(0, plain.length() - 2) : plain;
  }
}
