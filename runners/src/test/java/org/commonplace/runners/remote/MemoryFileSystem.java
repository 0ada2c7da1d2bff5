package org.commonplace.runners.remote;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.fs.CreateOptions;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.MoveOptions;

/** An object store in this process: whole objects, no folders, no renaming of open files. */
public final class MemoryFileSystem extends FileSystem<MemoryResourceId> {
  static final String SCHEME = "mem";

  /** One object. */
  record Stored(byte[] bytes, long modifiedMillis) {}

  static final NavigableMap<String, Stored> OBJECTS = new ConcurrentSkipListMap<>();

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
    return Channels.newChannel(
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            OBJECTS.put(id.uri(), new Stored(toByteArray(), 0));
          }
        });
  }

  @Override
  protected ReadableByteChannel open(MemoryResourceId id) throws IOException {
    Stored stored = OBJECTS.get(id.uri());
    if (stored == null) {
      throw new FileNotFoundException(id.uri());
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
