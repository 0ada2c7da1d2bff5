package org.commonplace.jobs.homelessness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.commonplace.jobs.indicators.TinyLake;
import org.commonplace.jobs.lake.Workspace;
import org.commonplace.jobs.stage.StageFailure;
import org.commonplace.schemas.Definitions;
import org.commonplace.schemas.Problems;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Built for Zero's rules on the lives of five people. */
class ByNameListTest {
  private static final String HOUSED_AND_BACK = TinyLake.person(1);
  private static final String LOST = TinyLake.person(2);
  private static final String VETERAN = TinyLake.person(3);
  private static final String CHRONIC = TinyLake.person(4);
  private static final String SUPPORTED = TinyLake.person(5);

  @TempDir static Path folder;

  private static Workspace workspace;
  private static Definitions definitions;

  @BeforeAll
  static void fillTheLake() {
    TinyLake lake =
        new TinyLake(folder)
            .city()
            .contract("register", "homelessness_episode", "month", "[HSG-01]", "shared-outcomes")
            .deliver(
                "housing",
                "register",
                "homelessness_episode",
                "2025-01",
                "person, place, kind, project, start_date, end_date, exit_to, veteran, chronic",
                String.join(
                    ", ",
                    stay(HOUSED_AND_BACK, "A1", "rough_sleeping 2025-01-10 2025-03-05 permanent"),
                    stay(HOUSED_AND_BACK, "A1", "rough_sleeping 2025-08-01"),
                    stay(LOST, "A1", "emergency_shelter 2025-01-15 2025-02-10 temporary"),
                    stay(LOST, "A1", "rough_sleeping 2025-04-03 2025-04-20"),
                    stay(VETERAN, "A1", "rough_sleeping 2025-01-20 2025-05-15 permanent"),
                    stay(VETERAN, "A1", "transitional 2025-05-20"),
                    stay(CHRONIC, "A3", "rough_sleeping 2025-02-01"),
                    stay(SUPPORTED, "A1", "emergency_shelter 2025-01-02 2025-02-01 permanent"),
                    stay(SUPPORTED, "A1", "permanent_supportive 2025-03-01"),
                    stay(SUPPORTED, "A1", "rough_sleeping 2025-11-20 2025-11-25 institutional")));
    workspace = lake.context("2025-08", 1).workspace();
    Problems problems = new Problems();
    definitions =
        Definitions.load(lake.context("2025-08", 1).contracts().stream().toList(), problems);
    problems.throwIfAny();
  }

  /** A row: kind, start, and where it ended, its end and where to. */
  private static String stay(String person, String place, String words) {
    String[] word = words.split(" ", -1);
    return "('%s', '%s', '%s', 'P', DATE '%s', %s, %s, %s, %s)"
        .formatted(
            person,
            place,
            word[0],
            word[1],
            word.length > 2 ? "DATE '" + word[2] + "'" : "NULL",
            word.length > 3 ? "'" + word[3] + "'" : "NULL",
            person.equals(VETERAN),
            person.equals(CHRONIC) ? "true" : "NULL");
  }

  @Test
  void everyWayOfComingAndLeavingIsCounted() throws IOException {
    assertThat(lines("2025-08", Optional.empty(), "flow.csv"))
        .contains(
            "month,population,active,active_unknown,newly_identified,returned_from_housing,"
                + "returned_from_inactive,housed,inactive,left_without_record,reliability_percent,"
                + "reliability,functional_zero,months_sustained",
            "2025-01,all,4,0,4,0,0,0,0,0,,too_few_months,,",
            "2025-02,all,3,0,1,0,0,1,1,0,0.0,too_few_months,,",
            "2025-03,all,2,0,0,0,0,1,0,0,0.0,too_few_months,,",
            "2025-04,all,2,0,0,0,1,0,0,1,50.0,not_reliable,,",
            "2025-05,all,1,0,0,0,0,1,0,0,0.0,not_reliable,,",
            "2025-07,all,1,0,0,0,0,0,0,0,0.0,reliable,,",
            "2025-08,all,2,0,0,1,0,0,0,0,0.0,reliable,,");
  }

  @Test
  void functionalZeroCountsMonthsAndWhoMayBelong() throws IOException {
    assertThat(lines("2025-08", Optional.empty(), "flow.csv"))
        .as("veterans: half a year of housing has to be known first")
        .anyMatch(line -> line.startsWith("2025-05,veterans,0,") && line.endsWith(",unknown,0"))
        .anyMatch(line -> line.startsWith("2025-08,veterans,0,") && line.endsWith("reached,3"))
        .as("one is chronically homeless and one may be: two are not more than three")
        .anyMatch(line -> line.startsWith("2025-08,chronic,1,1,") && line.endsWith(",reached,7"));
  }

  @Test
  void theListHoldsWhoIsHomelessOnItsDay() throws IOException {
    assertThat(lines("2025-08", Optional.empty(), "by_name_list.csv"))
        .containsExactlyInAnyOrder(
            "person,place,kind,homeless_since,came,veteran,chronic",
            HOUSED_AND_BACK + ",A1,rough_sleeping,2025-08-01,returned_from_housing,false,",
            CHRONIC + ",A3,rough_sleeping,2025-02-01,newly_identified,false,true");
    assertThat(lines("2025-08", Optional.of("W2"), "by_name_list.csv"))
        .as("of the ward of one of them")
        .hasSize(2);
  }

  @Test
  void returnsAreOfFirstExitsAndTheMoveItselfIsNone() throws IOException {
    assertThat(lines("2026-06", Optional.empty(), "returns.csv"))
        .containsExactly(
            "cohort,housed,returned_0_6_months,returned_6_12_months,returned_12_24_months,"
                + "percent_within_6,percent_within_12,percent_within_24",
            "2025-02,1,0,1,,0.0,100.0,",
            "2025-03,1,1,0,,100.0,100.0,",
            "2025-05,1,0,0,,0.0,0.0,");
  }

  @Test
  void contractsThatDoNotPermitItGiveNoList() {
    assertThatThrownBy(
            () ->
                new ByNameList(
                        workspace,
                        Definitions.shipped(),
                        YearMonth.of(2025, 8),
                        Optional.empty(),
                        ByNameRules.USUAL)
                    .write(folder.resolve("none"), Optional.empty()))
        .isInstanceOf(StageFailure.class)
        .hasMessageContaining("permits HSG-01");
  }

  private static List<String> lines(String month, Optional<String> place, String file)
      throws IOException {
    Path out = folder.resolve("list-" + month + place.orElse(""));
    new ByNameList(workspace, definitions, YearMonth.parse(month), place, ByNameRules.USUAL)
        .write(out, Optional.empty());
    return Files.readAllLines(out.resolve(file));
  }
}
