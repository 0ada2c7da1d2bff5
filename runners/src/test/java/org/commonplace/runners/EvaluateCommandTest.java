package org.commonplace.runners;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvaluateCommandTest {
  @TempDir Path folder;

  @Test
  void writesTheMeasuresOfEveryScenarioTheSameEachTime() throws IOException {
    Path first = folder.resolve("first.csv");
    Path second = folder.resolve("second.csv");
    for (Path out : List.of(first, second)) {
      Commonplace.Ended ended =
          Commonplace.run(
              "detect",
              "evaluate",
              "--replicates=1",
              "--method=ears-c1,oracle",
              "--seed=3",
              "--out=" + out);
      assertThat(ended.code()).as(ended.output()).isZero();
      assertThat(ended.output()).contains("42 scenarios", "ears-c1", "oracle", "POD1");
    }
    List<String> rows = Files.readAllLines(first);
    assertThat(rows).hasSize(1 + 2 * 43).isEqualTo(Files.readAllLines(second));
    assertThat(rows.get(0)).startsWith("benchmark,seed,replicates,limit,method,scenario,");
    assertThat(rows.get(1)).startsWith("weekly,3,1,own,ears-c1,all,0.0");
  }

  @Test
  void comparesAtOneFalsePositiveRateAndSaysWhatIsWrong() {
    Commonplace.Ended ended =
        Commonplace.run(
            "detect",
            "evaluate",
            "--replicates=1",
            "--method=ears-c1",
            "--benchmark=daily",
            "--at-false-positive-rate=0.02");
    assertThat(ended.code()).as(ended.output()).isZero();
    // The nearest rate of so few series that is not above the one asked for.
    assertThat(ended.output())
        .contains("daily benchmark, 16 scenarios")
        .containsPattern("ears-c1 +0\\.0(19[0-9]|200) ±");
    assertThat(Commonplace.run("detect", "evaluate", "--method=guess").output())
        .contains("There is no detection method");
    assertThat(Commonplace.run("detect", "evaluate", "--replicates=0").code()).isEqualTo(2);
    assertThat(Commonplace.run("detect", "--method=ears-c1").output())
        .contains("name the files with --series and --out");
  }
}
