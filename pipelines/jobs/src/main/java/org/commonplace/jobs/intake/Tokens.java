package org.commonplace.jobs.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.commonplace.jobs.intake.reading.FindingCode;
import org.commonplace.jobs.intake.reading.Unreadable;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.stage.StageFailure;
import org.commonplace.jobs.stage.TokenKey;
import org.commonplace.schemas.SourceColumn;

/**
 * Makes the table of tokens for the distinct identifiers of a column: each is hashed once, however
 * many rows it has.
 */
final class Tokens {
  private static final int PAGE = 500_000;

  private final Optional<TokenKey> key;
  private final String partner;
  private final int threads;
  private long failed;

  Tokens(Optional<TokenKey> key, String partner, int threads) {
    this.key = key;
    this.partner = partner;
    this.threads = threads;
  }

  /** Distinct identifiers of the last column that failed their check digits. */
  long failed() {
    return failed;
  }

  /**
   * Fills a table (id, token, failed).
   *
   * @param distinct SELECT of the distinct identifiers as {@code id}
   */
  void make(Kernel kernel, SourceColumn column, String label, String distinct, String table)
      throws Unreadable {
    TokenKey secret =
        key.orElseThrow(
            () ->
                new StageFailure(
                    StageFailure.Kind.BAD_DEFINITION,
                    "identifiers become keyed tokens, and no key is given: set COMMONPLACE_KEY or"
                        + " --key-file (at least 32 random bytes, as by: openssl rand -hex 32)"));
    failed = 0;
    kernel.execute("CREATE OR REPLACE TEMP TABLE _distinct AS " + distinct);
    refuseUnkeyedHashes(kernel, column, label);
    kernel.execute(
        "CREATE OR REPLACE TABLE " + table + " (id VARCHAR, token VARCHAR, failed BOOLEAN)");
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      for (long from = 0; ; from += PAGE) {
        List<String> ids =
            kernel.texts(
                "SELECT id FROM _distinct WHERE rowid >= "
                    + from
                    + " AND rowid < "
                    + (from + PAGE));
        append(kernel, table, ids, hash(workers, column, secret, ids));
        if (ids.size() < PAGE) {
          break;
        }
      }
    } finally {
      workers.shutdown();
    }
    kernel.execute("DROP TABLE _distinct");
  }

  private static void refuseUnkeyedHashes(Kernel kernel, SourceColumn column, String label)
      throws Unreadable {
    long all = kernel.number("SELECT count(*) FROM _distinct");
    long hashes =
        kernel.number(
            "SELECT count(*) FROM _distinct WHERE length(id) IN (40, 64) AND"
                + " regexp_full_match(id, '[0-9a-fA-F]+')");
    if (all > 0 && hashes * 10 >= all * 9 && !column.identifier().startsWith("partner")) {
      throw new Unreadable(
          FindingCode.WEAK_PSEUDONYM,
          "column " + label + " holds unkeyed hashes, which anyone can reverse by trying");
    }
  }

  /** Token, or empty text when there is none, or null when the check digits fail. */
  private List<String> hash(
      ExecutorService workers, SourceColumn column, TokenKey secret, List<String> ids) {
    int share = (ids.size() + threads - 1) / threads;
    List<Future<List<String>>> parts = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += share) {
      List<String> part = ids.subList(from, Math.min(ids.size(), from + share));
      parts.add(workers.submit(() -> hash(Identifiers.of(column, partner, secret), part)));
    }
    List<String> tokens = new ArrayList<>(ids.size());
    try {
      for (Future<List<String>> part : parts) {
        tokens.addAll(part.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while making tokens", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("tokens could not be made", e.getCause());
    }
    return tokens;
  }

  private static List<String> hash(Identifiers identifiers, List<String> ids) {
    List<String> tokens = new ArrayList<>(ids.size());
    for (String id : ids) {
      tokens.add(
          switch (identifiers.fate(id)) {
            case USED -> identifiers.token(id).orElseThrow();
            case NO_VALUE -> "";
            case CHECK_FAILED -> null;
          });
    }
    return tokens;
  }

  private void append(Kernel kernel, String table, List<String> ids, List<String> tokens) {
    kernel.executeWith(
        "INSERT INTO " + table + " SELECT id, nullif(token, ''), token IS NULL FROM arriving_text",
        new TreeMap<>(Map.of("id", ids, "token", tokens)));
    for (String token : tokens) {
      failed += token == null ? 1 : 0;
    }
  }
}
