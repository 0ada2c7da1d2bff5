package org.commonplace.jobs.release;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The data folder of a release while it is written: each file with what it is. */
final class DataFolder {
  private final Path root;
  private final Map<String, About> written = new TreeMap<>();

  private record About(long rows, String description) {}

  DataFolder(Path root) {
    this.root = root;
  }

  /** Where a file of the folder lies; its own folder is there. */
  Path resolve(String path) {
    Path file = root.resolve(path);
    ReleaseFolder.makeFolder(file.getParent());
    return file;
  }

  /**
   * Writes a document.
   *
   * @param rows what it has of what it lists
   */
  void json(String path, Map<String, Object> document, long rows, String description) {
    bytes(path, CanonicalJson.bytes(document), rows, description);
  }

  /** Writes a document that lists something. */
  void json(String path, Map<String, Object> document, String listed, String description) {
    json(path, document, ((List<?>) document.get(listed)).size(), description);
  }

  void bytes(String path, byte[] content, long rows, String description) {
    ReleaseFolder.write(root.resolve(path), content);
    describe(path, rows, description);
  }

  /** Says what a file is that something else has written. */
  void describe(String path, long rows, String description) {
    written.put(path, new About(rows, description));
  }

  /** The files that are there, by path. */
  List<PublishedFile> files() {
    return ReleaseFolder.list(root);
  }

  /**
   * What each of these files is.
   *
   * @throws IllegalStateException when a file is there that nobody described
   */
  List<Map<String, Object>> entries(List<PublishedFile> files) {
    List<Map<String, Object>> entries = new ArrayList<>();
    for (PublishedFile file : files) {
      About about = written.get(file.path());
      if (about == null) {
        throw new IllegalStateException("nobody described " + file.path());
      }
      Map<String, Object> entry = new TreeMap<>();
      entry.put("path", file.path());
      entry.put("bytes", file.bytes());
      entry.put("sha256", file.sha256());
      entry.put("rows", about.rows());
      entry.put("description", about.description());
      entries.add(entry);
    }
    return entries;
  }
}
