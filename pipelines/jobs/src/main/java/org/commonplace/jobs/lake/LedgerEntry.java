package org.commonplace.jobs.lake;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;

/**
 * What is kept for ever about one delivery.
 *
 * @param sha256 of the delivery's raw bytes, 64 hex digits; a folder's is taken over its files'
 *     names and hashes
 * @param partner who sent it
 * @param contract the contract's id
 * @param contractVersion the version that fitted; null when refused before one was found
 * @param key what the delivery covers within its contract; a later one of the same key supersedes
 *     it
 * @param period the month that the delivery is filed under; null when refused before it was known
 * @param receivedAt when it arrived, from its name or its modification time; whole seconds
 * @param status accepted or refused
 * @param reason why it was refused, in plain words; null when accepted
 * @param files each file with its rows: received = accepted + rejected + duplicate + ignored
 * @param outputs what it gave to the lake
 * @param findings what was found, counted
 * @param keyId public name of the token key used; null when no identifier was there
 */
public record LedgerEntry(
    String sha256,
    String partner,
    String contract,
    String contractVersion,
    String key,
    YearMonth period,
    Instant receivedAt,
    Status status,
    String reason,
    List<FileRows> files,
    List<Output> outputs,
    List<FindingCount> findings,
    String keyId) {

  /** Whether a delivery counts. */
  public enum Status {
    ACCEPTED,
    REFUSED
  }

  /** One file's rows, by what became of them. Table is null for a delivery of one file. */
  public record FileRows(
      String name,
      long bytes,
      String sha256,
      String table,
      long received,
      long accepted,
      long rejected,
      long duplicate,
      long ignored) {}

  /**
   * One lake file.
   *
   * @param dataset its canonical dataset
   * @param path relative to the workspace
   * @param rows rows in it
   * @param sha256 of its bytes
   * @param minDate earliest event date in it, ISO; null when it has none
   * @param maxDate latest event date in it, ISO; null when it has none
   */
  public record Output(
      String dataset, String path, long rows, String sha256, String minDate, String maxDate) {}

  /** A finding's code and column with the number of rows it concerns. */
  public record FindingCount(String code, String severity, String column, long count) {}

  public LedgerEntry {
    Objects.requireNonNull(sha256, "sha256");
    Objects.requireNonNull(partner, "partner");
    Objects.requireNonNull(contract, "contract");
    Objects.requireNonNull(receivedAt, "receivedAt");
    Objects.requireNonNull(status, "status");
    files = List.copyOf(files);
    outputs = List.copyOf(outputs);
    findings = List.copyOf(findings);
  }

  /** The JSON that the ledger keeps. */
  public byte[] json() {
    return LedgerJson.write(this);
  }

  /**
   * An entry from its JSON.
   *
   * @param uri where it was read, for messages
   */
  public static LedgerEntry parse(String uri, byte[] json) {
    return LedgerJson.read(uri, json);
  }

  /** First 16 hex digits of the hash: its name in the lake. */
  public String sha16() {
    return sha256.substring(0, 16);
  }
}
