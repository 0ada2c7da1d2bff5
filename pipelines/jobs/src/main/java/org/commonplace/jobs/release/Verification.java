package org.commonplace.jobs.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Checks a release from its files alone, as anybody who has the folder can: every byte against the
 * hashes, every document against its schema, the numbers against their states, the certificate, and
 * the links of the pages.
 */
public final class Verification {
  private static final String SITE_DATA = "site/data/";

  private final ReleaseFolder release;
  private final List<Failure> failures = new ArrayList<>();

  private Verification(ReleaseFolder release) {
    this.release = release;
  }

  /**
   * One thing that is wrong.
   *
   * @param file path relative to the release folder
   * @param problem what is wrong, in words
   */
  public record Failure(String file, String problem) {
    @Override
    public String toString() {
      return file + ": " + problem;
    }
  }

  /**
   * Verifies a release.
   *
   * @param folder a local folder that holds {@code data} and, unless published without pages,
   *     {@code site}
   * @return everything that is wrong, by file; empty when the release is whole and sound
   */
  public static List<Failure> of(Path folder) {
    Verification verification = new Verification(new ReleaseFolder(folder));
    verification.run();
    return List.copyOf(verification.failures);
  }

  private void run() {
    if (!Files.isDirectory(release.root())) {
      fail("", "there is no such folder: " + release.root());
      return;
    }
    List<PublishedFile> files;
    try {
      files = ReleaseFolder.list(release.root());
    } catch (IllegalStateException e) {
      fail("", e.getMessage());
      return;
    }
    checkSums(files);
    JsonNode manifest = document(ReleaseFolder.MANIFEST);
    if (manifest == null) {
      return;
    }
    checkManifest(manifest, files);
    checkDocuments(files);
    checkCertificate(files);
    if (hasSite(files)) {
      checkSite(files);
    }
  }

  private void checkSums(List<PublishedFile> files) {
    Map<String, String> stated = new TreeMap<>();
    for (String line : lines(ReleaseFolder.CHECKSUMS)) {
      int gap = line.indexOf("  ");
      if (gap != 64) {
        fail(ReleaseFolder.CHECKSUMS, "has a line that is not a hash, two spaces and a path");
      } else if (stated.put(line.substring(gap + 2), line.substring(0, gap)) != null) {
        fail(ReleaseFolder.CHECKSUMS, "names a file twice: " + line.substring(gap + 2));
      }
    }
    compare(stated, hashes(files, "", ReleaseFolder.CHECKSUMS), "", ReleaseFolder.CHECKSUMS);
  }

  private void checkManifest(JsonNode manifest, List<PublishedFile> files) {
    Map<String, String> stated = new TreeMap<>();
    List<PublishedFile> listed = new ArrayList<>();
    for (JsonNode entry : manifest.path("files")) {
      String path = entry.path("path").asText();
      String sha256 = entry.path("sha256").asText();
      long bytes = entry.path("bytes").asLong(-1);
      stated.put(path, sha256);
      listed.add(new PublishedFile(path, bytes, sha256));
      Path file = release.data().resolve(path).normalize();
      if (Files.isRegularFile(file) && size(file) != bytes) {
        fail("data/" + path, "has " + size(file) + " bytes, the manifest says " + bytes);
      }
    }
    compare(stated, hashes(files, "data/", "manifest.json"), "data/", "manifest");
    if (CanonicalJson.plain(manifest) instanceof Map<?, ?> content) {
      Map<String, Object> fields = new TreeMap<>();
      content.forEach((key, value) -> fields.put(key.toString(), value));
      String computed = ReleaseId.of(listed, fields);
      if (!computed.equals(manifest.path(ReleaseId.FIELD).asText())) {
        fail(
            ReleaseFolder.MANIFEST,
            "names release "
                + manifest.path(ReleaseId.FIELD).asText()
                + ", but its content is release "
                + computed);
      }
    }
  }

  private void checkDocuments(List<PublishedFile> files) {
    ReleaseSchemas schemas = new ReleaseSchemas();
    for (PublishedFile file : files) {
      if (!file.path().startsWith("data/") || !file.path().endsWith(".json")) {
        continue;
      }
      String name = ReleaseSchemas.nameFor(file.path().substring("data/".length())).orElse(null);
      if (name == null) {
        fail(file.path(), "is a JSON file that no published schema describes");
        continue;
      }
      JsonNode document = document(file.path());
      if (document == null) {
        continue;
      }
      String text = text(release.root().resolve(file.path()));
      for (String mistake : schemas.mistakes(name, text)) {
        fail(file.path(), mistake);
      }
      if (name.equals("area")) {
        for (String mistake : SeriesCheck.mistakes(document)) {
          fail(file.path(), mistake);
        }
      }
    }
  }

  private void checkCertificate(List<PublishedFile> files) {
    JsonNode certificate = document("data/" + DisclosureCertificate.FILE);
    if (certificate == null) {
      return;
    }
    if (!certificate.path("passed").asBoolean(false)) {
      fail("data/" + DisclosureCertificate.FILE, "does not say that the audit was passed");
    }
    Map<String, String> present = hashes(files, "data/", "manifest.json");
    for (JsonNode table : certificate.path("tables")) {
      String path = table.path("path").asText();
      if (!Objects.equals(present.get(path), table.path("sha256").asText())) {
        fail("data/" + DisclosureCertificate.FILE, "was not made for this " + path);
      }
    }
  }

  private void checkSite(List<PublishedFile> files) {
    if (files.stream().noneMatch(file -> file.path().equals("site/index.html"))) {
      fail("site/index.html", "is missing");
    }
    Map<String, String> data = hashes(files, "data/", "");
    Map<String, String> copies = hashes(files, SITE_DATA, "");
    copies.forEach(
        (path, sha256) -> {
          // The pages about the data lie in the same folder and are no copies.
          if (data.containsKey(path) && !sha256.equals(data.get(path))) {
            fail(SITE_DATA + path, "differs from data/" + path);
          }
        });
    failures.addAll(new SiteLinks(release).failures());
  }

  private static boolean hasSite(List<PublishedFile> files) {
    return files.stream().anyMatch(file -> file.path().startsWith("site/"));
  }

  private void compare(
      Map<String, String> stated, Map<String, String> present, String prefix, String where) {
    TreeSet<String> paths = new TreeSet<>(stated.keySet());
    paths.addAll(present.keySet());
    for (String path : paths) {
      if (!present.containsKey(path)) {
        fail(prefix + path, "is named in the " + where + " but missing");
      } else if (!stated.containsKey(path)) {
        fail(prefix + path, "is there but not named in the " + where);
      } else if (!stated.get(path).equals(present.get(path))) {
        fail(prefix + path, "differs from its hash in the " + where);
      }
    }
  }

  private static Map<String, String> hashes(
      List<PublishedFile> files, String prefix, String except) {
    Map<String, String> hashes = new TreeMap<>();
    for (PublishedFile file : files) {
      if (file.path().startsWith(prefix)) {
        String path = file.path().substring(prefix.length());
        if (!path.equals(except)) {
          hashes.put(path, file.sha256());
        }
      }
    }
    return hashes;
  }

  private JsonNode document(String path) {
    Path file = release.root().resolve(path);
    if (!Files.isRegularFile(file)) {
      fail(path, "is missing");
      return null;
    }
    try {
      return CanonicalJson.parse(text(file));
    } catch (JsonProcessingException e) {
      fail(path, "is not JSON");
      return null;
    }
  }

  private List<String> lines(String path) {
    Path file = release.root().resolve(path);
    if (!Files.isRegularFile(file)) {
      fail(path, "is missing");
      return List.of();
    }
    return text(file).lines().toList();
  }

  private static String text(Path file) {
    try {
      // Not Files.readString: a flipped byte may be no UTF-8, and is to be found, not to end this.
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private void fail(String file, String problem) {
    failures.add(new Failure(file, problem));
  }
}
