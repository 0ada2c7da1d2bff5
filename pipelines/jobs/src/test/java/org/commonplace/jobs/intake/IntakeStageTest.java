package org.commonplace.jobs.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.commonplace.jobs.lake.Ledger;
import org.commonplace.jobs.lake.LedgerEntry;
import org.commonplace.jobs.stage.Resources;
import org.commonplace.jobs.stage.StageContext.Switch;
import org.commonplace.jobs.stage.StageFailure;
import org.commonplace.jobs.stage.StageFailure.Kind;
import org.commonplace.schemas.Dataset;
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

  private static String attendance(int pupils) {
    StringBuilder csv = new StringBuilder(HEADER);
    for (int i = 1; i <= pupils; i++) {
      csv.append(Upn.of(i)).append(",S1,A1,2026-03-01,M,2012-05-17,40,3\n");
    }
    return csv.toString();
  }

  @Test
  void theSameFileChangesNothingAndALaterOneSupersedes() {
    IntakeFixture fixture = new IntakeFixture(folder);
    fixture.deliver("north/school-attendance/attendance-2026-03.csv", attendance(3));
    fixture.deliver("south/school-attendance/attendance-2026-03.csv", attendance(2));
    assertThat(fixture.run().changed()).isPositive();
    List<String> first = fixture.everything();

    assertThat(fixture.run().changed()).isZero();
    assertThat(fixture.everything()).isEqualTo(first);

    fixture.deliver(
        "north/school-attendance/corrected-2026-03.csv",
        attendance(4).getBytes(StandardCharsets.UTF_8),
        Instant.parse("2026-04-20T08:00:00Z"));
    fixture.run();
    List<LedgerEntry> current = Ledger.current(fixture.ledger());
    assertThat(fixture.ledger()).hasSize(3);
    assertThat(current).extracting(LedgerEntry::partner).containsExactly("north", "south");
    assertThat(current.get(0).files().get(0).name()).isEqualTo("corrected-2026-03.csv");
    assertThat(fixture.everything()).containsAll(first);
  }

  @Test
  void aRefusedDeliveryStopsTheRunUntilItIsReplaced() {
    IntakeFixture fixture = new IntakeFixture(folder);
    fixture.deliver("north/school-attendance/attendance-2026-03.csv", "<html><body>Log in");
    fixture.deliver("south/school-attendance/attendance-2026-03.csv", attendance(2));
    assertThatThrownBy(fixture::run)
        .isInstanceOfSatisfying(
            StageFailure.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.GATE))
        .hasMessageContaining("north/school-attendance/attendance-2026-03.csv")
        .hasMessageContaining("web page")
        .hasMessageContaining("reports/north/school-attendance/2026-03/");
    assertThat(fixture.ledger())
        .extracting(LedgerEntry::status)
        .containsExactlyInAnyOrder(LedgerEntry.Status.REFUSED, LedgerEntry.Status.ACCEPTED);
    assertThat(fixture.run(Switch.TOLERATE_REFUSED).changed()).isZero();

    fixture.deliver(
        "north/school-attendance/again-2026-03.csv",
        attendance(3).getBytes(StandardCharsets.UTF_8),
        Instant.parse("2026-04-20T08:00:00Z"));
    assertThat(fixture.run().changed()).isPositive();
  }

  @Test
  void unknownContractsWrongPartnersAndNoInboxAreNamed() {
    IntakeFixture fixture = new IntakeFixture(folder);
    assertThatThrownBy(fixture::run)
        .isInstanceOfSatisfying(
            StageFailure.class,
            failure -> assertThat(failure.kind()).isEqualTo(Kind.INPUT_MISSING));
    fixture.deliver("north/shool-attendance/attendance-2026-03.csv", attendance(1));
    fixture.deliver("stray-2026-03.csv", attendance(1));
    fixture.deliver("north/README.md", "not a delivery");
    fixture.run(Switch.TOLERATE_REFUSED);
    assertThat(fixture.ledger()).hasSize(2);
    assertThat(fixture.ledger())
        .allSatisfy(
            entry ->
                assertThat(entry.reason())
                    .contains("there is no contract")
                    .contains("school-attendance"));
  }

  @Test
  void bytesDoNotDependOnThreadsOrOnTheOrderOfDeliveries(@TempDir Path other) {
    IntakeFixture one = new IntakeFixture(folder).with(new Resources(1, 1, 1L << 30));
    IntakeFixture two = new IntakeFixture(other).with(new Resources(2, 4, 1L << 30));
    for (IntakeFixture fixture : List.of(one, two)) {
      fixture.deliver("north/school-attendance/attendance-2026-03.csv", attendance(30_000));
      fixture.deliver("south/school-attendance/attendance-2026-03.csv", attendance(500));
      fixture.run();
    }
    assertThat(one.everything()).isEqualTo(two.everything());
  }

  @Test
  void lakeFilesAreReadBackByAvroAgainstTheDatasetsSchema() throws IOException {
    IntakeFixture fixture = new IntakeFixture(folder);
    fixture.deliver("north/school-attendance/attendance-2026-03.csv", attendance(3));
    fixture.run();
    Schema schema = Dataset.shipped().get("attendance").avroSchema();
    Configuration configuration = new Configuration();
    AvroReadSupport.setAvroReadSchema(configuration, schema);
    Path file = fixture.workspace.resolve(fixture.entry().outputs().get(0).path());
    List<GenericRecord> records = new ArrayList<>();
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(
                HadoopInputFile.fromPath(
                    new org.apache.hadoop.fs.Path(file.toUri()), configuration))
            .withConf(configuration)
            .build()) {
      for (GenericRecord record = reader.read(); record != null; record = reader.read()) {
        records.add(record);
      }
    }
    assertThat(records).hasSize(3);
    assertThat(records)
        .allSatisfy(
            record -> {
              assertThat(record.getSchema().getFields()).hasSameSizeAs(schema.getFields());
              assertThat(record.get("partner")).hasToString("north");
              assertThat(record.get("sessions_absent")).isEqualTo(3);
              assertThat(record.get("month"))
                  .isEqualTo((int) LocalDate.of(2026, 3, 1).toEpochDay());
              assertThat(record.get("suspensions")).isNull();
            });
  }
}
