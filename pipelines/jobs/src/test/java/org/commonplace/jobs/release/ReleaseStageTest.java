package org.commonplace.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.commonplace.jobs.kernel.Kernel;
import org.commonplace.jobs.kernel.KernelSettings;
import org.commonplace.jobs.stage.StageContext;
import org.commonplace.jobs.stage.StageFailure;
import org.commonplace.jobs.stage.StageOutcome;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseStageTest {
  @TempDir static Path folder;
  private static ReleaseFixture fixture;
  private static String id;
  private static Path release;

  @BeforeAll
  static void releaseOnce() {
    fixture = ReleaseFixture.in(folder);
    ReleaseFixture.stage().run(fixture.context());
    id = ReleaseStage.made(fixture.context()).orElseThrow();
    release = folder.resolve("releases").resolve(id);
  }

  @Test
  void theReleaseIsWholeAndFollowsItsSchemas() {
    assertThat(Verification.of(release)).isEmpty();
    assertThat(release.resolve("site/index.html")).isRegularFile();
    JsonNode manifest = CanonicalJson.read(release.resolve("data/manifest.json"));
    assertThat(manifest.path("title").asText()).isEqualTo("=Millbrook");
    assertThat(manifest.path("receivedThrough").asText()).isEqualTo("2025-04-09T08:00:00Z");
  }

  @Test
  void theSameInputGivesTheSameBytesInAnotherLocaleAndZone(@TempDir Path other) {
    ReleaseFixture second = ReleaseFixture.in(other);
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      ReleaseFixture.stage().run(second.context());
      assertThat(ReleaseStage.made(second.context())).hasValue(id);
      assertThat(ReleaseFolder.list(other.resolve("releases").resolve(id)))
          .isEqualTo(ReleaseFolder.list(release));
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void aSecondRunFindsNothingToDo() {
    StageOutcome outcome = ReleaseFixture.stage().run(fixture.context());
    assertThat(outcome.changed()).isZero();
    assertThat(outcome.lines().get(0)).contains(id, "already there");
  }

  @Test
  void noSmallCountIsPrintedAndNoneIsLeftAloneInASum() {
    try (Kernel kernel = Kernel.open(KernelSettings.single().reading(List.of(folder.toString())))) {
      kernel.execute(
          "CREATE TABLE truth AS FROM read_parquet("
              + Kernel.literal(folder.resolve("work/2025-04/values/*.parquet").toString())
              + ")");
      kernel.execute(
          "CREATE TABLE public AS SELECT p.*, t.numerator_low AS n, t.denominator_low AS d,"
              + " t.parent FROM read_parquet("
              + Kernel.literal(release.resolve("data/download/all.parquet").toString())
              + ") p JOIN truth t ON t.place = p.place AND t.period_end = p.period_end AND"
              + " t.group_by = p.group_by AND t.group_value = p.group_value AND t.indicator ="
              + " CASE p.indicator WHEN 'persistent-absence' THEN 'EDU-01' WHEN 'severe-absence'"
              + " THEN 'EDU-02' ELSE 'INF-01' END");
      assertThat(kernel.number("SELECT count(*) FROM public"))
          .isEqualTo(kernel.number("SELECT count(*) FROM truth"));
      assertThat(
              kernel.number(
                  "SELECT count(*) FROM public WHERE (n BETWEEN 1 AND 4 OR d - n BETWEEN 1 AND 4)"
                      + " AND state <> 'suppressed'"))
          .isZero();
      assertThat(
              kernel.number(
                  "SELECT count(*) FROM public WHERE state = 'suppressed' AND"
                      + " coalesce(numerator, denominator, value, lower95, upper95) IS NOT NULL"))
          .isZero();
      assertThat(
              kernel.number(
                  "SELECT count(*) FROM public WHERE state = 'reported' AND numerator"
                      + " IS DISTINCT FROM n"))
          .isZero();
      assertThat(
              kernel.number(
                  "WITH members AS (SELECT indicator, period_end, group_by, group_value, parent AS"
                      + " whole, state FROM public WHERE parent IS NOT NULL UNION ALL SELECT"
                      + " indicator, period_end, group_by, group_value, place, state FROM public"
                      + " WHERE level <> 'area') SELECT count(*) FROM (SELECT 1 FROM members GROUP"
                      + " BY ALL_KEYS HAVING count(*) FILTER (state = 'suppressed') = 1)"
                          .replace(
                              "ALL_KEYS", "indicator, period_end, group_by, group_value, whole")))
          .isZero();
      assertThat(
              kernel.number(
                  "SELECT count(*) FROM (SELECT 1 FROM public GROUP BY indicator, period_end, place"
                      + " HAVING count(*) FILTER (state = 'suppressed') = 1)"))
          .isZero();
      assertThat(kernel.number("SELECT count(*) FROM public WHERE state = 'suppressed'"))
          .isPositive();
      assertThat(kernel.number("SELECT count(*) FROM public WHERE state = 'reported'"))
          .isPositive();
    }
  }

  @Test
  void aDenominatorThatTwoIndicatorsShareIsHiddenInBothOrInNeither() {
    JsonNode area = CanonicalJson.read(release.resolve("data/area/dell.json"));
    Map<String, JsonNode> byIndicator = new HashMap<>();
    area.path("series").forEach(each -> byIndicator.put(each.path("indicator").asText(), each));
    assertThat(byIndicator).containsKeys("persistent-absence", "severe-absence");
    JsonNode certificate = CanonicalJson.read(release.resolve("data/disclosure-certificate.json"));
    List<String> families = new ArrayList<>();
    certificate.path("families").forEach(each -> families.add(each.path("indicators").toString()));
    assertThat(families).containsExactly("[\"EDU-01\",\"EDU-02\"]", "[\"INF-01\"]");
  }

  @Test
  void aChartWithAHiddenPointIsDrawnFromWhatIsShown() {
    JsonNode area = CanonicalJson.read(release.resolve("data/area/dell.json"));
    for (JsonNode series : area.path("series")) {
      boolean hides = series.path("state").toString().contains("suppressed");
      for (JsonNode mean : series.path("spc").path("mean")) {
        if (hides) {
          // 17 is what the chart had with the hidden points in it.
          assertThat(mean.asDouble()).isNotEqualTo(17.0);
        } else {
          assertThat(mean.asDouble()).isEqualTo(17.0);
          assertThat(series.path("spc").path("variation").asText()).isEqualTo("concern");
        }
      }
    }
  }

  @Test
  void aSignalOfAHiddenCountHasNoNumbers() {
    JsonNode signals = CanonicalJson.read(release.resolve("data/signals.json"));
    assertThat(signals.path("episodes").size()).isEqualTo(1);
    JsonNode episode = signals.path("episodes").path(0);
    assertThat(episode.path("id").asText()).endsWith("/A4/2025-04-07");
    JsonNode detector = episode.path("detectors").path(0);
    // Earlier weeks of the place are hidden, and the expected number is made of them.
    assertThat(detector.path("expected").isNull()).isTrue();
    assertThat(detector.path("threshold").isNull()).isTrue();
    assertThat(detector.path("baseline").path("counts").asInt()).isEqualTo(57);
    assertThat(signals.path("artefacts").size())
        .as("a reason would tell of the hidden weeks of its place")
        .isZero();
    assertThat(detector.path("treeQValue").isNull()).isTrue();
    assertThat(episode.path("standsOut").isNull()).isTrue();
    assertThat(signals.path("testedSeries").asInt()).isEqualTo(9);
  }

  @Test
  void everyNumberSaysWhatDataIsBehindIt() {
    JsonNode south =
        CanonicalJson.read(release.resolve("data/area/south.json")).path("series").path(0);
    assertThat(south.path("quality").path("verdict").asText()).isEqualTo("care");
    assertThat(south.path("quality").path("completeness").asInt()).isEqualTo(50);
    assertThat(south.path("text").path("quality").asText())
        .isEqualTo(
            "Use with care: 50.0% of what was due came and 99.3% of the records could be used.");
    int shown = 0;
    for (JsonNode value : south.path("value")) {
      shown += value.isNull() ? 0 : 1;
    }
    assertThat(south.path("care").size()).isEqualTo(shown);
    JsonNode north =
        CanonicalJson.read(release.resolve("data/area/north.json")).path("series").path(0);
    assertThat(north.path("quality").path("verdict").asText()).isEqualTo("good");
    assertThat(north.path("care")).isEmpty();
  }

  @Test
  void qualityAndChangesFollowTheLedger() {
    JsonNode quality = CanonicalJson.read(release.resolve("data/quality.json"));
    JsonNode feed = quality.path("partners").path(1).path("feeds").path(0);
    assertThat(feed.path("deliveries").path(0).path("status").asText()).isEqualTo("accepted");
    assertThat(feed.path("deliveries").path(1).path("status").asText()).isEqualTo("superseded");
    assertThat(feed.path("deliveries").path(0).path("received").asInt()).isEqualTo(10);
    JsonNode changes = CanonicalJson.read(release.resolve("data/changes.json"));
    assertThat(changes.path("corrections").path(0).path("text").asText())
        .isEqualTo(
            "The delivery received on 9 April 2025, with 7 rows, replaced the one received on"
                + " 2 April 2025, with 7 rows.");
    assertThat(Files.exists(release.resolve("data/lineage.jsonl"))).isTrue();
  }

  @Test
  void everyLineOfTheLineageIsAnOpenLineageEvent() throws IOException {
    for (String line : Files.readAllLines(release.resolve("data/lineage.jsonl"))) {
      var event = io.openlineage.client.OpenLineageClientUtils.runEventFromJson(line);
      assertThat(event.getJob().getName()).isNotEmpty();
      assertThat(event.getRun().getRunId()).isNotNull();
      assertThat(line).doesNotContain("march.csv");
    }
  }

  @Test
  void textOfOthersCannotBeginAFormula() throws IOException {
    String csv = Files.readString(release.resolve("data/download/persistent-absence.csv"));
    assertThat(csv).contains(",'=Millbrook,").doesNotContain(",=Millbrook,");
    assertThat(csv).contains(",2024-06-30,");
    assertThat(Files.readString(release.resolve("data/area/dell.json")))
        .contains("\"denominatorDate\":[[\"2024-06-30\",");
    assertThat(csv.lines().findFirst().orElseThrow())
        .isEqualTo(
            "indicator,indicator_name,version,place,place_name,level,frequency,period_start,"
                + "period_end,group_by,group_value,numerator,denominator,denominator_date,value,"
                + "lower95,upper95,lower998,upper998,unit,state,reason,comparison95,comparison998,spc_variation,quality,"
                + "completeness,timeliness,acceptance,denominator_months,flow");
  }

  @Test
  void withoutPagesTheReleaseIsStillWhole(@TempDir Path other) {
    ReleaseFixture second = ReleaseFixture.in(other);
    StageContext context = second.context(StageContext.Switch.DATA_ONLY);
    ReleaseFixture.stage().run(context);
    String made = ReleaseStage.made(context).orElseThrow();
    // Another name: the pages are part of what a release is.
    assertThat(made).isNotEqualTo(id);
    Path folder = other.resolve("releases").resolve(made);
    assertThat(Verification.of(folder)).isEmpty();
    assertThat(folder.resolve("site")).doesNotExist();
  }

  @Test
  void withoutValuesItSaysWhatToRun(@TempDir Path empty) {
    StageContext context =
        new StageContext(
            new org.commonplace.jobs.lake.Workspace(empty.toString()),
            java.util.Optional.empty(),
            ReleaseFixture.MONTH,
            java.util.Optional.empty(),
            java.util.Optional.empty(),
            java.util.Optional.empty(),
            java.util.Optional.empty(),
            fixture.context().resources(),
            java.util.Set.of(StageContext.Switch.DATA_ONLY),
            fixture.context().options(),
            line -> {});
    assertThatThrownBy(() -> ReleaseFixture.stage().run(context))
        .isInstanceOfSatisfying(
            StageFailure.class,
            failure -> assertThat(failure.kind()).isEqualTo(StageFailure.Kind.INPUT_MISSING))
        .hasMessageContaining("commonplace indicators --month 2025-04");
  }

  @Test
  void theVersionInAReleaseIsThatOfTheBuild() throws IOException {
    // Surefire runs in the module's folder.
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains("<version>" + Software.VERSION + "</version>");
  }
}
