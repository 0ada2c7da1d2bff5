package org.commonplace.runners;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every pipeline of a whole run has deliberate coders, and runs with Beam's enforcements on. */
class PipelineCodersTest {
  @TempDir Path folder;

  @Test
  void noPipelineUsesJavaSerialisation() {
    CoderCheckingRunner.forget();

    Commonplace.Ended ended =
        Commonplace.runSample(
            Commonplace.sample().resolve("inbox"),
            folder,
            "--runner=" + CoderCheckingRunner.class.getName());

    assertThat(ended.code()).as(ended.output()).isZero();
    assertThat(CoderCheckingRunner.serializable()).isEmpty();
    assertThat(CoderCheckingRunner.pipelines())
        .as("pipelines of intake, indicators, signals and release")
        .hasSizeGreaterThanOrEqualTo(4);
  }
}
