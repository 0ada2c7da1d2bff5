package org.commonplace.jobs.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The layout of one release on local disk, and the plain file work on it.
 *
 * @param root the folder that holds {@code data}, {@code site} and {@code SHA256SUMS}
 */
record ReleaseFolder(Path root) {
  /** Written last: its presence says that the folder is whole. */
  static final String CHECKSUMS = "SHA256SUMS";

  static final String MANIFEST = "data/manifest.json";

  Path data() {
    return root.resolve("data");
  }

  Path site() {
    return root.resolve("site");
  }

  Path manifest() {
    return root.resolve(MANIFEST);
  }

  Path checksums() {
    return root.resolve(CHECKSUMS);
  }

  /** All regular files below the folder, by path; anything else (a link, a device) is an error. */
  static List<PublishedFile> list(Path folder) {
    List<PublishedFile> files = new ArrayList<>();
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return files;
    }
    walk(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!attributes.isRegularFile()) {
              throw new IllegalStateException(
                  PublishedFile.slashed(folder, file) + " is not a regular file");
            }
            files.add(PublishedFile.of(folder, file));
            return FileVisitResult.CONTINUE;
          }
        });
    Collections.sort(files);
    return files;
  }

  /** Writes {@code SHA256SUMS} over everything that is there; {@code sha256sum -c} reads it. */
  void writeChecksums() {
    StringBuilder text = new StringBuilder();
    for (PublishedFile file : list(root)) {
      if (!file.path().equals(CHECKSUMS)) {
        text.append(file.sha256()).append("  ").append(file.path()).append('\n');
      }
    }
    write(checksums(), text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Makes every file and folder durable, so that the rename that follows names whole content. */
  void force() {
    walk(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            forcePath(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failure) {
            forcePath(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  static void forcePath(Path path) {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows cannot open a folder as a channel; a file that cannot be forced is a real failure.
      if (!Files.isDirectory(path)) {
        throw new UncheckedIOException("cannot flush " + path, e);
      }
    }
  }

  static Path temporary(String prefix) {
    try {
      return Files.createTempDirectory(prefix);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a temporary folder", e);
    }
  }

  static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the folder " + folder, e);
    }
  }

  static void write(Path file, byte[] content) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  static void delete(Path folder) {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    walk(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void walk(Path folder, SimpleFileVisitor<Path> visitor) {
    try {
      Files.walkFileTree(folder, visitor);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot walk " + folder, e);
    }
  }
}
