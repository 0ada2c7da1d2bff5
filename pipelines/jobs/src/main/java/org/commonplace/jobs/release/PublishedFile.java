package org.commonplace.jobs.release;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file of a release as the manifest lists it.
 *
 * @param path relative, with forward slashes
 * @param bytes length in bytes
 * @param sha256 lower-case hex of the whole file
 */
record PublishedFile(String path, long bytes, String sha256) implements Comparable<PublishedFile> {

  static PublishedFile of(Path root, Path file) {
    MessageDigest digest = sha256Digest();
    long bytes;
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      bytes = in.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    return new PublishedFile(slashed(root, file), bytes, HexFormat.of().formatHex(digest.digest()));
  }

  static String slashed(Path root, Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  static String sha256(byte[] content) {
    return HexFormat.of().formatHex(sha256Digest().digest(content));
  }

  static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** By path, character by character: the order of every list in a release. */
  @Override
  public int compareTo(PublishedFile other) {
    return path.compareTo(other.path);
  }
}
