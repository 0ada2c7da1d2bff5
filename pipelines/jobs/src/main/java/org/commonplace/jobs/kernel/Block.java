package org.commonplace.jobs.kernel;

import java.util.Arrays;
import java.util.Objects;
import org.apache.beam.sdk.coders.DefaultCoder;

/**
 * An immutable table of partial results: one Arrow IPC stream, compressed with Snappy. Sums repeat
 * each other's zeros and names, so that they become several times smaller, and all blocks of a run
 * lie in memory or go over the network at once.
 *
 * <p>Blocks are what travels between workers. They are made and read by {@link Kernel}; nobody else
 * looks inside.
 */
@DefaultCoder(BlockCoder.class)
public final class Block {
  private final byte[] bytes;
  private final long rows;
  private final String fingerprint;

  /**
   * @param bytes the compressed Arrow IPC stream; owned by the block from here on
   * @param rows number of rows in it
   * @param fingerprint the columns' names and types; blocks merge only when it is equal
   */
  Block(byte[] bytes, long rows, String fingerprint) {
    this.bytes = Objects.requireNonNull(bytes, "bytes");
    this.rows = rows;
    this.fingerprint = Objects.requireNonNull(fingerprint, "fingerprint");
  }

  byte[] bytes() {
    return bytes;
  }

  /** Number of rows. */
  public long rows() {
    return rows;
  }

  /** The columns' names and types, as one line. */
  public String fingerprint() {
    return fingerprint;
  }

  /** Size of the encoded rows in bytes. */
  public int size() {
    return bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Block that
        && rows == that.rows
        && fingerprint.equals(that.fingerprint)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Block[" + rows + " rows of " + fingerprint + "]";
  }
}
