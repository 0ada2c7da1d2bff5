package org.commonplace.runners;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.commonplace.schemas.DefinitionFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Definitions can be looked at without a workspace. */
class IndicatorCommandsTest {
  @TempDir Path folder;

  @Test
  void theShippedDefinitionsHaveNoErrors() {
    Commonplace.Ended ended = Commonplace.run("indicators", "lint", "--log-format", "text");

    assertThat(ended.code()).as(ended.output()).isZero();
    assertThat(ended.output()).contains("0 errors");
  }

  @Test
  void anErrorIsToldWithFileLineFieldAndWhatToDoAndEndsWithTwo() throws Exception {
    String coverage =
        DefinitionFile.shipped("indicators", ".yaml").stream()
            .filter(file -> file.path().endsWith("/PH-01.yaml"))
            .findFirst()
            .orElseThrow()
            .text();
    Files.writeString(
        folder.resolve("mine.yaml"),
        coverage.replace("polarity: high-is-good", "polarity: low-is-good"));

    Commonplace.Ended ended =
        Commonplace.run(
            "indicators", "lint", "--log-format", "text", "--indicators", folder.toString());

    assertThat(ended.code()).as(ended.output()).isEqualTo(2);
    assertThat(ended.output())
        .containsPattern("mine\\.yaml:\\d+: error: polarity: looks reversed")
        .contains("to do: use high-is-good")
        .contains("1 errors");
  }

  @Test
  void anIndicatorIsExplained() {
    Commonplace.Ended ended =
        Commonplace.run("indicators", "explain", "EDU-01", "--log-format", "text");

    assertThat(ended.code()).as(ended.output()).isZero();
    assertThat(ended.output())
        .contains("Children who miss a tenth of school or more")
        .contains("absent * 10 >= possible")
        .contains("Numerator 24, denominator 160: 15.0% (95% limits 10.3 to 21.3;");
  }

  @Test
  void whatWaitsForLinkedPeopleSaysSo() {
    Commonplace.Ended ended =
        Commonplace.run("indicators", "explain", "POL-01", "--log-format", "text");

    assertThat(ended.code()).as(ended.output()).isZero();
    assertThat(ended.output()).contains("It is not computed yet: it needs linked people.");
  }

  @Test
  void anUnknownIndicatorEndsWithTwoAndNamesTheKnown() {
    Commonplace.Ended ended = Commonplace.run("indicators", "explain", "EDU-99");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.output()).contains("there is no indicator EDU-99").contains("EDU-01");
  }

  @Test
  void theStageItselfStillNeedsItsWorkspace() {
    Commonplace.Ended ended = Commonplace.run("indicators", "--month", "2026-05");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.output()).contains("--workspace");
  }
}
