package org.commonplace.runners.dataflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.commonplace.runners.Commonplace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each stage's pipeline translates into a Dataflow job, without network. */
@Tag("dataflow")
class DataflowGraphTest {
  @TempDir Path workspace;

  @Test
  void everyStageBecomesADataflowJob() {
    for (String stage : List.of("intake", "indicators", "signals", "release")) {
      Commonplace.Ended graph = stage(stage, "--runner=" + GraphOnlyRunner.class.getName());
      List<List<String>> jobs = GraphOnlyRunner.takeJobs();

      assertThat(jobs).as("%s: %s", stage, graph.output()).hasSize(1);
      assertThat(jobs.get(0)).as(stage).contains("ParallelDo");

      // The next stage's graph needs this stage's files: now run it for real.
      Commonplace.Ended real = stage(stage);
      assertThat(real.code()).as(real.output()).isZero();
    }
  }

  private Commonplace.Ended stage(String stage, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                stage,
                "--inbox",
                Commonplace.sample().resolve("inbox").toString(),
                "--workspace",
                workspace.toString(),
                "--month",
                Commonplace.MONTH,
                "--key-file",
                Commonplace.sample().resolve("sample.key").toString(),
                "--data-only"));
    arguments.addAll(List.of(more));
    return Commonplace.run(arguments.toArray(String[]::new));
  }
}
