package org.commonplace.jobs.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.commonplace.jobs.lake.Workspace;
import org.commonplace.jobs.lake.WorkspaceFiles;

/**
 * The releases of a workspace and the pointer to the one that is published.
 *
 * <p>On local disk a release appears by one rename. An object store knows no rename of a folder:
 * there the files are put one by one and {@code SHA256SUMS} last, and nothing points at the release
 * before it was read back and verified.
 */
final class ReleaseStore {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");

  private final Workspace workspace;
  private final Checkpoint checkpoint;

  ReleaseStore(Workspace workspace, Checkpoint checkpoint) {
    this.workspace = workspace;
    this.checkpoint = checkpoint;
  }

  /** The id of the published release. */
  Optional<String> current() {
    String uri = workspace.uri(Workspace.CURRENT);
    if (!WorkspaceFiles.exists(uri)) {
      return Optional.empty();
    }
    String id = new String(WorkspaceFiles.read(uri), StandardCharsets.UTF_8).strip();
    return ID.matcher(id).matches() ? Optional.of(id) : Optional.empty();
  }

  /** The one step that publishes: before it readers see the old release, after it the new one. */
  void point(String id) {
    checkpoint.reached("before the pointer swap");
    String uri = workspace.uri(Workspace.CURRENT);
    WorkspaceFiles.write(uri, (id + "\n").getBytes(StandardCharsets.UTF_8));
    WorkspaceFiles.local(uri).ifPresent(path -> ReleaseFolder.forcePath(parent(path)));
    checkpoint.reached("after the pointer swap");
  }

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  boolean exists(String id) {
    return WorkspaceFiles.exists(
        workspace.uri(Workspace.releaseFolder(id) + "/" + ReleaseFolder.CHECKSUMS));
  }

  /** A folder to put a release together in, on the disk of the workspace when that is local. */
  BuildArea build() {
    return BuildArea.open(
        local()
            .map(root -> root.resolve(Workspace.RELEASES))
            .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"), "commonplace")));
  }

  /**
   * The release's files on local disk.
   *
   * @param scratch where to copy them when the workspace is not local
   */
  Path fetch(String id, Path scratch) {
    String folder = workspace.uri(Workspace.releaseFolder(id));
    Optional<Path> path = WorkspaceFiles.local(folder);
    if (path.isPresent()) {
      return path.get();
    }
    Path copy = scratch.resolve(id);
    String prefix = "/" + Workspace.releaseFolder(id) + "/";
    for (WorkspaceFiles.Found found : WorkspaceFiles.list(folder + "/**")) {
      int at = found.uri().lastIndexOf(prefix);
      Path target = copy.resolve(found.uri().substring(at + prefix.length())).normalize();
      if (!target.startsWith(copy)) {
        throw new IllegalStateException("a release holds a path that leads out of it");
      }
      ReleaseFolder.write(target, WorkspaceFiles.read(found.uri()));
    }
    return copy;
  }

  /**
   * Gives a finished release its name. A release of that name that is already there and whole is
   * left alone: its content is the same by definition of the name.
   *
   * @param built the release, verified; its folder is taken away when the workspace is local
   * @return how many files were written
   */
  int install(ReleaseFolder built, String id) {
    built.force();
    List<PublishedFile> files = ReleaseFolder.list(built.root());
    checkpoint.reached("before the release has its name");
    Optional<Path> root = local();
    if (root.isEmpty()) {
      return upload(built, files, id);
    }
    Path target = root.get().resolve(Workspace.releaseFolder(id));
    if (Files.isDirectory(target)) {
      return repair(built, files, target);
    }
    try {
      Files.move(built.root(), target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException e) {
      return repair(built, files, target);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot name release " + id, e);
    }
    ReleaseFolder.forcePath(parent(target));
    checkpoint.reached("after the release has its name");
    return files.size();
  }

  /**
   * Restores files that differ from what their release's name says, as after a disk fault. Each
   * file is replaced in one step, so a reader never sees less than before.
   */
  private static int repair(ReleaseFolder built, List<PublishedFile> files, Path target) {
    Map<String, String> present = new TreeMap<>();
    for (PublishedFile file : ReleaseFolder.list(target)) {
      present.put(file.path(), file.sha256());
    }
    int written = 0;
    Set<String> wanted = new HashSet<>();
    for (PublishedFile file : files) {
      wanted.add(file.path());
      if (!file.sha256().equals(present.get(file.path()))) {
        WorkspaceFiles.moveIn(
            built.root().resolve(file.path()), target.resolve(file.path()).toString());
        written++;
      }
    }
    for (String path : present.keySet()) {
      if (!wanted.contains(path)) {
        WorkspaceFiles.delete(List.of(target.resolve(path).toString()));
        written++;
      }
    }
    return written;
  }

  private int upload(ReleaseFolder built, List<PublishedFile> files, String id) {
    String folder = workspace.uri(Workspace.releaseFolder(id));
    if (exists(id)) {
      Path scratch = ReleaseFolder.temporary("commonplace-release-");
      try {
        if (Verification.of(fetch(id, scratch)).isEmpty()) {
          return 0;
        }
      } finally {
        ReleaseFolder.delete(scratch);
      }
    }
    for (PublishedFile file : files) {
      if (!file.path().equals(ReleaseFolder.CHECKSUMS)) {
        WorkspaceFiles.moveIn(built.root().resolve(file.path()), folder + "/" + file.path());
      }
    }
    checkpoint.reached("before the remote release is complete");
    WorkspaceFiles.moveIn(built.checksums(), folder + "/" + ReleaseFolder.CHECKSUMS);
    return files.size();
  }

  private Optional<Path> local() {
    return WorkspaceFiles.local(workspace.root()).map(Path::toAbsolutePath);
  }

  private static Path parent(Path path) {
    return path.toAbsolutePath().getParent();
  }
}
