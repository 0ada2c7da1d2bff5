package org.commonplace.runners.remote;

import org.apache.beam.sdk.io.fs.ResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/** {@code mem://a/b}; a folder ends with a slash. */
record MemoryResourceId(String uri) implements ResourceId {
  @Override
  public ResourceId resolve(String other, ResolveOptions options) {
    String base = isDirectory() ? uri : uri + "/";
    boolean folder = options.equals(ResolveOptions.StandardResolveOptions.RESOLVE_DIRECTORY);
    return new MemoryResourceId(base + other + (folder && !other.endsWith("/") ? "/" : ""));
  }

  @Override
  public ResourceId getCurrentDirectory() {
    return isDirectory() ? this : new MemoryResourceId(uri.substring(0, uri.lastIndexOf('/') + 1));
  }

  @Override
  public String getScheme() {
    return MemoryFileSystem.SCHEME;
  }

  @Override
  public String getFilename() {
    String path = isDirectory() ? uri.substring(0, uri.length() - 1) : uri;
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public boolean isDirectory() {
    return uri.endsWith("/");
  }

  @Override
  public String toString() {
    return uri;
  }
}
