package org.commonplace.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DatasetTest {

  @Test
  void allDatasetsAreShippedAndBeginWithProvenance() {
    assertThat(Dataset.shipped().keySet())
        .containsExactly(
            "action",
            "attendance",
            "boundary",
            "crosswalk",
            "health_encounter",
            "hmis_client",
            "hmis_condition",
            "hmis_contact",
            "hmis_enrollment",
            "hmis_income",
            "hmis_location",
            "hmis_project",
            "hmis_service",
            "hmis_violence",
            "homelessness_episode",
            "immunisation",
            "lab_test",
            "looked_after_episode",
            "observation",
            "person",
            "place",
            "police_incident",
            "population",
            "social_care_plan",
            "social_care_referral",
            "supply_return");
    for (Dataset dataset : Dataset.shipped().values()) {
      assertThat(dataset.columns().subList(0, 6))
          .extracting(DatasetColumn::name)
          .isEqualTo(Dataset.PROVENANCE);
      assertThat(dataset.columns()).allSatisfy(each -> assertThat(each.description()).isNotBlank());
    }
  }

  @Test
  void columnsCarryTheirSqlTypeAndWhetherTheyMustBeFilled() {
    Dataset attendance = Dataset.shipped().get("attendance");

    assertThat(attendance.column("month"))
        .hasValueSatisfying(
            month -> {
              assertThat(month.type().sql()).isEqualTo("DATE");
              assertThat(month.required()).isTrue();
            });
    assertThat(attendance.column("sessions_absent"))
        .hasValueSatisfying(
            absent -> {
              assertThat(absent.type().sql()).isEqualTo("INTEGER");
              assertThat(absent.required()).isFalse();
            });
    assertThat(attendance.avroSchema().getFullName())
        .isEqualTo("org.commonplace.datasets.attendance");
  }

  @Test
  void aSchemaThatIsNoDatasetIsReported() {
    Problems problems = new Problems();
    Dataset.parse(new DefinitionFile("a.avsc", "{\"type\": \"reco"), problems);
    Dataset.parse(
        new DefinitionFile(
            "b.avsc",
            "{\"type\": \"record\", \"name\": \"b\", \"fields\": [{\"name\": \"x\", \"type\":"
                + " \"bytes\"}]}"),
        problems);

    assertThat(problems.list())
        .extracting(each -> each.file() + " " + each.field())
        .containsExactly("a.avsc ", "b.avsc fields", "b.avsc x");
  }
}
