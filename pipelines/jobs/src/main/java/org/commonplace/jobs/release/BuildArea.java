package org.commonplace.jobs.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A folder in which a release is put together before it has a name.
 *
 * <p>Its lock file is held as long as this process lives. What a killed run leaves behind therefore
 * has a lock that nobody holds, and the next run clears it away without touching the folder of a
 * run that works beside it.
 */
final class BuildArea implements AutoCloseable {
  private static final String PREFIX = ".building-";
  private static final String LOCK = ".lock";

  private final Path folder;
  private final Path lockFile;
  private final FileChannel channel;
  private final FileLock lock;

  private BuildArea(Path folder, Path lockFile, FileChannel channel, FileLock lock) {
    this.folder = folder;
    this.lockFile = lockFile;
    this.channel = channel;
    this.lock = lock;
  }

  /** A new empty folder below {@code releases}; leftovers of dead runs are removed first. */
  static BuildArea open(Path releases) {
    try {
      Files.createDirectories(releases);
      clearLeftovers(releases);
      Path folder = Files.createTempDirectory(releases, PREFIX);
      // The lock file lies beside the folder, so that the folder can be renamed while it is held.
      Path lockFile = releases.resolve(folder.getFileName() + LOCK);
      FileChannel channel =
          FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return new BuildArea(folder, lockFile, channel, channel.lock());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare a folder below " + releases, e);
    }
  }

  Path folder() {
    return folder;
  }

  private static void clearLeftovers(Path releases) throws IOException {
    for (Path leftover : leftovers(releases)) {
      if (Files.isDirectory(leftover)) {
        Path lockFile = releases.resolve(leftover.getFileName() + LOCK);
        if (isAbandoned(lockFile)) {
          ReleaseFolder.delete(leftover);
          Files.deleteIfExists(lockFile);
        }
      } else if (!Files.exists(withoutLock(leftover)) && isAbandoned(leftover)) {
        Files.deleteIfExists(leftover);
      }
    }
  }

  private static Path withoutLock(Path lockFile) {
    String name = lockFile.getFileName().toString();
    return lockFile.resolveSibling(
        name.endsWith(LOCK) ? name.substring(0, name.length() - LOCK.length()) : name);
  }

  private static List<Path> leftovers(Path releases) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(releases, PREFIX + "*")) {
      stream.forEach(found::add);
    }
    Collections.sort(found);
    return found;
  }

  private static boolean isAbandoned(Path lockFile) throws IOException {
    try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (NoSuchFileException e) {
      // Either killed between folder and lock, or being opened this very moment: an empty folder
      // costs nothing to keep, one with content has lost its owner.
      return !isEmpty(withoutLock(lockFile));
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return true;
    }
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      return !stream.iterator().hasNext();
    }
  }

  /** Removes the folder if it still has its temporary name, then its lock. */
  @Override
  public void close() {
    try {
      ReleaseFolder.delete(folder);
      Files.deleteIfExists(lockFile);
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clear " + folder, e);
    }
  }
}
