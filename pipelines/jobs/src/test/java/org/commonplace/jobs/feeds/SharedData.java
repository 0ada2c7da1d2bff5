package org.commonplace.jobs.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the real data beside the project: required where CI=true, else a reason to skip. */
final class SharedData {
  private SharedData() {}

  static Path path(String relative) {
    Path path = Path.of(System.getProperty("shared.dir", "../shared"), "data", relative);
    if ("true".equals(System.getenv("CI"))) {
      assertThat(path).as("CI needs the shared data").exists();
    }
    assumeTrue(Files.exists(path), "no shared data at " + path);
    return path;
  }
}
