package org.commonplace.jobs.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.commonplace.jobs.indicators.TinyLake.person;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.TestPipeline;
import org.commonplace.jobs.stage.CoderWalk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndicatorsStageTest {
  private static final String PUPIL =
      "person, place, \"month\", sex, birth_month, ethnicity, sessions_possible, sessions_absent";
  private static final String REFERRAL = "person, place, referral_date, sex, birth_month";
  private static final String EPISODE =
      "person, household, place, project, kind, start_date, end_date";

  @TempDir Path folder;

  @Test
  void aPupilOfTwoSchoolSystemsIsOnePupil() {
    TinyLake lake = schools(new TinyLake(folder)).city();
    // Pupil 1 is absent 6 of 40 in one system and 0 of 40 in the other: 7.5%, not persistent.
    // Pupil 2 has 4 of 40 in the north alone: 10%. Pupil 3 moves from A1 to A3 in October.
    lake.deliver(
        "north",
        "north",
        "attendance",
        "2024-09",
        PUPIL,
        pupil(1, "A1", "2024-09", "'F'", 40, 6)
            + ", "
            + pupil(2, "A1", "2024-09", "'M'", 40, 4)
            + ", "
            + pupil(3, "A1", "2024-09", "NULL", 40, 30));
    lake.deliver(
        "south", "south", "attendance", "2024-09", PUPIL, pupil(1, "A1", "2024-09", "'F'", 40, 0));
    lake.deliver(
        "north",
        "north",
        "attendance",
        "2024-10",
        PUPIL,
        pupil(3, "A3", "2024-10", "NULL", 40, 10));
    lake.deliver(
        "south", "south", "attendance", "2024-10", PUPIL, pupil(4, "A4", "2024-10", "'F'", 19, 19));

    lake.run("2024-10");

    String counts =
        "SELECT place, period_start, group_value, numerator_low, denominator_low, state FROM v WHERE"
            + " indicator = '%s' AND group_by = '%s' ORDER BY period_start, place, group_value";
    assertThat(lake.values("2024-10", counts.formatted("EDU-01", "")))
        .containsExactly(
            "A1 2024-09-01  2 3 reported",
            "A3 2024-09-01  - - not_applicable",
            "C 2024-09-01  2 3 reported",
            "W1 2024-09-01  2 3 reported",
            "W2 2024-09-01  - - not_applicable",
            "A1 2024-10-01  1 2 reported",
            "A3 2024-10-01  1 1 reported",
            "C 2024-10-01  2 3 reported",
            "W1 2024-10-01  1 2 reported",
            "W2 2024-10-01  1 1 reported");
    assertThat(lake.values("2024-10", counts.formatted("EDU-02", "sex")))
        .contains(
            "C 2024-09-01 F 0 1 reported",
            "C 2024-09-01 M 0 1 reported",
            "C 2024-09-01 unknown 1 1 reported",
            "C 2024-10-01 unknown 1 1 reported");
    assertThat(lake.values("2024-10", counts.formatted("EDU-01", "deprivation_quintile")))
        .contains("C 2024-10-01 1 1 2 reported", "C 2024-10-01 5 1 1 reported");
    assertThat(lake.values("2024-10", counts.formatted("EDU-01", "age_band")))
        .contains("C 2024-09-01 5-10 2 3 reported");
    assertThat(
            lake.values(
                "2024-10",
                "SELECT round(value, 4), round(lower95, 4), parent, round(parent_value, 4),"
                    + " comparison95 FROM v WHERE indicator = 'EDU-01' AND place = 'A1' AND group_by"
                    + " = '' AND period_start = DATE '2024-10-01'"))
        .containsExactly("50 9.4531 W1 50 similar");
    assertThat(lake.run("2024-10").changed()).isZero();
  }

  @Test
  void missingDeliveriesAndQuietMonthsAreToldApart() {
    TinyLake lake =
        new TinyLake(folder)
            .contract(
                "referrals", "social_care_referral", "month", "[CSC-01, CSC-02]", "shared-outcomes")
            .city()
            .residents();
    // Child 1 is referred in January and again a year later to the day, and twice on 1 March.
    referrals(
        lake,
        "east",
        "2024-01",
        referral(1, "A1", "2024-01-31") + ", " + referral(2, "A3", "2024-01-05"));
    referrals(lake, "west", "2024-01", referral(3, "A4", "2024-01-20"));
    referrals(lake, "east", "2024-02", referral(4, "A2", "2024-02-29"));
    // In February the west sends nothing, in March nobody does.
    referrals(
        lake,
        "east",
        "2024-04",
        referral(1, "A1", "2024-04-01") + ", " + referral(1, "A1", "2024-04-01"));
    referrals(lake, "west", "2024-04", referral(9, "nowhere", "2024-04-01"));

    List<String> lines = lake.run("2024-04").lines();

    assertThat(
            lake.values(
                "2024-04",
                "SELECT place, period_start, numerator_low, denominator_low, round(value, 3), state"
                    + " FROM v WHERE indicator = 'CSC-01' AND group_by = '' AND place IN ('A1', 'A2',"
                    + " 'C') ORDER BY place, period_start"))
        .containsExactly(
            "A1 2024-01-01 1 600 16.667 reported",
            "A1 2024-02-01 0 600 0 provisional",
            "A1 2024-03-01 - - - not_submitted",
            "A1 2024-04-01 2 600 33.333 reported",
            "A2 2024-01-01 0 600 0 reported",
            "A2 2024-02-01 1 600 16.667 provisional",
            "A2 2024-03-01 - - - not_submitted",
            "A2 2024-04-01 0 600 0 reported",
            "C 2024-01-01 3 2400 12.5 reported",
            "C 2024-02-01 1 2400 4.167 provisional",
            "C 2024-03-01 - - - not_submitted",
            "C 2024-04-01 2 2400 8.333 reported");
    assertThat(
            lake.values(
                "2024-04",
                "SELECT reason FROM v WHERE indicator = 'CSC-01' AND place = 'C' AND group_by = ''"
                    + " AND state <> 'reported' ORDER BY period_start"))
        .containsExactly(
            "west sent nothing for 2024-02",
            "east sent nothing for 2024-03; west sent nothing for 2024-03");
    // Groups of known residents have their zeros; of the unknown there are no residents to divide
    // by.
    assertThat(
            lake.values(
                "2024-04",
                "SELECT group_by, group_value, numerator_low, denominator_low, state FROM v WHERE"
                    + " indicator = 'CSC-01' AND place = 'C' AND period_start = DATE '2024-01-01' AND"
                    + " group_by <> '' ORDER BY group_by, group_value"))
        .containsExactly(
            "age_band 0-4 0 800 reported",
            "age_band 10-15 2 - not_applicable",
            "age_band unknown 1 - not_applicable",
            "deprivation_quintile 1 1 1200 reported",
            "deprivation_quintile 5 1 600 reported",
            "deprivation_quintile unknown 1 - not_applicable",
            "ethnicity unknown 3 - not_applicable",
            "sex F 2 1200 reported",
            "sex M 0 1200 reported",
            "sex unknown 1 - not_applicable");
    // Child 1 has both referrals of April, so that the limits are as wide as for one of weight two.
    assertThat(
            lake.values(
                "2024-04",
                "SELECT period_start, numerator_low, numerator_squares, denominator_date,"
                    + " round(upper95, 3) FROM v WHERE indicator = 'CSC-01' AND place = 'C' AND"
                    + " group_by = '' AND numerator_low > 1 ORDER BY period_start"))
        .containsExactly("2024-01-01 3 3 2024-06-30 36.53", "2024-04-01 2 4 2024-06-30 39.12");
    // Two referrals on one day: neither is earlier than the other, both follow the one of January.
    assertThat(
            lake.values(
                "2024-04",
                "SELECT place, numerator_low, denominator_low, value, state, reason FROM v WHERE"
                    + " indicator = 'CSC-02' AND group_by = '' AND period_start = DATE '2024-04-01'"
                    + " AND place = 'A1'"))
        .containsExactly(
            "A1 2 3 - too_few data begins in 2024-01, the value needs it from 2022-05");
    assertThat(
            lake.values(
                "2024-04",
                "SELECT place, period_start, numerator_low, denominator_low, value FROM v WHERE"
                    + " indicator = 'DQ-01' ORDER BY place, period_start"))
        .containsExactly(
            "C 2024-01-01 2 2 100",
            "C 2024-02-01 1 2 50",
            "C 2024-03-01 0 2 0",
            "C 2024-04-01 2 2 100");
    assertThat(lines)
        .anySatisfy(line -> assertThat(line).startsWith("CSC-01: 1 of what it counts"));
  }

  @Test
  void earlierPlacesGoOnInTodaysAndADividedOneBreaksASeries() {
    TinyLake lake =
        new TinyLake(folder)
            .contract("referrals", "social_care_referral", "month", "[CSC-01]", "shared-outcomes")
            .contract("crosswalk", "crosswalk", "snapshot", "[\"*\"]", "shared-outcomes")
            .city()
            .residents();
    lake.deliver(
        "council",
        "places",
        "place",
        "2024-02",
        "code, name, level, parent, deprivation_quintile, valid_from",
        "('C', 'City', 'city', NULL, NULL, NULL), ('W1', 'West', 'ward', 'C', NULL, NULL), ('W2',"
            + " 'East', 'ward', 'C', NULL, NULL), ('A1', 'One', 'area', 'W1', 1, NULL), ('A2',"
            + " 'Two', 'area', 'W1', 1, NULL), ('A3', 'Three', 'area', 'W2', 5, DATE"
            + " '2024-02-01'), ('A4', 'Four', 'area', 'W2', NULL, NULL)");
    lake.contract("older", "population", "snapshot", "[\"*\"]", "shared-outcomes");
    lake.deliver(
        "council",
        "older",
        "population",
        "2023-06",
        "place, \"date\", age_from, age_to, population",
        Stream.of("A1, 200", "A2, 200", "A3, 200", "A4, 200", "Torn, 80")
            .map(row -> row.split(", ", -1))
            .map(row -> "('%s', DATE '2023-06-30', 0, 17, %s)".formatted(row[0], row[1]))
            .collect(java.util.stream.Collectors.joining(", ")));
    // Old became A1; one half of Torn went to each ward.
    lake.deliver(
        "council",
        "crosswalk",
        "crosswalk",
        "2024-02",
        "place, new_place, valid_from, share",
        "('Old', 'A1', DATE '2024-02-01', NULL), ('Torn', 'A1', DATE '2024-02-01', 0.5),"
            + " ('Torn', 'A3', DATE '2024-02-01', 0.5)");
    referrals(
        lake,
        "east",
        "2024-01",
        referral(1, "Old", "2024-01-31") + ", " + referral(2, "Torn", "2024-01-05"));
    referrals(lake, "east", "2024-02", referral(3, "A1", "2024-02-20"));

    List<String> lines = lake.run("2024-02").lines();

    assertThat(
            lake.values(
                "2024-02",
                "SELECT place, period_start, numerator_low, series_break FROM v WHERE indicator ="
                    + " 'CSC-01' AND group_by = '' AND place IN ('A1', 'W1', 'A2', 'C') ORDER BY"
                    + " place, period_start"))
        .containsExactly(
            "A1 2024-01-01 1 false",
            "A1 2024-02-01 1 true",
            "A2 2024-01-01 0 false",
            "A2 2024-02-01 0 false",
            "C 2024-01-01 2 false",
            "C 2024-02-01 1 false",
            "W1 2024-01-01 1 false",
            "W1 2024-02-01 1 true");
    // Who lived in the divided place lived in the city, beside those of its other areas.
    assertThat(
            lake.values(
                "2024-02",
                "SELECT place, denominator_low FROM v WHERE indicator = 'CSC-01' AND group_by = ''"
                    + " AND period_start = DATE '2024-01-01' AND place IN ('C', 'W1') ORDER BY 1"))
        .containsExactly("C 880", "W1 400");
    // Nobody was counted in a place that was not there yet, which is no zero.
    assertThat(
            lake.values(
                "2024-02",
                "SELECT period_start, numerator_low, state, coalesce(reason, '') FROM v WHERE"
                    + " indicator = 'CSC-01' AND group_by = '' AND place = 'A3' ORDER BY 1"))
        .containsExactly(
            "2024-01-01 - not_applicable the place begins on 2024-02-01", "2024-02-01 0 reported ");
    assertThat(lines).noneSatisfy(line -> assertThat(line).contains("no place that is known"));
  }

  @Test
  void aSenderThatIsMissingLeavesAGapOnlyWhereItSends() {
    TinyLake lake = schools(new TinyLake(folder)).city();
    for (String month : List.of("2024-09", "2024-10")) {
      for (String school : List.of("north", "south")) {
        // The northern schools once had one pupil of the east, which is next to none.
        boolean north = school.equals("north");
        String rows =
            IntStream.range(0, 210)
                .mapToObj(
                    i -> pupil(i + (north ? 0 : 300), north ? "A1" : "A3", month, "'F'", 40, 0))
                .collect(java.util.stream.Collectors.joining(", "));
        if (north && month.equals("2024-09")) {
          rows += ", " + pupil(999, "A3", month, "'F'", 40, 0);
        }
        if (month.equals("2024-09") || north) {
          lake.deliver(school, school, "attendance", month, PUPIL, rows);
        }
      }
    }

    lake.run("2024-10");

    assertThat(
            lake.values(
                "2024-10",
                "SELECT place, state, completeness, coalesce(reason, '') FROM v WHERE indicator ="
                    + " 'EDU-01' AND group_by = '' AND period_start = DATE '2024-10-01' AND place IN"
                    + " ('C', 'W1', 'W2') ORDER BY place"))
        .containsExactly(
            "C provisional 75 south sent nothing for 2024-10",
            "W1 reported 100 ",
            "W2 not_submitted - south sent nothing for 2024-10");
  }

  @Test
  void aCountOfOneDatasetIsDividedByThatOfAnother() {
    TinyLake lake =
        new TinyLake(folder)
            .contract("referrals", "social_care_referral", "month", "[XSV-03]", "shared-outcomes")
            .contract("incidents", "police_incident", "month", "[XSV-03]", "shared-outcomes")
            .city();
    String incident = "('%s', '%s', DATE '%s', 'domestic_abuse', 'victim')";
    for (String month : List.of("2024-01", "2024-02")) {
      lake.deliver(
          "east",
          "referrals",
          "social_care_referral",
          month,
          REFERRAL,
          referral(1, "A1", month + "-09") + ", " + referral(2, "A2", month + "-11"));
    }
    // The police send January alone; nothing happened in the east.
    lake.deliver(
        "police",
        "incidents",
        "police_incident",
        "2024-01",
        "person, place, incident_date, kind, role",
        incident.formatted(person(7), "A1", "2024-01-02")
            + ", "
            + incident.formatted(person(8), "A3", "2024-01-31")
            + ", "
            + incident.formatted(person(9), "A1", "2024-01-05")
            + ", "
            + incident.formatted(person(9), "A1", "2024-01-05").replace("victim", "witness"));

    lake.run("2024-02");

    assertThat(
            lake.values(
                "2024-02",
                "SELECT place, period_start, numerator_low, denominator_low, round(value, 4),"
                    + " round(lower95, 4), round(upper95, 4), state, coalesce(reason, '') FROM v"
                    + " WHERE indicator = 'XSV-03' ORDER BY period_start, place"))
        .containsExactly(
            "C 2024-01-01 2 3 0.6667 0.1333 3.3342 reported ",
            "W1 2024-01-01 2 2 1 0.1765 5.6649 reported ",
            "W2 2024-01-01 0 1 0 0 3.8415 reported ",
            "C 2024-02-01 - - - - - not_submitted police sent nothing for 2024-02",
            "W1 2024-02-01 - - - - - not_submitted police sent nothing for 2024-02",
            "W2 2024-02-01 - - - - - not_submitted police sent nothing for 2024-02");
  }

  @Test
  void inequalityIsMeasuredBetweenTheFifthsOfAPlace() {
    TinyLake lake =
        new TinyLake(folder)
            .contract(
                "doses",
                "immunisation",
                "month",
                "[PH-01, PH-02, PH-02b, PH-02c, PH-02d]",
                "shared-outcomes");
    int[] children = {10, 10, 10, 10, 20};
    int[] given = {6, 7, 7, 8, 18};
    List<String> places = new ArrayList<>(List.of("('C', 'City', 'city', NULL, NULL)"));
    List<String> rows = new ArrayList<>();
    for (int fifth = 0; fifth < children.length; fifth++) {
      String place = "A" + fifth;
      places.add("('%s', '%s', 'area', 'C', %d)".formatted(place, place, fifth + 1));
      for (int child = 0; child < children[fifth]; child++) {
        rows.add(
            "('%s', '%s', DATE '2022-02-10', 'MMR1', %s)"
                .formatted(
                    person(20 * fifth + child),
                    place,
                    child < given[fifth] ? "DATE '2023-05-01'" : "NULL"));
      }
    }
    lake.deliver(
        "council",
        "places",
        "place",
        "2024-01",
        "code, name, level, parent, deprivation_quintile",
        String.join(", ", places));
    for (String month : List.of("2024-01", "2024-02", "2024-03")) {
      lake.deliver(
          "clinic",
          "doses",
          "immunisation",
          month,
          "person, place, birth_date, vaccine, given_date",
          month.equals("2024-02") ? String.join(", ", rows) : rows.get(0).replace("2022", "2020"));
    }

    lake.run("2024-03");

    // Worked by hand from the five shares; more is worse for the most deprived. Areas have no
    // fifths, and no rows.
    assertThat(
            lake.values(
                "2024-03",
                "SELECT indicator, place, group_by, numerator_low, denominator_low, round(value,"
                    + " 6), lower95 < value AND value < upper95, state FROM v WHERE indicator LIKE"
                    + " 'PH-02%' ORDER BY indicator, place"))
        .containsExactly(
            "PH-02 C  46 60 38.823529 true reported",
            "PH-02b C  46 60 30 true reported",
            "PH-02c C  46 60 0.07971 true reported",
            "PH-02d C  46 60 1.678082 true reported");
  }

  @Test
  void aStockCountsWhoIsThereOnTheLastDayByTheLatestDelivery() {
    TinyLake lake =
        new TinyLake(folder)
            .contract(
                "shelters", "homelessness_episode", "month", "[HSG-01, HSG-06]", "shared-outcomes")
            .city()
            .residents();
    String shelter = "emergency_shelter";
    String flat = "temporary_accommodation";
    // Person 1 leaves in February, which the February file tells of the episode sent in January.
    // Person 2 sleeps rough and in a shelter: one person. Person 3 leaves on the last day.
    lake.deliver(
        "shelter",
        "shelters",
        "homelessness_episode",
        "2024-01",
        EPISODE,
        String.join(
            ", ",
            episode(1, "h1", "A1", shelter, "2023-12-01", "NULL"),
            episode(2, "h2", "A1", "rough_sleeping", "2023-11-01", "NULL"),
            episode(2, "h2", "A2", shelter, "2024-01-20", "NULL"),
            episode(3, "h3", "A3", shelter, "2024-01-20", "DATE '2024-01-31'"),
            episode(4, "h4", "A3", flat, "2024-01-02", "NULL"),
            episode(5, "h4", "A3", flat, "2024-01-02", "NULL"),
            episode(6, null, "A3", flat, "2024-01-02", "NULL")));
    lake.deliver(
        "shelter",
        "shelters",
        "homelessness_episode",
        "2024-02",
        EPISODE,
        episode(1, "h1", "A1", shelter, "2023-12-01", "DATE '2024-02-10'"));

    lake.run("2024-02");

    String counts =
        "SELECT place, period_start, numerator_low FROM v WHERE indicator = '%s' AND group_by = ''"
            + " AND numerator_low > 0 ORDER BY period_start, place";
    assertThat(lake.values("2024-02", counts.formatted("HSG-01")))
        .containsExactly(
            "A1 2024-01-01 1",
            "A2 2024-01-01 1",
            "C 2024-01-01 2",
            "W1 2024-01-01 2",
            "A2 2024-02-01 1",
            "C 2024-02-01 1",
            "W1 2024-02-01 1");
    assertThat(lake.values("2024-02", counts.formatted("HSG-06")))
        .containsExactly(
            "A3 2024-01-01 2",
            "C 2024-01-01 2",
            "W2 2024-01-01 2",
            "A3 2024-02-01 2",
            "C 2024-02-01 2",
            "W2 2024-02-01 2");
  }

  @Test
  void suppliesAndBirthdaysAreCountedOverTheirPeriod() {
    TinyLake lake =
        new TinyLake(folder)
            .contract("stores", "supply_return", "month", "[SUP-01]", "supply-planning")
            .contract("doses", "immunisation", "month", "[PH-01]", "shared-outcomes")
            .city();
    // Site s1: 90 left, (3 + 4 + 3) / 3 a day; site s2: one count in the last week, left out.
    lake.deliver(
        "stores",
        "stores",
        "supply_return",
        "2024-01",
        "site, place, item, \"date\", stock, used",
        "('s1', 'A1', 'mask', DATE '2024-01-24', 500, 99), ('s1', 'A1', 'mask', DATE '2024-01-25',"
            + " 100, 3), ('s1', 'A1', 'mask', DATE '2024-01-28', 96, 4), ('s1', 'A1', 'mask', DATE"
            + " '2024-01-31', 90, 3), ('s2', 'A2', 'mask', DATE '2024-01-31', 70, 1), ('s1', 'A1',"
            + " 'glove', DATE '2024-01-31', 7, 7)");
    String child = "('%s', 'A3', DATE '%s', 'MMR1', %s)";
    for (String month : List.of("2024-01", "2024-02", "2024-03")) {
      lake.deliver(
          "clinic",
          "doses",
          "immunisation",
          month,
          "person, place, birth_date, vaccine, given_date",
          month.equals("2024-02")
              ? String.join(
                  ", ",
                  child.formatted(person(1), "2022-02-10", "DATE '2024-02-10'"),
                  child.formatted(person(2), "2022-02-10", "DATE '2024-02-11'"),
                  child.formatted(person(3), "2022-03-31", "NULL"),
                  child.formatted(person(3), "2022-03-31", "DATE '2023-05-01'"),
                  child.formatted(person(4), "2022-04-01", "NULL"))
              : child.formatted(person(7), "2020-01-01", "NULL"));
    }

    lake.run("2024-03");

    assertThat(
            lake.values(
                "2024-03",
                "SELECT place, period_start, numerator_low, denominator_low, round(value, 3), state"
                    + " FROM v WHERE indicator = 'SUP-01' AND place IN ('A1', 'C', 'A2') ORDER BY"
                    + " place, period_start"))
        .containsExactly(
            "A1 2024-01-01 90 3.333333 27 reported",
            "A1 2024-02-01 - - - not_submitted",
            "A1 2024-03-01 - - - not_submitted",
            "C 2024-01-01 90 3.333333 27 reported",
            "C 2024-02-01 - - - not_submitted",
            "C 2024-03-01 - - - not_submitted");
    assertThat(
            lake.values(
                "2024-03",
                "SELECT place, period_start, period_end, numerator_low, denominator_low FROM v WHERE"
                    + " indicator = 'PH-01' AND group_by = '' AND place = 'A3'"))
        .containsExactly("A3 2024-01-01 2024-03-31 2 3");
  }

  @Test
  void publishedCountsKeepTheirIntervalsStatesAndCorrections() {
    String definition =
        """
        id: TST-01
        version: 1.0.0
        slug: test-cases
        name: Cases
        plainName: Cases
        theme: infection
        sentence: Cases.
        rationale: A test.
        numeratorText: Cases
        denominatorText: None
        unit: count
        decimals: 0
        polarity: low-is-good
        method: count
        frequency: day
        dataset: observation
        date: date
        where: measure = 'cases'
        numeratorLow: count_low
        numeratorHigh: count_high
        groups: [sex]
        suppression: {none: Published.}
        purpose: shared-outcomes
        owner: Test
        """;
    TinyLake lake =
        new TinyLake(folder)
            .contract("feed", "observation", "snapshot", "[TST-01]", "shared-outcomes")
            .indicator("TST-01", definition)
            .city();
    String row = "('cases', '%s', DATE '2024-01-%s', 'day', %s, %s, %s, '%s', %s)";
    lake.deliver(
        "feed",
        "feed",
        "observation",
        "2024-01",
        "measure, place, \"date\", frequency, sex, count_low, count_high, state, cumulative",
        String.join(
            ", ",
            // Wards and areas are both published: the city is the sum of the wards alone.
            row.formatted("W1", "01", "NULL", 10, 10, "reported", "NULL"),
            row.formatted("W2", "01", "NULL", 1, 4, "reported", "NULL"),
            row.formatted("W2", "01", "'F'", 1, 3, "reported", "NULL"),
            row.formatted("A1", "01", "NULL", 7, 7, "reported", "NULL"),
            row.formatted("W1", "02", "NULL", 5, 5, "provisional", "NULL"),
            row.formatted("W2", "02", "NULL", "NULL", "NULL", "suppressed", "NULL"),
            row.formatted("W1", "04", "NULL", "0", "0", "reported", "NULL"),
            row.formatted("W2", "04", "NULL", "NULL", "NULL", "not_submitted", "NULL"),
            // A running total that is taken back by two.
            row.formatted("A4", "01", "NULL", 10, 10, "reported", "true"),
            row.formatted("A4", "02", "NULL", 15, 15, "reported", "true"),
            row.formatted("A4", "03", "NULL", 13, 13, "reported", "true")));

    lake.run("2024-01");

    assertThat(
            lake.values(
                "2024-01",
                "SELECT place, day(period_start), group_value, numerator_low, numerator_high, value,"
                    + " value_low, value_high, state, reason FROM v WHERE indicator = 'TST-01' ORDER"
                    + " BY place, period_start, group_value"))
        .containsExactly(
            "A1 1  7 7 7 7 7 reported -",
            "A4 2  5 5 5 5 5 reported -",
            "A4 3  -2 -2 -2 -2 -2 reported holds a negative correction",
            "C 1  11 14 - 11 14 reported -",
            "C 1 F 1 3 - 1 3 reported -",
            "C 2  - - - - - suppressed the feed calls it provisional; 1 of 2 parts have none",
            "C 3  - - - - - not_submitted the feed has no row for the period",
            "C 4  0 0 0 0 0 provisional 1 of 2 parts not sent",
            "W1 1  10 10 10 10 10 reported -",
            "W1 2  5 5 5 5 5 provisional the feed calls it provisional",
            "W1 3  - - - - - not_submitted the feed has no row for the period",
            "W1 4  0 0 0 0 0 reported -",
            "W2 1  1 4 - 1 4 reported -",
            "W2 1 F 1 3 - 1 3 reported -",
            "W2 2  - - - - - suppressed 1 of 1 parts have none",
            "W2 3  - - - - - not_submitted the feed has no row for the period",
            "W2 4  - - - - - not_submitted 1 of 1 parts have none");
  }

  @Test
  void valuesAreTheSameBytesForAnyOrderOfFilesSplitOfWorkAndWayOfSumming() {
    List<String[]> deliveries = new ArrayList<>();
    for (String school : List.of("north", "south")) {
      for (String month : List.of("2024-08", "2024-09", "2024-10", "2024-11")) {
        int seed = month.hashCode() + school.hashCode();
        String rows =
            IntStream.range(0, 60)
                .filter(i -> Math.floorMod(seed * 31 + i * 7, 5) > 0)
                .mapToObj(
                    i ->
                        pupil(
                            i,
                            "A" + (1 + Math.floorMod(seed + i / 3, 4)),
                            month,
                            i % 9 == 0 ? "NULL" : i % 2 == 0 ? "'F'" : "'M'",
                            20 + i % 20,
                            Math.floorMod(seed * i, 13)))
                .collect(java.util.stream.Collectors.joining(", "));
        if (month.equals("2024-08") && school.equals("south")) {
          // Months before the first delivered one: the first period gathers several, and in July
          // pupil 70 is in two places.
          rows +=
              String.join(
                  ", ",
                  "",
                  pupil(70, "A1", "2024-05", "'F'", 20, 9),
                  pupil(70, "A3", "2024-07", "NULL", 20, 0),
                  pupil(70, "A2", "2024-07", "'F'", 20, 9),
                  pupil(71, "A4", "2024-06", "'M'", 40, 4));
        }
        deliveries.add(new String[] {school, school, "attendance", month, PUPIL, rows});
      }
    }
    TinyLake lake = schools(new TinyLake(folder.resolve("a"))).city();
    deliveries.forEach(each -> deliver(lake, each));
    // The same definition with an aggregate that no month can hand on to the next.
    String plain = shipped("EDU-01");
    lake.indicator(
        "other-way",
        plain
            .replace("id: EDU-01", "id: EDU-91")
            .replace("slug: persistent-absence", "slug: persistent-absence-other-way")
            .replace(
                "sum(sessions_absent)", "sum(sessions_absent) filter (where month <= period_end)"));
    lake.contract("north", "attendance", "month", "[EDU-01, EDU-02, EDU-91]", "shared-outcomes");
    lake.contract("south", "attendance", "month", "[EDU-01, EDU-02, EDU-91]", "shared-outcomes");
    lake.run("2024-11");
    List<String> hashes = lake.shardHashes("2024-11");
    String all =
        "SELECT * EXCLUDE (indicator) FROM v WHERE indicator = '%s' ORDER BY place, period_start,"
            + " group_by, group_value";
    assertThat(lake.values("2024-11", all.formatted("EDU-91")))
        .hasSizeGreaterThan(100)
        .isEqualTo(lake.values("2024-11", all.formatted("EDU-01")));

    // One worker, sixteen elements.
    DirectOptions options = PipelineOptionsFactory.create().as(DirectOptions.class);
    options.setTargetParallelism(1);
    IndicatorJob job = IndicatorsStage.job(lake.context("2024-11", 1));
    List<WorkItem> items = new ArrayList<>();
    items.add(new WorkItem(WorkItem.Kind.POPULATION, "population", 0, 15));
    for (int bucket = 15; bucket >= 0; bucket--) {
      items.add(new WorkItem(WorkItem.Kind.ROWS, "attendance", bucket, bucket));
    }
    TestPipeline pipeline = TestPipeline.fromOptions(options).enableAbandonedNodeEnforcement(false);
    pipeline.apply(new ComputeIndicators(job.withItems(items)));
    assertThat(CoderWalk.serialized(pipeline)).isEmpty();
    pipeline.run().waitUntilFinish();
    assertThat(lake.shardHashes("2024-11")).isEqualTo(hashes);

    // The same deliveries in the opposite order.
    TinyLake reversed = schools(new TinyLake(folder.resolve("b"))).city();
    reversed.indicator("other-way", lake.read("indicators/other-way.yaml"));
    reversed.contract(
        "north", "attendance", "month", "[EDU-01, EDU-02, EDU-91]", "shared-outcomes");
    reversed.contract(
        "south", "attendance", "month", "[EDU-01, EDU-02, EDU-91]", "shared-outcomes");
    Collections.reverse(deliveries);
    deliveries.forEach(each -> deliver(reversed, each));
    reversed.run("2024-11");
    assertThat(reversed.shardHashes("2024-11")).isEqualTo(hashes);
  }

  private static void deliver(TinyLake lake, String[] each) {
    lake.deliver(each[0], each[1], each[2], each[3], each[4], each[5]);
  }

  private static TinyLake schools(TinyLake lake) {
    return lake.contract("north", "attendance", "month", "[EDU-01, EDU-02]", "shared-outcomes")
        .contract("south", "attendance", "month", "[EDU-01, EDU-02]", "shared-outcomes");
  }

  private static String shipped(String id) {
    return org.commonplace.schemas.DefinitionFile.shipped("indicators", ".yaml").stream()
        .filter(file -> file.path().endsWith("/" + id + ".yaml"))
        .findFirst()
        .orElseThrow()
        .text();
  }

  private static String pupil(
      int number, String place, String month, String sex, int possible, int absent) {
    return "('%s', '%s', DATE '%s-01', %s, DATE '2016-05-01', NULL, %d, %d)"
        .formatted(person(number), place, month, sex, possible, absent);
  }

  /** Girls of 12; of those with a multiple of three for a number neither sex nor birth is known. */
  @Test
  void aNumberWithTooLittleBehindItIsWithheldAndSaysWhy() {
    TinyLake lake =
        new TinyLake(folder)
            .contract(
                "referrals", "social_care_referral", "month", "[CSC-01, CSC-02]", "shared-outcomes")
            .city()
            .residents();
    // In February one of three sends nothing, in March two.
    for (String partner : List.of("east", "north", "west")) {
      for (String month : List.of("2024-01", "2024-02", "2024-03")) {
        boolean absent =
            month.equals("2024-02") && partner.equals("west")
                || month.equals("2024-03") && !partner.equals("east");
        if (!absent) {
          String row = referral(partner.length(), "A1", month + "-09");
          lake.deliver(partner, "referrals", "social_care_referral", month, REFERRAL, row);
        }
      }
    }

    lake.run("2024-03");

    assertThat(
            lake.values(
                "2024-03",
                "SELECT numerator_low, state, quality, round(completeness, 1), acceptance,"
                    + " denominator_months, coalesce(reason, '') FROM v WHERE indicator = 'CSC-01' AND"
                    + " place = 'C' AND group_by = '' ORDER BY period_start"))
        .containsExactly(
            "3 reported good 100 - -4 ",
            "2 provisional care 66.7 - -4 west sent nothing for 2024-02",
            "- withheld withheld 33.3 - -2 less than 50% of what was due came");
  }

  private static void referrals(TinyLake lake, String partner, String month, String rows) {
    lake.deliver(partner, "referrals", "social_care_referral", month, REFERRAL, rows);
  }

  private static String referral(int number, String place, String date) {
    return "('%s', '%s', DATE '%s', %s)"
        .formatted(
            person(number), place, date, number % 3 == 0 ? "NULL, NULL" : "'F', DATE '2011-06-01'");
  }

  private static String episode(
      int number, String household, String place, String kind, String start, String end) {
    return "('%s', %s, '%s', 'p', '%s', DATE '%s', %s)"
        .formatted(
            person(number),
            household == null ? "NULL" : "'" + household + "'",
            place,
            kind,
            start,
            end);
  }
}
