package org.commonplace.jobs.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.commonplace.jobs.stage.Resources;
import org.commonplace.jobs.stage.StageFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightCheckTest {
  @TempDir Path folder;

  @Test
  void aPartnerSeesTheReportThatIntakeWouldGiveAndNothingElseIsWritten()
      throws IOException, URISyntaxException {
    Path contracts = Path.of(PreflightCheckTest.class.getResource("/intake/contracts").toURI());
    PreflightCheck check =
        new PreflightCheck(Optional.of(contracts), Optional.empty(), new Resources(1, 1, 1L << 30));
    Path file = folder.resolve("attendance-2026-03.csv");
    Files.writeString(
        file,
        IntakeStageTest.HEADER
            + Upn.of(1)
            + ",S1,A1,2026-03-01,M,2012-05-17,40,3\n"
            + Upn.of(2)
            + ",S1,A1,31/31/2026,M,2012-05-17,40,3\n");
    Path reports = folder.resolve("reports");
    PreflightCheck.Result result =
        check.check(DirectIntake.CONTRACT, Optional.empty(), file, Optional.of(reports));
    assertThat(result.acceptable()).isTrue();
    assertThat(result.outcome().lines())
        .anySatisfy(line -> assertThat(line).contains("received 2 = accepted 1 + rejected 1"))
        .anySatisfy(line -> assertThat(line).contains("row 2 (line 3): 99/99/9999, expected"));
    try (Stream<Path> written = Files.list(reports)) {
      assertThat(written.map(path -> path.getFileName().toString()).sorted())
          .containsExactly("report.csv", "report.html", "report.json");
    }
    assertThat(Files.readString(reports.resolve("report.html")))
        .contains("<td class=\"n\">2</td><td class=\"n\">1</td><td class=\"n\">1</td>")
        .doesNotContain(Upn.of(2));
    assertThatThrownBy(() -> check.check("no-such", Optional.empty(), file, Optional.empty()))
        .isInstanceOf(StageFailure.class)
        .hasMessageContaining("school-attendance");
  }
}
