package org.commonplace.jobs.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.commonplace.jobs.lake.LedgerEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeStageTest {
  static final String HEADER = "UPN,School,Area,Month,Sex,DOB,Possible,Absent\n";

  @TempDir Path folder;

  @Test
  void goodRowsReachTheLakeAndEveryRowIsAccountedFor() {
    IntakeFixture fixture = new IntakeFixture(folder);
    fixture.deliver(
        "north/school-attendance/attendance-2026-03.csv",
        HEADER
            + Upn.of(1)
            + ",S1,A1,2026-03-01,M,2012-05-17,40,3\n"
            + Upn.of(2)
            + ",S1,A1,01/03/2026,f,17/05/2012,40,<5\n"
            + Upn.of(2)
            + ",S1,A1,01/03/2026,f,17/05/2012,40,<5\n"
            + Upn.of(3)
            + ",S1,A2,2026-03-01,Q,2012-05-17,99,12.5\n"
            + Upn.of(4)
            + ",S1,A2,2026-03-01,M,2012-05-17,5,6\n"
            + "Z000000000009,S1,A2,2026-03-01,U,,40,x\n"
            + Upn.of(6)
            + ",S1,A2,2026-03-01,M,,0,0\n"
            + "Total,,,,,,165,\n");
    fixture.run();

    LedgerEntry entry = fixture.entry();
    assertThat(entry.status()).isEqualTo(LedgerEntry.Status.ACCEPTED);
    assertThat(entry.key()).isEqualTo("2026-03");
    LedgerEntry.FileRows rows = entry.files().get(0);
    assertThat(rows.received()).isEqualTo(8);
    assertThat(rows.rejected()).isEqualTo(2);
    assertThat(rows.duplicate()).isEqualTo(1);
    assertThat(rows.ignored()).isEqualTo(2);
    assertThat(rows.accepted()).isEqualTo(3);
    assertThat(
            fixture.rows(
                "\"row\", length(person), place, setting, month, sex, birth_month,"
                    + " sessions_possible, sessions_absent"))
        .containsExactly(
            "1|32|A1|S1|2026-03-01|M|2012-05-01|40|3",
            "2|32|A1|S1|2026-03-01|F|2012-05-01|40",
            "6|A2|S1|2026-03-01|40");
    assertThat(fixture.report(entry, "report.csv"))
        .contains("attendance-2026-03.csv,4,5,Sex,constraint-error,row,")
        .contains("attendance-2026-03.csv,4,5,Possible,constraint-error,row,\"2 digits, expected")
        .contains(
            "attendance-2026-03.csv,4,5,Absent,type-error,row,\"99.9, expected a whole number")
        .contains("attendance-2026-03.csv,5,6,,ABSENT_ABOVE_POSSIBLE,row,")
        .contains("attendance-2026-03.csv,6,7,UPN,CHECK_DIGIT,note,A999999999999,")
        .contains("attendance-2026-03.csv,3,4,,duplicate-row,row,");
  }
}
