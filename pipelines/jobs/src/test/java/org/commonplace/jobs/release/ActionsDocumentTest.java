package org.commonplace.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.commonplace.schemas.IndicatorDefinition;
import org.commonplace.schemas.IndicatorDefinitions;
import org.junit.jupiter.api.Test;

class ActionsDocumentTest {
  private static final SortedMap<String, IndicatorDefinition> DEFINITIONS =
      IndicatorDefinitions.shipped();
  private static final IndicatorDefinition PROTECTED = DEFINITIONS.get("PH-01");
  private static final IndicatorDefinition ABSENT = DEFINITIONS.get("EDU-01");
  private static final Place CITY = place("C", "Millbrook", null);
  private static final Place WARD = place("W1", "North", "C");

  @Test
  void whatIsOffTrackMeetsWhatWasPromised() {
    JsonNode document =
        document(
            List.of(
                action("A-1", "PH-01", "C", "2026-07-01", "under_way"),
                action("A-2", "PH-01", "C", "2026-05-30", "planned"),
                action("A-3", "EDU-01", "W1", "2026-05-01", "done"),
                action("A-4", "XX-99", "C", "2026-08-01", "planned")),
            // The target is 95 and the upper limit below it.
            series(PROTECTED, CITY, 900, 1000),
            // On the way: the interval holds the target.
            series(PROTECTED, WARD, 94, 100),
            series(ABSENT, WARD, 20, 100),
            series(ABSENT, CITY, 200, 1000));

    assertThat(document.path("asAt").asText()).isEqualTo("2026-05-31");
    assertThat(document.path("outcomes").findValuesAsText("place")).containsExactly("W1", "C");
    JsonNode absent = document.path("outcomes").path(0);
    assertThat(absent.path("offTrack").asBoolean()).isFalse();
    assertThat(absent.path("actions").path(0).path("text").asText())
        .isEqualTo("Done, as said on 1 May 2026.");
    JsonNode unprotected = document.path("outcomes").path(1);
    assertThat(unprotected.path("offTrack").asBoolean()).isTrue();
    assertThat(unprotected.path("text").asText())
        .isEqualTo("Off track, as it misses its target of 95.0%.");
    assertThat(unprotected.path("actions").findValuesAsText("overdue"))
        .containsExactly("false", "true");
    assertThat(document.path("unlinked").path(0).path("why").asText())
        .isEqualTo("This release has no outcome XX-99.");
    assertThat(document.path("text").asText())
        .isEqualTo("1 outcome is off track. 4 actions are promised, 1 of them overdue.");
  }

  @Test
  void anOutcomeOffTrackThatNobodyActsOnIsSaid() {
    JsonNode document = document(List.of(), series(PROTECTED, CITY, 900, 1000));

    assertThat(document.path("outcomes").path(0).path("actions")).isEmpty();
    assertThat(document.path("text").asText())
        .isEqualTo("1 outcome is off track, 1 of them without an action. 0 actions are promised.");
  }

  @Test
  void countsThatGrowForSomeWeeksAreNotOffTrackForThatAlone() {
    IndicatorDefinition cases = DEFINITIONS.get("INF-01");
    Series doubling =
        Series.of(
            cases,
            CITY,
            IntStream.range(0, 5)
                .mapToObj(
                    week ->
                        PublishedRows.week(
                            cases.id(),
                            LocalDate.of(2026, 4, 27).plusWeeks(week),
                            10.0 * (1 << week),
                            "reported"))
                .toList());

    assertThat(doubling.trend()).isEqualTo(Trend.WORSE);
    assertThat(document(List.of(), doubling).path("outcomes")).isEmpty();
  }

  private static JsonNode document(List<PromisedAction> actions, Series... series) {
    ActionsDocument document =
        new ActionsDocument(
            new ReleaseInputs(
                YearMonth.of(2026, 5),
                Optional.empty(),
                List.of(),
                DEFINITIONS,
                List.of(),
                Map.of()),
            Places.none(),
            actions);
    for (Series each : series) {
      document.see(each);
    }
    JsonNode tree = CanonicalJson.tree(document.document());
    assertThat(new ReleaseSchemas().mistakes("actions", tree.toString())).isEmpty();
    return tree;
  }

  private static Series series(
      IndicatorDefinition definition, Place place, long counted, long people) {
    return Series.of(
        definition,
        place,
        List.of(PublishedRows.share(definition, place.code(), "", "", counted, people)));
  }

  private static PromisedAction action(
      String action, String indicator, String place, String due, String status) {
    return new PromisedAction(
        action,
        indicator,
        place,
        "Housing office",
        "More homes",
        null,
        LocalDate.parse(due),
        status,
        LocalDate.of(2026, 5, 1));
  }

  private static Place place(String code, String name, String parent) {
    return new Place(
        code,
        name.toLowerCase(java.util.Locale.ROOT),
        name,
        List.of(),
        "city",
        parent,
        1,
        null,
        null,
        null,
        null);
  }
}
