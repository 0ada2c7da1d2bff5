package org.commonplace.jobs.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.commonplace.jobs.stage.Resources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActionListTest {
  @TempDir Path folder;

  @Test
  void aListIsCheckedRowByRowAndAContactIsRefusedWithoutBeingRepeated() throws IOException {
    Path file = folder.resolve("actions.csv");
    Files.writeString(
        file,
        """
        Action,Outcome,Place,Owner,Commitment,Due,Status,Updated
        A-01,EDU-01,C,Attendance board,A worker for every child,2026-09-01,under way,2026-05-01
        A-02,HSG-01,C,jo@council.example,Thirty homes,2026-09-01,planned,
        A-03,HSG-01,C,Housing office,Ring 01632 960 001 for help,2026-09-01,planned,
        A-04,absence,C,Housing office,Thirty homes,2026-09-01,planned,
        A-05,HSG-01,C,Housing office,Thirty homes,next year,planned,
        A-06,HSG-01,C,Housing office,Thirty homes,2026-09-01,maybe,
        A-01,HSG-01,C,Housing office,A number used before,2026-09-01,done,2026-04-01
        A-07,HSG-01,C,Housing office,Thirty homes,01/09/2026,done,2026-04-01
        A-08,PH-01,C,Clinics,Weekends,2026-09-01,planned,
        A-09,PH-99,C,Clinics,An outcome that nobody has defined,2026-09-01,planned,
        """);
    PreflightCheck check =
        new PreflightCheck(Optional.empty(), Optional.empty(), new Resources(1, 1, 1L << 30));

    PreflightCheck.Result result =
        check.check("coalition-actions", Optional.of("council"), file, Optional.empty());

    String report = String.join("\n", result.outcome().lines());
    assertThat(report)
        .contains("received 10 = accepted 2 + rejected 8")
        .contains("NAMES_A_CONTACT")
        .contains("row 5 (line 6)")
        .contains("row 10 (line 11)")
        .doesNotContain("jo@council")
        .doesNotContain("01632");
  }
}
