package org.commonplace.jobs.release;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The name of a release: a hash over the path and hash of every data file and over the manifest
 * itself, so that nothing that was said about the data can change under the same name.
 */
final class ReleaseId {
  /** The manifest's field for the name; left out when the name is computed. */
  static final String FIELD = "release";

  private static final int LENGTH = 16;

  private ReleaseId() {}

  /**
   * Computes the name.
   *
   * @param files the data files without the manifest, paths relative to the data folder
   * @param manifest the manifest's content, with or without the name
   * @return 16 hexadecimal digits
   */
  static String of(List<PublishedFile> files, Map<String, Object> manifest) {
    Map<String, Object> unnamed = new TreeMap<>(manifest);
    unnamed.remove(FIELD);
    List<String> lines = new ArrayList<>();
    for (PublishedFile file : files) {
      lines.add(file.path() + " " + file.sha256() + "\n");
    }
    lines.add("manifest.json " + PublishedFile.sha256(CanonicalJson.bytes(unnamed)) + "\n");
    Collections.sort(lines);
    return PublishedFile.sha256(String.join("", lines).getBytes(StandardCharsets.UTF_8))
        .substring(0, LENGTH);
  }
}
