package org.commonplace.jobs.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.commonplace.jobs.lake.LedgerEntry;
import org.commonplace.jobs.release.Verification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way on files that others published, held against answers that others computed. */
class RealFeedsTest {

  @TempDir Path folder;

  @Test
  void italianRegionsAddUpToTheNationOnEveryDay() {
    String dpc = "italy-civil-protection";
    Path italy = SharedData.path("italy-dpc");
    String early = "2020-04-06T18:00:00Z";
    String late = "2025-01-10T13:59:56Z";
    FeedRun run =
        new FeedRun(folder)
            .putAll(dpc, "italy-dpc-regions", italy.resolve("first-published/regioni"), early);
    // The first is in windows-1252 and without notes, the second has notes in two languages.
    for (String day : List.of("20200314", "20200326")) {
      String file = "first-published/province/dpc-covid19-ita-province-" + day + ".csv";
      run.put(dpc, "italy-dpc-provinces", italy.resolve(file), early);
    }
    run.intake("2020-12")
        .putAll(dpc, "italy-dpc-regions", italy.resolve("final/regioni"), late)
        .put(
            dpc,
            "italy-dpc-national",
            italy.resolve("dpc-covid19-ita-andamento-nazionale.csv"),
            late)
        .put(dpc, "italy-population", italy.resolve("popolazione-istat-regione-range.csv"), late);
    for (int day = 26; day <= 30; day++) {
      String file = "final/province/dpc-covid19-ita-province-202004" + day + ".csv";
      run.put(dpc, "italy-dpc-provinces", italy.resolve(file), late);
    }
    run.intake("2020-12").indicators("2020-12").signals("2020-12");

    assertThat(
            run.query(
                "2020-12",
                """
                SELECT count(*), sum(r.numerator_low)::BIGINT,
                       count(*) FILTER (r.numerator_low = n.numerator_low)
                FROM "values" r JOIN "values" n USING (place, period_start)
                WHERE r.indicator = 'IT-01' AND n.indicator = 'IT-02' AND place = 'IT'
                  AND r.group_by = '' AND r.state = 'reported'
                """))
        .as("days, cases, days on which the regions add up to the national series")
        .containsExactly("312|2110653|312");
    assertThat(
            run.query(
                "2020-12",
                """
                SELECT count(*), min(count_low), arg_min(place, count_low), min_by(date, count_low)
                FROM observation
                WHERE measure = 'cases' AND contract = 'italy-dpc-regions' AND count_low < 0
                  AND category = 'correction'
                """))
        .as("negative corrections are kept and marked")
        .containsExactly("13|-229|IT-15|2020-06-12");
    assertThat(
            run.query(
                "2020-12",
                """
                SELECT numerator_low::BIGINT FROM "values"
                WHERE indicator = 'IT-01' AND place = 'IT-15' AND period_start = DATE '2020-06-12'
                """))
        .containsExactly("-229");
    assertThat(
            run.query(
                "2020-12",
                "SELECT DISTINCT code, name, parent, alternative_names FROM place WHERE code = 'IT-063'"))
        .as("NA is Naples")
        .containsExactly("IT-063|Napoli|IT-15|NA");
    assertThat(
            run.query(
                "2020-12",
                """
                SELECT numerator_low::BIGINT FROM "values" WHERE indicator = 'IT-04'
                  AND place = 'IT-063' AND period_start = DATE '2020-04-30'
                """))
        .as("running totals are differenced: 2423 after 2416")
        .containsExactly("7");
    assertThat(run.query("2020-12", "SELECT DISTINCT name FROM place WHERE code = 'IT-040'"))
        .containsExactly("Forlì-Cesena");

    List<LedgerEntry> regions = run.entries("italy-dpc-regions");
    assertThat(regions).hasSize(312 + 35).allMatch(FeedRun::accountedFor);
    assertThat(
            regions.stream()
                .filter(each -> each.receivedAt().toString().startsWith("2020"))
                .map(LedgerEntry::contractVersion))
        .as("34 files with the first header, one with the second")
        .containsOnly("1.0.0", "2.0.0")
        .filteredOn("2.0.0"::equals)
        .hasSize(1);
    assertThat(run.current("italy-dpc-regions")).hasSize(312);
    assertThat(run.currentAsOf("italy-dpc-regions", "2020-04-30")).hasSize(35);
    assertThat(run.current("italy-dpc-provinces"))
        .hasSize(7)
        .allSatisfy(
            entry ->
                assertThat(entry.findings())
                    .as("rows without an area are counted in the report")
                    .anyMatch(each -> each.code().equals("NO_AREA") && each.count() == 21));

    assertThat(
            run.query(
                "2020-12",
                """
                SELECT count(DISTINCT date) > 0 FROM signals
                WHERE indicator = 'IT-01' AND place = 'IT' AND signal
                  AND date BETWEEN DATE '2020-10-01' AND DATE '2020-11-13'
                """))
        .as("the second wave is signalled")
        .containsExactly("true");
    assertThat(
            run.query(
                "2020-12",
                """
                SELECT min(date) FILTER (place = 'IT' AND signal AND date >= DATE '2020-09-01'),
                       count(*) FILTER (signal AND observed < 0),
                       count(*) FILTER (artefact = 'negative-correction' AND observed < 0
                         AND detector = 'excess-windows')
                         = count(*) FILTER (observed < 0 AND detector = 'excess-windows')
                FROM signals WHERE indicator = 'IT-01'
                """))
        .as("Cases doubled in the second week of October; corrections are no signals")
        .allMatch(row -> row.matches("2020-(09-2\\d|10-0\\d)[|]0[|]true"));
    assertThat(
            run.query(
                "2020-12",
                """
                SELECT place, count(DISTINCT episode) FROM signals WHERE indicator = 'IT-01'
                GROUP BY place HAVING count(DISTINCT episode) > 10
                """))
        .as("two waves and the clusters of a summer are no storm of alarms")
        .isEmpty();
  }

  @Test
  void worldwideReportsKeepOneNameForACountryAndTheJumpInHubei() {
    FeedRun run =
        new FeedRun(folder)
            .putAll(
                "jhu-csse",
                "jhu-csse-daily",
                SharedData.path("jhu-csse/daily_reports"),
                "2020-03-24T00:44:48Z")
            .intake("2020-03")
            .indicators("2020-03");

    assertThat(run.entries("jhu-csse-daily"))
        .hasSize(54)
        .allMatch(FeedRun::accountedFor)
        .allMatch(each -> each.status() == LedgerEntry.Status.ACCEPTED);
    assertThat(
            run.entries("jhu-csse-daily").stream()
                .flatMap(each -> each.files().stream())
                .mapToLong(LedgerEntry.FileRows::received)
                .sum())
        .isEqualTo(5890);
    assertThat(
            run.entries("jhu-csse-daily").stream()
                .filter(each -> each.files().get(0).rejected() > 0)
                .map(each -> each.key() + " " + each.findings().get(0).code()))
        .as("two rows for one place on one day, under its old and its new name, contradict")
        .containsExactly("2020-03-11 primary-key", "2020-03-12 primary-key");
    assertThat(
            run.entries("jhu-csse-daily").stream()
                .flatMap(each -> each.files().stream())
                .mapToLong(LedgerEntry.FileRows::rejected)
                .sum())
        .isEqualTo(8);
    assertThat(
            run.query(
                "2020-03",
                """
                SELECT count_low FROM observation WHERE measure = 'confirmed'
                  AND place = 'JHU-china-hubei'
                  AND date BETWEEN DATE '2020-02-12' AND DATE '2020-02-13' ORDER BY date
                """))
        .containsExactly("33366", "48206");
    assertThat(
            run.query(
                "2020-03",
                """
                SELECT numerator_low::BIGINT FROM "values" WHERE indicator = 'JH-01'
                  AND place = 'JHU-china-hubei' AND period_start = DATE '2020-02-13'
                """))
        .containsExactly("14840");
    assertThat(
            run.query(
                "2020-03",
                """
                SELECT count(DISTINCT date) FROM observation
                WHERE measure = 'confirmed' AND place = 'JHU-south-korea'
                """))
        .as("South Korea, Republic of Korea and Korea, South are one country")
        .containsExactly("54");
    assertThat(
            run.query(
                "2020-03",
                """
                SELECT state, count(*) FROM observation
                WHERE measure = 'confirmed' AND count_low IS NULL GROUP BY state
                """))
        .as("an empty cell is not submitted, never 0")
        .containsExactly("not_submitted|19");
  }

  @Test
  void newYorkRatesCoverageAndMapAreAsPublished() {
    FeedRun run = new FeedRun(folder);
    Path city = SharedData.path("nyc-health");
    String last = "2025-10-17T15:18:53Z";
    for (String vintage :
        List.of("2020-11-09_700a357f", "2021-03-12_9dd81d9b", "2021-08-02_b7fe12f3")) {
      run.put(
          "nyc-health",
          "nyc-modzcta-totals",
          city.resolve("vintages/totals__data-by-modzcta__" + vintage + ".csv"),
          last);
    }
    for (String vintage : List.of("2020-11-09_700a357f", "2021-08-02_b7fe12f3")) {
      run.put(
          "nyc-health",
          "nyc-cases-by-day",
          city.resolve("vintages/trends__data-by-day__" + vintage + ".csv"),
          last);
    }
    run.put(
            "nyc-health",
            "nyc-modzcta-totals",
            city.resolve("final/totals__data-by-modzcta.csv"),
            last)
        .put("nyc-health", "nyc-cases-by-day", city.resolve("final/trends__data-by-day.csv"), last)
        .put(
            "nyc-health",
            "nyc-modzcta-weekly-rate",
            city.resolve("final/trends__caserate-by-modzcta.csv"),
            last)
        .put(
            "nyc-health",
            "nyc-modzcta-boundary",
            city.resolve("final/Geography-resources__MODZCTA_2010_WGS1984.geo.json"),
            last)
        .put(
            "nyc-health",
            "nyc-vaccination-modzcta",
            SharedData.path("nyc-vaccine/final/people__coverage-by-modzcta-allages.csv"),
            "2024-01-10T20:24:29Z")
        .intake("2025-10")
        .indicators("2025-10")
        .indicatorsAsOf("2020-11", "2020-11-30");

    assertThat(run.entries())
        .allMatch(each -> each.status() == LedgerEntry.Status.ACCEPTED)
        .allMatch(FeedRun::accountedFor);
    assertThat(run.entries("nyc-modzcta-totals").stream().map(LedgerEntry::contractVersion))
        .containsExactly("1.0.0", "1.1.0", "2.0.0", "2.0.0");
    String rates =
        """
        SELECT count(*), count(*) FILTER (abs(v.value - o.value) <= 0.07)
        FROM "values" v JOIN observation o ON o.place = v.place AND o.date = v.period_start
        WHERE v.indicator = 'NY-01' AND v.level = 'modzcta' AND v.group_by = ''
          AND v.state = 'reported' AND o.measure = 'cases_to_date'
        """;
    assertThat(run.query("2025-10", rates)).containsExactly("177|177");
    assertThat(
            run.query(
                "2020-11@2020-11-30",
                """
                SELECT count(*), max(period_start), max(round(value, 2)) FILTER (place = 'NYC-10001')
                FROM "values" WHERE indicator = 'NY-01' AND level = 'modzcta' AND group_by = ''
                  AND state = 'reported'
                """))
        .as("the state of the data of November 2020 can be asked for")
        .containsExactly("177|2020-11-09|1799.87");
    assertThat(
            run.query(
                "2025-10",
                """
                SELECT count(*) FILTER (level = 'modzcta' AND value > 100),
                       max(round(value, 2)) FILTER (place = 'NYC-10001'),
                       min(round(value, 2)) FILTER (level = 'modzcta'),
                       arg_min(place, value) FILTER (level = 'modzcta'),
                       max(numerator_low) FILTER (place = 'NYC'),
                       max(round(value, 2)) FILTER (place = 'NYC')
                FROM "values" WHERE indicator = 'NY-02' AND state = 'reported' AND group_by = ''
                """))
        .as("coverage above 100 percent is kept")
        .containsExactly("23|120.68|54.74|NYC-11219|6761968.0|81.11");
    assertThat(
            run.query(
                "2025-10",
                """
                SELECT period_start, numerator_low::BIGINT FROM "values" WHERE indicator = 'NY-03'
                  AND place = 'NYC' ORDER BY numerator_low DESC NULLS LAST LIMIT 1
                """))
        .containsExactly("2022-01-03|55058");
    assertThat(
            run.query(
                "2025-10",
                """
                SELECT date, count_low FROM observation WHERE measure = 'deaths_citywide'
                ORDER BY count_low DESC LIMIT 1
                """))
        .containsExactly("2020-04-07|832");
    assertThat(
            run.query(
                "2025-10",
                """
                SELECT count(*), count(*) FILTER (json_valid(geometry)), count(DISTINCT place)
                FROM boundary WHERE place IN (SELECT code FROM place)
                """))
        .containsExactly("177|177|177");
  }

  @Test
  void germanIncidenceIsTheOfficialOneOnEveryDayAndInEveryAge() {
    Path rki = SharedData.path("rki-covid-incidence");
    FeedRun run = new FeedRun(folder);
    for (String file :
        List.of(
            "vintages/2022-10-08_f1d165a9.csv.gz",
            "vintages/2022-10-15_d6c400fd.csv.gz",
            "COVID-19-Faelle_7-Tage-Inzidenz_Deutschland.csv")) {
      run.put("rki", "rki-covid-incidence", rki.resolve(file), "2026-08-22T05:33:37Z");
    }
    run.put(
            "rki",
            "rki-wastewater",
            SharedData.path("rki-wastewater-amelag/amelag_aggregierte_kurve.tsv"),
            "2026-07-22T11:04:01Z")
        .intake("2026-08")
        .indicators("2026-08")
        .indicatorsAsOf("2022-10", "2022-10-10")
        .signals("2026-08");

    String official =
        """
        SELECT count(*), count(*) FILTER (abs(v.value - o.value) <= 0.05 + 1e-9)
        FROM "values" v JOIN observation o ON o.place = v.place AND o.date = v.period_start
          AND coalesce(o.age_band, '') = v.group_value
        WHERE v.indicator = 'DE-01' AND v.state = 'reported' AND o.measure = 'cases_7_days'
          AND v.group_by IN ('', 'age_band') AND v.group_value <> 'unknown'
        """;
    assertThat(run.query("2026-08", official)).containsExactly("16968|16968");
    assertThat(
            run.query(
                "2026-08",
                """
                SELECT period_start, round(value, 1) FROM "values" WHERE indicator = 'DE-01'
                  AND group_by = '' ORDER BY value DESC NULLS LAST LIMIT 1
                """))
        .containsExactly("2022-03-24|1935.6");
    assertThat(
            run.query(
                "2022-10@2022-10-10",
                """
                SELECT max(period_start), count(*) FROM "values" WHERE indicator = 'DE-01'
                  AND group_by = '' AND state = 'reported'
                """))
        .containsExactly("2022-10-07|1010");
    assertThat(
            run.query(
                "2026-08",
                """
                SELECT count(*) FILTER (date BETWEEN DATE '2022-01-03' AND DATE '2022-02-07') > 0,
                       count(*) FILTER (date BETWEEN DATE '2022-04-18' AND DATE '2022-05-23')
                FROM signals WHERE indicator = 'DE-02' AND place = 'DE' AND signal
                  AND detector = 'ears-c2' AND direction = 'high'
                """))
        .as("the rise of the winter wave of 2022 is signalled, its fall is no news")
        .containsExactly("true|0");
  }

  @Test
  void influenzaAdmissionsKeepTheirVintagesAndLeadingZeros() {
    Path flu = SharedData.path("flusight-hospital");
    FeedRun run = new FeedRun(folder);
    for (String file :
        List.of(
            "vintages/target-hospital-admissions_2023-09-23.csv.gz",
            "vintages/target-hospital-admissions_2024-01-06.csv.gz",
            "target-hospital-admissions.csv")) {
      run.put("cdc-flusight", "flusight-admissions", flu.resolve(file), "2026-07-01T18:03:55Z");
    }
    run.put(
            "cdc-flusight",
            "flusight-locations",
            flu.resolve("locations.csv"),
            "2023-08-01T00:00:00Z")
        .intake("2026-06")
        .indicators("2026-06")
        .indicatorsAsOf("2023-09", "2023-09-30")
        .signals("2026-06");

    assertThat(
            run.query(
                "2026-06",
                """
                SELECT v.level, count(*), count(*) FILTER (abs(v.value - o.value) <= 1e-9)
                FROM "values" v JOIN observation o ON o.place = v.place AND o.date = v.period_start
                WHERE v.indicator = 'US-02' AND v.state = 'reported'
                  AND o.measure = 'influenza_admissions'
                GROUP BY ALL ORDER BY ALL
                """))
        .as("rates by our population equal the published ones")
        .containsExactly("country|230|230", "state|11924|11924");
    assertThat(run.query("2026-06", "SELECT DISTINCT name FROM place WHERE code = 'US-01'"))
        .containsExactly("Alabama");
    assertThat(
            run.query(
                "2023-09@2023-09-30",
                """
                SELECT numerator_low::BIGINT FROM "values" WHERE indicator = 'US-01' AND place = 'US'
                  AND period_start = DATE '2022-11-28'
                """))
        .containsExactly("26602");
    assertThat(
            run.query(
                "2026-06",
                """
                SELECT count(*) FILTER (date BETWEEN DATE '2024-12-16' AND DATE '2025-02-09') > 0,
                       count(*) FILTER (month(date) BETWEEN 6 AND 8 AND observed > 2000)
                FROM signals WHERE indicator = 'US-01' AND place = 'US'
                  AND detector = 'farrington-noufaily' AND signal AND direction = 'high'
                """))
        .as("the heavy season of 2025 is signalled, summers are quiet")
        .containsExactly("true|0");
    assertThat(
            run.query(
                "2026-06",
                """
                SELECT DISTINCT place, date, artefact FROM signals
                WHERE indicator = 'US-01' AND detector = 'excess-windows' AND artefact LIKE '%-change'
                ORDER BY date
                """))
        .as("hospitals had not to report from May to October 2024; no wave is a change of level")
        .containsExactly(
            "US-06|2024-04-29|level-change",
            "US-48|2024-05-06|scale-change",
            "US-48|2024-10-07|scale-change");
    assertThat(
            run.query(
                "2026-06",
                """
                SELECT min(date), count(DISTINCT date) <= 10, count(DISTINCT place) > 40,
                       bool_and(nowcast_lower95 <= nowcast AND nowcast <= nowcast_upper95)
                FROM signals WHERE indicator = 'US-01' AND provisional
                """))
        .as("a first run learns delays from the days on which the ledger received each file")
        .containsExactly("2026-04-20|true|true|true");
    assertThat(
            run.query(
                "2026-06",
                """
                SELECT max(episodes) <= 15, median(episodes) <= 7 FROM (
                  SELECT count(DISTINCT episode) AS episodes FROM signals
                  WHERE indicator = 'US-01' GROUP BY place)
                """))
        .as("five seasons of 53 states are no storm of alarms")
        .containsExactly("true|true");
  }

  @Test
  void englishRatesAndIntervalsAreTheOfficialOnes() {
    Path children = SharedData.path("uk-dfe-child-protection");
    Path earlier = children.resolve("earlier-releases");
    FeedRun run =
        new FeedRun(folder)
            .put(
                "dfe",
                "dfe-children-in-need",
                earlier.resolve("b1_children_in_need_2013_to_2023.csv"),
                "2023-10-26T09:30:00Z")
            .put(
                "dfe",
                "dfe-children-in-need",
                earlier.resolve("b1_children_in_need_2013_to_2024.csv"),
                "2024-10-31T09:30:00Z")
            .put(
                "dfe",
                "dfe-referrals",
                earlier.resolve("c1_children_in_need_referrals_and_rereferrals_2013_to_2023.csv"),
                "2023-10-26T09:30:00Z")
            .put(
                "dfe",
                "dfe-protection-plans",
                earlier.resolve("d3_cpps_subsequent_plan_2013_to_2023.csv"),
                "2023-10-26T09:30:00Z")
            .put(
                "dfe",
                "dfe-protection-plans",
                earlier.resolve("d3_cpps_subsequent_plan_2013_to_2024.csv"),
                "2024-10-31T09:30:00Z")
            .put(
                "dfe",
                "dfe-plan-duration",
                earlier.resolve("d5_cpps_at31march_by_duration_2013_to_2023.csv"),
                "2023-10-26T09:30:00Z")
            .put(
                "dfe",
                "dfe-plan-duration",
                earlier.resolve("d5_cpps_at31march_by_duration_2013_to_2024.csv"),
                "2024-10-31T09:30:00Z")
            .put(
                "dfe",
                "dfe-looked-after",
                earlier.resolve("cla_number_and_rate_per_10k_children_2024-11-14.csv"),
                "2024-11-14T09:30:00Z")
            .put(
                "ons",
                "ons-population-0-17",
                children.resolve("ons_mid-year_population_estimates_2012_to_2024.csv"),
                "2025-08-01T09:30:00Z")
            .put(
                "ohid",
                "fingertips-injuries",
                earlier.resolve("la_hospital_admissions_2223.csv"),
                "2024-02-06T09:30:00Z")
            .put(
                "ohid",
                "fingertips-injuries",
                children.resolve("la_hospital_admissions_2324.csv.gz"),
                "2025-02-04T09:30:00Z")
            .putAll(
                "dfe",
                "dfe-attendance-ytd",
                SharedData.path("uk-dfe-attendance"),
                "2025-01-23T09:30:00Z");
    run.put(
            "ons",
            "ons-region-boundary",
            SharedData.path("boundaries/uk-regions-dec2023-buc.geo.json"),
            "2024-01-15T00:00:00Z")
        .intake("2024-12")
        .indicators("2024-12");

    assertThat(run.query("2024-12", "SELECT count(*) FROM boundary")).containsExactly("9");
    assertThat(run.entries("fingertips-injuries")).hasSize(2).allMatch(FeedRun::accountedFor);
    assertThat(
            run.query(
                "2024-12",
                """
                SELECT numerator_low::BIGINT, denominator_low::BIGINT, round(value, 4),
                       round(lower95, 4), round(upper95, 4)
                FROM "values" WHERE indicator = 'EN-01' AND group_by = ''
                  AND place = 'E92000001' AND period_start = DATE '2010-01-01'
                """))
        .as("England's injury rate with Byar's interval")
        .containsExactly("107429|9324084|115.2167|114.5287|115.9077");
    assertThat(
            run.query(
                "2024-12",
                """
                SELECT count(*), count(*) FILTER (abs(v.value - o.value) <= 5.1e-6)
                FROM "values" v JOIN observation o
                  ON o.place = v.place AND year(o.date) = year(v.period_start) AND o.sex IS NULL
                WHERE v.indicator = 'EN-01' AND v.group_by = '' AND v.state = 'reported'
                  AND o.measure = 'injury_admissions' AND v.level = 'country'
                """))
        .containsExactly("14|14");
    assertThat(
            run.query(
                "2024-12",
                """
                SELECT count(*), count(*) FILTER (o.value BETWEEN v.value_low AND v.value_high
                    AND abs(v.value_low + v.value_high - 2 * o.value) < 2e-4)
                FROM "values" v JOIN observation o
                  ON o.place = v.place AND year(o.date) = year(v.period_start) AND o.sex IS NULL
                WHERE v.indicator = 'EN-01' AND v.group_by = '' AND v.level = 'local_authority'
                  AND v.state = 'reported' AND o.measure = 'injury_admissions' AND o.value IS NOT NULL
                """))
        .as("local rates, of counts that are rounded to 5, lie around the published ones")
        .containsExactly("2094|2094");
    assertThat(
            run.query(
                "2024-12",
                """
                SELECT v.indicator, v.level, count(*),
                       count(*) FILTER (abs(v.value - o.value) <= 1e-9
                         + CASE v.indicator WHEN 'EN-06' THEN 0.5 ELSE 0.05 END
                         + CASE v.level WHEN 'local_authority' THEN 0
                             ELSE 10 * m.of / v.denominator_low END)
                FROM "values" v
                  JOIN (VALUES ('EN-02', 'children_in_need_31_march', 10000),
                    ('EN-04', 're_referrals', 100), ('EN-05', 'protection_plans_repeat', 100),
                    ('EN-06', 'children_looked_after_31_march', 10000),
                    ('EN-07', 'protection_plans_two_years', 100)
                  ) m(indicator, measure, of) USING (indicator)
                  JOIN observation o ON o.measure = m.measure AND o.place = v.place
                    AND year(o.date) = year(v.period_start)
                WHERE v.group_by = '' AND v.state = 'reported' AND v.value IS NOT NULL
                  AND o.value IS NOT NULL
                  AND (v.indicator NOT IN ('EN-02', 'EN-06') OR year(v.period_start) <= 2022)
                GROUP BY ALL ORDER BY ALL
                """))
        .as(
            "published rates and shares, within their digits and the 10 that counts of regions are"
                + " rounded to; the rates of 2023 and later rest on populations revised since")
        .containsExactly(
            "EN-02|country|10|10",
            "EN-02|local_authority|1490|1490",
            "EN-02|region|110|110",
            "EN-04|country|11|11",
            "EN-04|local_authority|1647|1647",
            "EN-04|region|121|121",
            "EN-05|country|12|12",
            "EN-05|local_authority|1774|1774",
            "EN-05|region|132|132",
            "EN-06|country|3|3",
            "EN-06|local_authority|453|453",
            "EN-06|region|33|33",
            "EN-07|country|12|12",
            "EN-07|local_authority|1149|1149",
            "EN-07|region|132|132");
    assertThat(
            run.query(
                "2024-12",
                """
                SELECT year(date), category, count(*),
                       count(*) FILTER (abs(100 * count_low / denominator - value) < 1e-12)
                FROM observation
                WHERE measure = 'absence_sessions' AND place = 'E92000001' AND category <> 'Total'
                GROUP BY ALL ORDER BY ALL
                """))
        .as("absence of both school years, by phase")
        .containsExactly(
            "2022|Primary|1|1",
            "2022|Secondary|1|1",
            "2022|Special|1|1",
            "2024|Primary|1|1",
            "2024|Secondary|1|1",
            "2024|Special|1|1");
    assertThat(
            run.query(
                "2024-12",
                """
                SELECT state, count(*) FROM observation
                WHERE measure = 'children_in_need_31_march' AND state <> 'reported'
                GROUP BY ALL ORDER BY ALL
                """))
        .as("symbols keep their meaning: x, c and u")
        .containsExactly("not_submitted|6", "suppressed|2", "withheld|1");

    Path data = run.signals("2024-12").release("2024-12");
    assertThat(Verification.of(data.getParent())).as("the release holds what it says").isEmpty();
    assertThat(data.resolve("geo/region.geo.json")).content().contains("E12000001");
    assertThat(data.resolve("indicators.json"))
        .content()
        .contains("injury-admissions-england", "Open Government Licence v3.0");
  }

  @Test
  void officialCountsOfTheHomelessnessExportAreReproduced() {
    FeedRun run = new FeedRun(folder).putHmisExports().intake("2021-09").indicators("2021-09");

    assertThat(
            run.query(
                "2021-09",
                """
                SELECT indicator, numerator_low::BIGINT, denominator_low::BIGINT, round(value, 2)
                FROM "values" WHERE indicator LIKE 'HM-%' AND place = 'HUD-XX-500'
                  AND period_start = DATE '2021-09-01' AND group_by = '' ORDER BY indicator
                """))
        .as("35 leavers, 2 stayers, 13 of 31 to a permanent home")
        .containsExactly("HM-01|35|null|35.0", "HM-02|2|null|2.0", "HM-03|13|31|41.94");
    assertThat(
            run.query(
                "2021-09",
                """
                SELECT indicator, numerator_low::BIGINT, numerator_high::BIGINT,
                       denominator_low::BIGINT, value, state
                FROM "values" WHERE indicator LIKE 'HSG-03%' ORDER BY indicator
                """))
        .as("of two in the shelter one is chronically homeless; a rate needs half a year")
        .containsExactly("HSG-03|1|1|2|1.0|reported", "HSG-03b|1|2|0|null|too_few");
    assertThat(
            run.query(
                "2021-09",
                """
                WITH served AS (
                  SELECT person, max(veteran) AS veteran, max(birth_month) AS born,
                         greatest(min(start_date), DATE '2020-10-01') AS day
                  FROM homelessness_episode
                  WHERE partner = 'datalab-psh' AND start_date <= DATE '2021-09-30'
                    AND (end_date IS NULL OR end_date >= DATE '2020-10-01')
                  GROUP BY person)
                SELECT count(*), count(*) FILTER (date_sub('year', born, day) >= 18),
                       count(*) FILTER (date_sub('year', born, day) < 18),
                       count(*) FILTER (born IS NULL), count(*) FILTER (veteran)
                FROM served
                """))
        .as("served, adults, children, unknown age, veterans")
        .containsExactly("37|26|8|3|12");
    assertThat(
            run.query(
                "2021-09",
                "SELECT count(*) FROM homelessness_episode WHERE length(person) <> 32 OR length(household) <> 32"))
        .as("identifiers are tokens")
        .containsExactly("0");
  }

  @Test
  void lookedAfterChildrenAreCountedOnce() {
    FeedRun run =
        new FeedRun(folder)
            .put("county", "ssda903", SharedData.path("d2i-ssda903-fake"), "2018-07-01T00:00:00Z")
            .intake("2018-12");

    assertThat(run.entries("ssda903")).hasSize(1).allMatch(FeedRun::accountedFor);
    assertThat(run.query("2018-12", "SELECT count(*), count(DISTINCT person) FROM person"))
        .containsExactly("2675|2675");
    assertThat(
            run.query(
                "2018-12",
                "SELECT count(DISTINCT person), count(*) FILTER (end_date IS NULL) FROM looked_after_episode"))
        .containsExactly("2123|1413");
  }
}
