package org.commonplace.jobs.lake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;

/**
 * Files of a workspace or an inbox on whatever Beam file system it lies.
 *
 * <p>A write is whole or not there: on local disk under a temporary name, synced, then renamed; an
 * object store shows an object only when its upload is closed.
 */
public final class WorkspaceFiles {
  private WorkspaceFiles() {}

  /**
   * One file found.
   *
   * @param uri its URI or local path
   * @param bytes its size
   * @param modifiedMillis when it was last changed, milliseconds since 1970 UTC
   */
  public record Found(String uri, long bytes, long modifiedMillis) {}

  /** The local path of a URI when it lies on this machine's own disk. */
  public static Optional<Path> local(String uri) {
    if (uri.startsWith("file:")) {
      return Optional.of(Path.of(URI.create(uri)));
    }
    return uri.matches("[A-Za-z][A-Za-z0-9+.-]+:.*") ? Optional.empty() : Optional.of(Path.of(uri));
  }

  /** Files that match a glob ({@code *} within a folder, {@code **} over folders), by URI. */
  public static List<Found> list(String glob) {
    try {
      MatchResult result = FileSystems.match(glob, EmptyMatchTreatment.ALLOW);
      return result.metadata().stream()
          .filter(found -> !found.resourceId().isDirectory())
          .map(
              found ->
                  new Found(
                      found.resourceId().toString(), found.sizeBytes(), found.lastModifiedMillis()))
          .sorted(Comparator.comparing(Found::uri))
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + glob, e);
    }
  }

  public static boolean exists(String uri) {
    return !list(uri).isEmpty();
  }

  /** The bytes of a small file. */
  public static byte[] read(String uri) {
    try (InputStream in = open(uri)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + uri, e);
    }
  }

  /** A stream of a file's bytes; the caller closes it. */
  public static InputStream open(String uri) throws IOException {
    return Channels.newInputStream(FileSystems.open(resource(uri)));
  }

  /** Writes a file whole; an existing one is replaced in one step. */
  public static void write(String uri, byte[] bytes) {
    Optional<Path> path = local(uri);
    try {
      if (path.isPresent()) {
        Path target = path.get().toAbsolutePath();
        Files.createDirectories(target.getParent());
        Path temporary = temporary(target);
        try (FileChannel out =
            FileChannel.open(
                temporary,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
          ByteBuffer buffer = ByteBuffer.wrap(bytes);
          while (buffer.hasRemaining()) {
            out.write(buffer);
          }
          out.force(true);
        }
        swap(temporary, target);
      } else {
        try (WritableByteChannel channel = FileSystems.create(resource(uri), MimeTypes.BINARY);
            OutputStream out = Channels.newOutputStream(channel)) {
          out.write(bytes);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + uri + "; is there space and permission?", e);
    }
  }

  /**
   * Brings a finished local file to its place: a rename on the same disk, a copy elsewhere. The
   * local file is gone afterwards.
   */
  public static void moveIn(Path finished, String uri) {
    Optional<Path> path = local(uri);
    try {
      if (path.isPresent()) {
        Path target = path.get().toAbsolutePath();
        Files.createDirectories(target.getParent());
        Path temporary = temporary(target);
        // A move between disks is a copy: it ends beside the target, and only the swap is atomic.
        Files.move(finished, temporary, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel written = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
          written.force(true);
        }
        swap(temporary, target);
      } else {
        try (WritableByteChannel channel = FileSystems.create(resource(uri), MimeTypes.BINARY);
            OutputStream out = Channels.newOutputStream(channel)) {
          Files.copy(finished, out);
        }
        Files.delete(finished);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + uri + "; is there space and permission?", e);
    }
  }

  /** A local file for the kernel: the file itself when it is local, else a copy in the folder. */
  public static Path stage(String uri, Path folder) {
    Optional<Path> path = local(uri);
    if (path.isPresent()) {
      return path.get().toAbsolutePath();
    }
    Path copy = folder.resolve(Integer.toHexString(uri.hashCode()) + "-" + name(uri));
    try (InputStream in = open(uri)) {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot bring " + uri + " to local disk", e);
    }
  }

  /** Deletes files; those not there are passed over. */
  public static void delete(List<String> uris) {
    try {
      FileSystems.delete(
          uris.stream().map(WorkspaceFiles::resource).toList(),
          StandardMoveOptions.IGNORE_MISSING_FILES);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + uris.size() + " files", e);
    }
  }

  /** The last part of a URI. */
  public static String name(String uri) {
    return uri.substring(uri.lastIndexOf('/') + 1);
  }

  /** Beside its target; a process's own, as two runs may bring the same file at the same time. */
  private static Path temporary(Path target) {
    return target.resolveSibling(
        "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
  }

  private static void swap(Path temporary, Path target) throws IOException {
    Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static ResourceId resource(String uri) {
    return FileSystems.matchNewResource(uri, false);
  }
}
