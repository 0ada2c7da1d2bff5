package org.commonplace.jobs.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import org.commonplace.jobs.lake.WorkspaceFiles;

/** SHA-256 of files and of deliveries. */
final class Hashes {
  private Hashes() {}

  static String of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return of(in);
    }
  }

  /** Of a file on any file system. */
  static String of(String uri) throws IOException {
    try (InputStream in = WorkspaceFiles.open(uri)) {
      return of(in);
    }
  }

  private static String of(InputStream in) throws IOException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[1 << 17];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      digest.update(buffer, 0, read);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** A file's own hash; a folder's is taken over the names and hashes of its files. */
  static String ofDelivery(SortedMap<String, String> hashByName, Arrival arrival) {
    if (hashByName.size() == 1 && hashByName.firstKey().equals(arrival.name())) {
      return hashByName.get(hashByName.firstKey());
    }
    MessageDigest digest = digest();
    for (Map.Entry<String, String> file : hashByName.entrySet()) {
      digest.update(
          (file.getKey() + "\n" + file.getValue() + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Stands for the bytes of a file that cannot be read. */
  static String ofUnreadable(String name) {
    return HexFormat.of()
        .formatHex(digest().digest(("unreadable|" + name).getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
