package org.commonplace.jobs.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.commonplace.jobs.stage.StageFailure;
import org.commonplace.schemas.DefinitionFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Definitions are judged before any data is read: there is none here. */
class BadDefinitionTest {
  @TempDir Path folder;

  @Test
  void everyBadExpressionOfEveryFileIsReportedAtOnce() {
    TinyLake lake = new TinyLake(folder);
    lake.indicator(
        "one",
        shipped("EDU-01")
            .replace("sum(sessions_absent)", "sum(sessions_away)")
            .replace("having: possible", "having: psossible")
            .replace("absent * 10 >= possible", "concat(absent, possible)"));
    lake.indicator(
        "two",
        shipped("POL-03")
            .replace(
                "where: kind = 'missing_child'",
                "where: person in (select person from read_parquet('/**'))")
            .replace("date: incident_date", "date: now()"));
    lake.indicator(
        "three",
        shipped("XSV-03").replace("kind = 'domestic_abuse'", "kind = read_text('/etc/passwd')"));

    assertThatThrownBy(() -> lake.run("2024-01"))
        .isInstanceOfSatisfying(
            StageFailure.class,
            e -> assertThat(e.kind()).isEqualTo(StageFailure.Kind.BAD_DEFINITION))
        .hasMessageContaining("6 mistakes")
        .hasMessageContaining(
            "one.yaml:24: rollup.columns.absent: there is no column 'sessions_away'")
        .hasMessageContaining("sessions_absent, sessions_authorised")
        .hasMessageContaining("rollup.having: there is no column 'psossible'")
        .hasMessageContaining("numerator: gives VARCHAR (allowed: true, false or a number)")
        .hasMessageContaining("where: uses subquery")
        .hasMessageContaining("date: the function now is not allowed")
        .hasMessageContaining("denominatorFrom.where: the function read_text is not allowed");
  }

  @Test
  void anIndicatorUsesOnlyContractsThatListItAndItsPurpose() {
    TinyLake lake = new TinyLake(folder);
    lake.contract("police", "police_incident", "month", "[POL-03]", "marketing");
    lake.contract("schools", "attendance", "month", "[EDU-02]", "shared-outcomes");
    lake.indicator("edu", shipped("EDU-01") + "sources: [schools, nobody]\n");

    assertThatThrownBy(() -> lake.run("2024-01"))
        .isInstanceOf(StageFailure.class)
        .hasMessageContaining(
            "the contract police lists POL-03 but not its purpose shared-outcomes")
        .hasMessageContaining("the contract schools does not let EDU-01 use it")
        .hasMessageContaining("there is no contract nobody");
  }

  @Test
  void anEmptyLedgerIsInputMissing() {
    TinyLake lake = new TinyLake(folder);
    assertThatThrownBy(() -> lake.run("2024-01"))
        .isInstanceOfSatisfying(
            StageFailure.class,
            e -> assertThat(e.kind()).isEqualTo(StageFailure.Kind.INPUT_MISSING))
        .hasMessageContaining("run: commonplace intake");
  }

  private static String shipped(String id) {
    return DefinitionFile.shipped("indicators", ".yaml").stream()
        .filter(file -> file.path().endsWith("/" + id + ".yaml"))
        .findFirst()
        .orElseThrow()
        .text();
  }
}
