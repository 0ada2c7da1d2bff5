package org.commonplace.runners.remote;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.fs.CreateOptions;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.MoveOptions;

/**
 * An object store in this process: whole objects, no folders, no renaming of open files. It can be
 * filled up and can refuse to show an object, as real ones do.
 */
public final class MemoryFileSystem extends FileSystem<MemoryResourceId> {
  static final String SCHEME = "mem";

  /** One object. */
  record Stored(byte[] bytes, long modifiedMillis) {}

  static final NavigableMap<String, Stored> OBJECTS = new ConcurrentSkipListMap<>();

  /** Objects that may not be opened. */
  static final Set<String> FORBIDDEN = ConcurrentHashMap.newKeySet();

  /** Bytes that may still be written. */
  static final AtomicLong SPACE = new AtomicLong(Long.MAX_VALUE);

  /** Empty, with all the space there is. */
  static void clear() {
    OBJECTS.clear();
    FORBIDDEN.clear();
    SPACE.set(Long.MAX_VALUE);
  }

  /** Puts the files below a folder, with their times. */
  static void upload(Path folder, String prefix) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        OBJECTS.put(
            prefix + folder.relativize(file),
            new Stored(Files.readAllBytes(file), Files.getLastModifiedTime(file).toMillis()));
      }
    }
  }

  @Override
  protected List<MatchResult> match(List<String> specs) {
    List<MatchResult> results = new ArrayList<>();
    for (String spec : specs) {
      Pattern pattern = glob(spec);
      List<Metadata> found = new ArrayList<>();
      OBJECTS.forEach(
          (uri, stored) -> {
            if (pattern.matcher(uri).matches()) {
              found.add(
                  Metadata.builder()
                      .setResourceId(new MemoryResourceId(uri))
                      .setSizeBytes(stored.bytes().length)
                      .setLastModifiedMillis(stored.modifiedMillis())
                      .setIsReadSeekEfficient(true)
                      .build());
            }
          });
      results.add(
          found.isEmpty()
              ? MatchResult.create(MatchResult.Status.NOT_FOUND, new FileNotFoundException(spec))
              : MatchResult.create(MatchResult.Status.OK, found));
    }
    return results;
  }

  private static Pattern glob(String spec) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < spec.length(); i++) {
      char c = spec.charAt(i);
      if (spec.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString());
  }

  @Override
  protected WritableByteChannel create(MemoryResourceId id, CreateOptions options) {
    return new WritableByteChannel() {
      private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      private boolean open = true;
      private boolean whole = true;

      @Override
      public int write(ByteBuffer from) throws IOException {
        byte[] part = new byte[from.remaining()];
        if (SPACE.addAndGet(-part.length) < 0) {
          whole = false;
          throw new IOException("No space left on device");
        }
        from.get(part);
        bytes.writeBytes(part);
        return part.length;
      }

      @Override
      public boolean isOpen() {
        return open;
      }

      @Override
      public void close() {
        if (open && whole) {
          OBJECTS.put(id.uri(), new Stored(bytes.toByteArray(), 0));
        }
        open = false;
      }
    };
  }

  @Override
  protected ReadableByteChannel open(MemoryResourceId id) throws IOException {
    Stored stored = OBJECTS.get(id.uri());
    if (stored == null) {
      throw new FileNotFoundException(id.uri());
    }
    if (FORBIDDEN.contains(id.uri())) {
      throw new AccessDeniedException(id.uri());
    }
    return Channels.newChannel(new ByteArrayInputStream(stored.bytes()));
  }

  @Override
  protected void copy(List<MemoryResourceId> from, List<MemoryResourceId> to)
      throws FileNotFoundException {
    for (int i = 0; i < from.size(); i++) {
      Stored stored = OBJECTS.get(from.get(i).uri());
      if (stored == null) {
        throw new FileNotFoundException(from.get(i).uri());
      }
      OBJECTS.put(to.get(i).uri(), stored);
    }
  }

  @Override
  protected void rename(
      List<MemoryResourceId> from, List<MemoryResourceId> to, MoveOptions... options)
      throws FileNotFoundException {
    copy(from, to);
    delete(from);
  }

  @Override
  protected void delete(Collection<MemoryResourceId> ids) {
    ids.forEach(id -> OBJECTS.remove(id.uri()));
  }

  @Override
  protected MemoryResourceId matchNewResource(String spec, boolean isDirectory) {
    return new MemoryResourceId(isDirectory && !spec.endsWith("/") ? spec + "/" : spec);
  }

  @Override
  protected String getScheme() {
    return SCHEME;
  }
}
