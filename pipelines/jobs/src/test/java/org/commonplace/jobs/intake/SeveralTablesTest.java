package org.commonplace.jobs.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.commonplace.jobs.lake.LedgerEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeveralTablesTest {
  @TempDir Path folder;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void tablesOfOneDeliveryAreJoinedAndEachFileIsAccountedFor() {
    DirectIntake.Taken taken =
        new DirectIntake(folder)
            .take(
                "test-homelessness",
                "export-2026-03",
                Map.of(
                    "Client.csv",
                    bytes("PersonalID,Sex,DOB\np1,F,1990-04-02\np2,M,1985-01-30\n"),
                    "Enrollment.csv",
                    bytes(
                        """
                        EnrollmentID,PersonalID,Project,EntryDate
                        e1,p1,h1,2026-03-05
                        e2,p2,h1,31/03/2026
                        e3,p9,h2,2026-03-09
                        """),
                    "Notes.txt",
                    bytes("not a table of the contract\n")));
    assertThat(taken.entry().reason()).isNull();
    assertThat(taken.entry().key()).isEqualTo("2026-03");
    assertThat(taken.codes()).contains("type-error", "extra-file");
    assertThat(taken.entry().files())
        .extracting(
            LedgerEntry.FileRows::name, LedgerEntry.FileRows::table, LedgerEntry.FileRows::accepted)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Client.csv", "client", 2L),
            org.assertj.core.groups.Tuple.tuple("Enrollment.csv", "enrollment", 2L),
            org.assertj.core.groups.Tuple.tuple("Notes.txt", null, 0L));
    assertThat(taken.rows()).hasSize(2);
    assertThat(taken.rows().get(0))
        .contains("\"sex\":\"F\"")
        .contains("\"birth_month\":\"1990-04-01\"");
    assertThat(taken.rows().get(1)).contains("\"sex\":null");
  }

  @Test
  void columnsBecomeRowsAndStatesStayStates() {
    DirectIntake.Taken taken =
        new DirectIntake(folder)
            .take(
                "test-wide",
                "weekly.csv",
                Map.of(
                    "weekly.csv",
                    bytes(
                        """
                        Week,Rate_A1,Rate_A2,Comment
                        2026-03-07,"1.234,5",c,x
                        2026-03-14,<5,,y
                        2026-03-21,oops,2,z
                        """)));
    assertThat(taken.entry().reason()).isNull();
    LedgerEntry.FileRows rows = taken.entry().files().get(0);
    assertThat(rows.received()).isEqualTo(3);
    assertThat(rows.accepted()).isEqualTo(2);
    assertThat(rows.rejected()).isEqualTo(1);
    assertThat(taken.rows()).hasSize(4);
    assertThat(String.join("\n", taken.rows()))
        .contains("\"place\":\"A1\",\"date\":\"2026-03-07\"")
        .contains("\"value\":1234.5")
        .contains("\"state\":\"suppressed\"")
        .contains("\"state\":\"not_submitted\"")
        .contains("\"count_low\":1,\"count_high\":4");
  }

  @Test
  void theOrderOfDayAndMonthIsSettledByAllRowsOrNotAtAll() {
    DirectIntake intake = new DirectIntake(folder);
    String header = "Site,Item,Day\n";
    DirectIntake.Taken american =
        intake.take(
            "test-dates",
            "r.csv",
            Map.of("r.csv", bytes(header + "s,a,03/04/2026\ns,b,03/25/2026\n")));
    assertThat(american.rows().get(0)).contains("\"date\":\"2026-03-04\"");
    assertThat(american.rows().get(1)).contains("\"date\":\"2026-03-25\"");
    DirectIntake.Taken open =
        intake.take("test-dates", "r.csv", Map.of("r.csv", bytes(header + "s,a,03/04/2026\n")));
    assertThat(open.codes()).contains("AMBIGUOUS_DATE");
    assertThat(open.entry().reason()).contains("dd/MM/yyyy").contains("no row tells which");
    DirectIntake.Taken mixed =
        intake.take(
            "test-dates",
            "r.csv",
            Map.of("r.csv", bytes(header + "s,a,03/04/2026\ns,b,03/25/2026\ns,c,25/03/2026\n")));
    assertThat(mixed.entry().reason()).contains("and both occur");
  }
}
