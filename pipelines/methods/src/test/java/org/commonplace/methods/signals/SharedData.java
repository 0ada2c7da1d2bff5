package org.commonplace.methods.signals;

import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The reference answers that lie beside the project. */
final class SharedData {
  private SharedData() {}

  /** The folder of the spike vectors; without it the test is skipped, and fails where CI is set. */
  static Path spikes() {
    Path folder = Path.of(System.getProperty("shared.dir", "../shared"), "vectors", "spikes");
    if (!Files.isDirectory(folder)) {
      String message = "No reference answers in " + folder + "; set -Dshared.dir";
      if (Boolean.parseBoolean(System.getenv("CI"))) {
        fail(message);
      }
      Assumptions.abort(message);
    }
    return folder;
  }
}
